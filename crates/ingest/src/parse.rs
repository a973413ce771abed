use serde_json::Value;

use crate::dates::normalise_date;
use crate::draft::{Draft, Part};
use crate::encoding::{Decoded, decode};
use crate::report::{Ingested, finish};
use crate::{Format, IngestError, Options, WarningKind, front_matter, html, json, markdown};

/// The reports in `bytes`, which came from `path`. Does no IO.
///
/// One answer a report, in order; JSON arrays and JSONL may have many, and a bad one among them
/// does not hide the others. Whatever makes the whole input unreadable is the only answer.
///
/// ```
/// use headwater_ingest::{Format, Options, parse};
/// let text = "Ferry sinks\n\nPORTO (AFP) - A ferry sank, police said.";
/// let read = parse(text.as_bytes(), Format::Text, "ferry.txt", &Options::default());
/// let report = &read[0].as_ref().unwrap().report;
/// assert_eq!(report.title.as_deref(), Some("Ferry sinks"));
/// assert_eq!(report.dateline.as_ref().unwrap().text, "PORTO (AFP)");
/// assert_eq!(report.credits[0].text, "AFP");
/// ```
pub fn parse(
    bytes: &[u8],
    format: Format,
    path: &str,
    options: &Options,
) -> Vec<Result<Ingested, IngestError>> {
    let options = match checked(options) {
        Ok(options) => options,
        Err(error) => return vec![Err(error)],
    };
    if format == Format::JsonLines {
        return parse_lines(bytes, path, &options);
    }
    match Items::open(bytes, format, path, &options) {
        Ok(items) => items.map(|item| item.into_report(&options)).collect(),
        Err(error) => vec![Err(error)],
    }
}

fn parse_lines(bytes: &[u8], path: &str, options: &Options) -> Vec<Result<Ingested, IngestError>> {
    let reader: Box<dyn std::io::BufRead + Send> = Box::new(std::io::Cursor::new(bytes.to_vec()));
    let lines = crate::read::Lines::new(reader, path.to_owned(), options.limits.file_bytes, false);
    lines.map(|item| item?.into_report(options)).collect()
}

/// The options with their date in normal form.
pub(crate) fn checked(options: &Options) -> Result<Options, IngestError> {
    let mut options = options.clone();
    if let Some(value) = &options.published {
        let normal = normalise_date(value).map_err(|error| IngestError::Published {
            value: value.clone(),
            why: error.to_string(),
        })?;
        options.published = Some(normal);
    }
    Ok(options)
}

/// One report in the making, with the name to call it by.
pub(crate) struct Item {
    path: String,
    content: Content,
    warnings: Vec<WarningKind>,
}

enum Content {
    Draft(Box<Draft>),
    Json(Value),
}

impl Item {
    pub(crate) fn json(path: String, value: Value, warnings: Vec<WarningKind>) -> Self {
        Self {
            path,
            content: Content::Json(value),
            warnings,
        }
    }

    pub(crate) fn into_report(self, options: &Options) -> Result<Ingested, IngestError> {
        let mut draft = match self.content {
            Content::Draft(draft) => *draft,
            Content::Json(value) => json::read(value, &self.path)?,
        };
        let mut warnings = self.warnings;
        warnings.append(&mut draft.warnings);
        draft.warnings = warnings;
        finish(draft, self.path, options)
    }
}

/// The reports of one file that is held in memory.
pub(crate) struct Items(std::vec::IntoIter<Item>);

impl Items {
    /// Reads the file apart. JSON values are kept as they are until they are asked for.
    pub(crate) fn open(
        bytes: &[u8],
        format: Format,
        path: &str,
        options: &Options,
    ) -> Result<Self, IngestError> {
        if bytes.trim_ascii().is_empty() {
            let path = path.to_owned();
            return Err(IngestError::Empty { path });
        }
        if format == Format::Html && bytes.len() > options.limits.page_bytes {
            return Err(IngestError::TooLarge {
                path: path.to_owned(),
                what: "HTML",
                limit: options.limits.page_bytes,
            });
        }
        let Decoded { text, warnings } = decode(bytes, format, path)?;
        if text.trim().is_empty() {
            let path = path.to_owned();
            return Err(IngestError::Empty { path });
        }
        let mut draft = Draft::default();
        match format {
            Format::Json | Format::JsonLines => {
                let objects = json::objects(&text, path)?.into_iter();
                let items = objects.map(|(number, value)| {
                    let path = match number {
                        Some(number) => format!("{path}:{number}"),
                        None => path.to_owned(),
                    };
                    Item::json(path, value, warnings.clone())
                });
                return Ok(Self(items.collect::<Vec<_>>().into_iter()));
            }
            Format::Text => {
                let body = front_matter::take(&text, &mut draft);
                draft.parts = vec![Part::plain(body)];
            }
            Format::Markdown => {
                let body = front_matter::take(&text, &mut draft);
                // Carriage returns and form feeds are no line ends to a Markdown parser.
                markdown::read(&crate::clean::canonical(body), &mut draft);
            }
            Format::Html => html::read(&text, path, &mut draft)?,
        }
        let item = Item {
            path: path.to_owned(),
            content: Content::Draft(Box::new(draft)),
            warnings,
        };
        Ok(Self(vec![item].into_iter()))
    }
}

impl Iterator for Items {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.0.next()
    }
}

#[cfg(test)]
mod tests;
