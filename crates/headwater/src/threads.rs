//! A pool of as many threads as the caller asks for.

use std::num::NonZeroUsize;

use crate::Error;

/// A pool of `threads`, or of as many as the machine has.
pub(crate) fn pool(threads: Option<NonZeroUsize>) -> Result<rayon::ThreadPool, Error> {
    let threads = count(threads);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("headwater-{index}"))
        .build()
        .map_err(|error| Error::Threads {
            threads,
            why: error.to_string(),
        })
}

/// How many threads that is.
pub(crate) fn count(threads: Option<NonZeroUsize>) -> usize {
    let available = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    threads.unwrap_or_else(available).get()
}
