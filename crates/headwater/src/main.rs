//! The command line: glue between the files a person names and the library.
//!
//! `flags` are turned into tasks, a task is run by its command, and the outcome becomes the exit
//! status: 0 fine, 1 nothing found or a check failed, 2 error. Standard output is data, standard
//! error is messages and progress. A reader that goes away (`| head`) is no error.

use std::process::ExitCode;

mod cli;

/// Tables and patterns are made of many small pieces at every start, and a reading of many more: with
/// the system's allocator both cost more (PERFORMANCE.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
