use headwater_model::{
    ContentWord, Entity, EntityKind, Quantity, Report, SCHEMA, Slot, Span, Stance, Voice,
    VoiceKind, report_id, statement_id,
};

use super::*;

/// A reading whose sentences are statements; equal first letters of `axes` mean equal vectors.
pub(crate) fn reading(outlet: &str, sentences: &[(&str, &[f32])]) -> Reading {
    let text: String = sentences
        .iter()
        .map(|(words, _)| format!("{words}\n\n"))
        .collect();
    let report = Report {
        id: report_id(&text, Some(outlet)),
        path: format!("{outlet}.txt"),
        outlet: Some(outlet.to_owned()),
        title: None,
        byline: None,
        published: None,
        language: None,
        url: None,
        dateline: None,
        credits: Vec::new(),
        blocks: Vec::new(),
        text,
    };
    let mut at = 0;
    let statements = sentences
        .iter()
        .map(|(words, vector)| {
            let span = Span::cut(&report.text, at..at + words.len()).expect("own words");
            let start = at;
            at += words.len() + 2;
            let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
            Statement {
                id: statement_id(&report.id, &[(span.start, span.end)]),
                content: vec![span.clone()],
                source: None,
                cue: None,
                stance: Stance::Asserts,
                hedges: Vec::new(),
                verification: None,
                anonymity: None,
                voice: Voice {
                    kind: VoiceKind::None,
                    name: None,
                    entity: None,
                    speaks_for: None,
                    plural: false,
                },
                chain: Vec::new(),
                narrator: true,
                confidence: 0.5,
                said_at: None,
                event: None,
                certainty: None,
                sentence: span,
                carried: false,
                denied_by: Vec::new(),
                about: None,
                also_about: Vec::new(),
                mentions: Vec::new(),
                vector: vector.iter().map(|x| x / length).collect(),
                words: meanings(words, start),
            }
        })
        .collect();
    Reading {
        schema: SCHEMA.to_owned(),
        report,
        statements,
        entities: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        quantities: Vec::new(),
        reuse: Vec::new(),
    }
}

/// The words with made-up meanings: words of one stem have the same.
fn meanings(sentence: &str, start: usize) -> Vec<ContentWord> {
    let mut at = start;
    let mut words = Vec::new();
    for word in sentence.split(' ') {
        let range = at..at + word.len();
        at = range.end + 1;
        if headwater_text::is_stopword(word) {
            continue;
        }
        let stem = headwater_text::stem(&headwater_text::normal(word));
        let mut state =
            (stem.bytes()).fold(7u64, |sum, byte| sum.wrapping_mul(31) + u64::from(byte));
        let mut vector = [0i8; 64];
        for value in &mut vector {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *value = if state >> 63 == 0 { 16 } else { -16 };
        }
        words.push(ContentWord {
            start: range.start,
            end: range.end,
            happens: false,
            vector,
        });
    }
    words
}

const BRIDGE: &[f32] = &[1.0, 0.1, 0.0];
const STRIKE: &[f32] = &[0.0, 0.1, 1.0];

fn said_by(statement: &mut Statement, name: &str, house: &str) {
    statement.narrator = false;
    statement.voice = Voice {
        kind: VoiceKind::NamedSpokesperson,
        name: Some(name.to_owned()),
        entity: Some(format!("local:{name}")),
        speaks_for: Some(house.to_owned()),
        plural: false,
    };
}

#[test]
fn two_reports_that_say_the_same_make_one_claim() {
    let a = reading(
        "A",
        &[
            ("The old bridge over the Tarn collapsed at dawn", BRIDGE),
            ("Dockers went on strike", STRIKE),
        ],
    );
    let b = reading("B", &[("At dawn the old Tarn bridge collapsed", BRIDGE)]);
    let groups = group(&[&a, &b]);
    assert_eq!(groups.len(), 2);
    assert_eq!(groups[0].statements, [(0, 0), (1, 0)]);
}

#[test]
fn alike_words_with_another_meaning_stay_apart() {
    let a = reading("A", &[("Dockers ended their strike at the port", BRIDGE)]);
    let b = reading("B", &[("A strike by drone hit the port", STRIKE)]);
    assert_eq!(group(&[&a, &b]).len(), 2);
}

#[test]
fn an_answer_that_only_points_joins_what_it_answers() {
    let mut a = reading(
        "A",
        &[
            ("The old bridge over the Tarn collapsed at dawn", BRIDGE),
            ("a request for comment", STRIKE),
        ],
    );
    let lead = a.statements[0].id.clone();
    a.statements[1].stance = Stance::NoResponse;
    a.statements[1].about = Some(lead);
    let groups = group(&[&a]);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].wording, (0, 0));
}

#[test]
fn silence_after_two_allegations_answers_both() {
    let mut a = reading(
        "A",
        &[
            ("The mill poured dye into the river for years", BRIDGE),
            ("Its owner paid an inspector to look away", STRIKE),
            ("did not respond", STRIKE),
        ],
    );
    let ids: Vec<String> = a.statements.iter().map(|one| one.id.clone()).collect();
    a.statements[2].stance = Stance::NoResponse;
    a.statements[2].about = Some(ids[1].clone());
    a.statements[2].also_about = vec![ids[0].clone()];
    let groups: Vec<_> = group(&[&a]).into_iter().map(|one| one.statements).collect();
    assert_eq!(groups, [vec![(0, 0), (0, 2)], vec![(0, 1), (0, 2)]]);
}

#[test]
fn an_answer_that_is_about_nothing_known_stays_alone() {
    let mut a = reading(
        "A",
        &[
            ("The old bridge over the Tarn collapsed at dawn", BRIDGE),
            ("who had paid for the lamps", STRIKE),
        ],
    );
    a.statements[1].stance = Stance::Declines;
    assert_eq!(group(&[&a]).len(), 2);
}

#[test]
fn each_statement_is_in_one_group() {
    let words = [
        "Rain fell on the coast",
        "Rain fell along the coast",
        "Snow fell on the hills",
        "The hills saw snow",
    ];
    let sentences: Vec<(&str, &[f32])> = words.iter().map(|words| (*words, BRIDGE)).collect();
    let (a, b) = (reading("A", &sentences), reading("B", &sentences));
    let mut seen: Vec<(usize, usize)> = group(&[&a, &b])
        .into_iter()
        .flat_map(|group| group.statements)
        .collect();
    seen.sort_unstable();
    assert_eq!(
        seen,
        [
            (0, 0),
            (0, 1),
            (0, 2),
            (0, 3),
            (1, 0),
            (1, 1),
            (1, 2),
            (1, 3)
        ]
    );
}

#[test]
fn two_speakers_of_one_house_are_a_difference() {
    let mut a = reading(
        "A",
        &[("Talks about the canal are moving ahead quickly", BRIDGE)],
    );
    let mut b = reading(
        "B",
        &[("Talks about the canal are quickly moving ahead", BRIDGE)],
    );
    said_by(&mut a.statements[0], "Ana Ruiz", "Port Ministry");
    said_by(&mut b.statements[0], "Jon Vik", "Port Ministry");
    let groups = group(&[&a, &b]);
    let slots: Vec<Slot> = groups[0]
        .differences
        .iter()
        .map(|difference| difference.slot)
        .collect();
    assert_eq!(slots, [Slot::Speaker]);
    assert_eq!(groups[0].differences[0].values[0].value, "Ana Ruiz");
}

#[test]
fn two_numbers_of_one_thing_conflict_and_a_vague_one_does_not() {
    let count = |reading: &mut Reading, words: &str, value: Option<f64>| {
        let start = reading.report.text.find(words).expect("own words");
        let span = Span::cut(&reading.report.text, start..start + words.len()).expect("own words");
        reading.quantities.push(Quantity {
            span,
            low: value,
            high: value,
            unit: None,
            of: Some("people".to_owned()),
            kind: Default::default(),
            role: None,
        });
    };
    let mut a = reading(
        "A",
        &[("The collapse of the bridge hurt 12 people", BRIDGE)],
    );
    let mut b = reading(
        "B",
        &[("The collapse of the bridge hurt 15 people", BRIDGE)],
    );
    let mut c = reading(
        "C",
        &[("The collapse of the bridge hurt dozens of people", BRIDGE)],
    );
    count(&mut a, "12", Some(12.0));
    count(&mut b, "15", Some(15.0));
    count(&mut c, "dozens", None);
    let kinds = |readings: &[&Reading]| -> Vec<_> {
        group(readings)[0]
            .differences
            .iter()
            .map(|d| (d.slot, d.kind))
            .collect()
    };
    assert_eq!(
        kinds(&[&a, &b]),
        [(Slot::Number, headwater_model::DifferenceKind::Conflict)]
    );
    assert_eq!(
        kinds(&[&a, &c]),
        [(Slot::Number, headwater_model::DifferenceKind::Precision)]
    );
    b.report.published = Some("2026-02-02".to_owned());
    a.report.published = Some("2026-02-01".to_owned());
    assert_eq!(
        kinds(&[&a, &b]),
        [(Slot::Number, headwater_model::DifferenceKind::Update)]
    );
}

#[test]
fn the_order_of_readings_changes_no_group() {
    let mut a = reading(
        "A",
        &[("The old bridge over the Tarn collapsed at dawn", BRIDGE)],
    );
    let b = reading("B", &[("At dawn the old Tarn bridge collapsed", BRIDGE)]);
    a.entities.push(Entity {
        id: "local:tarn".into(),
        name: "Tarn".into(),
        kind: EntityKind::Place,
        mentions: Vec::new(),
        references: Vec::new(),
    });
    let ids = |readings: &[&Reading]| -> Vec<Vec<String>> {
        group(readings)
            .iter()
            .map(|group| {
                let mut ids: Vec<String> = group
                    .statements
                    .iter()
                    .map(|&(r, s)| readings[r].statements[s].id.clone())
                    .collect();
                ids.sort();
                ids
            })
            .collect()
    };
    assert_eq!(ids(&[&a, &b]), ids(&[&b, &a]));
}

#[test]
fn one_person_under_a_short_and_a_full_name_is_one_voice() {
    let person = |id: &str, name: &str| Entity {
        id: id.into(),
        name: name.into(),
        kind: EntityKind::Person,
        mentions: Vec::new(),
        references: Vec::new(),
    };
    let mut a = reading("A", &[("Talks go on", BRIDGE)]);
    let mut b = reading("B", &[("Talks go on", BRIDGE)]);
    a.entities.push(person("local:ana-ruiz", "Ana Ruiz"));
    b.entities.push(person("local:ruiz", "Ruiz"));
    said_by(&mut b.statements[0], "Ruiz", "Port Ministry");
    b.statements[0].voice.entity = Some("local:ruiz".into());
    unify(&mut [&mut a, &mut b]);
    assert_eq!(
        b.statements[0].voice.entity.as_deref(),
        Some("local:ana-ruiz")
    );
    // A report that takes the full name for something else changes nothing.
    let mut g = reading("G", &[("Talks go on", BRIDGE)]);
    let mut h = reading("H", &[("Talks go on", BRIDGE)]);
    let mut slip = person("local:ana-ruiz", "Ana Ruiz");
    slip.kind = EntityKind::Other;
    g.entities.push(slip);
    let mut often = person("local:ana-ruiz", "Ana Ruiz");
    often.mentions = vec![g.statements[0].content[0].clone(); 2];
    h.entities.push(often);
    let mut i = reading("I", &[("Talks go on", BRIDGE)]);
    i.entities.push(person("local:ruiz", "Ruiz"));
    unify(&mut [&mut g, &mut h, &mut i]);
    assert_eq!(i.entities[0].id, "local:ana-ruiz");
    // Two whom it could mean leave it open.
    let mut c = reading("C", &[("Talks go on", BRIDGE)]);
    let mut d = reading("D", &[("Talks go on", BRIDGE)]);
    c.entities.extend([
        person("local:ana-ruiz", "Ana Ruiz"),
        person("local:eva-ruiz", "Eva Ruiz"),
    ]);
    d.entities.push(person("local:ruiz", "Ruiz"));
    unify(&mut [&mut c, &mut d]);
    assert_eq!(d.entities[0].id, "local:ruiz");
    // One of them, whom the reports name all the time, does not.
    let span = c.statements[0].content[0].clone();
    c.entities[0].mentions = vec![span.clone(); 5];
    c.entities[1].mentions = vec![span];
    unify(&mut [&mut c, &mut d]);
    assert_eq!(d.entities[0].id, "local:ana-ruiz");
    // A family name that its report takes for a body.
    let mut j = reading("J", &[("Talks go on", BRIDGE)]);
    let mut k = reading("K", &[("Talks go on", BRIDGE)]);
    j.entities.push(person("local:ana-ruiz", "Ana Ruiz"));
    let mut body = person("local:ruiz", "Ruiz");
    body.kind = EntityKind::Organisation;
    k.entities.push(body);
    k.statements[0].voice.kind = VoiceKind::Institution;
    k.statements[0].voice.entity = Some("local:ruiz".into());
    unify(&mut [&mut j, &mut k]);
    assert_eq!(k.entities[0].id, "local:ana-ruiz");
    assert_eq!(k.statements[0].voice.kind, VoiceKind::NamedPerson);
    // Two spellings are one, two people of one family are two.
    let mut e = reading("E", &[("Talks go on", BRIDGE)]);
    let mut f = reading("F", &[("Talks go on", BRIDGE)]);
    e.entities.extend([
        person("local:kim-jong-un", "Kim Jong-un"),
        person("local:ana-ruiz", "Ana Ruiz"),
    ]);
    f.entities.extend([
        person("local:jong-un-kim", "Jong Un Kim"),
        person("local:eva-ruiz", "Eva Ruiz"),
    ]);
    unify(&mut [&mut e, &mut f]);
    assert_eq!(e.entities[0].id, f.entities[0].id);
    assert_eq!(f.entities[1].id, "local:eva-ruiz");
}

#[test]
fn a_body_by_other_words_is_one_voice_in_a_story() {
    let body = |name: &str| Entity {
        id: format!("local:{}", name.to_lowercase().replace(' ', "-")),
        name: name.into(),
        kind: EntityKind::Organisation,
        mentions: Vec::new(),
        references: Vec::new(),
    };
    let ids = |names: &[&[&str]]| -> Vec<String> {
        let one = |(at, names): (usize, &&[&str])| {
            let mut reading = reading(&format!("Outlet {at}"), &[("Talks go on", BRIDGE)]);
            reading.entities = names.iter().map(|name| body(name)).collect();
            reading
        };
        let mut readings: Vec<Reading> = names.iter().enumerate().map(one).collect();
        unify(&mut readings.iter_mut().collect::<Vec<_>>());
        let entities = readings.iter().flat_map(|reading| &reading.entities);
        entities.map(|entity| entity.id.clone()).collect()
    };
    // Letters, the form of a company, the word of a ministry.
    assert_eq!(
        ids(&[&["Port Survey of Arland"], &["PSA"]]),
        ["local:port-survey-of-arland"; 2]
    );
    assert_eq!(
        ids(&[&["Quarry Corp"], &["Quarry"]]),
        ["local:quarry-corp"; 2]
    );
    assert_eq!(
        ids(&[&["Fisheries"], &["Ministry of Fisheries"]]),
        ["local:ministry-of-fisheries"; 2]
    );
    // A word that is also a title.
    assert_eq!(
        ids(&[&["Justice"], &["Justice Department"]]),
        ["local:justice-department"; 2]
    );
    // Two bodies with these letters leave them open.
    assert_eq!(
        ids(&[&["Port Survey of Arland", "Public Safety Agency"], &["PSA"]])[2],
        "local:psa"
    );
    // A part of a name is not the name.
    assert_eq!(
        ids(&[&["Port Authority"], &["Port Authority Union"]])[0],
        "local:port-authority"
    );
}

#[test]
fn who_speaks_for_a_body_in_one_report_speaks_for_it_in_all() {
    let mut all = ["Gazette", "Courier", "Echo"].map(|outlet| {
        let mut one = reading(outlet, &[("Talks go on", BRIDGE)]);
        said_by(&mut one.statements[0], "Ana Ruiz", "Port Ministry");
        one.statements[0].voice.entity = Some("local:ana-ruiz".into());
        one
    });
    all[1].statements[0].voice.speaks_for = None;
    let [a, b, c] = &mut all;
    unify(&mut [a, b, c]);
    let body = b.statements[0].voice.speaks_for.as_deref();
    assert_eq!(body, Some("Port Ministry"));
    // Two bodies leave it open.
    b.statements[0].voice.speaks_for = None;
    c.statements[0].voice.speaks_for = Some("Harbour Union".into());
    unify(&mut [a, b, c]);
    assert_eq!(b.statements[0].voice.speaks_for, None);
}

#[test]
fn not_far_negates_nothing_and_is_not_does() {
    let negated = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        !negation::negators(&words).is_empty()
    };
    assert!(negated("the bridge is not safe") && negated("he didn't cross it"));
    assert!(!negated("it stands not far from the coast") && !negated("the bridge is safe"));
}

/// Reports with made-up words, rarer and rarer, of which the last sentence is in every second report.
fn many(reports: usize, sentences: usize) -> Vec<Reading> {
    let mut state = 7u64;
    let mut word = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let even = (state >> 40) as f64 / (1u64 << 24) as f64;
        format!("zw{}", (20_000f64.powf(even)) as usize)
    };
    (0..reports)
        .map(|report| {
            let mut told: Vec<String> = (1..sentences)
                .map(|_| (0..16).map(|_| word()).collect::<Vec<_>>().join(" "))
                .collect();
            told.push(match report % 2 {
                0 => "The old bridge over the Tarn collapsed at dawn".to_owned(),
                _ => format!("Dockers at quay {} went on strike", word()),
            });
            let axes = vec![[0.1f32; 384]; told.len()];
            let told: Vec<(&str, &[f32])> = (told.iter().zip(&axes))
                .map(|(told, axes)| (told.as_str(), axes.as_slice()))
                .collect();
            reading(&format!("Outlet {report}"), &told)
        })
        .collect()
}

#[test]
fn in_a_large_story_copies_are_still_found() {
    let readings = many(60, 10);
    let groups = group(&readings.iter().collect::<Vec<_>>());
    let largest = groups.iter().map(|group| group.statements.len()).max();
    assert!(largest >= Some(30), "{largest:?}");
}
