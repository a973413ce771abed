//! What is said on standard error: messages, each on its line, and progress.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

use super::plain::neutral;

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What could not be done.
    Error,
    /// What to be careful about.
    Warn,
    /// What is being done.
    Info,
    /// Each report.
    Debug,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warning",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}

/// Says things on standard error, from any thread.
pub struct Messages {
    level: Level,
    /// Whether standard error is a screen, where progress may stand on one line and change.
    live: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    errors: usize,
    done: usize,
    /// Whether a line of progress stands on the screen.
    shown: bool,
}

/// Reports between two lines of progress in a log.
const LOG_EVERY: usize = 500;
/// Reports up to which progress is not worth a line.
const FEW: usize = 8;

impl Messages {
    pub fn new(level: Level) -> Self {
        Self {
            level,
            live: std::io::stderr().is_terminal(),
            state: Mutex::default(),
        }
    }

    /// Says what could not be done; the exit status will be 2.
    pub fn error(&self, message: &str) {
        self.state().errors += 1;
        self.say(Level::Error, message);
    }

    pub fn warn(&self, message: &str) {
        self.say(Level::Warn, message);
    }

    pub fn info(&self, message: &str) {
        self.say(Level::Info, message);
    }

    pub fn debug(&self, message: &str) {
        self.say(Level::Debug, message);
    }

    /// Whether anything was said by [`error`](Self::error).
    pub fn had_errors(&self) -> bool {
        self.state().errors > 0
    }

    /// Notes that one more report was read, of so many where that is known.
    pub fn one_more_read(&self, total: Option<usize>) {
        if self.level < Level::Warn {
            return;
        }
        let mut state = self.state();
        state.done += 1;
        let done = state.done;
        let of = total.map_or_else(String::new, |total| format!(" of {total}"));
        if self.live {
            let many = total.is_none_or(|total| total > FEW);
            if many && done.is_multiple_of(step(total)) {
                state.shown = true;
                write(format_args!("\r\x1b[Kheadwater: {done}{of} reports read"));
            }
        } else if done.is_multiple_of(LOG_EVERY) {
            write(format_args!("headwater: {done}{of} reports read\n"));
        }
    }

    /// Takes the line of progress off the screen.
    pub fn end_progress(&self) {
        clear(&mut self.state());
    }

    fn say(&self, level: Level, message: &str) {
        if level > self.level {
            return;
        }
        clear(&mut self.state());
        write(format_args!(
            "headwater: {}: {}\n",
            level.word(),
            neutral(message)
        ));
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Redraws about a hundred times.
fn step(total: Option<usize>) -> usize {
    (total.unwrap_or(1) / 100).max(1)
}

fn clear(state: &mut State) {
    if std::mem::take(&mut state.shown) {
        write(format_args!("\r\x1b[K"));
    }
}

/// Standard error may be closed: then there is nobody to tell.
fn write(words: std::fmt::Arguments<'_>) {
    let _ = std::io::stderr().lock().write_fmt(words);
}
