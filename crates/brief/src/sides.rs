//! The statements of a claim, each under what it rests on or what it says against it.

use headwater_model::{Claim, Root, Stance};

use crate::index::{Index, Said};

/// Statements of one claim that belong together.
pub(crate) struct Side<'a> {
    /// Why they do.
    pub kind: SideKind<'a>,
    /// The statements, in the order of the claim.
    pub said: Vec<Said<'a>>,
}

/// What the statements of a side have in common.
#[derive(Clone, Copy)]
pub(crate) enum SideKind<'a> {
    /// They rest on this root of the claim, the letter's place in the alphabet first.
    Origin(usize, &'a Root),
    /// They support the claim and were traced to no root.
    Untraced,
    /// They rest on this root of the denial.
    Denial(&'a Root),
    /// They have this stance, which counts nowhere; these are who is said to have it.
    Stance(Stance, &'a [String]),
}

impl SideKind<'_> {
    /// A, B, C …, AA for the roots of the claim.
    pub fn letter(&self) -> Option<String> {
        match self {
            Self::Origin(place, _) => Some(letter(*place)),
            _ => None,
        }
    }

    /// Who is said to have the stance of the side; none for an origin, which is its own name.
    pub fn names(&self) -> &[String] {
        match self {
            Self::Stance(_, names) => names,
            _ => &[],
        }
    }

    /// The name of the side: the root's for an origin, else what is done.
    pub fn name(&self) -> &str {
        match self {
            Self::Origin(_, root) if root.name.is_empty() => "not told",
            Self::Origin(_, root) => &root.name,
            Self::Untraced => "not traced to a root",
            Self::Denial(root) => &root.name,
            Self::Stance(Stance::Denies, _) => "denied by",
            Self::Stance(stance, _) => crate::wording::stance(*stance),
        }
    }
}

/// A, B, … Z, AA, AB …
pub(crate) fn letter(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    match place / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}

/// The sides of a claim: its origins, what could not be traced, its denials, then who did not
/// confirm, answer or agree to answer, then who questions it.
pub(crate) fn sides<'a>(index: &Index<'a>, claim: &'a Claim) -> Vec<Side<'a>> {
    let all = index.statements_of(claim);
    let mut sides = Vec::new();
    for (place, root) in claim.origins.roots.iter().enumerate() {
        let said = index.said_all(&root.statements);
        sides.push(Side {
            kind: SideKind::Origin(place, root),
            said,
        });
    }
    let rooted = |roots: &[Root], id: &String| roots.iter().any(|r| r.statements.contains(id));
    let rest = |wanted: &dyn Fn(&Said<'a>) -> bool| -> Vec<Said<'a>> {
        (all.iter().copied().filter(|said| wanted(said))).collect()
    };
    let untraced = rest(&|said| {
        said.statement.stance.supports() && !rooted(&claim.origins.roots, &said.statement.id)
    });
    sides.push(Side {
        kind: SideKind::Untraced,
        said: untraced,
    });
    for root in &claim.denials.roots {
        let said = index.said_all(&root.statements);
        sides.push(Side {
            kind: SideKind::Denial(root),
            said,
        });
    }
    // Names that a denial's root already shows are not said twice.
    let has_roots = !claim.denials.roots.is_empty();
    let denied_by = if has_roots {
        &[]
    } else {
        claim.denied_by.as_slice()
    };
    for (stance, names) in [
        (Stance::Denies, denied_by),
        (Stance::CannotConfirm, claim.cannot_confirm.as_slice()),
        (Stance::NoResponse, claim.no_response.as_slice()),
        (Stance::Declines, claim.declined.as_slice()),
        (Stance::Questions, &[]),
    ] {
        let said = rest(&|said| {
            said.statement.stance == stance
                && !rooted(&claim.denials.roots, &said.statement.id)
                && !rooted(&claim.origins.roots, &said.statement.id)
        });
        sides.push(Side {
            kind: SideKind::Stance(stance, names),
            said,
        });
    }
    sides.retain(|side| {
        let is_denial = matches!(side.kind, SideKind::Denial(_));
        !side.said.is_empty() || is_denial || !side.kind.names().is_empty()
    });
    sides
}

/// The reports of the story that have no statement of this claim.
pub(crate) fn reports_without(
    index: &Index<'_>,
    story: &headwater_model::Story,
    claim: &Claim,
) -> Vec<usize> {
    let with: Vec<usize> = (index.statements_of(claim).iter())
        .map(|said| said.report)
        .collect();
    (index.reports_of(story).iter())
        .map(|report| report.number)
        .filter(|number| !with.contains(number))
        .collect()
}

/// Since when these reports have the claim.
pub(crate) struct Since<'a> {
    /// The earliest date of a report that supports it, with the report's number.
    pub first: Option<(&'a str, usize)>,
    /// Supporting reports whose date is not told, by number.
    pub undated: Vec<usize>,
}

/// The earliest report of a claim, as far as dates are told.
///
/// Readings come in the order of publication, so the first dated one is the earliest.
pub(crate) fn since<'a>(index: &Index<'a>, claim: &Claim) -> Since<'a> {
    let supporting = index.statements_of(claim);
    let supporting = supporting.iter().filter(|s| s.statement.stance.supports());
    let (mut first, mut undated) = (None::<(&str, usize)>, Vec::new());
    for said in supporting {
        match said.reading.report.published.as_deref() {
            Some(date) if first.is_none_or(|(earliest, _)| day(date) < day(earliest)) => {
                first = Some((date, said.report));
            }
            Some(_) => {}
            None if undated.contains(&said.report) => {}
            None => undated.push(said.report),
        }
    }
    Since { first, undated }
}

/// The day of a date with or without a time.
pub(crate) fn day(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 25, 26, 27, 52].map(letter).into();
        assert_eq!(letters, ["A", "Z", "AA", "AB", "BA"]);
    }
}
