//! A brief as Markdown (CommonMark, with no extension needed).

use std::fmt::Write as _;

use headwater_model::{Brief, Claim, ReasonKind, Story};

use crate::change::what_would_change;
use crate::gathered::{self, entity_kind};
use crate::glance::{FIRST, fit, glances};
use crate::index::{Index, Numbered, Said};
use crate::neutral::one_line;
use crate::notes;
use crate::places;
use crate::sides::{Side, SideKind, sides};
use crate::summary::{NAMES_WIDTH, names, summary};
use crate::times;
use crate::wording::{
    self, Measure, WHAT_ABSENCE_MEANS, WHAT_COUNTS_MEAN, content, count, difference_kind,
    is_denied, list, measure, origins, quoted, references, slot,
};

/// Columns of a claim's words in the list of the first claims.
const GLANCE_WIDTH: usize = 100;

/// The brief as Markdown. No field of the brief can add markup, a link or a line to it.
pub fn markdown(brief: &Brief) -> String {
    let index = Index::new(brief);
    let mut out = String::new();
    if brief.stories.is_empty() {
        out.push_str("Stories: none found.\n");
    }
    for (place, story) in brief.stories.iter().enumerate() {
        if place > 0 {
            out.push_str("\n---\n\n");
        }
        write_story(&mut out, &index, story);
    }
    let left = index.reports_of_no_story();
    if !left.is_empty() {
        out.push_str("\n## Reports in no story\n\n");
        for report in left {
            write_report(&mut out, report);
        }
    }
    out
}

/// The text with everything that Markdown reads as markup escaped, on one line.
fn md(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let escape = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '!' | '@' => {
                true
            }
            // Block markers count only where a line begins.
            '#' | '+' | '-' | '=' => at == 0,
            '.' | ')' if at == digits && at > 0 => true,
            // Bare addresses become links.
            ':' => line[at..].starts_with("://"),
            '.' => {
                at >= 3
                    && line
                        .get(at - 3..at)
                        .is_some_and(|w| w.eq_ignore_ascii_case("www"))
            }
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Writes a line; every argument must have gone through [`md`] or be ours.
macro_rules! line {
    ($out:expr, $($format:tt)*) => {
        // Writing to a `String` cannot fail.
        let _ = writeln!($out, $($format)*);
    };
}

fn write_story(out: &mut String, index: &Index<'_>, story: &Story) {
    line!(out, "# {}\n", md(&story.title));
    if let Some(line) = names(story, NAMES_WIDTH) {
        line!(out, "- {}", md(&line));
    }
    for sentence in summary(index, story) {
        line!(out, "- {}", md(&sentence));
    }
    line!(out, "\n{WHAT_COUNTS_MEAN}");
    write_glance(out, story);
    line!(out, "\n## Reports\n");
    for report in index.reports_of(story) {
        write_report(out, report);
        let id = &report.reading.report.id;
        for reuse in story.reuse.iter().filter(|reuse| &reuse.to == id) {
            if let Some(other) = index.report(&reuse.from) {
                line!(out, "  - {}", md(&wording::reuse(reuse, other.number)));
            }
        }
    }
    line!(out, "\n## Claims");
    let mut any = false;
    for (place, claim) in story.claims.iter().enumerate() {
        if wording::is_main(claim) {
            any = true;
            write_claim(out, index, story, claim, place + 1);
        }
    }
    if !any {
        line!(out, "\nShared or contested claims: none found.");
    }
    write_single(out, index, story);
    write_gathered(out, index, &index.reports_of(story));
    line!(out, "\n{WHAT_ABSENCE_MEANS}");
}

/// The first claims, a line each.
fn write_glance(out: &mut String, story: &Story) {
    let glances = glances(story);
    if glances.is_empty() {
        return;
    }
    line!(out, "\n## At a glance\n");
    for glance in glances.iter().take(FIRST) {
        let words = fit(&glance.words, GLANCE_WIDTH);
        let outlets = count(glance.claim.outlets, "outlet");
        let parts = [
            format!("origins {}", glance.origins),
            outlets,
            words,
            glance.from.clone(),
            glance.against.clone(),
        ];
        let told = |part: &&String| !part.is_empty() && *part != "origins ";
        let parts: Vec<String> = parts.iter().filter(told).map(|part| md(part)).collect();
        line!(out, "- {}: {}", glance.number, parts.join(" · "));
    }
}

fn write_report(out: &mut String, numbered: Numbered<'_>) {
    let report = &numbered.reading.report;
    let mut parts = vec![
        format!("**{}**", md(wording::outlet(report))),
        md(&wording::published(report)),
    ];
    parts.extend(report.byline.as_deref().map(md));
    parts.extend(
        report
            .title
            .as_deref()
            .map(|title| md(&quoted(&one_line(title)))),
    );
    parts.push(md(&report.path));
    line!(out, "- \\[{}\\] {}", numbered.number, parts.join(" · "));
}

fn write_claim(out: &mut String, index: &Index<'_>, story: &Story, claim: &Claim, number: usize) {
    let from = index.said(&claim.text_from);
    let from = from.map_or(String::new(), |said| format!(" [{}]", said.reference()));
    let title = format!("{}{from}", quoted(&one_line(&claim.text)));
    line!(out, "\n### {number}\\. {}\n", md(&title));
    let denial = if is_denied(claim) {
        measure("origins of the denial", &origins(&claim.denials))
    } else {
        measure("denials", &Measure::NoneFound)
    };
    line!(
        out,
        "{} · {} · **{}** · {}  ",
        count(claim.documents, "document"),
        count(claim.outlets, "outlet"),
        measure("origins", &origins(&claim.origins)),
        denial
    );
    line!(
        out,
        "{}  ",
        md(&notes::when_and_who_else(index, story, claim))
    );
    line!(out, "id {}\n", md(&claim.id));
    for side in sides(index, claim) {
        write_side(out, index, &side);
    }
    for difference in &claim.differences {
        let values: Vec<String> = (difference.values.iter())
            .map(|value| {
                let said = index.said_all(&value.statements);
                let places = references(said.iter().map(Said::reference));
                md(&format!("{} {places}", quoted(&one_line(&value.value))))
            })
            .collect();
        let (slot, kind) = (slot(difference.slot), difference_kind(difference.kind));
        line!(out, "- Differs in {slot} ({kind}): {}", values.join(" / "));
    }
    for reason in &claim.origins.reasons {
        let what = match reason.kind {
            ReasonKind::Same => "Counted as one",
            ReasonKind::Conflict => "Kept apart",
            ReasonKind::MayBeSame => "May be one",
            ReasonKind::Unknown => "Not told",
        };
        line!(
            out,
            "- {what}: {} — {}",
            md(&list(&reason.roots)),
            md(&reason.why)
        );
    }
    let changes = what_would_change(index, claim);
    if !changes.is_empty() {
        line!(out, "- What would change this: {}", md(&changes.join(" ")));
    }
}

fn write_side(out: &mut String, index: &Index<'_>, side: &Side<'_>) {
    let name = md(side.kind.name());
    match (side.kind, side.kind.letter()) {
        (_, Some(letter)) => {
            line!(out, "- Origin {letter}: **{name}**");
        }
        (SideKind::Denial(_), _) => {
            line!(out, "- Denial: **{name}**");
        }
        _ if side.kind.names().is_empty() => {
            line!(out, "- {name}");
        }
        _ => {
            line!(out, "- {name}: **{}**", md(&list(side.kind.names())));
        }
    }
    for said in &side.said {
        line!(out, "  - {}", statement(index, said));
    }
}

/// The outlet's words, then stance, chain and notes.
fn statement(index: &Index<'_>, said: &Said<'_>) -> String {
    let statement = said.statement;
    let outlet = wording::outlet(&said.reading.report);
    let words = quoted(&content(statement));
    let stance = wording::stance(statement.stance);
    let mut text = format!(
        "[{}] {outlet}: {words} · {stance} {}",
        said.reference(),
        wording::chain(said)
    );
    for note in notes::notes(index, statement) {
        text.push_str(" · ");
        text.push_str(note.what);
        for part in note.words.iter().chain([&note.ours]) {
            if !part.is_empty() {
                text.push(' ');
                text.push_str(part);
            }
        }
    }
    md(&text)
}

fn write_single(out: &mut String, index: &Index<'_>, story: &Story) {
    line!(out, "\n## In one report only");
    let mut any = false;
    for report in index.reports_of(story) {
        let mut begun = false;
        for said in index.said_in(report) {
            let claims = index.claims_with(&said.statement.id);
            if claims.iter().any(|(_, claim)| wording::is_main(claim)) {
                continue;
            }
            if !begun {
                let outlet = md(wording::outlet(&report.reading.report));
                line!(out, "\n\\[{}\\] **{outlet}**\n", report.number);
            }
            (begun, any) = (true, true);
            line!(out, "- {}", statement(index, &said));
        }
    }
    if !any {
        line!(out, "\nNone found.");
    }
}

fn write_gathered(out: &mut String, index: &Index<'_>, reports: &[Numbered<'_>]) {
    let line_of_times = times::time_line(index, reports);
    let times = line_of_times.resolved.iter().map(|when| (when, true));
    let times = times.chain(line_of_times.open.iter().map(|when| (when, false)));
    let times = times.map(|(when, is_resolved)| {
        let label = match (is_resolved, when.value.as_str()) {
            (true, value) => format!("**{}**", md(value)),
            (false, "") => "*not resolved*".to_owned(),
            (false, bounds) => format!("*not resolved*, {}", md(bounds)),
        };
        let uses: Vec<String> = (when.uses.iter())
            .map(|(words, place)| format!("{} [{place}]", quoted(words)))
            .collect();
        format!("{label}: {}", md(&uses.join(", ")))
    });
    write_list(out, "Time line", times);

    let named = gathered::named(reports).into_iter().map(|one| {
        let also = match one.aliases.len() {
            0 => String::new(),
            _ => format!(" · also {}", one.aliases.join(", ")),
        };
        let rest = format!("{also} {}", references(&one.reports));
        format!(
            "**{}** ({}) {}",
            md(&one.name),
            entity_kind(one.kind),
            md(&rest)
        )
    });
    write_list(out, "People and organisations", named);

    let places = places::places(index, reports).into_iter().map(|place| {
        let country = place.country.as_deref();
        let country = country.map_or(String::new(), |country| format!("{country} · "));
        let point = place.point_in_words();
        let rest = format!("{country}{point} {}", references(&place.places));
        format!("**{}** · {}", md(&place.name), md(&rest))
    });
    write_list(out, "Places", places);

    let numbers = gathered::numbers(index, reports).into_iter().map(|number| {
        let words = quoted(&number.words);
        md(&format!("{words} · {} [{}]", number.value, number.place))
    });
    write_list(out, "Numbers", numbers);
}

fn write_list(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    line!(out, "\n## {title}\n");
    let mut any = false;
    for item in items {
        any = true;
        line!(out, "- {item}");
    }
    if !any {
        line!(out, "None found.");
    }
}

#[cfg(test)]
mod tests {
    use super::md;

    #[test]
    fn markup_is_escaped_and_plain_words_are_not() {
        assert_eq!(
            md("a *b* [c](d) <e> | f_g"),
            "a \\*b\\* \\[c\\](d) \\<e\\> \\| f\\_g"
        );
        assert_eq!(md("# x"), "\\# x");
        assert_eq!(md("2023. x"), "2023\\. x");
        assert_eq!(md("see http://x.y, www.z.w"), "see http\\://x.y, www\\.z.w");
        assert_eq!(md("ten - eleven. Twelve (13)"), "ten - eleven. Twelve (13)");
    }
}
