//! One file a command.

pub mod brief;
pub mod check;
pub mod explain;
pub mod impact;
pub mod papers;
pub mod read;
pub mod stories;
pub mod stream;
pub mod verify;
