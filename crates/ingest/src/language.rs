//! The language of a text, where it can be told.

/// Bytes of text that are looked at.
const ENOUGH: usize = 8_000;

/// Letters below which a guess is worth nothing.
const LEAST: usize = 60;

/// The ISO 639-1 code: found in the text where that is reliable, else as declared.
pub(crate) fn tell(text: &str, declared: Option<&str>) -> Option<String> {
    detect(text).or_else(|| declared.and_then(primary))
}

fn detect(text: &str) -> Option<String> {
    let text = &text[..text.floor_char_boundary(ENOUGH)];
    if text
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(LEAST)
        .count()
        < LEAST
    {
        return None;
    }
    let info = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    two_letters(info.lang().code()).map(str::to_owned)
}

/// `en` out of `en-GB`, `en_US` or `eng`; `None` for what is no language code.
fn primary(declared: &str) -> Option<String> {
    let code = declared
        .trim()
        .split(['-', '_'])
        .next()?
        .to_ascii_lowercase();
    let letters = code.bytes().all(|byte| byte.is_ascii_lowercase());
    match code.len() {
        2 if letters => Some(code),
        3 if letters => two_letters(&code).map(str::to_owned),
        _ if code == "english" => Some("en".to_owned()),
        _ => None,
    }
}

fn two_letters(code: &str) -> Option<&'static str> {
    let table = include_str!("../data/languages.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
        .find(|(three, _)| *three == code)
        .map(|(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reliable_text_stands_above_what_is_declared() {
        let french = "Le ministre a déclaré lundi que les négociations avec les syndicats \
                      étaient terminées et que les bateaux partiraient dès demain matin.";
        assert_eq!(tell(french, Some("en")).as_deref(), Some("fr"));
    }

    #[test]
    fn a_short_text_has_the_language_it_declares_or_none() {
        assert_eq!(tell("Ferry sinks.", Some("en-GB")).as_deref(), Some("en"));
        assert_eq!(tell("Ferry sinks.", Some("eng")).as_deref(), Some("en"));
        assert_eq!(tell("Ferry sinks.", Some("<b>")), None);
        assert_eq!(tell("Ferry sinks.", None), None);
    }

    #[test]
    fn every_language_that_is_found_has_two_letters() {
        for lang in whatlang::Lang::all() {
            assert!(two_letters(lang.code()).is_some(), "{}", lang.code());
        }
    }
}
