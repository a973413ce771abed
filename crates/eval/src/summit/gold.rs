//! `gold.json` as it lies there.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// What people found in the reports.
#[derive(Debug, Deserialize)]
pub struct Gold {
    pub statements: Vec<GoldStatement>,
    #[serde(default)]
    pub claims: Vec<GoldClaim>,
    /// By report: words that nobody claims (captions, credits).
    #[serde(default)]
    pub not_claims: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub struct GoldStatement {
    pub id: String,
    pub report: String,
    pub content: GoldSpan,
    #[serde(default)]
    pub chain: Vec<GoldLink>,
    pub voice: String,
    /// The stance; `reports` is our `asserts`.
    pub mode: String,
    #[serde(default)]
    pub hedges: Vec<String>,
    #[serde(default)]
    pub denied_by: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct GoldSpan {
    pub text: String,
    pub bytes: [usize; 2],
}

#[derive(Debug, Deserialize)]
pub struct GoldLink {
    pub who: String,
    #[serde(default)]
    pub speaks_for: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct GoldClaim {
    pub id: String,
    pub members: Vec<String>,
    pub origins: GoldOrigins,
    #[serde(default)]
    pub denied_by: Vec<String>,
    #[serde(default)]
    pub cannot_confirm: Vec<String>,
    #[serde(default)]
    pub no_response: Vec<String>,
    #[serde(default)]
    pub publishers: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub struct GoldOrigins {
    pub min: usize,
    pub max: Option<usize>,
}

/// Reads the file.
pub fn read(path: &Path) -> Result<Gold, String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{shown}: {error}"))
}
