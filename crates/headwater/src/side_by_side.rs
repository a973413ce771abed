//! The same work on many things, on several threads.
//!
//! Plain threads and no work-stealing pool: a stealing worker that waits for the model to be loaded
//! would begin the next report inside the one that loads it, and wait for itself.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::Error;

/// What `work` makes of each item, in the order of the items, on at most `threads` threads (`None`
/// for as many as the machine has).
///
/// ```
/// let squares = headwater::side_by_side(None, vec![1, 2, 3], &|number| number * number)?;
/// assert_eq!(squares, [1, 4, 9]);
/// # Ok::<(), headwater::Error>(())
/// ```
///
/// # Errors
/// When the threads cannot be started.
///
/// # Panics
/// When `work` does.
pub fn side_by_side<T: Send, R: Send>(
    threads: Option<NonZeroUsize>,
    items: Vec<T>,
    work: &(dyn Fn(T) -> R + Sync),
) -> Result<Vec<R>, Error> {
    let threads = count(threads).min(items.len());
    if threads <= 1 {
        return Ok(items.into_iter().map(work).collect());
    }
    let mut done: Vec<(usize, R)> = Vec::with_capacity(items.len());
    let queue = Mutex::new(items.into_iter().enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || -> Vec<(usize, R)> {
        let results = std::iter::from_fn(next).map(|(place, item)| (place, work(item)));
        results.collect()
    };
    thread::scope(|scope| {
        let mut workers = Vec::with_capacity(threads);
        for number in 0..threads {
            let name = format!("headwater-{number}");
            let started = thread::Builder::new()
                .name(name)
                .spawn_scoped(scope, worker);
            workers.push(started.map_err(|error| Error::Threads {
                threads,
                why: error.to_string(),
            })?);
        }
        for worker in workers {
            match worker.join() {
                Ok(results) => done.extend(results),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(())
    })?;
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

/// How many threads that is.
pub(crate) fn count(threads: Option<NonZeroUsize>) -> usize {
    let available = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    threads.unwrap_or_else(available).get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_on_any_number_of_threads() {
        let items: Vec<usize> = (0..100).collect();
        for threads in 1..5 {
            let threads = NonZeroUsize::new(threads);
            let doubled = side_by_side(threads, items.clone(), &|item| item * 2).unwrap();
            assert!(
                doubled
                    .iter()
                    .enumerate()
                    .all(|(place, item)| *item == place * 2)
            );
        }
        assert_eq!(
            side_by_side(None, Vec::<u8>::new(), &|item| item),
            Ok(vec![])
        );
    }
}
