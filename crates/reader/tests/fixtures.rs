//! Tiny reports, one phenomenon each; the snapshot is what was read, in words.

use std::fmt::Write;
use std::path::Path;

use headwater_encoder::{Encoder, Weights};
use headwater_ingest::Options;
use headwater_model::{Reading, misquotes};

/// Every statement on a line: stance, chain back from the report, content; then what goes with it.
fn told(reading: &Reading) -> String {
    let mut lines = String::new();
    for statement in &reading.statements {
        let stance = serde_json::to_value(statement.stance).expect("a plain enum");
        let content: Vec<&str> = statement
            .content
            .iter()
            .map(|part| part.text.as_str())
            .collect();
        let _ = write!(lines, "{} [report", stance.as_str().unwrap_or_default());
        for link in statement.chain.iter().rev() {
            let kind = serde_json::to_value(link.kind).expect("a plain enum");
            let _ = write!(
                lines,
                " ← {} ({})",
                link.name.as_deref().unwrap_or("?"),
                kind.as_str().unwrap_or_default()
            );
        }
        let who = if statement.narrator {
            ", own voice"
        } else if statement.chain.is_empty() {
            ", nobody named"
        } else {
            ""
        };
        let _ = writeln!(lines, "{who}] {}", content.join(" […] "));
        for (label, spans) in [("hedge", &statement.hedges)] {
            for span in spans {
                let _ = writeln!(lines, "    {label}: {}", span.text);
            }
        }
        if let Some(body) = &statement.voice.speaks_for {
            let _ = writeln!(lines, "    speaks for: {body}");
        }
        if let Some(check) = &statement.verification {
            let _ = writeln!(lines, "    outlet on its checking: {}", check.text);
        }
        if let Some(terms) = &statement.anonymity {
            let _ = writeln!(lines, "    on terms: {}", terms.text);
        }
        for denier in &statement.denied_by {
            let _ = writeln!(
                lines,
                "    denied by: {}",
                denier.name.as_deref().unwrap_or("?")
            );
        }
        if let Some(about) = &statement.about {
            let target = reading
                .statements
                .iter()
                .find(|other| other.id == *about)
                .expect("it points into its report");
            let _ = writeln!(lines, "    about: {}", target.content[0].text);
        }
        if statement.carried {
            let _ = writeln!(lines, "    carried from a neighbouring sentence");
        }
    }
    lines
}

#[test]
fn each_fixture_reads_as_its_snapshot() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let encoder = Encoder::embedded(Weights::Full).expect("embedded model");
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("fixtures")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    for path in paths {
        let bytes = std::fs::read(&path).expect("fixture");
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("plain name")
            .to_owned();
        let parsed = headwater_ingest::parse(
            &bytes,
            headwater_ingest::Format::Text,
            &name,
            &Options::default(),
        );
        let report = parsed
            .into_iter()
            .next()
            .expect("one report")
            .expect("a readable fixture")
            .report;
        let reading = headwater_reader::read(report, encoder).expect("reading");
        assert_eq!(misquotes(&reading), [], "{name}");
        insta::with_settings!({ snapshot_path => "../fixtures/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, format!("{}\n---\n{}", reading.report.text.trim_end(), told(&reading)));
        });
    }
}
