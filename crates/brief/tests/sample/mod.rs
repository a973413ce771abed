//! A realistic brief made by hand, for the tests and for `examples/sample.rs`.

mod draft;
mod reports;

use headwater_model::{
    Brief, Claim, Difference, DifferenceKind, DifferenceValue, Origins, Reading, Reason,
    ReasonKind, Reuse, Root, SCHEMA, Slot, Story, claim_id, story_id,
};

/// Five reports, nine claims: one origin behind two outlets, a denial, silence, differences, a
/// claim whose origins cannot be measured, a report of which neither outlet nor date is told.
pub fn sample() -> Brief {
    let readings = vec![
        reports::courier(),
        reports::wire(),
        reports::ledger(),
        reports::copy(),
        reports::untold(),
    ];
    let of = |report: usize, number: usize| readings[report].statements[number - 1].id.clone();
    let claims = vec![
        summit(&readings, &of),
        wagner(&readings, &of),
        shells(&readings, &of),
        talks(&readings, &of),
        claim(
            &readings,
            vec![of(0, 1), of(2, 5), of(3, 2)],
            (3, 2),
            origins(
                1,
                1,
                vec![
                    same(
                        &[
                            "The New York Times",
                            "military intelligence (via The New York Times)",
                        ],
                        "[1] and [3] both have it from The New York Times and neither brings a voice of its own for it",
                    ),
                    same(
                        &["[4]", "[3]"],
                        "[4] credits the Baltic Ledger and has its words; a copy adds no origin",
                    ),
                ],
                vec![root(
                    "The New York Times",
                    false,
                    vec![of(0, 1), of(2, 5), of(3, 2)],
                )],
            ),
        ),
        claim(
            &readings,
            vec![of(0, 3), of(2, 7), of(4, 2)],
            (3, 3),
            Origins {
                measured: false,
                ..origins(
                    0,
                    3,
                    vec![reason(
                        ReasonKind::Unknown,
                        &["not told"],
                        "none of [1], [3], [5] says anywhere where it has this from",
                    )],
                    vec![
                        root("not told [1]", true, vec![of(0, 3)]),
                        root("not told [3]", true, vec![of(2, 7)]),
                        root("not told [5]", true, vec![of(4, 2)]),
                    ],
                )
            },
        ),
        single(&readings, of(2, 6), "The New York Times"),
        single(&readings, of(1, 1), "hotel staff (via Pacific Desk)"),
        single(&readings, of(1, 2), ""),
    ];
    let reuse = Reuse {
        from: readings[2].report.id.clone(),
        to: readings[3].report.id.clone(),
        share: 0.94,
        direction_confidence: 0.97,
        latent: None,
        why: "[4] credits the Baltic Ledger".into(),
        passages_from: vec![],
        passages_to: vec![],
    };
    let story = Story {
        id: story_id(&readings[0].report.id),
        title: "Kim expected in Vladivostok by armoured train".into(),
        from: readings[0].report.published.clone(),
        to: readings[3].report.published.clone(),
        places: ["Vladivostok", "Moscow", "Pyongyang"]
            .map(Into::into)
            .into(),
        people: ["Kim Jong Un", "Vladimir Putin", "John Kirby"]
            .map(Into::into)
            .into(),
        reports: readings.iter().map(|r| r.report.id.clone()).collect(),
        claims,
        reuse: vec![reuse],
    };
    Brief {
        schema: SCHEMA.into(),
        stories: vec![story],
        readings,
    }
}

type Of<'a> = &'a dyn Fn(usize, usize) -> String;

fn summit(readings: &[Reading], of: Of<'_>) -> Claim {
    let roots = vec![
        root("United States", false, vec![of(2, 1), of(3, 1)]),
        root("an official (via CBS)", false, vec![of(0, 2)]),
    ];
    let reasons = vec![
        same(
            &["[4]", "[3]"],
            "[4] credits the Baltic Ledger and has its words; a copy adds no origin",
        ),
        reason(
            ReasonKind::MayBeSame,
            &["United States", "an official (via CBS)"],
            "the official is not named and may speak for the United States",
        ),
    ];
    let statements = vec![of(0, 2), of(0, 4), of(2, 1), of(2, 2), of(2, 3), of(3, 1)];
    Claim {
        cannot_confirm: vec!["Kremlin".into()],
        no_response: vec!["White House".into()],
        declined: vec!["Russian foreign ministry".into()],
        ..claim(readings, statements, (3, 2), origins(1, 2, reasons, roots))
    }
}

fn wagner(readings: &[Reading], of: Of<'_>) -> Claim {
    let denial = root("North Korea", false, vec![of(4, 3)]);
    let reasons = vec![same(
        &["North Korean foreign ministry", "North Korea"],
        "the ministry speaks for the country",
    )];
    Claim {
        denials: origins(1, 1, reasons, vec![denial]),
        denied_by: vec!["North Korea".into()],
        differences: vec![difference(
            Slot::Polarity,
            DifferenceKind::Conflict,
            &[
                ("delivered rockets", vec![of(0, 6)]),
                ("had never delivered rockets", vec![of(4, 3)]),
            ],
        )],
        ..claim(
            readings,
            vec![of(0, 6), of(4, 3)],
            (1, 1),
            origins(
                1,
                1,
                vec![],
                vec![root("United States", false, vec![of(0, 6)])],
            ),
        )
    }
}

fn shells(readings: &[Reading], of: Of<'_>) -> Claim {
    let roots = vec![
        root("a US official", false, vec![of(0, 7)]),
        root("a defence official", false, vec![of(2, 8)]),
    ];
    let reasons = vec![reason(
        ReasonKind::MayBeSame,
        &["a US official", "a defence official"],
        "neither is named, so they may be one person",
    )];
    Claim {
        differences: vec![difference(
            Slot::Number,
            DifferenceKind::Precision,
            &[
                ("About 10,000 shells", vec![of(0, 7)]),
                ("As many as 12,000 shells", vec![of(2, 8)]),
            ],
        )],
        ..claim(
            readings,
            vec![of(0, 7), of(2, 8)],
            (2, 2),
            origins(1, 2, reasons, roots),
        )
    }
}

fn talks(readings: &[Reading], of: Of<'_>) -> Claim {
    let nsc = "White House National Security Council";
    let reasons = vec![same(
        &["John Kirby", "Adrienne Watson"],
        "both speak for the White House National Security Council",
    )];
    Claim {
        differences: vec![difference(
            Slot::Speaker,
            DifferenceKind::Conflict,
            &[
                ("John Kirby", vec![of(0, 5)]),
                ("Adrienne Watson", vec![of(2, 4)]),
            ],
        )],
        ..claim(
            readings,
            vec![of(0, 5), of(2, 4)],
            (2, 2),
            origins(
                1,
                1,
                reasons,
                vec![root(nsc, false, vec![of(0, 5), of(2, 4)])],
            ),
        )
    }
}

fn single(readings: &[Reading], statement: String, voice: &str) -> Claim {
    let is_told = !voice.is_empty();
    let root = root(
        if is_told { voice } else { "not told" },
        !is_told,
        vec![statement.clone()],
    );
    let origins = Origins {
        measured: is_told,
        ..origins(usize::from(is_told), 1, vec![], vec![root])
    };
    claim(readings, vec![statement], (1, 1), origins)
}

fn claim(
    readings: &[Reading],
    statements: Vec<String>,
    counts: (usize, usize),
    origins: Origins,
) -> Claim {
    let first = (readings.iter().flat_map(|r| &r.statements))
        .filter(|s| statements.contains(&s.id))
        .find(|s| s.stance.supports())
        .expect("a claim has support");
    let words: Vec<&str> = first
        .content
        .iter()
        .map(|span| span.text.as_str())
        .collect();
    Claim {
        id: claim_id(&first.id),
        text: words.join(" […] "),
        text_from: first.id.clone(),
        statements,
        documents: counts.0,
        outlets: counts.1,
        origins,
        denials: Origins {
            min: 0,
            max: Some(0),
            measured: true,
            reasons: vec![],
            roots: vec![],
        },
        denied_by: vec![],
        cannot_confirm: vec![],
        no_response: vec![],
        declined: vec![],
        differences: vec![],
    }
}

fn origins(min: usize, max: usize, reasons: Vec<Reason>, roots: Vec<Root>) -> Origins {
    Origins {
        min,
        max: Some(max),
        measured: true,
        reasons,
        roots,
    }
}

fn root(name: &str, unknown: bool, statements: Vec<String>) -> Root {
    Root {
        name: name.into(),
        unknown,
        statements,
    }
}

fn same(roots: &[&str], why: &str) -> Reason {
    reason(ReasonKind::Same, roots, why)
}

fn reason(kind: ReasonKind, roots: &[&str], why: &str) -> Reason {
    Reason {
        kind,
        roots: roots.iter().map(|r| (*r).to_owned()).collect(),
        why: why.into(),
    }
}

fn difference(slot: Slot, kind: DifferenceKind, values: &[(&str, Vec<String>)]) -> Difference {
    let values = values.iter().map(|(value, statements)| DifferenceValue {
        value: (*value).into(),
        statements: statements.clone(),
        span: None,
    });
    Difference {
        slot,
        kind,
        values: values.collect(),
    }
}
