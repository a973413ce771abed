//! Figures that move.

use super::chance::Chance;
use super::draft::capital;

const WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The text with one of its figures raised, by a fifth or so; nothing where it has none.
///
/// Years, decimals, ordinals and "one" (a pronoun too often) stay.
pub fn moved(text: &str, chance: &mut Chance) -> Option<String> {
    let tokens: Vec<&str> = text.split(' ').collect();
    let figures: Vec<usize> = (0..tokens.len())
        .filter(|&at| value(tokens[at]).is_some())
        .collect();
    if figures.is_empty() {
        return None;
    }
    let at = *chance.pick(&figures);
    let (from, mark) = value(tokens[at])?;
    let to = from + 1 + chance.below(from / 5 + 1);
    let digits = tokens[at].starts_with(|c: char| c.is_ascii_digit());
    let mut new = match WORDS.get(to) {
        Some(word) if !digits => (*word).to_owned(),
        _ if tokens[at].contains(',') && to > 999 => thousands(to),
        _ => to.to_string(),
    };
    if tokens[at].starts_with(char::is_uppercase) {
        new = capital(&new);
    }
    let mut out = tokens[..at].join(" ");
    if at > 0 {
        out.push(' ');
    }
    out += &new;
    out += mark;
    for token in &tokens[at + 1..] {
        out.push(' ');
        out += token;
    }
    Some(out)
}

/// The number that a token is, and the marks after it.
fn value(token: &str) -> Option<(usize, &str)> {
    let bare = token.trim_end_matches(['.', ',', ';', ':', ')']);
    let mark = &token[bare.len()..];
    if let Some(word) = WORDS
        .iter()
        .position(|word| bare.eq_ignore_ascii_case(word))
    {
        return (word > 1).then_some((word, mark));
    }
    let grouped = bare.len() > 4 && bare.contains(',');
    let number: usize = match grouped {
        true => bare.replace(',', "").parse().ok()?,
        false => bare.parse().ok()?,
    };
    let year = !grouped && (1900..2100).contains(&number);
    (number > 0 && !year).then_some((number, mark))
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_figure_moves_and_nothing_else() {
        let mut chance = Chance::new(1);
        let moved = |text: &str, chance: &mut Chance| moved(text, chance);
        assert_eq!(
            moved("Four sailors are missing.", &mut chance).as_deref(),
            Some("Five sailors are missing.")
        );
        let text = "At least 1,200 are hurt in 2025.";
        let new = moved(text, &mut chance).unwrap();
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let changed: Vec<usize> = (0..7)
            .filter(|&at| words(text)[at] != words(&new)[at])
            .collect();
        assert_eq!(changed, [2]);
        assert!(new.contains("1,"), "{new}");
    }

    #[test]
    fn years_decimals_and_ordinals_stay() {
        let mut chance = Chance::new(1);
        for text in [
            "In 2025 a 6.4-magnitude quake.",
            "The 3rd of May.",
            "No one came.",
            "It rose 6.4 points.",
        ] {
            assert_eq!(moved(text, &mut chance), None, "{text}");
        }
    }
}
