//! `headwater explain`

use headwater::forms::explain_terminal;
use headwater::model::Brief;

use super::brief;
use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::task::ExplainTask;
use crate::cli::{Outcome, Stop};

pub fn run(task: &ExplainTask, say: &Messages) -> Result<Outcome, Stop> {
    let Some(brief) = brief::from(&task.brief, say)? else {
        return Ok(Outcome::Nothing);
    };
    let claims = match find(&brief, &task.id) {
        Found::Claims(claims) => claims,
        Found::Nothing(why) => {
            say.warn(&why);
            return Ok(Outcome::Nothing);
        }
        Found::Several(ids) => {
            return Err(several(&task.id, &ids));
        }
    };
    let mut output = Output::open(None)?;
    for (place, id) in claims.iter().enumerate() {
        if let Some(text) = explain_terminal(&brief, id, &task.screen) {
            if place > 0 {
                output.write("\n")?;
            }
            output.write(&text)?;
        }
    }
    output.finish()?;
    Ok(Outcome::Fine)
}

/// The error of an id that could be several.
pub(super) fn several(id: &str, ids: &[String]) -> Stop {
    let ids = ids.join(", ");
    Stop::error(format!("{id}: begins several ids: {ids}; give one of them"))
}

pub(super) enum Found {
    /// The ids of the claims that are meant.
    Claims(Vec<String>),
    /// The ids that begin so.
    Several(Vec<String>),
    /// Why there is none.
    Nothing(String),
}

/// The claims that an id, its beginning, or a number means; for a statement those that it is in.
pub(super) fn find(brief: &Brief, id: &str) -> Found {
    if let Ok(number) = id.parse::<usize>() {
        return by_number(brief, number);
    }
    let claims = brief.stories.iter().flat_map(|story| &story.claims);
    let said = brief
        .readings
        .iter()
        .flat_map(|reading| &reading.statements);
    let of_claims = claims.clone().map(|claim| claim.id.as_str());
    let all: Vec<&str> = of_claims
        .chain(said.map(|statement| statement.id.as_str()))
        .collect();
    let mut begun: Vec<&str> = all
        .iter()
        .copied()
        .filter(|one| one.starts_with(id))
        .collect();
    begun.sort_unstable();
    begun.dedup();
    if let Some(exact) = begun.iter().position(|one| *one == id) {
        begun = vec![begun[exact]];
    }
    match begun.as_slice() {
        _ if id.is_empty() => Found::Nothing("the id is empty".to_owned()),
        [] => Found::Nothing(format!("no claim and no statement has the id {id}")),
        [one] => {
            let holds = |statements: &[String]| statements.iter().any(|said| said == one);
            let found: Vec<String> = claims
                .filter(|claim| claim.id == *one || holds(&claim.statements))
                .map(|claim| claim.id.clone())
                .collect();
            match found.is_empty() {
                true => Found::Nothing(format!("statement {one} belongs to no claim")),
                false => Found::Claims(found),
            }
        }
        several => {
            let more = several.len().saturating_sub(8);
            let mut ids: Vec<String> = several.iter().take(8).map(|id| (*id).to_owned()).collect();
            if more > 0 {
                ids.push(format!("and {more} more"));
            }
            Found::Several(ids)
        }
    }
}

fn by_number(brief: &Brief, number: usize) -> Found {
    let [story] = brief.stories.as_slice() else {
        return Found::Nothing(format!(
            "a number names a claim only where there is one story, here there are {}: give an id",
            brief.stories.len()
        ));
    };
    match number
        .checked_sub(1)
        .and_then(|place| story.claims.get(place))
    {
        Some(claim) => Found::Claims(vec![claim.id.clone()]),
        None => Found::Nothing(format!(
            "there is no claim {number}: the story has {}",
            story.claims.len()
        )),
    }
}
