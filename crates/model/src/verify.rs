use crate::{Event, Reading, Span, Time};

/// A quotation that does not stand where it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misquote {
    /// What quotes it, such as `statement s1f… content`.
    pub what: String,
    /// The words and the place that they claim.
    pub span: Span,
}

/// Every span of the reading whose words do not stand in its report's text.
///
/// An empty answer is the invariant that each room checks at its door.
pub fn misquotes(reading: &Reading) -> Vec<Misquote> {
    let text = &reading.report.text;
    let mut found = Vec::new();
    for_each_span(reading, |what, span| {
        if !span.holds_in(text) {
            found.push(Misquote {
                what: what.to_owned(),
                span: span.clone(),
            });
        }
    });
    found
}

/// Shows every span of the reading to `see`, with what it belongs to.
fn for_each_span(reading: &Reading, mut see: impl FnMut(&str, &Span)) {
    let report = &reading.report;
    for span in report.dateline.iter().chain(&report.credits) {
        see("report credit", span);
    }
    for statement in &reading.statements {
        let id = &statement.id;
        let single = [
            &statement.source,
            &statement.cue,
            &statement.verification,
            &statement.anonymity,
        ];
        let said_at = statement.said_at.as_ref().map(|time| &time.span);
        let event = statement.event.iter().flat_map(Event::spans);
        let certainty = statement.certainty.iter();
        let certainty = certainty.flat_map(|one| one.words.iter().chain([&one.of]));
        let spans = (statement.content.iter())
            .chain(single.into_iter().flatten())
            .chain(&statement.hedges)
            .chain(statement.chain.iter().filter_map(|link| link.span.as_ref()))
            .chain(said_at)
            .chain(event)
            .chain(certainty)
            .chain([&statement.sentence]);
        for span in spans {
            see(&format!("statement {id}"), span);
        }
    }
    for entity in &reading.entities {
        for span in entity.mentions.iter().chain(&entity.references) {
            see(&format!("entity {}", entity.id), span);
        }
    }
    for Time { span, .. } in &reading.times {
        see("time", span);
    }
    for place in &reading.places {
        see("place", &place.span);
    }
    for quantity in &reading.quantities {
        see("quantity", &quantity.span);
    }
}
