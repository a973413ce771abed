//! Five reports written for these tests: the facts of the summit story in our own sentences.

use headwater_model::{BlockKind, EntityKind, PlacePrecision, Reading, Stance, Voice, VoiceKind};

use super::draft::{Chain, Draft};

use BlockKind::{Byline, Credit, Paragraph, Title};
use VoiceKind::{Institution, Media, NamedSpokesperson, UnnamedInstitution, UnnamedOfficial};

const US: Chain<'static> = &[("United States", Institution)];
const NSC: &str = "White House National Security Council";

pub fn courier() -> Reading {
    let mut d = Draft::new(
        "summit/courier.html",
        Some("The Harbour Courier"),
        Some("2023-09-04T21:10:00+01:00"),
        &[
            (Title, "Kim expected in Vladivostok by armoured train"),
            (Byline, "By Ines Marlow"),
            (
                Paragraph,
                "North Korea’s leader, Kim Jong Un, will probably go to Vladivostok by armoured train this month and meet President Vladimir Putin there, The New York Times reported, citing military intelligence.",
            ),
            (
                Paragraph,
                "The two men are to talk about arms for Russia’s war in Ukraine, an official told CBS. Kim also wants food aid.",
            ),
            (
                Paragraph,
                "The White House did not answer a request for comment.",
            ),
            (
                Paragraph,
                "Talks between Moscow and Pyongyang about arms were “actively advancing”, John Kirby, who speaks for the National Security Council, said last week.",
            ),
            (
                Paragraph,
                "Washington says that, in spite of Pyongyang’s denials, the North delivered rockets to the Wagner group in 2022. About 10,000 shells could follow, a US official said.",
            ),
        ],
    );
    let s = d.say(
        &["North Korea’s leader, Kim Jong Un, will probably go to Vladivostok by armoured train this month and meet President Vladimir Putin there"],
        Stance::Asserts,
        &[("military intelligence", UnnamedInstitution), ("The New York Times", Media)],
    );
    s.confidence = 0.96;
    let hedge = d.span("probably");
    d.0.statements[0].hedges.push(hedge);
    d.say(
        &["The two men are to talk about arms for Russia’s war in Ukraine"],
        Stance::Asserts,
        &[("an official", UnnamedOfficial), ("CBS", Media)],
    );
    d.say(&["Kim also wants food aid."], Stance::Asserts, &[]);
    d.say(
        &["a request for comment"],
        Stance::NoResponse,
        &[("White House", Institution)],
    );
    let last_week = d.time(
        "last week",
        Some("2023-W35"),
        Some("2023-08-28"),
        Some("2023-09-03"),
    );
    let s = d.say(
        &["Talks between Moscow and Pyongyang about arms were “actively advancing”"],
        Stance::Asserts,
        &[("John Kirby", NamedSpokesperson)],
    );
    s.voice.speaks_for = Some(NSC.into());
    s.said_at = Some(last_week);
    let s = d.say(
        &["the North delivered rockets to the Wagner group in 2022"],
        Stance::Asserts,
        US,
    );
    s.denied_by.push(Voice {
        kind: Institution,
        name: Some("North Korea".into()),
        entity: Some("country:kp".into()),
        speaks_for: None,
        plural: false,
    });
    d.say(
        &["About 10,000 shells could follow"],
        Stance::Warns,
        &[("a US official", UnnamedOfficial)],
    );
    let hedges = [d.span("About"), d.span("could")];
    d.0.statements[6].hedges.extend(hedges);
    d.entity(
        "person:kim-jong-un",
        "Kim Jong Un",
        EntityKind::Person,
        &["Kim Jong Un", "Kim"],
    );
    d.entity(
        "person:putin",
        "Vladimir Putin",
        EntityKind::Person,
        &["President Vladimir Putin"],
    );
    d.entity(
        "country:kp",
        "North Korea",
        EntityKind::Country,
        &["North Korea", "Pyongyang", "the North"],
    );
    d.entity("local:1", "John Kirby", EntityKind::Person, &["John Kirby"]);
    d.entity(
        "media:nyt",
        "The New York Times",
        EntityKind::Media,
        &["The New York Times"],
    );
    d.time(
        "this month",
        Some("2023-09"),
        Some("2023-09-04"),
        Some("2023-09-30"),
    );
    d.time("2022", Some("2022"), Some("2022-01-01"), Some("2022-12-31"));
    d.place("Vladivostok", Some((43.115, 131.886, PlacePrecision::Town)));
    d.quantity(
        "About 10,000 shells",
        Some(10000.0),
        Some(10000.0),
        "shells",
    );
    d.0.report.url = Some("https://courier.example/world/kim-train?edition=2&print=1".into());
    d.0
}

pub fn ledger() -> Reading {
    let mut d = Draft::new(
        "summit/ledger.txt",
        Some("Baltic Ledger"),
        Some("2023-09-05"),
        &[
            (Title, "Kim and Putin to talk arms, United States says"),
            (
                Paragraph,
                "The United States said on Monday that Kim Jong Un expects to travel to Russia to discuss arms for the war in Ukraine.",
            ),
            (
                Paragraph,
                "The Kremlin said it could not confirm that a meeting was planned. Russia’s foreign ministry declined to comment on it.",
            ),
            (
                Paragraph,
                "“Arms negotiations between Russia and the DPRK,” said Adrienne Watson, a spokeswoman for the National Security Council, “are actively advancing.”",
            ),
            (
                Paragraph,
                "Kim is likely to take an armoured train to Vladivostok, according to The New York Times. The paper said that a journey on to Moscow was possible, but uncertain.",
            ),
            (
                Paragraph,
                "He is reportedly after food aid, too. As many as 12,000 shells may be sent, a defence official said; the Ledger could not independently check the figure.",
            ),
            (Credit, "(Photo by AFP)"),
        ],
    );
    ledger_statements(&mut d);
    d.say(
        &["He is reportedly after food aid, too"],
        Stance::Asserts,
        &[],
    );
    let (cue, hedge) = (d.span("reportedly"), d.span("reportedly"));
    let s = d.0.statements.last_mut().expect("just said");
    (s.cue, s.narrator) = (Some(cue), false);
    s.hedges.push(hedge);
    let check = d.span("the Ledger could not independently check the figure");
    let hedges = [d.span("As many as"), d.span("may")];
    let s = d.say(
        &["As many as 12,000 shells may be sent"],
        Stance::Warns,
        &[("a defence official", UnnamedOfficial)],
    );
    s.verification = Some(check);
    s.hedges.extend(hedges);
    d.entity(
        "person:kim-jong-un",
        "Kim Jong Un",
        EntityKind::Person,
        &["Kim Jong Un", "Kim", "He"],
    );
    d.entity(
        "person:putin",
        "Vladimir Putin",
        EntityKind::Person,
        &["Putin"],
    );
    d.entity("country:kp", "North Korea", EntityKind::Country, &["DPRK"]);
    d.entity(
        "country:us",
        "United States",
        EntityKind::Country,
        &["United States"],
    );
    d.entity(
        "local:1",
        "Adrienne Watson",
        EntityKind::Person,
        &["Adrienne Watson"],
    );
    d.entity(
        "media:nyt",
        "The New York Times",
        EntityKind::Media,
        &["The New York Times", "The paper"],
    );
    d.place("Vladivostok", Some((43.115, 131.886, PlacePrecision::Town)));
    d.place("Moscow", Some((55.756, 37.617, PlacePrecision::Town)));
    d.quantity("As many as 12,000 shells", None, Some(12000.0), "shells");
    d.0
}

fn ledger_statements(d: &mut Draft) {
    let monday = d.time(
        "Monday",
        Some("2023-09-04"),
        Some("2023-09-04"),
        Some("2023-09-04"),
    );
    let s = d.say(
        &["Kim Jong Un expects to travel to Russia to discuss arms for the war in Ukraine"],
        Stance::Asserts,
        US,
    );
    s.said_at = Some(monday);
    d.say(
        &["a meeting was planned"],
        Stance::CannotConfirm,
        &[("Kremlin", Institution)],
    );
    d.say(
        &["it."],
        Stance::Declines,
        &[("Russian foreign ministry", Institution)],
    );
    let s = d.say(
        &[
            "“Arms negotiations between Russia and the DPRK,”",
            "“are actively advancing.”",
        ],
        Stance::Asserts,
        &[("Adrienne Watson", NamedSpokesperson)],
    );
    s.voice.speaks_for = Some(NSC.into());
    let hedge = d.span("likely");
    let s = d.say(
        &["Kim is likely to take an armoured train to Vladivostok"],
        Stance::Asserts,
        &[("The New York Times", Media)],
    );
    s.hedges.push(hedge);
    let hedges = [d.span("possible"), d.span("uncertain")];
    let s = d.say(
        &["a journey on to Moscow was possible, but uncertain"],
        Stance::Asserts,
        &[("The New York Times", Media)],
    );
    s.hedges.extend(hedges);
}

pub fn copy() -> Reading {
    let mut d = Draft::new(
        "summit/westgate.txt",
        Some("Westgate Morning"),
        Some("2023-09-05"),
        &[
            (Byline, "Staff, with Baltic Ledger"),
            (
                Paragraph,
                "The United States said on Monday that Kim Jong Un expects to travel to Russia to discuss arms for the war in Ukraine.",
            ),
            (
                Paragraph,
                "Kim is likely to take an armoured train to Vladivostok, according to The New York Times.",
            ),
        ],
    );
    let credit = d.span("Baltic Ledger");
    d.0.report.credits.push(credit);
    let monday = d.time(
        "Monday",
        Some("2023-09-04"),
        Some("2023-09-04"),
        Some("2023-09-04"),
    );
    let words = "Kim Jong Un expects to travel to Russia to discuss arms for the war in Ukraine";
    d.say(&[words], Stance::Asserts, US).said_at = Some(monday);
    let hedge = d.span("likely");
    let words = "Kim is likely to take an armoured train to Vladivostok";
    let s = d.say(&[words], Stance::Asserts, &[("The New York Times", Media)]);
    s.hedges.push(hedge);
    d.entity(
        "person:kim-jong-un",
        "Kim Jong Un",
        EntityKind::Person,
        &["Kim Jong Un", "Kim"],
    );
    d.0
}

pub fn wire() -> Reading {
    let mut d = Draft::new(
        "summit/wire.json",
        Some("Pacific Desk"),
        Some("2023-09-05T04:30:00+10:00"),
        &[(
            Paragraph,
            "VLADIVOSTOK, Sept 5 (Pacific Desk) – Rooms near the university campus are blocked from 10 to 13 September, hotel staff said. The Eastern Economic Forum meets there on those days.",
        )],
    );
    let dateline = d.span("VLADIVOSTOK, Sept 5 (Pacific Desk)");
    d.0.report.dateline = Some(dateline);
    let s = d.say(
        &["Rooms near the university campus are blocked from 10 to 13 September"],
        Stance::Asserts,
        &[("hotel staff", VoiceKind::Crowd)],
    );
    s.voice.plural = true;
    d.say(
        &["The Eastern Economic Forum meets there on those days."],
        Stance::Asserts,
        &[],
    );
    d.entity(
        "local:1",
        "Eastern Economic Forum",
        EntityKind::Organisation,
        &["The Eastern Economic Forum"],
    );
    d.time(
        "10 to 13 September",
        Some("2023-09-10/2023-09-13"),
        Some("2023-09-10"),
        Some("2023-09-13"),
    );
    d.0
}

pub fn untold() -> Reading {
    let mut d = Draft::new(
        "summit/forwarded.txt",
        None,
        None,
        &[
            (
                Paragraph,
                "A train is being made ready in Pyongyang for a journey this month, it is reported. Kim is seeking food aid for his country.",
            ),
            (
                Paragraph,
                "North Korea’s foreign ministry said last Friday that it had never delivered rockets to Wagner.",
            ),
        ],
    );
    let cue = d.span("it is reported");
    let s = d.say(
        &["A train is being made ready in Pyongyang for a journey this month"],
        Stance::Asserts,
        &[],
    );
    (s.cue, s.narrator, s.confidence) = (Some(cue), false, 0.63);
    d.say(
        &["Kim is seeking food aid for his country."],
        Stance::Asserts,
        &[],
    );
    let friday = d.time("last Friday", None, None, None);
    let s = d.say(
        &["it had never delivered rockets to Wagner"],
        Stance::Denies,
        &[("North Korean foreign ministry", Institution)],
    );
    s.voice.speaks_for = Some("North Korea".into());
    s.said_at = Some(friday);
    d.time("this month", None, None, Some("2023-10-31"));
    d.place("Pyongyang", None);
    d.entity(
        "country:kp",
        "North Korea",
        EntityKind::Country,
        &["North Korea", "it"],
    );
    d.0
}
