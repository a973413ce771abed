//! `headwater stories`

use headwater::{Listed, forms, list};

use super::brief;
use crate::cli::flags::StoriesFormat;
use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::task::StoriesTask;
use crate::cli::{Outcome, Stop};

pub fn run(task: &StoriesTask, say: &Messages) -> Result<Outcome, Stop> {
    let Some(brief) = brief::from(&task.brief, say)? else {
        return Ok(Outcome::Nothing);
    };
    let Listed { list, undated } = list(&brief, &task.options);
    match undated {
        0 => {}
        1 => say.warn("1 story left out: no report of it is dated"),
        many => say.warn(&format!(
            "{many} stories left out: no report of theirs is dated"
        )),
    }
    let text = match task.format {
        StoriesFormat::Terminal => forms::stories_terminal(&list, &task.screen),
        StoriesFormat::Json => forms::stories_json(&list),
        StoriesFormat::Jsonl => forms::stories_jsonl(&list),
        StoriesFormat::Csv => forms::stories_csv(&list),
    };
    let mut output = Output::open(task.output.as_deref())?;
    output.write(&text)?;
    output.finish()?;
    Ok(match list.stories.is_empty() {
        true => Outcome::Nothing,
        false => Outcome::Fine,
    })
}
