//! What the screen can show.

use std::io::IsTerminal;

use headwater::forms::TerminalOptions;

use super::flags::{ColorFlag, Everywhere};

/// Columns where nobody says how many there are.
const WIDTH: usize = 80;
/// Wider lines are hard to read.
const WIDEST: usize = 120;

/// How to lay out for standard output, or for a file.
pub fn options(everywhere: &Everywhere, into_file: bool) -> TerminalOptions {
    let terminal = !into_file && std::io::stdout().is_terminal();
    let color = match everywhere.color {
        ColorFlag::Always => true,
        ColorFlag::Never => false,
        ColorFlag::Auto => terminal && !no_color() && variable("TERM").as_deref() != Some("dumb"),
    };
    let width = match everywhere.width {
        Some(width) => usize::from(width),
        None if terminal => terminal_width().min(WIDEST),
        None => WIDTH,
    };
    TerminalOptions {
        width,
        color,
        unicode: !terminal || locale_is_unicode(),
        all: false,
    }
}

fn terminal_width() -> usize {
    let of_terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let of_shell = || variable("COLUMNS")?.parse().ok();
    of_terminal
        .or_else(of_shell)
        .filter(|&width| width > 0)
        .unwrap_or(WIDTH)
}

/// <https://no-color.org>: set and not empty.
fn no_color() -> bool {
    variable("NO_COLOR").is_some()
}

/// Whether the locale shows more than ASCII. Without any, as in most containers, it does.
fn locale_is_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
