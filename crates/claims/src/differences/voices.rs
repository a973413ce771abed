//! Who says it: two mouths with the same words, words that lost their source, one official who became
//! several.

use headwater_model::{DifferenceKind, Slot, Voice, VoiceKind};
use headwater_text::{known, name_key};

use super::gather::{Found, Value};
use super::near::Pair;
use super::side::Side;

/// Share of the words that two statements must have in common for one to be the other's words.
const SAME_WORDS: f32 = 0.75;
/// The same for two who speak for one house.
const ONE_HOUSE: f32 = 0.4;

/// Differences in who says it, among statements in nearly the same words; two who speak for one
/// house need fewer of them.
pub(super) fn of(sides: &[Side<'_>], near: &[Pair]) -> Vec<Found> {
    let mut found: Vec<Found> = (near.iter())
        .filter(|pair| pair.share >= SAME_WORDS)
        .flat_map(|pair| mouths(sides, pair.a, pair.b))
        .collect();
    found.extend(houses(sides));
    found
}

fn mouths(sides: &[Side<'_>], a: usize, b: usize) -> Vec<Found> {
    let (one, other) = (&sides[a], &sides[b]);
    if one.reading.report.id == other.reading.report.id {
        return Vec::new();
    }
    let told = |slot, kind| found(sides, slot, kind, a, b);
    let narrated = match (flat(one), flat(other)) {
        (true, true) => return Vec::new(),
        (true, false) => Some(one),
        (false, true) => Some(other),
        (false, false) => None,
    };
    if let Some(narrated) = narrated {
        // A lead is stated flatly, too, and the source comes below.
        let id = &narrated.reading.report.id;
        let named_elsewhere = |side: &Side<'_>| side.reading.report.id == *id && !flat(side);
        let lost = !sides.iter().any(named_elsewhere);
        let told = lost.then(|| told(Slot::Attribution, DifferenceKind::Precision));
        return told.flatten().into_iter().collect();
    }
    let (x, y) = (&one.statement.voice, &other.statement.voice);
    if same(x, y) {
        return Vec::new();
    }
    let official = |voice: &Voice| {
        matches!(
            voice.kind,
            VoiceKind::UnnamedOfficial | VoiceKind::NamedPerson | VoiceKind::NamedSpokesperson
        )
    };
    let made_several = |one: &Voice, several: &Voice| {
        several.plural && several.kind == VoiceKind::UnnamedOfficial && !one.plural && official(one)
    };
    let plural = (made_several(x, y) || made_several(y, x))
        .then(|| told(Slot::Plurality, DifferenceKind::Precision));
    let speaker = match (unnamed(x), unnamed(y)) {
        (true, true) => None,
        (false, false) => told(Slot::Speaker, DifferenceKind::Conflict),
        _ => told(Slot::Speaker, DifferenceKind::Precision),
    };
    plural.flatten().into_iter().chain(speaker).collect()
}

/// Two who speak for one house, each in another report.
fn houses(sides: &[Side<'_>]) -> Vec<Found> {
    let person = |voice: &Voice| {
        matches!(
            voice.kind,
            VoiceKind::NamedPerson | VoiceKind::NamedSpokesperson
        ) && voice.speaks_for.is_some()
    };
    let who: Vec<usize> = (0..sides.len())
        .filter(|&at| person(&sides[at].statement.voice))
        .collect();
    let mut all = Vec::new();
    for (at, &a) in who.iter().enumerate() {
        let others = who[at + 1..].iter().copied().filter(|&b| {
            let (x, y) = (&sides[a].statement.voice, &sides[b].statement.voice);
            x.speaks_for == y.speaks_for
                && !same(x, y)
                && sides[a].reading.report.id != sides[b].reading.report.id
                && shared(&sides[a], &sides[b]) >= ONE_HOUSE
        });
        let told = others.take(12);
        all.extend(
            told.filter_map(|b| found(sides, Slot::Speaker, DifferenceKind::Conflict, a, b)),
        );
    }
    all
}

/// Share of the shorter one's words that stand in the other.
fn shared(a: &Side<'_>, b: &Side<'_>) -> f32 {
    let (few, many) = if a.words.len() <= b.words.len() {
        (a, b)
    } else {
        (b, a)
    };
    let held = few
        .words
        .iter()
        .filter(|word| many.has_stem(&word.stem))
        .count();
    held as f32 / few.words.len().max(1) as f32
}

/// Whether the report says it as if it knew.
fn flat(side: &Side<'_>) -> bool {
    side.statement.chain.is_empty() && side.statement.voice.name.is_none()
}

fn unnamed(voice: &Voice) -> bool {
    matches!(
        voice.kind,
        VoiceKind::UnnamedOfficial
            | VoiceKind::UnnamedInstitution
            | VoiceKind::Crowd
            | VoiceKind::OwnWitness
            | VoiceKind::None
    )
}

/// Whether two voices can be one: one entity, one name within the other, or one speaks for the other.
fn same(a: &Voice, b: &Voice) -> bool {
    if a.entity.is_some() && a.entity == b.entity {
        return true;
    }
    let key = |voice: &Voice| voice.name.as_deref().map(name_key).unwrap_or_default();
    let id = |voice: &Voice| {
        voice
            .name
            .as_deref()
            .and_then(known::lookup)
            .map(|one| one.id)
    };
    if id(a).is_some() && id(a) == id(b) {
        return true;
    }
    let speaks_for = |one: &Voice, other: &Voice| {
        let house = one.speaks_for.as_deref().map(name_key);
        house.is_some_and(|house| house == key(other))
    };
    let (x, y) = (key(a), key(b));
    let within = |few: &str, many: &str| {
        !few.is_empty()
            && few
                .split(' ')
                .all(|word| many.split(' ').any(|one| one == word))
    };
    // "Lt. Vik" and "Ana Vik" can be one; two people by first and last name cannot.
    let family = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    let two = |name: &str| name.split(' ').count() == 2;
    let one_family = !x.is_empty() && family(&x) == family(&y) && !(two(&x) && two(&y));
    speaks_for(a, b) || speaks_for(b, a) || within(&x, &y) || within(&y, &x) || one_family
}

fn found(
    sides: &[Side<'_>],
    slot: Slot,
    kind: DifferenceKind,
    a: usize,
    b: usize,
) -> Option<Found> {
    let value = |number: usize| -> Option<Value> {
        let side = &sides[number];
        let voice = &side.statement.voice;
        let flat = flat(side);
        let words = match &side.statement.source {
            Some(source) if !flat => source.clone(),
            _ => side.statement.content.first()?.clone(),
        };
        let key = match flat {
            true => "nobody".to_owned(),
            false => (voice.entity.clone())
                .or_else(|| voice.name.as_deref().map(name_key))
                .unwrap_or_else(|| name_key(&words.text)),
        };
        Some(Value {
            side: number,
            key,
            words,
            // A pronoun names nobody: the resolved name stands for it.
            shown: voice.name.clone().filter(|_| !flat),
        })
    };
    let (a, b) = (value(a)?, value(b)?);
    (a.key != b.key).then_some(Found { slot, kind, a, b })
}
