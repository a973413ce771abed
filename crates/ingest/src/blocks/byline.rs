//! Lines that say who wrote a report.

use super::Place;
use super::names::{is_name, is_outlet, is_particle, is_role};

/// Whether the line is a byline. Lines in the middle of a text never are.
pub(super) fn is_byline(line: &str, place: Place) -> bool {
    if line.chars().take(161).count() > 160 || line.contains('\n') {
        return false;
    }
    if !place.is_near_start() && !place.is_near_end() {
        return false;
    }
    // The very first line is a headline unless it says "By".
    has_by(line) || place.index > 0 && (with_agency(line) || of_outlet(line))
        // Above a text, "Seven People Shot in Oakland" looks the same.
        || place.index > 0 && place.is_near_end() && in_places(line)
}

/// "By Ana Ruiz", "By Ana Ruiz and Tom Bell, Courier staff writers", "By The Associated Press".
pub(super) fn has_by(line: &str) -> bool {
    let names = names_of(line);
    if names.len() == line.len() || line.chars().take(161).count() > 160 || line.contains('\n') {
        return false;
    }
    let initial = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    let last = names.split_whitespace().next_back().unwrap_or_default();
    if names.ends_with(['!', '?', ';', ':']) || names.ends_with('.') && !initial(last) {
        return false;
    }
    let mut words = names
        .split_whitespace()
        .map(|word| word.trim_matches(is_mark));
    let Some(first) = words.next() else {
        return false;
    };
    if !first.starts_with(char::is_uppercase) || is_calendar(first) {
        return false;
    }
    let mut capitals = 1;
    for word in words {
        if word.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if !(word.is_empty() || is_particle(word) || is_role(word) || joins(word)) {
            return false;
        }
    }
    (2..=16).contains(&capitals) || is_outlet(names)
}

/// A byline's words without "By" before them.
pub(crate) fn names_of(line: &str) -> &str {
    let line = line.trim();
    for by in [
        "story by ",
        "written by ",
        "words by ",
        "text by ",
        "report by ",
        "reported by ",
        "by ",
        "by: ",
        "by\u{A0}",
    ] {
        if line
            .get(..by.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(by))
        {
            return line[by.len()..].trim_start();
        }
    }
    line
}

fn is_mark(character: char) -> bool {
    matches!(
        character,
        ',' | '|' | '/' | '-' | '–' | '—' | '(' | ')' | '&' | '•' | '·' | ';'
    )
}

fn joins(word: &str) -> bool {
    matches!(
        word,
        "and" | "in" | "for" | "with" | "of" | "the" | "at" | "on" | "from" | "via"
    )
}

fn is_calendar(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Christmas"
            | "Easter"
    )
}

/// "Ana Ruiz, with AFP", "Ana Ruiz and Tom Bell with agencies".
fn with_agency(line: &str) -> bool {
    let Some((people, carrier)) = line.rsplit_once(" with ") else {
        return false;
    };
    let carrier = carrier.trim_end_matches('.');
    let agencies = matches!(
        carrier,
        "agencies"
            | "wires"
            | "news agencies"
            | "wire services"
            | "wire reports"
            | "agency reports"
    );
    let named = is_name(carrier, 1)
        || carrier
            .split([',', '/', '&'])
            .all(|one| is_outlet(one.trim()));
    are_names(people.trim_end_matches(',')) && (agencies || named)
}

/// "Ana Ruiz in Kyiv", "Ana Ruiz in Kyiv and Tom Bell in New York".
fn in_places(line: &str) -> bool {
    let line = line.trim_end_matches('.');
    // Headlines capitalise such words; names have none of them.
    let headline = line.split_whitespace().any(|word| {
        matches!(
            word.trim_matches(is_mark),
            "After"
                | "Before"
                | "Amid"
                | "Over"
                | "As"
                | "With"
                | "Says"
                | "Say"
                | "Will"
                | "Is"
                | "Are"
                | "Was"
                | "Ends"
                | "Hits"
                | "Dies"
                | "Dead"
                | "Killed"
                | "The"
                | "To"
        )
    });
    line.contains(" in ")
        && !headline
        && line
            .split(" and ")
            .flat_map(|part| part.split(", "))
            .all(|part| {
                match part.split_once(" in ") {
                    Some((person, place)) => is_name(person, 2) && is_name(place, 1),
                    // "Ana Ruiz, Tom Bell in Kyiv"; "Ana Ruiz in London, England"
                    None => is_name(part, 1),
                }
            })
        && line.split(" in ").next().is_some_and(are_names)
}

/// "Paul Ray and Ana Ruiz, Associated Press", "Ana Ruiz | Reuters", "Ana Ruiz for The Courier".
fn of_outlet(line: &str) -> bool {
    if line.ends_with(['.', '!', '?', ':']) {
        return false;
    }
    [
        ", ", " | ", " - ", " – ", " — ", " / ", "/", " for ", " of ",
    ]
    .iter()
    .any(|between| {
        line.rsplit_once(between).is_some_and(|(people, outlet)| {
            let outlet = outlet.trim();
            let bare = outlet.strip_prefix("the ").unwrap_or(outlet);
            are_names(people) && is_outlet(outlet) && is_name(bare, 1)
        })
    })
}

/// One or more names of people.
fn are_names(people: &str) -> bool {
    let people = names_of(people).trim();
    let mut parts = people
        .split(" and ")
        .flat_map(|part| part.split([',', '&']))
        .map(str::trim);
    !people.is_empty() && parts.all(|part| part.is_empty() || is_name(part, 2) && !is_outlet(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: Place = Place {
        index: 9,
        count: 10,
    };

    #[test]
    fn bylines_come_in_many_forms() {
        for line in [
            "By Ana Ruiz",
            "By ANA RUIZ and TOM BELL",
            "By Ana Ruiz, Courier Staff Writer",
            "By Tom Bell, professor at Porto Law School",
            "By The Associated Press",
            "By Reuters",
            "Ana Ruiz, with AFP",
            "Ana Dige Ruizmøller, with AFP",
            "Ana Ruiz and Tom Bell with agencies",
            "Ana Ruiz in Kyiv",
            "Ana Ruiz in Kyiv and Tom Bell in New York",
            "Paul J. Ray and Ana Ruiz, Associated Press",
            "Ana Ruiz | Reuters",
            "Ana Ruiz for the Harbour Gazette",
        ] {
            assert!(is_byline(line, LAST), "{line}");
        }
    }

    #[test]
    fn sentences_and_labels_are_no_bylines() {
        for line in [
            "By Monday, the boats had left.",
            "By Friday",
            "By the time they came it was over",
            "The minister met the union in Porto.",
            "Ferry Strike Ends in Porto After Talks, Union Says",
            "Global Power",
            "Police met the crew, with AFP watching.",
        ] {
            assert!(!is_byline(line, LAST), "{line}");
        }
    }

    #[test]
    fn a_name_in_the_middle_of_a_text_is_no_byline() {
        let middle = Place {
            index: 20,
            count: 40,
        };
        assert!(!is_byline("Ana Ruiz in Kyiv", middle));
    }

    #[test]
    fn by_is_not_part_of_the_names() {
        assert_eq!(names_of("By: Ana Ruiz"), "Ana Ruiz");
        assert_eq!(names_of("Bya Ruiz"), "Bya Ruiz");
    }
}
