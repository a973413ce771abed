//! Who and where, in nearly the same words.

use std::ops::Range;

use headwater_model::{DifferenceKind, Entity, EntityKind, Place, Slot, Span};
use headwater_text::{known, name_key, same_person};

use super::gather::{Found, Value};
use super::near::{Gap, Pair};
use super::places;
use super::side::{Side, overlap};

/// Words in a gap that is compared; in longer ones other things are said.
const LONGEST: usize = 5;

/// A name, and what it stands for.
struct Named<'a> {
    entity: Option<&'a Entity>,
    place: Option<&'a Place>,
    span: Span,
    /// Whether the words before say that it is where something is.
    where_it_is: bool,
}

/// A name in the place of another name, or a man in the place of a woman.
pub(super) fn in_gaps(sides: &[Side<'_>], pair: &Pair) -> Vec<Found> {
    let gaps = pair.gaps.iter();
    let gaps = gaps.filter(|gap| gap.a.len().max(gap.b.len()) <= LONGEST);
    let (a, b) = (&sides[pair.a], &sides[pair.b]);
    gaps.filter_map(|gap| names(a, b, pair, gap).or_else(|| kinds_of_people(a, b, pair, gap)))
        .collect()
}

fn names(a: &Side<'_>, b: &Side<'_>, pair: &Pair, gap: &Gap) -> Option<Found> {
    let (left, right) = (named(a, &gap.a)?, named(b, &gap.b)?);
    if same(&left, &right) || (stands_in(b, &left) && stands_in(a, &right)) {
        return None;
    }
    let value = |side, named: &Named<'_>| Value {
        side,
        key: named
            .entity
            .map_or_else(|| name_key(&named.span.text), |one| one.id.clone()),
        words: named.span.clone(),
        shown: None,
    };
    let person = |one: &Named<'_>| one.entity.is_some_and(|one| one.kind == EntityKind::Person);
    let acts = |side: &Side<'_>, one: &Named<'_>| {
        let event = side.statement.event.iter();
        let actors = event.flat_map(|event| event.who.iter().chain(&event.whom));
        let spans = actors.map(|actor| actor.span.range());
        spans
            .into_iter()
            .any(|range| overlap(&range, &one.span.range()))
            && !one.where_it_is
    };
    let (slot, kind) = match (left.place, right.place) {
        // A country that acts is somebody.
        (Some(x), Some(y)) if !(acts(a, &left) && acts(b, &right)) => {
            (Slot::Place, places::kind(x, y)?)
        }
        _ if left.where_it_is
            && right.where_it_is
            && (left.place.is_some() || right.place.is_some())
            && !person(&left)
            && !person(&right) =>
        {
            (Slot::Place, DifferenceKind::Conflict)
        }
        _ => (Slot::Person, DifferenceKind::Conflict),
    };
    Some(Found {
        slot,
        kind,
        a: value(pair.a, &left),
        b: value(pair.b, &right),
    })
}

/// The first name that stands in these words, with all of its own.
fn named<'a>(side: &Side<'a>, words: &Range<usize>) -> Option<Named<'a>> {
    let bytes = side.bytes(words)?;
    let touches = |span: &Span| overlap(&span.range(), &bytes);
    let entities = side.reading.entities.iter();
    let mentions = entities.flat_map(|one| one.mentions.iter().map(move |span| (span, one)));
    let mention = (mentions.filter(|(span, _)| touches(span))).min_by_key(|(span, _)| span.start);
    let places = side
        .reading
        .places
        .iter()
        .filter(|place| touches(&place.span));
    let place = places.min_by_key(|place| place.span.start);
    let read = mention
        .map(|(span, _)| span)
        .or(place.map(|place| &place.span));
    let span = read.cloned().or_else(|| capitals(side, words))?;
    // A demonym says of what sort something is, not who.
    if known::is_demonym(&span.text) {
        return None;
    }
    const WHERE: [&str; 16] = [
        "in", "at", "near", "from", "to", "off", "outside", "around", "across", "into", "through",
        "toward", "towards", "inside", "of", "between",
    ];
    let before = (side.words.iter()).rfind(|word| {
        word.range.end <= span.start && !matches!(word.normal.as_str(), "a" | "an" | "the")
    });
    Some(Named {
        entity: mention.map(|(_, entity)| entity),
        place,
        span,
        where_it_is: before.is_some_and(|word| WHERE.contains(&word.normal.as_str())),
    })
}

/// Words with a capital that the reading took for no name; the first of a sentence or quotation has one anyway.
fn capitals(side: &Side<'_>, words: &Range<usize>) -> Option<Span> {
    let text = &side.reading.report.text;
    let capital = |at: usize| {
        let word = &side.words[at];
        let told = &text[word.range.clone()];
        // May is somebody, too.
        let tells = word.tells() || told == "May";
        let before = text[..word.range.start].trim_end();
        let within = word.range.start > side.statement.sentence.start
            && !before.ends_with(['“', '"', '‘', '\'', ':', '.']);
        (at > 0 || within) && tells && told.starts_with(char::is_uppercase)
    };
    let first = words
        .clone()
        .find(|&at| at < side.words.len() && capital(at))?;
    let last = (first..words.end)
        .take_while(|&at| at < side.words.len() && capital(at))
        .last()?;
    side.words_span(&(first..last + 1))
}

/// Whether two names can mean one.
fn same(a: &Named<'_>, b: &Named<'_>) -> bool {
    if let (Some(one), Some(other)) = (a.entity, b.entity)
        && one.id == other.id
    {
        return true;
    }
    let name = |one: &Named<'_>| -> String {
        let name = one
            .entity
            .map_or(one.span.text.as_str(), |entity| entity.name.as_str());
        name.to_owned()
    };
    let (left, right) = (name(a), name(b));
    let people = [a, b]
        .iter()
        .all(|one| one.entity.is_some_and(|one| one.kind == EntityKind::Person));
    if people && left.contains(' ') && right.contains(' ') {
        return same_person(&left, &right);
    }
    let known = |name: &str| known::lookup(name).map(|one| one.id);
    if known(&left).is_some() && known(&left) == known(&right) {
        return true;
    }
    let (left_key, right_key) = (name_key(&left), name_key(&right));
    let shares = left_key
        .split(' ')
        .any(|word| word.len() > 2 && right_key.split(' ').any(|one| one == word));
    shares || initials(&left, &right) || initials(&right, &left)
}

/// "FBI" for "Federal Bureau of Investigation".
fn initials(short: &str, long: &str) -> bool {
    let short: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = long
        .split([' ', '-'])
        .filter_map(|word| word.chars().next());
    let capitals: String = capitals.filter(|c| c.is_uppercase()).collect();
    short.len() > 1 && short == capitals
}

/// Whether the other statement names it, too: then the two are only told in another order.
fn stands_in(side: &Side<'_>, named: &Named<'_>) -> bool {
    let in_content = |span: &Span| {
        (side.statement.content.iter()).any(|part| part.start <= span.start && span.end <= part.end)
    };
    match named.entity {
        Some(entity) => (side.reading.entities.iter())
            .filter(|one| one.id == entity.id)
            .any(|one| one.mentions.iter().any(in_content)),
        None => {
            let key = name_key(&named.span.text);
            (side.statement.content.iter()).any(|part| name_key(&part.text).contains(&key))
        }
    }
}

/// "a woman" for "a boy".
fn kinds_of_people(a: &Side<'_>, b: &Side<'_>, pair: &Pair, gap: &Gap) -> Option<Found> {
    const KINDS: [&str; 12] = [
        "man", "woman", "boy", "girl", "men", "women", "boys", "girls", "husband", "wife", "son",
        "daughter",
    ];
    let told = |number: usize, side: &Side<'_>, words: &Range<usize>| -> Option<Value> {
        let mut all = side.words.get(words.clone())?.iter();
        let word = all.find(|word| KINDS.contains(&word.normal.as_str()))?;
        Some(Value {
            side: number,
            key: word.normal.clone(),
            words: side.span(word.range.clone())?,
            shown: None,
        })
    };
    let (left, right) = (told(pair.a, a, &gap.a)?, told(pair.b, b, &gap.b)?);
    (left.key != right.key).then_some(Found {
        slot: Slot::Person,
        kind: DifferenceKind::Conflict,
        a: left,
        b: right,
    })
}
