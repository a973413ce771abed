//! "… accused him of theft, claims (that) he denies": a noun for what its sentence has just said.

/// Nouns for what was said, in lower case.
const CLAIMS: [&str; 13] = [
    "claims",
    "claim",
    "allegations",
    "allegation",
    "accusations",
    "accusation",
    "charges",
    "charge",
    "assertions",
    "assertion",
    "reports",
    "rumors",
    "something",
];

/// Whether words that lead up to a voice end in a noun for what stands before them: "…, an
/// accusation that".
pub(crate) fn ends_in_claim(lead: &str) -> bool {
    let lead = claim_behind(lead.trim_end());
    lead.is_some_and(|before| before.ends_with([',', '—', '–']) || before.ends_with(" -"))
}

/// Where the voice begins in a source that begins with such a noun: "an allegation |it".
pub(crate) fn behind_claim(source: &str) -> Option<usize> {
    let voice = source.rsplit(' ').next()?;
    let lead = &source[..source.len() - voice.len()];
    let is_pronoun = ["he", "she", "it", "they"].contains(&voice);
    (is_pronoun && claim_behind(lead.trim_end())?.is_empty()).then_some(lead.len())
}

/// What stands before the noun and its article.
fn claim_behind(lead: &str) -> Option<&str> {
    let lead = (["that", "which"].iter())
        .find_map(|joint| lead.strip_suffix(joint))
        .unwrap_or(lead)
        .trim_end();
    let noun = lead.rsplit(' ').next()?;
    let before = lead[..lead.len() - noun.len()].trim_end();
    let article = before.rsplit(' ').next().unwrap_or_default();
    let before = match ["the", "an", "a", "all"].contains(&article) {
        true => before[..before.len() - article.len()].trim_end(),
        false => before,
    };
    CLAIMS.contains(&noun).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_for_what_was_said_ends_the_lead() {
        for lead in [
            "Low was accused of theft, claims ",
            "Arland is blamed for it - an accusation that ",
            "He took the money, a charge which ",
        ] {
            assert!(ends_in_claim(lead), "{lead}");
        }
        for lead in ["She read the claims ", "Low, who", "", ", a boat "] {
            assert!(!ends_in_claim(lead), "{lead}");
        }
    }

    #[test]
    fn a_source_begins_behind_it() {
        assert_eq!(behind_claim("an allegation it"), Some(14));
        assert_eq!(behind_claim("the charge nurse"), None);
        assert_eq!(behind_claim("it"), None);
    }
}
