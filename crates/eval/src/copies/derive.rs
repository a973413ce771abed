//! The ways in which one report is made from another.

use super::chance::Chance;
use super::draft::{Draft, Unit, capital};
use super::exchange::exchange;
use super::lead::{attributed, reworded};
use super::numbers::moved;

/// How a report was made from its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Word for word.
    Verbatim,
    /// The tail, or paragraphs in the middle, cut.
    Trimmed,
    /// The first paragraph in other words.
    RewrittenLead,
    /// One to four figures changed.
    ChangedNumbers,
    /// "…, officials said" and the like taken away.
    LostAttribution,
    /// Half of one report and half of another.
    Merged,
    /// Figures raised, a paragraph added on top and one at the end.
    Updated,
    /// A phrase exchanged every so many words.
    LightlyEdited,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Verbatim,
        Self::Trimmed,
        Self::RewrittenLead,
        Self::ChangedNumbers,
        Self::LostAttribution,
        Self::Merged,
        Self::Updated,
        Self::LightlyEdited,
    ];

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Trimmed => "trimmed",
            Self::RewrittenLead => "rewritten lead",
            Self::ChangedNumbers => "changed numbers",
            Self::LostAttribution => "lost attribution",
            Self::Merged => "merged from two",
            Self::Updated => "updated",
            Self::LightlyEdited => "lightly edited",
        }
    }
}

/// Cuts paragraphs away, the last ones or some in the middle; the first stays.
pub fn trimmed(parent: &Draft, chance: &mut Chance) -> Option<Draft> {
    let all = parent.paragraphs.len();
    if all < 2 {
        return None;
    }
    let cut = chance.between(1..=all - 1);
    let from = match chance.percent(60) {
        true => all - cut,
        false => chance.between(1..=all - cut),
    };
    let mut draft = parent.clone();
    draft.paragraphs.drain(from..from + cut);
    Some(draft)
}

/// Puts the first paragraph in other words.
pub fn rewritten_lead(parent: &Draft) -> Option<Draft> {
    let mut draft = parent.clone();
    let mut changed = false;
    for unit in draft.paragraphs.first_mut()? {
        if let Some(new) = reworded(&unit.text).filter(|_| !unit.quotation) {
            unit.text = new;
            changed = true;
        }
    }
    changed.then_some(draft)
}

/// Changes one to four figures.
pub fn changed_numbers(parent: &Draft, chance: &mut Chance) -> Option<Draft> {
    let mut draft = parent.clone();
    let mut units: Vec<&mut Unit> = draft.units_mut().filter(|unit| !unit.quotation).collect();
    chance.shuffle(&mut units);
    let most = chance.between(1..=4);
    let mut changed = 0;
    for unit in units {
        if changed == most {
            break;
        }
        if let Some(new) = moved(&unit.text, chance) {
            unit.text = new;
            changed += 1;
        }
    }
    (changed > 0).then_some(draft)
}

/// Takes attributions away, all that it finds.
pub fn lost_attribution(parent: &Draft) -> Option<Draft> {
    let mut draft = parent.clone();
    let mut changed = false;
    for unit in draft.units_mut().filter(|unit| !unit.quotation) {
        let bare = match attributed(&unit.text) {
            Some((rest, _)) => Some(format!("{rest}.")),
            None => unit.text.strip_prefix("According to ").and_then(|rest| {
                let (_, words) = rest.split_once(", ")?;
                Some(capital(words))
            }),
        };
        if let Some(bare) = bare {
            unit.text = bare;
            changed = true;
        }
    }
    changed.then_some(draft)
}

/// The first half of one and the second half of the other, or their halves the other way.
pub fn merged(one: &Draft, other: &Draft, chance: &mut Chance) -> Option<Draft> {
    if one.paragraphs.len() < 2 || other.paragraphs.len() < 2 {
        return None;
    }
    let (top, end) = match chance.percent(50) {
        true => (one, other),
        false => (other, one),
    };
    let first = &top.paragraphs[..top.paragraphs.len().div_ceil(2)];
    let second = &end.paragraphs[end.paragraphs.len() / 2..];
    Some(Draft {
        title: top.title.clone(),
        paragraphs: first.iter().chain(second).cloned().collect(),
    })
}

/// Raises figures in half of the sentences and adds what came since, on top and at the end.
pub fn updated(parent: &Draft, top: Unit, end: Unit, chance: &mut Chance) -> Draft {
    let mut draft = parent.clone();
    for unit in draft.units_mut().filter(|unit| !unit.quotation) {
        if chance.percent(50)
            && let Some(new) = moved(&unit.text, chance)
        {
            unit.text = new;
        }
    }
    draft.paragraphs.insert(0, vec![top]);
    draft.paragraphs.push(vec![end]);
    draft
}

/// Exchanges a phrase every so many words, quotations apart.
pub fn lightly_edited(parent: &Draft, chance: &mut Chance) -> Option<Draft> {
    let every = chance.between(3..=12);
    let mut draft = parent.clone();
    let prose = draft.units_mut().filter(|unit| !unit.quotation);
    prose.for_each(|unit| unit.text = exchange(&unit.text, every));
    (draft != *parent).then_some(draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn draft(paragraphs: &[&[&str]]) -> Draft {
        let mut line = 0;
        let mut unit = |text: &&str| {
            line += 1;
            Unit {
                text: (*text).to_owned(),
                line,
                quotation: text.starts_with('"'),
            }
        };
        let paragraphs = paragraphs.iter();
        Draft {
            title: "T".into(),
            paragraphs: paragraphs
                .map(|p| p.iter().map(&mut unit).collect())
                .collect(),
        }
    }

    fn ferry() -> Draft {
        draft(&[
            &["Two ferries are missing after a storm hit the coast of Vell, officials said."],
            &[
                "\"We found 3 boats,\" the minister said.",
                "The port was closed at noon.",
            ],
            &["According to the coast guard, nobody answered 12 calls."],
            &["The storm is going to last until Monday."],
        ])
    }

    #[test]
    fn a_trimmed_report_has_fewer_paragraphs_and_its_lead() {
        for seed in 0..20 {
            let cut = trimmed(&ferry(), &mut Chance::new(seed)).unwrap();
            assert!((1..4).contains(&cut.paragraphs.len()));
            assert_eq!(cut.paragraphs[0], ferry().paragraphs[0]);
        }
        assert_eq!(trimmed(&draft(&[&["A."]]), &mut Chance::new(1)), None);
    }

    #[test]
    fn a_rewritten_lead_leaves_the_rest() {
        let new = rewritten_lead(&ferry()).unwrap();
        assert_eq!(new.paragraphs[1..], ferry().paragraphs[1..]);
        assert_ne!(new.paragraphs[0], ferry().paragraphs[0]);
        assert!(
            new.paragraphs[0][0]
                .text
                .starts_with("Authorities said that")
        );
    }

    #[test]
    fn changed_numbers_leave_words_and_quotations() {
        for seed in 0..20 {
            let new = changed_numbers(&ferry(), &mut Chance::new(seed)).unwrap();
            assert_ne!(new, ferry());
            assert_eq!(new.paragraphs[1], ferry().paragraphs[1]);
        }
        assert_eq!(
            changed_numbers(&draft(&[&["No."]]), &mut Chance::new(1)),
            None
        );
    }

    #[test]
    fn attributions_get_lost() {
        let new = lost_attribution(&ferry()).unwrap();
        let texts: Vec<&str> = new.units().map(|unit| unit.text.as_str()).collect();
        assert!(texts[0].ends_with("the coast of Vell."));
        assert_eq!(texts[3], "Nobody answered 12 calls.");
        assert_eq!(lost_attribution(&new), None);
    }

    #[test]
    fn a_merged_report_has_half_of_each() {
        let mut other = draft(&[&["A."], &["B."]]);
        other.units_mut().for_each(|unit| unit.line += 100);
        let new = merged(&ferry(), &other, &mut Chance::new(3)).unwrap();
        let lines = new.lines(false);
        assert!(lines.iter().any(|line| *line > 100) && lines.iter().any(|line| *line < 100));
        assert!(new.paragraphs.len() == 3);
    }

    #[test]
    fn an_update_holds_the_former_between_what_is_new() {
        let unit = |text: &str, line| Unit {
            text: text.into(),
            line,
            quotation: false,
        };
        let (top, end) = (unit("New.", 90), unit("Last.", 91));
        let new = updated(&ferry(), top, end, &mut Chance::new(1));
        assert_eq!(new.paragraphs.len(), 6);
        let former: BTreeSet<usize> = ferry().lines(false);
        assert!(former.is_subset(&new.lines(false)));
        assert_eq!(new.paragraphs[0][0].text, "New.");
    }

    #[test]
    fn a_light_edit_leaves_quotations() {
        let new = lightly_edited(&ferry(), &mut Chance::new(1)).unwrap();
        assert_eq!(new.paragraphs[1][0], ferry().paragraphs[1][0]);
        assert_ne!(new.paragraphs[0], ferry().paragraphs[0]);
    }
}
