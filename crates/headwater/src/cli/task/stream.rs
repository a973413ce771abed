//! What the flags of `headwater stream` mean.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use headwater::forms::TerminalOptions;

use super::{Inputs, inputs};
use crate::cli::flags::{Everywhere, StreamFlags, StreamFormat};
use crate::cli::screen;

pub struct StreamTask {
    pub inputs: Inputs,
    pub state: PathBuf,
    pub format: StreamFormat,
    pub threads: Option<NonZeroUsize>,
    pub screen: TerminalOptions,
}

pub fn stream(flags: StreamFlags, everywhere: &Everywhere) -> Result<StreamTask, String> {
    let mut inputs = inputs(flags.inputs, flags.input)?;
    inputs.ingest.live = true;
    Ok(StreamTask {
        inputs,
        state: flags.state,
        format: flags.format,
        threads: flags.threads,
        screen: screen::options(everywhere, false),
    })
}
