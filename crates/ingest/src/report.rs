use headwater_model::{BlockKind, Report, report_id};

use crate::blocks::{self, Hints};
use crate::clean::one_line;
use crate::dates::normalise_date;
use crate::draft::{Body, Draft};
use crate::{IngestError, Options, Warning, WarningKind, language};

/// One report that was read, and what is to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ingested {
    /// The report.
    pub report: Report,
    /// What its reader should know. Nothing here is printed; that is for the caller.
    pub warnings: Vec<Warning>,
}

/// Makes a draft a report: stored text, outlet, date, language, blocks, credits.
///
/// `options.published` is in normal form already.
pub(crate) fn finish(
    draft: Draft,
    path: String,
    options: &Options,
) -> Result<Ingested, IngestError> {
    let mut warnings = draft.warnings;
    let mut field = |name: &'static str, value: Option<String>| {
        let value = one_line(&value?);
        let chars = value.chars().count();
        if chars > options.limits.field_chars {
            warnings.push(WarningKind::FieldTooLong { field: name, chars });
            return None;
        }
        (!value.is_empty()).then_some(value)
    };
    let given_title = field("title", draft.title);
    let given_outlet = field("outlet", draft.outlet);
    let given_byline = field("byline", draft.byline);
    let published = field("published", draft.published);
    let url = field("url", draft.url);
    let declared_language = field("language", draft.language);

    let mut body = Body::join(&draft.parts);
    let headline_only = body.text.trim().is_empty();
    if let Some(title) = &given_title
        && !begins_with(&body.text, title)
    {
        put_before(&mut body, title);
    }
    let Body { text, marked } = body;
    check_text(&text, &path, options)?;

    let hints = Hints {
        marked: &marked,
        title: given_title.as_deref(),
        byline: given_byline.as_deref(),
    };
    let layout = blocks::lay_out(&text, &hints);
    let is_read = |kind: BlockKind| {
        use BlockKind::{Paragraph, Subheading, Title};
        matches!(kind, Title | Subheading | Paragraph)
    };
    if !layout.blocks.iter().any(|block| is_read(block.kind)) {
        let why = "only credits, captions or page furniture";
        return Err(IngestError::NoSentence { path, why });
    }
    if headline_only {
        warnings.push(WarningKind::HeadlineOnly);
    }

    let published = match (&options.published, published) {
        (Some(published), _) => Some(published.clone()),
        (None, Some(value)) => match normalise_date(&value) {
            Ok(date) => Some(date),
            Err(error) => {
                let why = error.to_string();
                warnings.push(WarningKind::Published { value, why });
                layout.published
            }
        },
        (None, None) => layout.published,
    };
    let language = language::tell(&text, declared_language.as_deref());
    if let Some(language) = &language
        && language != "en"
    {
        let language = language.clone();
        warnings.push(WarningKind::NotEnglish { language });
    }
    let outlet = options
        .outlet
        .as_deref()
        .map(one_line)
        .filter(|outlet| !outlet.is_empty());
    let outlet = outlet.or(given_outlet).or_else(|| host(url.as_deref()?));
    let in_text = layout
        .blocks
        .first()
        .filter(|block| block.kind == BlockKind::Title);
    let in_text = in_text.map(|block| one_line(&text[block.start..block.end]));
    let byline = given_byline.map(|byline| blocks::names_of_byline(&byline).to_owned());
    let report = Report {
        id: report_id(&text, outlet.as_deref()),
        path,
        outlet,
        title: given_title.or(in_text),
        byline: byline.or(layout.byline),
        published,
        language,
        url,
        dateline: layout.dateline,
        credits: layout.credits,
        blocks: layout.blocks,
        text,
    };
    let path = report.path.clone();
    let with_path = |kind| Warning {
        path: path.clone(),
        kind,
    };
    Ok(Ingested {
        warnings: warnings.into_iter().map(with_path).collect(),
        report,
    })
}

/// Whether the first line of the text is the title, give or take its end mark and its case.
fn begins_with(text: &str, title: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    blocks::same_line(first, title)
}

fn put_before(body: &mut Body, title: &str) {
    if body.text.is_empty() {
        body.text = title.to_owned();
        return;
    }
    let shift = title.len() + 2;
    body.text = format!("{title}\n\n{}", body.text);
    for (range, _) in &mut body.marked {
        *range = range.start + shift..range.end + shift;
    }
}

fn check_text(text: &str, path: &str, options: &Options) -> Result<(), IngestError> {
    let path = || path.to_owned();
    let limit = options.limits.text_bytes;
    if text.trim().is_empty() {
        return Err(IngestError::Empty { path: path() });
    }
    if text.len() > limit {
        let bytes = text.len();
        return Err(IngestError::TextTooLong {
            path: path(),
            bytes,
            limit,
        });
    }
    if !text.chars().any(char::is_alphabetic) {
        let why = "only digits and punctuation, no word";
        return Err(IngestError::NoSentence { path: path(), why });
    }
    Ok(())
}

/// The outlet that an address names: its host, without what stands for "this is the web".
fn host(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return None;
    }
    let host = parsed.host_str()?.trim_end_matches('.').to_lowercase();
    let host = ["www.", "m.", "amp.", "mobile.", "edition."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix).filter(|rest| rest.contains('.')))
        .unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Part;

    fn draft(text: &str) -> Draft {
        Draft {
            parts: vec![Part::plain(text)],
            ..Draft::default()
        }
    }

    fn read(draft: Draft) -> Ingested {
        finish(draft, "f".into(), &Options::default()).unwrap()
    }

    #[test]
    fn a_title_from_metadata_stands_before_the_text_once() {
        let with = |text: &str| {
            let title = Some("Ferry sinks".to_owned());
            read(Draft {
                title,
                ..draft(text)
            })
            .report
        };
        let apart = with("Nobody died.");
        assert_eq!(apart.text, "Ferry sinks\n\nNobody died.");
        assert_eq!(apart.blocks[0].kind, BlockKind::Title);
        let inside = with("FERRY SINKS.\n\nNobody died.");
        assert_eq!(inside.text, "FERRY SINKS.\n\nNobody died.");
        assert_eq!(inside.blocks[0].kind, BlockKind::Title);
        assert_eq!(
            with("Ferry sinks off Porto, police say.")
                .text
                .lines()
                .count(),
            3
        );
    }

    #[test]
    fn the_outlet_is_told_or_the_host_or_none() {
        let outlet = |outlet: Option<&str>, url: Option<&str>| {
            let draft = Draft {
                outlet: outlet.map(str::to_owned),
                url: url.map(str::to_owned),
                ..draft("A ferry sank.")
            };
            read(draft).report.outlet
        };
        let url = Some("https://www.courier.example/a");
        assert_eq!(
            outlet(Some("The Courier"), url).as_deref(),
            Some("The Courier")
        );
        assert_eq!(outlet(None, url).as_deref(), Some("courier.example"));
        assert_eq!(outlet(None, Some("file:///tmp/courier.txt")), None);
        assert_eq!(outlet(None, None), None);
    }

    #[test]
    fn a_bad_date_in_the_file_is_a_warning() {
        let published = Some("05/09/2023".to_owned());
        let read = read(Draft {
            published,
            ..draft("A ferry sank.")
        });
        assert_eq!(read.report.published, None);
        let said = read.warnings[0].to_string();
        assert!(
            said.starts_with("f: published date not understood: \"05/09/2023\""),
            "{said}"
        );
    }

    #[test]
    fn digits_alone_are_no_report() {
        let error = finish(draft("12 34 ... !"), "f".into(), &Options::default()).unwrap_err();
        assert!(error.to_string().starts_with("f: has no sentence to read"));
    }

    #[test]
    fn a_headline_alone_is_a_report_with_a_warning() {
        let title = Some("Ferry sinks".to_owned());
        let read = read(Draft { title, ..draft("") });
        assert_eq!(read.report.text, "Ferry sinks");
        assert_eq!(read.warnings[0].kind, WarningKind::HeadlineOnly);
    }

    #[test]
    fn no_field_carries_a_terminal_escape() {
        let read = read(Draft {
            title: Some("Fer\u{1b}[31mry".to_owned()),
            outlet: Some("C\u{202e}ourier\n".to_owned()),
            ..draft("A \u{1b}[2Jferry sank.")
        });
        assert_eq!(read.report.text, "Ferry\n\nA ferry sank.");
        assert_eq!(read.report.outlet.as_deref(), Some("Courier"));
    }
}
