//! Stand-in until `headwater-text` has its table of known names.
pub(crate) fn id_of(name: &str) -> Option<String> {
    let id = match crate::identity::spelling(name).as_str() {
        "united states" | "us" => "country:us",
        "white house" => "org:white-house",
        "white house national security council" => "org:nsc",
        _ => return None,
    };
    Some(id.to_owned())
}
pub(crate) fn above(id: &str) -> Vec<String> {
    let list: &[&str] = match id {
        "org:nsc" => &["org:white-house", "country:us"],
        "org:white-house" => &["country:us"],
        _ => &[],
    };
    list.iter().map(|s| (*s).to_owned()).collect()
}
