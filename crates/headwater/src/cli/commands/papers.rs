//! `headwater completions`, `man`, `schema`, `version`: what the program knows about itself.

use clap::CommandFactory;
use headwater::forms;
use headwater::model::SCHEMA;

use crate::cli::flags::{Document, Flags};
use crate::cli::output::Output;
use crate::cli::{Outcome, Stop};

pub fn completions(shell: clap_complete::Shell) -> Result<Outcome, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Flags::command(), "headwater", &mut script);
    print(&String::from_utf8_lossy(&script))
}

pub fn manual(command: Option<&str>) -> Result<Outcome, Stop> {
    let mut all = Flags::command().disable_help_subcommand(true);
    all.build();
    let page = match command {
        None => clap_mangen::Man::new(all),
        Some(name) => {
            let found = all
                .get_subcommands()
                .find(|command| command.get_name() == name);
            let Some(found) = found else {
                let names: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
                return Err(Stop::error(format!(
                    "man {name}: there is no such command; the commands are {}",
                    names.join(", ")
                )));
            };
            let name: &'static str = format!("headwater-{name}").leak();
            clap_mangen::Man::new(found.clone().name(name))
        }
    };
    let mut text = Vec::new();
    page.render(&mut text).map_err(Stop::error)?;
    print(&String::from_utf8_lossy(&text))
}

pub fn schema(document: Document) -> Result<Outcome, Stop> {
    print(&match document {
        Document::Brief => forms::schema_brief(),
        Document::Reading => forms::schema_reading(),
        Document::Stories => forms::schema_stories(),
        Document::Event => forms::schema_event(),
    })
}

pub fn version() -> Result<Outcome, Stop> {
    print(&format!(
        "headwater {} (JSON {SCHEMA})\n",
        env!("CARGO_PKG_VERSION")
    ))
}

fn print(text: &str) -> Result<Outcome, Stop> {
    let mut output = Output::open(None)?;
    output.write(text)?;
    output.finish()?;
    Ok(Outcome::Fine)
}
