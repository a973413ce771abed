//! gaoya (MinHash with locality-sensitive hashing) on a stream of reports of which is known what
//! they copy.
//!
//! In: the file that `headwater-eval wire --write` makes. Out: reports a second, recall of the
//! parents of copies, and other pairs. Each report is looked up among all earlier ones and then put
//! in, as headwater does it.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32, calculate_minhash_params};
use serde::Deserialize;

const PERMUTATIONS: usize = 128;
const THRESHOLD: f64 = 0.5;
/// Words of a shingle.
const SHINGLE: usize = 5;
/// Reports whose signatures are made together.
const BATCH: usize = 1000;
const LEVELS: [f64; 2] = [0.5, 0.9];

#[derive(Deserialize)]
struct Record {
    id: usize,
    text: String,
    copied_from: Option<usize>,
    containment: Option<f64>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: headwater-peers FILE.jsonl [THREADS]";
    let path = arguments.next().ok_or(usage)?;
    let threads: usize = arguments.next().map_or(Ok(1), |count| count.parse())?;
    let mut records: Vec<Record> = Vec::new();
    for (number, line) in BufReader::new(File::open(&path)?).lines().enumerate() {
        let record: Record = serde_json::from_str(&line?)
            .map_err(|error| format!("{path}:{}: {error}", number + 1))?;
        if record.id != number {
            return Err(format!("{path}:{}: reports are not in order", number + 1).into());
        }
        records.push(record);
    }

    let (bands, width) = calculate_minhash_params(THRESHOLD, PERMUTATIONS);
    let hasher = MinHasher32::new(bands * width);
    let mut index: MinHashIndex<u32, usize> = MinHashIndex::new(bands, width, THRESHOLD);
    let mut found: Vec<HashSet<usize>> = Vec::with_capacity(records.len());
    let start = Instant::now();
    let mut signing = 0.0;
    for batch in records.chunks(BATCH) {
        let begun = Instant::now();
        let signatures = signatures(&hasher, batch, threads);
        signing += begun.elapsed().as_secs_f64();
        for (record, signature) in batch.iter().zip(signatures) {
            found.push(index.query(&signature).into_iter().copied().collect());
            index.insert(record.id, signature);
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "gaoya, {bands} bands of {width}, {threads} thread(s): {} reports in {seconds:.1} s \
         ({signing:.1} s signatures), {:.0} reports/s",
        records.len(),
        records.len() as f64 / seconds
    );
    tell(&records, &found);
    Ok(())
}

/// The signatures of some reports, made on so many threads.
fn signatures<H: MinHasher<V = u32> + Sync>(
    hasher: &H,
    batch: &[Record],
    threads: usize,
) -> Vec<Vec<u32>> {
    let sign = |record: &Record| {
        let text = record.text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        hasher.create_signature(words.windows(SHINGLE))
    };
    std::thread::scope(|scope| {
        let parts = batch.chunks(batch.len().div_ceil(threads.max(1)));
        let running: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(sign).collect::<Vec<_>>()))
            .collect();
        let done = running.into_iter().map(|thread| thread.join());
        done.flat_map(|part| part.expect("a thread failed"))
            .collect()
    })
}

/// Recall of the parents of copies, and how many pairs are no copies of one text.
fn tell(records: &[Record], found: &[HashSet<usize>]) {
    let root = |id: usize| records[id].copied_from.unwrap_or(id);
    for level in LEVELS {
        let copies = records
            .iter()
            .filter(|r| r.containment.is_some_and(|c| c >= level));
        let (mut all, mut right) = (0, 0);
        for record in copies {
            all += 1;
            right += usize::from(
                record
                    .copied_from
                    .is_some_and(|p| found[record.id].contains(&p)),
            );
        }
        let recall = f64::from(right as u32) / f64::from(all.max(1));
        println!("  containment {level} and more: {right} of {all} parents, recall {recall:.4}");
    }
    let pairs: usize = found.iter().map(HashSet::len).sum();
    let wrong = found
        .iter()
        .enumerate()
        .flat_map(|(id, others)| others.iter().filter(move |other| root(**other) != root(id)));
    println!(
        "  {} of {pairs} pairs are of reports that are no copies of one text",
        wrong.count()
    );
}
