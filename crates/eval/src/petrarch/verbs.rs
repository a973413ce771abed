//! PETRARCH's dictionary of verbs: forms, codes, and patterns of words around them.

use std::collections::{BTreeMap, HashMap};

use super::names::{lines, words_of};

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Word(String),
    /// One of these runs of words.
    Set(Vec<Vec<String>>),
    /// `$`
    Source,
    /// `+`
    Target,
    /// `%`: joined actors, who act on each other before the verb.
    Joined,
    /// `^`: an actor that is passed over.
    Skip,
}

/// What must stand around a verb. Each piece says whether it must touch the one before it, seen
/// from the verb.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// From the verb backwards.
    pub before: Vec<(Piece, bool)>,
    pub behind: Vec<(Piece, bool)>,
    pub code: String,
}

impl Pattern {
    /// The more words, the more it says.
    pub fn weight(&self) -> usize {
        self.before.len() + self.behind.len()
    }
}

/// A block of the dictionary.
pub struct Verb {
    pub code: String,
    pub patterns: Vec<Pattern>,
}

/// A form: words before the verb itself, the verb, words behind it; its block; its own code.
pub struct Form {
    pub before: Vec<String>,
    pub behind: Vec<String>,
    pub verb: usize,
    pub code: String,
}

#[derive(Default)]
pub struct Verbs {
    pub verbs: Vec<Verb>,
    pub forms: HashMap<String, Vec<Form>>,
}

impl Verbs {
    pub fn read(table: &str) -> Self {
        let mut all = Self::default();
        let mut sets: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        let mut set: Option<String> = None;
        for line in lines(table) {
            let line = line.trim();
            if let Some(name) = line.strip_prefix('&') {
                let name = name.trim().trim_end_matches('_').to_owned();
                sets.entry(name.clone()).or_default();
                set = Some(name);
            } else if let (Some(name), Some(member)) = (&set, line.strip_prefix('+')) {
                let words = match member.trim().strip_prefix('&') {
                    Some(other) => sets.get(other).cloned().unwrap_or_default(),
                    None => vec![words_of(member)],
                };
                sets.entry(name.clone()).or_default().extend(words);
            } else if line.starts_with("---") {
                set = None;
                all.verbs.push(Verb {
                    code: code_of(line).unwrap_or_default(),
                    patterns: Vec::new(),
                });
            } else if let Some(pattern) = line.strip_prefix("- ") {
                if let Some(verb) = all.verbs.last_mut()
                    && let Some(pattern) = pattern_of(pattern, &sets)
                {
                    verb.patterns.push(pattern);
                }
            } else {
                all.form(line);
            }
        }
        // The pattern that says most goes first; of two that say as much, the first.
        for verb in &mut all.verbs {
            verb.patterns
                .sort_by_key(|pattern| std::cmp::Reverse(pattern.weight()));
        }
        all
    }

    fn form(&mut self, line: &str) {
        let Some(verb) = self.verbs.len().checked_sub(1) else {
            return;
        };
        let code = code_of(line).unwrap_or_else(|| self.verbs[verb].code.clone());
        let line = line.split('[').next().unwrap_or("");
        let (base, others) = match line.split_once('{') {
            Some((base, others)) => (base, Some(others.trim_end().trim_end_matches('}'))),
            None => (line, None),
        };
        let base = base.trim().trim_end_matches('_');
        let mut forms = vec![base.to_owned()];
        match others {
            Some(others) => forms.extend(others.split_whitespace().map(str::to_owned)),
            None => forms.extend(regular(base)),
        }
        for form in forms {
            let parts: Vec<&str> = form
                .split(['_', ' '])
                .filter(|part| !part.is_empty())
                .collect();
            let own = parts
                .iter()
                .position(|part| part.starts_with('+'))
                .unwrap_or(0);
            let Some(main) = parts.get(own) else { continue };
            let words = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect();
            let key = main.trim_start_matches('+').to_owned();
            self.forms.entry(key).or_default().push(Form {
                before: words(&parts[..own]),
                behind: words(&parts[own + 1..]),
                verb,
                code: code.clone(),
            });
        }
    }
}

/// The first code between brackets.
fn code_of(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('[')?;
    Some(rest.split(']').next()?.trim().to_owned())
}

/// "ACTS", "ACTED", "ACTING" of the last word.
fn regular(base: &str) -> Vec<String> {
    let stem = base.strip_suffix('E');
    let third = match base.strip_suffix('Y') {
        Some(stem) if !stem.ends_with(['A', 'E', 'O', 'U']) => {
            return vec![
                format!("{stem}IES"),
                format!("{stem}IED"),
                format!("{base}ING"),
            ];
        }
        _ if base.ends_with(['S', 'X', 'Z']) || base.ends_with("SH") || base.ends_with("CH") => {
            format!("{base}ES")
        }
        _ => format!("{base}S"),
    };
    let stem = stem.unwrap_or(base);
    vec![third, format!("{stem}ED"), format!("{stem}ING")]
}

fn pattern_of(text: &str, sets: &BTreeMap<String, Vec<Vec<String>>>) -> Option<Pattern> {
    let code = code_of(text)?;
    let text = text.split('[').next()?.trim();
    let (before, behind) = text.split_once('*')?;
    let mut back = pieces(before, sets);
    // Whether a piece touches the next one becomes whether it touches the one before it.
    let mut touches = before.ends_with('_');
    back.reverse();
    for piece in &mut back {
        std::mem::swap(&mut touches, &mut piece.1);
    }
    Some(Pattern {
        before: back,
        behind: pieces(behind, sets),
        code,
    })
}

/// Pieces with whether an underscore stands before each.
fn pieces(text: &str, sets: &BTreeMap<String, Vec<Vec<String>>>) -> Vec<(Piece, bool)> {
    let mut found = Vec::new();
    let mut touches = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if matches!(first, ' ' | '_') {
            touches = first == '_';
            rest = &rest[1..];
            continue;
        }
        let end = rest.find([' ', '_']).unwrap_or(rest.len());
        let piece = match &rest[..end] {
            "$" => Piece::Source,
            "+" => Piece::Target,
            "%" => Piece::Joined,
            "^" => Piece::Skip,
            word => match word.strip_prefix('&') {
                Some(set) => Piece::Set(sets.get(set).cloned().unwrap_or_default()),
                None => Piece::Word(words_of(word).concat()),
            },
        };
        found.push((piece, touches));
        touches = false;
        rest = &rest[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
&COIN
+DOLLARS
+OLD GOLD

--- GIVE [070] ---
GIVE {GIVES GAVE}
+HAND_OVER [071]
- * &COIN_TO + [072]
- SAID WILL_* NOW [073]
";

    #[test]
    fn forms_and_patterns_are_read() {
        let verbs = Verbs::read(TABLE);
        assert!(verbs.forms.contains_key("GAVE"));
        assert!(!verbs.forms.contains_key("GIVED"));
        let hand = &verbs.forms["HAND"][0];
        assert_eq!(
            (hand.behind.join(" "), hand.code.as_str()),
            ("OVER".to_owned(), "071")
        );
        let patterns = &verbs.verbs[0].patterns;
        assert_eq!(patterns.len(), 2);
        let coin = &patterns[0];
        let set = Piece::Set(vec![
            vec!["DOLLARS".into()],
            vec!["OLD".into(), "GOLD".into()],
        ]);
        let to = Piece::Word("TO".into());
        assert_eq!(
            coin.behind,
            [(set, false), (to, true), (Piece::Target, false)]
        );
        let will = (Piece::Word("WILL".into()), true);
        let said = (Piece::Word("SAID".into()), false);
        assert_eq!(patterns[1].before, [will, said]);
    }
}
