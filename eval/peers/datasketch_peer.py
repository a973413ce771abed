#!/usr/bin/env python3
"""datasketch (MinHash with locality-sensitive hashing) on a stream of reports of which is known what
they copy.

In: the file that `headwater-eval wire --write` makes. Out: reports a second, recall of the parents of
copies, and other pairs. MinHashLSH looks each report up among all earlier ones and then puts it in;
MinHashLSHEnsemble, which asks for containment, takes all reports at once and is asked afterwards.
"""
import argparse
import json
import sys
import time
from multiprocessing import Pool

import datasketch
from datasketch import MinHash, MinHashLSH, MinHashLSHEnsemble

PERMUTATIONS = 128
THRESHOLD = 0.5
SHINGLE = 5
LEVELS = (0.5, 0.9)
EMPTY = MinHash(num_perm=PERMUTATIONS)


def read(path):
    reports = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            report = json.loads(line)
            if report["id"] != number:
                sys.exit(f"{path}:{number + 1}: reports are not in order")
            reports.append(report)
    return reports


def shingles(text):
    words = text.lower().split()
    return {" ".join(words[at : at + SHINGLE]).encode() for at in range(len(words) - SHINGLE + 1)}


def sign(text):
    """The sketch and the number of different shingles."""
    grams = shingles(text)
    sketch = EMPTY.copy()  # drawing the permutations anew costs more than a report
    sketch.update_batch(list(grams))
    return sketch, len(grams)


def signatures(texts, processes):
    if processes == 1:
        yield from map(sign, texts)
        return
    with Pool(processes) as pool:
        yield from pool.imap(sign, texts, chunksize=100)


def stream(reports, processes):
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    found = []
    start = time.perf_counter()
    for report, (sketch, _) in zip(reports, signatures((r["text"] for r in reports), processes)):
        found.append(set(lsh.query(sketch)))
        lsh.insert(report["id"], sketch, check_duplication=False)
    seconds = time.perf_counter() - start
    tell(f"MinHashLSH, {lsh.b} bands of {lsh.r}", reports, found, seconds, processes)


def ensemble(reports, processes):
    lsh = MinHashLSHEnsemble(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    start = time.perf_counter()
    entries = []
    for report, (sketch, size) in zip(reports, signatures((r["text"] for r in reports), processes)):
        entries.append((report["id"], sketch, size))
    lsh.index(entries)
    # A pair is found from either side: the shorter report may be the earlier one.
    found = [set() for _ in reports]
    for own, sketch, size in entries:
        for other in lsh.query(sketch, size):
            if other != own:
                found[max(own, other)].add(min(own, other))
    tell("MinHashLSHEnsemble", reports, found, time.perf_counter() - start, processes)


def tell(name, reports, found, seconds, processes):
    speed = len(reports) / seconds
    print(
        f"datasketch {datasketch.__version__} {name}, {processes} process(es): "
        f"{len(reports)} reports in {seconds:.1f} s, {speed:.0f} reports/s"
    )
    for level in LEVELS:
        copies = [r for r in reports if (r["containment"] or 0) >= level]
        right = sum(r["copied_from"] in found[r["id"]] for r in copies)
        recall = right / max(1, len(copies))
        print(f"  containment {level} and more: {right} of {len(copies)} parents, recall {recall:.4f}")
    root = [r["id"] if r["copied_from"] is None else r["copied_from"] for r in reports]
    pairs = sum(map(len, found))
    wrong = sum(root[own] != root[other] for own, others in enumerate(found) for other in others)
    print(f"  {wrong} of {pairs} pairs are of reports that are no copies of one text", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file")
    arguments.add_argument("--processes", type=int, default=1)
    arguments.add_argument("--first", type=int, help="only the first reports")
    arguments.add_argument("--no-ensemble", action="store_true")
    given = arguments.parse_args()
    reports = read(given.file)[: given.first]
    stream(reports, given.processes)
    if not given.no_ensemble:
        ensemble(reports, given.processes)


if __name__ == "__main__":
    main()
