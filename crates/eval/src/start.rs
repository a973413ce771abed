//! What a person waits for: `headwater brief` from the start of the process to its end.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::Serialize;

#[derive(Serialize)]
struct Figures {
    runs: usize,
    best_seconds: f64,
    median_seconds: f64,
    worst_seconds: f64,
    /// Most memory held at any time; `null` where the system does not tell.
    most_mebibytes: Option<f64>,
}

/// Starts the program again and again.
pub fn run(program: &Path, reports: &Path, runs: usize, json: bool) -> Result<String, String> {
    let mut seconds = Vec::with_capacity(runs);
    let mut most: Option<u64> = None;
    for _ in 0..runs.max(1) {
        let (time, memory) = once(program, reports)?;
        seconds.push(time);
        most = most.max(memory);
    }
    seconds.sort_by(f64::total_cmp);
    let figures = Figures {
        runs: seconds.len(),
        best_seconds: seconds[0],
        median_seconds: seconds[seconds.len() / 2],
        worst_seconds: seconds[seconds.len() - 1],
        most_mebibytes: most.map(|kibibytes| kibibytes as f64 / 1024.0),
    };
    if json {
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let memory = match figures.most_mebibytes {
        Some(mebibytes) => format!("{mebibytes:.0} MiB at most"),
        None => "memory not measured on this system".to_owned(),
    };
    Ok(format!(
        "{} brief {}: {} runs, {:.2} s best, {:.2} s median, {:.2} s worst; {memory}\n",
        program.display(),
        reports.display(),
        figures.runs,
        figures.best_seconds,
        figures.median_seconds,
        figures.worst_seconds,
    ))
}

/// Seconds and kibibytes of one run.
fn once(program: &Path, reports: &Path) -> Result<(f64, Option<u64>), String> {
    let shown = program.display();
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("brief")
        .arg(reports)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{shown}: {error}; build it with cargo build --release"))?;
    let mut most = None;
    let status = loop {
        most = most.max(peak(child.id()));
        match child
            .try_wait()
            .map_err(|error| format!("{shown}: {error}"))?
        {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    match status.success() {
        true => Ok((seconds, most)),
        false => Err(format!("{shown} brief {}: {status}", reports.display())),
    }
}

/// The most memory that a process held so far, in kibibytes, where /proc tells.
fn peak(process: u32) -> Option<u64> {
    memory(process, "VmHWM:")
}

/// What a process holds, in kibibytes, where /proc tells, by the name of the line there.
pub fn memory(process: u32, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
