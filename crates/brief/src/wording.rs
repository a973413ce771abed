//! The words that every form uses for the same thing.

use headwater_model::{
    Actor, Claim, DifferenceKind, Event, EventState, Link, LinkRole, Origins, Reading, Report,
    Reuse, Slot, Span, Stance, Statement, StoryOrigins, Transfer, VoiceKind,
};

use crate::index::Said;
use crate::neutral::one_line;

/// What the counts mean, and what they do not: said on every brief.
pub(crate) const WHAT_COUNTS_MEAN: &str = "Origins are counted as min..max from what these \
    reports show, no more. Independence can be refuted, never proven.";

/// What an empty place means, said once instead of on every line.
pub(crate) const WHAT_ABSENCE_MEANS: &str = "Where a statement shows no hedge and no check by \
    the outlet, none was found in the report. Extraction is how sure we are, 0 to 1, that we read \
    the words right; it says nothing of the claim.";

/// The share of a report's words from which on it is called a near copy.
pub(crate) const NEAR_COPY: f64 = 0.8;

/// A number, or which of the three kinds of absence stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// It was measured.
    Known(String),
    /// It was looked for, and there is none.
    NoneFound,
    /// Nobody looked.
    NotMeasured,
    /// It was looked for, and these reports cannot tell.
    CannotBeMeasured(String),
}

/// The origins of a claim or of its denial.
pub(crate) fn origins(origins: &Origins) -> Measure {
    let Origins {
        min, max, measured, ..
    } = origins;
    let top = max.map_or("?".to_owned(), |max| max.to_string());
    match (measured, max) {
        (_, Some(0)) => Measure::NoneFound,
        (false, _) if origins.roots.is_empty() => Measure::NotMeasured,
        (false, _) => Measure::CannotBeMeasured(format!("{min}..{top}")),
        (true, _) => Measure::Known(format!("{min}..{top}")),
    }
}

/// The origins of a story as a whole.
pub(crate) fn story_origins(origins: &StoryOrigins) -> Measure {
    let StoryOrigins { min, max, measured } = origins;
    let top = max.map_or("?".to_owned(), |max| max.to_string());
    match (measured, max) {
        (_, Some(0)) => Measure::NoneFound,
        (false, _) => Measure::CannotBeMeasured(format!("{min}..{top}")),
        (true, _) => Measure::Known(format!("{min}..{top}")),
    }
}

/// A measure as one phrase, after what it measures: `origins 0..2 · min cannot be measured`.
pub(crate) fn measure(what: &str, measure: &Measure) -> String {
    match measure {
        Measure::Known(value) => format!("{what} {value}"),
        Measure::NoneFound => format!("{what}: none found"),
        Measure::NotMeasured => format!("{what}: not measured"),
        Measure::CannotBeMeasured(value) => format!("{what} {value} · min cannot be measured"),
    }
}

/// "1 report", "5 reports".
pub(crate) fn count(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// `[1] [3] [4]`
pub(crate) fn references(numbers: impl IntoIterator<Item = impl ToString>) -> String {
    let numbers: Vec<String> = numbers
        .into_iter()
        .map(|number| format!("[{}]", number.to_string()))
        .collect();
    numbers.join(" ")
}

/// The outlet, or that it is not told.
pub(crate) fn outlet(report: &Report) -> &str {
    report.outlet.as_deref().unwrap_or("outlet not told")
}

/// The date, or that it is not told.
pub(crate) fn published(report: &Report) -> String {
    match &report.published {
        Some(date) => readable_date(date),
        None => "date not told".to_owned(),
    }
}

/// What the voice does.
pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Denies => "denies",
        Stance::CannotConfirm => "cannot confirm",
        Stance::NoResponse => "did not respond",
        Stance::Declines => "declined to answer",
        Stance::Warns => "warns",
        Stance::Plans => "plans",
        Stance::Asks => "asks",
        Stance::Promises => "promises",
        Stance::Questions => "questions",
    }
}

/// The stance as it stands in JSON.
pub(crate) fn stance_code(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Denies => "denies",
        Stance::CannotConfirm => "cannot_confirm",
        Stance::NoResponse => "no_response",
        Stance::Declines => "declines",
        Stance::Warns => "warns",
        Stance::Plans => "plans",
        Stance::Asks => "asks",
        Stance::Promises => "promises",
        Stance::Questions => "questions",
    }
}

/// What two sides differ in.
pub(crate) fn slot(slot: Slot) -> &'static str {
    match slot {
        Slot::Number => "number",
        Slot::Date => "date",
        Slot::Place => "place",
        Slot::Person => "person",
        Slot::Role => "role",
        Slot::Polarity => "polarity",
        Slot::Certainty => "certainty",
        Slot::Speaker => "speaker",
        Slot::Attribution => "attribution",
        Slot::Plurality => "number of voices",
    }
}

/// What sort of difference it is.
pub(crate) fn difference_kind(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Conflict => "conflict",
        DifferenceKind::Update => "update",
        DifferenceKind::Precision => "precision",
        DifferenceKind::Unit => "unit",
    }
}

/// The content, its parts joined where something of the report stands between them.
pub(crate) fn content(statement: &Statement) -> String {
    let parts: Vec<String> = (statement.content.iter())
        .map(|span| one_line(&span.text))
        .collect();
    parts.join(" […] ")
}

/// The words in quotation marks, unless they are one quotation already.
pub(crate) fn quoted(words: &str) -> String {
    let whole = (words.starts_with('“') && words.ends_with('”'))
        || (words.len() > 1 && words.starts_with('"') && words.ends_with('"'));
    if whole {
        words.to_owned()
    } else {
        format!("“{words}”")
    }
}

/// At most about `limit` characters of the words, cut only at the end, at the end of a clause
/// and never inside a quotation; whole where no such place is found.
pub(crate) fn shortened(words: &str, limit: usize) -> String {
    if words.chars().count() <= limit {
        return words.to_owned();
    }
    let (mut open, mut clause_end) = (0_usize, None);
    let mut before = ' ';
    for (place, (at, c)) in words.char_indices().enumerate() {
        if place > limit {
            break;
        }
        match c {
            '“' => open += 1,
            '”' => open = open.saturating_sub(1),
            '"' => open = usize::from(open == 0),
            ' ' if open == 0 && matches!(before, ',' | ';' | '.' | ':' | '”') => {
                clause_end = Some(at);
            }
            _ => {}
        }
        before = c;
    }
    match clause_end {
        Some(at) => format!("{} …", &words[..at]),
        None => words.to_owned(),
    }
}

/// One step of a chain, named.
fn link(link: &Link) -> String {
    let name = link.name.as_deref().map(one_line).unwrap_or_default();
    if !name.is_empty() {
        return name;
    }
    match (link.role, link.kind) {
        (LinkRole::Carrier, _) => "a carrier that is not named".to_owned(),
        (_, VoiceKind::OwnWitness) => "the reporter’s own eyes".to_owned(),
        (_, VoiceKind::None) => "nobody named".to_owned(),
        _ => "a voice that is not named".to_owned(),
    }
}

/// The chain from the report back to the origin: carrier nearest to the report first.
///
/// Never empty: a narrator's or a passive statement says that no source is told.
pub(crate) fn steps_back(statement: &Statement) -> Vec<String> {
    if statement.chain.is_empty() {
        return vec![no_source(statement)];
    }
    (statement.chain.iter().rev())
        .map(|step| {
            let mut name = link(step);
            if step.role == LinkRole::Voice {
                name.push_str(&about_voice(statement));
            }
            name
        })
        .collect()
}

/// What stands where a source is not told.
fn no_source(statement: &Statement) -> String {
    match (&statement.cue, statement.narrator, statement.voice.kind) {
        (_, _, VoiceKind::OwnWitness) => "the reporter’s own eyes".to_owned(),
        (Some(cue), false, _) => format!("nobody named ({})", quoted(&one_line(&cue.text))),
        (_, true, _) => "the report’s own voice, no source told".to_owned(),
        _ => "nobody named".to_owned(),
    }
}

/// For whom a voice speaks, and that a plural is no count.
fn about_voice(statement: &Statement) -> String {
    let voice = &statement.voice;
    let mut about = String::new();
    if let Some(body) = &voice.speaks_for {
        about.push_str(&format!(" (for {})", one_line(body)));
    }
    if voice.plural {
        about.push_str(" (how many is not told)");
    }
    about
}

/// `[1] ← The New York Times ← military intelligence`
pub(crate) fn chain(said: &Said<'_>) -> String {
    format!(
        "[{}] ← {}",
        said.report,
        steps_back(said.statement).join(" ← ")
    )
}

/// The source's own words of doubt.
pub(crate) fn hedges(statement: &Statement) -> Option<String> {
    let words: Vec<String> = (statement.hedges.iter())
        .map(|span| quoted(&one_line(&span.text)))
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A date with its time of day, for people.
fn readable_date(date: &str) -> String {
    let line = one_line(date);
    let is_time = line.len() >= 19 && line.is_ascii() && line.as_bytes()[10] == b'T';
    if is_time {
        format!("{} {} {}", &line[..10], &line[11..16], &line[19..])
            .trim_end()
            .to_owned()
    } else {
        line
    }
}

/// Whose text a report shares, and how sure the direction is.
pub(crate) fn reuse(reuse: &Reuse, other: usize) -> String {
    let share = (reuse.share * 100.0).round();
    let kind = if reuse.share >= NEAR_COPY {
        format!("near copy of [{other}]: ")
    } else {
        String::new()
    };
    let latent = match &reuse.latent {
        Some(name) => format!("; both may have it from {}", one_line(name)),
        None => String::new(),
    };
    format!(
        "{kind}{share} % of its words also stand in [{other}]; taken from there: {:.2} sure \
         (0.50 is unknown){latent}",
        reuse.direction_confidence
    )
}

/// Whether a claim is one to show in full: more than one report supports it, or somebody stands against
/// it or does not confirm it.
pub fn is_main(claim: &Claim) -> bool {
    claim.documents > 1 || is_contested(claim)
}

/// Whether anybody denies it, cannot confirm it or was silent on it. What one report tells in two ways
/// contests nothing, and silence about nothing that any report says is no claim.
pub(crate) fn is_contested(claim: &Claim) -> bool {
    let silent = !(claim.no_response.is_empty() && claim.declined.is_empty());
    is_denied(claim) || !claim.cannot_confirm.is_empty() || (claim.documents > 0 && silent)
}

/// Whether anybody denies it.
pub(crate) fn is_denied(claim: &Claim) -> bool {
    !claim.denied_by.is_empty() || claim.denials.max != Some(0)
}

/// What happens in a statement: "Kim visits Pier 33: planned · in Vladivostok · AGREE 036".
pub(crate) fn event(reading: &Reading, event: &Event) -> String {
    let spans = [
        event.who.as_ref().map(|who| &who.span),
        Some(&event.predicate),
        event.what.as_ref(),
        event.whom.as_ref().map(|whom| &whom.span),
    ];
    let words: Vec<String> = spans.into_iter().flatten().map(shown).collect();
    let not = if event.negated { ", not so" } else { "" };
    let mut told = format!("{}: {}{not}", words.join(" | "), state(event.state));
    let place = event.place.and_then(|place| reading.places.get(place));
    let time = event.time.and_then(|time| reading.times.get(time));
    let spans = [place.map(|place| &place.span), time.map(|time| &time.span)];
    for span in spans.into_iter().flatten() {
        told += &format!(" · {}", shown(span));
    }
    if let (Some(root), Some(cameo)) = (event.root, &event.cameo) {
        told += &format!(" · {} {cameo}", root.name());
    }
    told
}

/// Who gives what to whom: "North Korea gives Russia: shells + missiles".
pub(crate) fn transfer(transfer: &Transfer) -> String {
    let name = |actor: &Option<Actor>| {
        let span = actor.as_ref().map(|actor| shown(&actor.span));
        span.unwrap_or_else(|| "not told".to_owned())
    };
    let list = |spans: &[Span]| -> String {
        let all: Vec<String> = spans.iter().map(shown).collect();
        all.join(" + ")
    };
    let mut told = format!(
        "from {} to {}: {} ({})",
        name(&transfer.giver),
        name(&transfer.receiver),
        list(&transfer.items),
        state(transfer.state)
    );
    if !transfer.in_return.is_empty() {
        told += &format!(", for {}", list(&transfer.in_return));
    }
    if transfer.returns {
        told += ", in return";
    }
    told
}

fn shown(span: &Span) -> String {
    one_line(&span.text)
}

fn state(state: EventState) -> &'static str {
    match state {
        EventState::Happened => "happened",
        EventState::Happening => "happening",
        EventState::Planned => "planned",
        EventState::Expected => "expected",
        EventState::Conditional => "conditional",
        EventState::Historical => "long ago",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_a_clause_and_never_inside_a_quotation() {
        let words = "He came, she said “no, never, not once, no”, and they left, all of them.";
        assert_eq!(shortened(words, 30), "He came, …");
        assert_eq!(
            shortened(words, 66),
            "He came, she said “no, never, not once, no”, and they left, …"
        );
        assert_eq!(shortened("one two three", 5), "one two three");
    }

    #[test]
    fn a_quotation_gets_no_second_pair_of_marks() {
        assert_eq!(quoted("“so it is,”"), "“so it is,”");
        assert_eq!(quoted("so it is"), "“so it is”");
        assert_eq!(quoted("\""), "“\"”");
    }
}
