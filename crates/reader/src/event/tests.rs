//! Sentences of our own: predicate, state, negation, tense, who, whom, transfers.

use std::ops::Range;

use headwater_model::{
    EntityKind, Event, EventRoot, EventState, Span, Stance, Statement, Tense, Transfer, Voice,
    VoiceKind,
};

use super::statement::{Known, fill};

/// Names by their capitals, as a reading would bring them.
fn names(text: &str) -> Vec<(Range<usize>, usize, EntityKind)> {
    const NAMES: [&str; 16] = [
        "Norland",
        "Sudland",
        "Ostra",
        "Kell",
        "Maren",
        "Harbour Bank",
        "Red Cross",
        "Ito",
        "Anna Berg",
        "Berg",
        "Union of Dockers",
        "Vidra",
        "Security Council",
        "Tolk",
        "Lena Moss",
        "Moss",
    ];
    let mut found: Vec<(Range<usize>, usize, EntityKind)> = Vec::new();
    for (index, name) in NAMES.iter().enumerate() {
        for (at, _) in text.match_indices(name) {
            let range = at..at + name.len();
            if !found
                .iter()
                .any(|(other, ..)| other.start < range.end && range.start < other.end)
            {
                found.push((range, index, EntityKind::Other));
            }
        }
    }
    found.sort_by_key(|(range, ..)| range.start);
    found
}

fn event_of(text: &str) -> Option<Event> {
    let whole = Span::cut(text, 0..text.len()).expect("whole");
    let mut statements = [Statement {
        id: String::new(),
        content: vec![whole.clone()],
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
        confidence: 1.0,
        said_at: None,
        event: None,
        certainty: None,
        sentence: whole,
        carried: false,
        denied_by: Vec::new(),
        about: None,
        also_about: Vec::new(),
        mentions: Vec::new(),
        vector: Vec::new(),
        words: Vec::new(),
    }];
    let names = names(text);
    let whole = 0..text.len();
    let known = Known {
        text,
        sentences: std::slice::from_ref(&whole),
        trees: &[Vec::new()],
        names: &names,
        times: &[],
        places: &[],
        published: None,
    };
    fill(&known, &mut statements);
    let [statement] = statements;
    statement.event
}

/// Sentence, predicate, state, whether it is so, who, whom ("-" where nobody).
const ROWS: &str = "\
Norland invaded Sudland. | invaded | happened | so | Norland | Sudland
Norland has invaded Sudland. | invaded | happened | so | Norland | Sudland
Norland did not invade Sudland. | invade | happened | not | Norland | Sudland
Norland never attacked Sudland. | attacked | happened | not | Norland | Sudland
Norland didn't attack Sudland. | attack | happened | not | Norland | Sudland
Norland is bombing Sudland. | bombing | happening | so | Norland | Sudland
Norland supports Sudland. | supports | happening | so | Norland | Sudland
Norland will attack Sudland. | attack | planned | so | Norland | Sudland
Norland won't attack Sudland. | attack | planned | not | Norland | Sudland
Norland plans to attack Sudland. | attack | planned | so | Norland | Sudland
Norland plans not to attack Sudland. | attack | planned | not | Norland | Sudland
Berg is to visit Ostra on Monday. | visit | planned | so | Berg | Ostra
Berg to meet Moss in Vidra. | meet | planned | so | Berg | Moss
Berg is going to meet Moss. | meet | planned | so | Berg | Moss
Berg is set to meet Moss. | meet | planned | so | Berg | Moss
Berg is expected to meet Moss. | meet | expected | so | Berg | Moss
Berg is likely to visit Ostra. | visit | expected | so | Berg | Ostra
Berg is scheduled to visit Ostra. | visit | expected | so | Berg | Ostra
Norland may attack Sudland. | attack | expected | so | Norland | Sudland
Norland could invade Sudland. | invade | expected | so | Norland | Sudland
Norland would attack Sudland if Ostra fell. | attack | conditional | so | Norland | Sudland
If Ostra falls, Norland will attack Sudland. | attack | conditional | so | Norland | Sudland
Norland will attack Sudland unless Moss resigns. | attack | conditional | so | Norland | Sudland
Norland would have attacked Sudland. | attacked | conditional | so | Norland | Sudland
Berg asked if Norland had attacked Sudland. | asked | happened | so | Berg | -
Norland refused to free Moss. | free | happened | not | Norland | Moss
Norland has refused to meet Berg. | meet | happened | not | Norland | Berg
Norland failed to attack Sudland. | attack | happened | not | Norland | Sudland
Norland agreed to free Moss. | free | planned | so | Norland | Moss
Norland is ready to free Moss. | free | planned | so | Norland | Moss
Norland is unwilling to free Moss. | free | happening | not | Norland | Moss
Norland threatened to attack Sudland. | threatened | happened | so | Norland | -
Norland urged Sudland to free Moss. | urged | happened | so | Norland | Sudland
Norland began to bomb Sudland. | bomb | happened | so | Norland | Sudland
Norland stopped bombing Sudland. | stopped | happened | so | Norland | -
Moss was freed by Norland. | freed | happened | so | Norland | Moss
Moss was not freed by Norland. | freed | happened | not | Norland | Moss
Moss has been arrested. | arrested | happened | so | - | Moss
Moss will be freed by Norland. | freed | planned | so | Norland | Moss
Moss is being held by rebels. | held | happening | so | rebels | Moss
Moss was killed in Ostra. | killed | happened | so | - | Moss
Berg met with Moss. | met | happened | so | Berg | Moss
Berg held talks with Moss. | held | happened | so | Berg | Moss
Berg, who rarely travels, met Moss. | met | happened | so | Berg | Moss
Anna Berg, the mayor of Ostra, met Moss. | met | happened | so | Anna Berg | Moss
On Monday, Norland attacked Sudland. | attacked | happened | so | Norland | Sudland
After the vote, Norland attacked Sudland. | attacked | happened | so | Norland | Sudland
Norland on Monday attacked Sudland. | attacked | happened | so | Norland | Sudland
The army of Norland attacked Sudland. | attacked | happened | so | The army of Norland | Sudland
Norland and Kell attacked Sudland. | attacked | happened | so | Norland and Kell | Sudland
Norland accused Sudland of fraud. | accused | happened | so | Norland | Sudland
Norland imposed sanctions on Sudland. | imposed | happened | so | Norland | Sudland
Norland signed a treaty with Sudland. | signed | happened | so | Norland | Sudland
Norland withdrew its troops from Sudland. | withdrew | happened | so | Norland | Sudland
Norland tried to attack Sudland. | attack | planned | so | Norland | Sudland
Norland said it would attack Sudland. | attack | planned | so | Norland | Sudland
Norland wants Sudland to free Moss. | free | planned | so | Sudland | Moss
Tolk announced that Norland had freed Moss. | freed | happened | so | Norland | Moss
The men who attacked Kell fled to Sudland. | fled | happened | so | The men | Sudland
Police detained Moss at the airport. | detained | happened | so | Police | Moss
The detained men of Ostra left Norland. | left | happened | so | The detained men of Ostra | Norland
Norland cannot attack Sudland. | attack | happening | not | Norland | Sudland
Neither side attacked Sudland. | attacked | happened | not | side | Sudland
Norland warned Sudland of a war. | warned | happened | so | Norland | Sudland
Norland decided to free Moss. | free | happened | so | Norland | Moss
Norland is about to free Moss. | free | planned | so | Norland | Moss
Norland restored full ties with Ostra. | restored | happened | so | Norland | Ostra
Norland condemned an attack by Sudland. | condemned | happened | so | Norland | Sudland
Norland, old Ostra and Vidra attacked Sudland. | attacked | happened | so | Norland | Sudland
";

fn shown(span: Option<&Span>) -> String {
    span.map_or("-".to_owned(), |span| span.text.clone())
}

#[test]
fn predicate_state_and_actors() {
    let mut wrong = Vec::new();
    for row in ROWS.lines() {
        let (text, expected) = row.split_once(" | ").expect("a row");
        let Some(event) = event_of(text) else {
            wrong.push(format!("{text}: no event"));
            continue;
        };
        let found = [
            event.predicate.text.clone(),
            format!("{:?}", event.state).to_lowercase(),
            if event.negated { "not" } else { "so" }.to_owned(),
            shown(event.who.as_ref().map(|who| &who.span)),
            shown(event.whom.as_ref().map(|whom| &whom.span)),
        ];
        if found.join(" | ") != expected {
            wrong.push(format!("{text}: {}", found.join(" | ")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn tense_is_that_of_the_outermost_verb() {
    for (text, tense) in [
        ("Norland attacked Sudland.", Tense::Past),
        ("Norland attacks Sudland.", Tense::Present),
        ("Norland will attack Sudland.", Tense::Future),
        ("Norland planned to attack Sudland.", Tense::Past),
        ("Norland plans to attack Sudland.", Tense::Present),
        ("Berg to visit Norland.", Tense::Future),
    ] {
        assert_eq!(
            event_of(text).map(|event| event.tense),
            Some(tense),
            "{text}"
        );
    }
}

#[test]
fn roots_follow_state() {
    for (text, root, cameo) in [
        ("Berg visited Norland.", EventRoot::Consult, "042"),
        ("Berg will visit Norland.", EventRoot::Agree, "036"),
        ("Berg plans to visit Norland.", EventRoot::Agree, "036"),
        ("Berg refused to visit Norland.", EventRoot::Reject, "120"),
        ("Norland freed Moss.", EventRoot::Yield, "084"),
        ("Norland will free Moss.", EventRoot::Agree, "034"),
        ("Norland did not free Moss.", EventRoot::Reject, "120"),
        ("Norland attacked Sudland.", EventRoot::Assault, "190"),
        ("Norland will attack Sudland.", EventRoot::Threaten, "138"),
    ] {
        let event = event_of(text).expect(text);
        assert_eq!(
            (event.root, event.cameo.as_deref()),
            (Some(root), Some(cameo)),
            "{text}"
        );
        assert_eq!(event.quad, Some(root.quad()), "{text}");
    }
}

/// Giver, receiver, items, in return.
fn moved(text: &str) -> Vec<String> {
    let transfers = event_of(text).map_or_else(Vec::new, |event| event.transfers);
    let told = |transfer: &Transfer| {
        let spans = |spans: &[Span]| {
            let all: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
            all.join(" + ")
        };
        format!(
            "{} > {}: {}{}{}",
            shown(transfer.giver.as_ref().map(|actor| &actor.span)),
            shown(transfer.receiver.as_ref().map(|actor| &actor.span)),
            spans(&transfer.items),
            if transfer.in_return.is_empty() {
                String::new()
            } else {
                format!(" for {}", spans(&transfer.in_return))
            },
            if transfer.returns { " (in return)" } else { "" },
        )
    };
    transfers.iter().map(told).collect()
}

#[test]
fn transfers_have_giver_receiver_and_items() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("Norland sold tanks to Sudland.", "Norland > Sudland: tanks"),
        (
            "Norland sold Sudland two tanks.",
            "Norland > Sudland: two tanks",
        ),
        (
            "Norland supplied Sudland with shells and food.",
            "Norland > Sudland: shells + food",
        ),
        (
            "Norland will ship rice, wheat and medicine to Kell.",
            "Norland > Kell: rice + wheat + medicine",
        ),
        (
            "Sudland received grain from Norland.",
            "Norland > Sudland: grain",
        ),
        (
            "Sudland bought two submarines from Norland.",
            "Norland > Sudland: two submarines",
        ),
        (
            "The tanks were delivered to Sudland by Norland.",
            "Norland > Sudland: The tanks",
        ),
        (
            "Sudland was given medicine by Norland.",
            "Norland > Sudland: medicine",
        ),
        (
            "Norland gave Sudland oil in exchange for rifles.",
            "Norland > Sudland: oil for rifles",
        ),
        (
            "Norland handed over artillery shells to Sudland in return for fuel and rice.",
            "Norland > Sudland: artillery shells for fuel + rice",
        ),
        (
            "Berg would like Norland to supply rockets to Kell.",
            "Norland > Kell: rockets",
        ),
        (
            "Berg would like Norland to sell tanks.",
            "Norland > Berg: tanks",
        ),
        (
            "In return, Sudland would give Norland oil.",
            "Sudland > Norland: oil (in return)",
        ),
        (
            "Sudland wants grain from Norland.",
            "Norland > Sudland: grain",
        ),
        (
            "The Red Cross delivered tents to villagers.",
            "The Red Cross > villagers: tents",
        ),
    ] {
        let found = moved(text);
        if found != [expected] {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wish_is_no_delivery() {
    for (text, state) in [
        ("Sudland wants grain from Norland.", EventState::Planned),
        (
            "Sudland has asked for grain from Norland.",
            EventState::Planned,
        ),
        ("Norland sold grain to Sudland.", EventState::Happened),
        ("Norland will sell grain to Sudland.", EventState::Planned),
        ("Norland could sell grain to Sudland.", EventState::Expected),
    ] {
        let event = event_of(text).expect(text);
        let states: Vec<EventState> = event
            .transfers
            .iter()
            .map(|transfer| transfer.state)
            .collect();
        assert_eq!(states, [state], "{text}");
    }
}

#[test]
fn words_and_troops_are_no_goods() {
    let mut wrong = Vec::new();
    for text in [
        "Berg gave a speech in Ostra.",
        "Norland sent troops to Sudland.",
        "Norland delivered a warning to Sudland.",
        "In return, Berg left Ostra.",
        "Berg gave Moss a tour of the harbour.",
        "Norland sent an envoy to Sudland.",
        "Moss received a message from Berg.",
        "The court delivered its verdict on Monday.",
        "Norland gave Sudland a deadline.",
        "Berg offered condolences to the families.",
        "The plan gave rise to protests.",
        "Norland did not sell tanks to Sudland.",
    ] {
        let found = moved(text);
        if !found.is_empty() {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Verbs in verbs in verbs, lists without end, words without a verb: slow or panicking for none.
#[test]
fn hostile_sentences_end() {
    for piece in [
        "to say request to ",
        "said he said that ",
        "agreed to plan to try to ",
        "gave rice, ",
        "who was by who ",
        "‘“(— ",
        "in exchange for ",
        "It’s İ ",
    ] {
        let text = format!("Norland {}", piece.repeat(2000));
        event_of(&text);
    }
    assert!(event_of("x").is_none());
}
