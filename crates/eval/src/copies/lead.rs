//! A sentence in other words, by rules: the order of its clauses, its voice, its verbs.

use super::draft::capital;
use super::exchange::exchange;

/// Who a report's sentences are attributed to, as they are added to and taken from sentences.
pub const ATTRIBUTIONS: [&str; 8] = [
    "officials said",
    "police said",
    "authorities said",
    "local media reported",
    "the ministry said in a statement",
    "a spokesperson said",
    "according to local officials",
    "according to witnesses",
];

/// The sentence in other words; nothing where no rule fits.
pub fn reworded(text: &str) -> Option<String> {
    let turned = attribution_first(text)
        .or_else(|| active(text))
        .or_else(|| clause_first(text))
        .or_else(|| place_first(text));
    let new = exchange(turned.as_deref().unwrap_or(text), 2);
    (new != text).then_some(new)
}

/// The sentence without the attribution at its end, and that attribution.
pub fn attributed(text: &str) -> Option<(&str, &'static str)> {
    let text = text.strip_suffix('.')?;
    ATTRIBUTIONS.iter().find_map(|who| {
        let rest = text.strip_suffix(who)?.strip_suffix(", ")?;
        Some((rest, *who))
    })
}

/// "X, police said." → "Police said that x."
fn attribution_first(text: &str) -> Option<String> {
    let (rest, who) = attributed(text)?;
    let rest = lower(rest);
    Some(match who.strip_prefix("according to ") {
        Some(who) => format!("{} say that {rest}.", capital(who)),
        None => format!("{} that {rest}.", capital(who)),
    })
}

/// "Two people are killed by a bomb." → "A bomb kills two people."
fn active(text: &str) -> Option<String> {
    const VERBS: [(&str, &str); 6] = [
        ("killed", "killed"),
        ("injured", "injured"),
        ("arrested", "arrested"),
        ("shot dead", "shot dead"),
        ("hit", "hit"),
        ("destroyed", "destroyed"),
    ];
    let text = one_sentence(text)?;
    VERBS.iter().find_map(|(passive, active)| {
        [" is ", " are ", " was ", " were "].iter().find_map(|be| {
            let (whom, by) = text.split_once(&format!("{be}{passive} by "))?;
            let plain = !whom.contains(',') && by.split(' ').count() > 1;
            plain.then(|| format!("{} {active} {}.", capital(by), lower(whom)))
        })
    })
}

/// "X after Y." → "After Y, x."
fn clause_first(text: &str) -> Option<String> {
    let text = one_sentence(text)?;
    let joins = [
        " after ",
        " when ",
        " while ",
        " as ",
        " following ",
        " amid ",
        " during ",
    ];
    joins.iter().find_map(|join| {
        let (main, clause) = text.split_once(join)?;
        let long = |part: &str| part.split(' ').count() >= 3;
        (long(main) && long(clause)).then(|| {
            let main = main.trim_end_matches(',');
            format!("{} {clause}, {}.", capital(join.trim()), lower(main))
        })
    })
}

/// "X in Vell, Norland." → "In Vell, Norland, x."
fn place_first(text: &str) -> Option<String> {
    let text = one_sentence(text)?;
    let (main, place) = text.rsplit_once(" in ")?;
    let name = place.starts_with(char::is_uppercase) && place.split(' ').count() <= 6;
    (name && main.split(' ').count() >= 4).then(|| format!("In {place}, {}.", lower(main)))
}

/// The words of a text that is one sentence without quotations.
fn one_sentence(text: &str) -> Option<&str> {
    let words = text.strip_suffix('.')?;
    (!words.contains(". ") && !words.contains(['"', '“'])).then_some(words)
}

/// The first word without its capital, where it is no name.
fn lower(words: &str) -> String {
    const COMMON: &str = " a an the at in on two three four five six seven eight nine ten eleven \
        twelve dozens hundreds thousands several more police people officials authorities one some \
        over nearly around about another both former protesters residents ";
    let first = words.split(' ').next().unwrap_or_default();
    match COMMON.contains(&format!(" {} ", first.to_lowercase())) {
        true => first.to_lowercase() + &words[first.len()..],
        false => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attribution_comes_first() {
        assert_eq!(
            attribution_first("Two ferries left the port, police said.").as_deref(),
            Some("Police said that two ferries left the port.")
        );
        assert_eq!(
            attribution_first("Vell closed its port, according to witnesses.").as_deref(),
            Some("Witnesses say that Vell closed its port.")
        );
    }

    #[test]
    fn the_passive_becomes_active() {
        assert_eq!(
            active("Two people are killed by a bomb in Vell.").as_deref(),
            Some("A bomb in Vell killed two people.")
        );
    }

    #[test]
    fn the_clause_and_the_place_come_first() {
        assert_eq!(
            clause_first("Two ferries are missing after a storm hit the coast.").as_deref(),
            Some("After a storm hit the coast, two ferries are missing.")
        );
        assert_eq!(
            place_first("A court bans the party in Vell, Norland.").as_deref(),
            Some("In Vell, Norland, a court bans the party.")
        );
    }

    #[test]
    fn what_no_rule_fits_is_said_so() {
        assert_eq!(reworded("Vell!"), None);
        assert_eq!(attributed("He said so."), None);
    }
}
