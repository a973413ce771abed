//! Whether two names mean the same.

use headwater_text::{known, name_key};

/// By the entity that both are known as, or by spelling without articles.
pub fn same_name(gold: &str, ours: Option<&str>, entity: Option<&str>) -> bool {
    let gold_known = known::lookup(gold).map(|known| known.id);
    if gold_known.is_some() && gold_known == entity {
        return true;
    }
    let Some(ours) = ours else {
        return false;
    };
    let ours_known = known::lookup(ours).map(|known| known.id);
    (gold_known.is_some() && gold_known == ours_known) || key(gold) == key(ours)
}

fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = (["a ", "an ", "the "].iter())
        .find_map(|article| lower.strip_prefix(article))
        .unwrap_or(&lower);
    name_key(bare)
}

/// Whether both lists have the same names, in whatever order.
pub fn same_names(gold: &[String], ours: &[String]) -> bool {
    let in_ours = |name: &String| ours.iter().any(|one| same_name(name, Some(one), None));
    let in_gold = |name: &String| gold.iter().any(|one| same_name(one, Some(name), None));
    gold.iter().all(in_ours) && ours.iter().all(in_gold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_and_articles_do_not_matter() {
        assert!(same_name("Kim Jong Un", Some("Kim Jong-un"), None));
        assert!(same_name("an official", Some("official"), None));
        assert!(same_name(
            "United States",
            Some("Washington, in one report"),
            Some("country:us")
        ));
        assert!(!same_name("CBS", Some("CNN"), Some("media:cnn")));
        assert!(!same_name("CBS", None, None));
    }
}
