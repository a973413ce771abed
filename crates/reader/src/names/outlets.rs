//! Outlets that no table has, by their own form or by that of the sentence.

use std::sync::LazyLock;

use headwater_model::EntityKind;
use headwater_text::known;
use regex::Regex;

use super::{Found, Mention, Names};
use crate::ground::{Ground, floor_char};
use crate::pattern::pattern;

/// Names of outlets that no table knows end like this.
static OUTLET_LIKE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?:the\s+)?(?:{OUTLET_LIKE_NAME})$")));
const OUTLET_LIKE_NAME: &str = r"(?:\p{Lu}[\w&’'.-]*\s+){1,4}(?:Times|Post|News|Tribune|Gazette|Herald|Courier|Journal|Chronicle|Observer|Telegraph|Mail|Mirror|Standard|Register|Dispatch|Examiner|Bulletin|Daily|Weekly|Radio|TV|Television|Broadcasting|News Agency|Press Agency|Inquirer|Sentinel|Globe|Review|Ledger|Argus|Advertiser|Echo|Monitor|Kurier|Zeitung|Nachrichten|Gazeta|Shimbun)|(?:Radio|Television|Televisión|Telewizja|Canal|Channel|Agence|Agencia|Agenzia|Diario|Daily|Kanal)\s+\p{Lu}?[\w’'.-]+";
/// Where words came through somebody: what follows is an outlet, be its name known or not.
static THROUGH: LazyLock<Regex> = LazyLock::new(|| {
    const SLOT: &str = r"(?:[Qq]uoted|[Cc]ited|[Ii]nterviewed)(?: as saying)? (?:by|on)|(?:first reported|(?:re)?published|broadcast|aired|relayed|carried) by|[Ii]nterview(?:ed)? (?:\p{L}+ ){0,3}?(?:with|broadcast by|published by)|remarks to";
    pattern(&format!(r"\b(?:{SLOT}|{OUTLET_NOUN}) (?:the )?({NAME})"))
});
/// A title within a sentence: "told The National".
static TITLED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b(?:told|informed|by|with) (The {NAME})")));
const NAME: &str = r"\p{Lu}[\w’'&-]+(?: (?:(?:of|de|del|della|der|la|al) )?\p{Lu}[\w’'&-]+){0,3}";
static NO_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s+(?:network|station|channel|show|series|programme|program|broadcaster|audience)\b",
    )
});
static TOLD_LIKE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:told|to|by|in|from|The|the)\s+(?:[Tt]he\s+)?({OUTLET_LIKE_NAME})\b"
    ))
});
/// What an outlet is, before its name.
const OUTLET_NOUN: &str = "newspaper|daily|weekly|monthly|broadcaster|news agency|agency|news service|site|website|outlet|portal|channel|network|station|magazine|tabloid|podcast|blog|quarterly|periodical";
/// Words before a name that only an outlet's name follows.
static OUTLET_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)(?:\b(?:quoted|cited|interviewed)(?: as saying)? (?:by|on)|\b(?:first reported|(?:re)?published|broadcast|aired|relayed|carried) (?:by|in)|\binterview(?:ed)? (?:\p{{L}}+ ){{0,3}}?(?:with|by)|\b(?:{OUTLET_NOUN})) (?:the )?$"
    ))
});
/// Words behind a name that only an outlet's name precedes.
static OUTLET_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:,? (?:an?|the) (?:[\p{L}-]+ ){0,3}?(?:newspaper|daily|weekly|broadcaster|news agency|news site|news outlet|news website|tabloid|television channel|radio station)\b",
        r"|(?: newspaper| news agency| television| radio| magazine)\b",
        r"|(?:’s|'s)? (?:has |had |also )?(?:quoted|cited) [^.;“”]{2,120}? as (?:saying|telling)\b",
        r"|,? (?:reported|said|reports|says)\b[^.;“”]{0,60}?, (?:citing|quoting)\b",
        r"|, (?:which|itself|in turn)? ?(?:citing|quoting|cited|quoted|attributed)\b)",
    ))
});

/// Whether a name without other evidence is that of an outlet, by how it ends and by what follows.
pub(super) fn is_outlet_like(text: &str, range: &std::ops::Range<usize>) -> bool {
    OUTLET_LIKE.is_match(&text[range.clone()]) && !NO_NAME.is_match(&text[range.end..])
}

/// Names that are outlets by their own form ("the Evening Ledger") or by that of the sentence.
/// Where the network or a table has a name in their place, theirs stands.
pub(super) fn by_form(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in &ground.sentences {
        let words = &ground.text[sentence.range.clone()];
        let names = [&*THROUGH, &*TITLED, &*TOLD_LIKE]
            .into_iter()
            .flat_map(|form| form.captures_iter(words));
        for name in names.filter_map(|captures| captures.get(1)) {
            // "the US TV network CBS": what it is, not what it is called.
            if NO_NAME.is_match(&words[name.end()..]) {
                continue;
            }
            found.push(Found {
                range: sentence.range.start + name.start()..sentence.range.start + name.end(),
                kind: EntityKind::Media,
                known: known::lookup(name.as_str()),
                sure: 0.5,
                acting: false,
            });
        }
    }
    found
}

impl Names {
    /// Bodies that stand where only an outlet stands ("quoted by …", "…, the newspaper") are
    /// outlets, also where no table has them.
    pub(super) fn take_outlets(&mut self, text: &str) {
        let of_outlet = |mention: &Mention, is_place: bool| {
            let lead = &text[..mention.range.start];
            let lead = &lead[floor_char(lead, lead.len().saturating_sub(60))..];
            let tail = &text[mention.range.end..];
            let tail = &tail[..floor_char(tail, 180)];
            OUTLET_AFTER.is_match(lead) || (!is_place && OUTLET_BEFORE.is_match(tail))
        };
        for mention in &self.mentions {
            let entity = &mut self.entities[mention.entity];
            let open = !NO_NAME.is_match(&text[mention.range.end..])
                && entity.id.starts_with("local:")
                && matches!(
                    entity.kind,
                    EntityKind::Organisation | EntityKind::Other | EntityKind::Place
                );
            if open && of_outlet(mention, entity.kind == EntityKind::Place) {
                entity.kind = EntityKind::Media;
            }
        }
    }
}
