"""Learns how to weigh what two statements have in common.

    ../target/release/headwater-eval story-gold ../eval/data/stories CORPORA --pairs work/claims.tsv
    python -m headwater_training.claims work/claims.tsv

The pairs are those of the stories labelled for development. Prints what is found with each story left
out in turn, by pair and grouped as `crates/claims/src/linkage.rs` groups, and the constants of
`crates/claims/src/similarity.rs`, learnt from all of them.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

# Thresholds (SAME, SAME_ON_AVERAGE) that are tried.
TRIED = [(0.55, 0.33), (0.5, 0.3), (0.5, 0.25), (0.6, 0.36), (0.6, 0.3), (0.6, 0.25), (0.6, 0.2), (0.4, 0.2)]
FLOOR = 0.05


def learnt(x, y):
    """Weights and bias of a logistic regression over features as they are."""
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=0.1, max_iter=1000).fit(scale.transform(x), y)
    weights = model.coef_[0] / scale.scale_
    return weights, model.intercept_[0] - (weights * scale.mean_).sum()


def grouped(pairs, scores, same, on_average):
    """A number for the group of each statement."""
    group = {}
    members = {}
    for one in {end for pair in pairs for end in pair}:
        group[one], members[one] = one, [one]
    score = {frozenset(pair): s for pair, s in zip(pairs, scores) if s >= FLOOR}
    for at in np.argsort(-scores, kind="stable"):
        if scores[at] < same:
            break
        a, b = (group[end] for end in pairs[at])
        if a == b:
            continue
        total = sum(score.get(frozenset((x, y)), 0) for x in members[a] for y in members[b])
        if total < on_average * len(members[a]) * len(members[b]):
            continue
        for one in members[b]:
            group[one] = a
        members[a] += members.pop(b)
    return group


def main():
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    flags.add_argument("pairs", type=Path)
    flags.add_argument("--features", help="only these, with commas between")
    flags = flags.parse_args()
    head, *rows = [line.split("\t") for line in flags.pairs.read_text().splitlines()]
    names = head[4:]
    story = np.array([row[0] for row in rows])
    label = np.array([row[1] for row in rows])
    pairs = [(row[2], row[3]) for row in rows]
    x = np.array([[float(cell) for cell in row[4:]] for row in rows])
    if flags.features:
        kept = flags.features.split(",")
        x, names = x[:, [names.index(name) for name in kept]], kept
    y, known = label == "same", label != "none"
    told = np.zeros(len(y))
    for one in sorted(set(story)):
        weights, bias = learnt(x[known & (story != one)], y[known & (story != one)])
        told[story == one] = 1 / (1 + np.exp(-(x[story == one] @ weights + bias)))
        here = known & (story == one)
        print(f"{one} left out: average precision {average_precision_score(y[here], told[here]):.3f}")
    both = known & (label != "one")
    print(
        f"all: {known.sum()} pairs, {y.sum()} of one claim, average precision "
        f"{average_precision_score(y[known], told[known]):.3f}, where both are of a claim "
        f"{average_precision_score(y[both], told[both]):.3f}"
    )
    for same, on_average in TRIED:
        count = defaultdict(int)
        for one in sorted(set(story)):
            at = np.flatnonzero(story == one)
            group = grouped([pairs[i] for i in at], told[at], same, on_average)
            for i in at:
                here = group[pairs[i][0]] == group[pairs[i][1]]
                count[label[i], here] += 1
        together = count["same", True]
        print(
            f"grouped at {same} and {on_average}, each story left out: together {together / y.sum():.3f}, of one "
            f"claim {together / max(together + count['other', True], 1):.3f} of pairs of labelled claims, "
            f"{together / max(together + count['other', True] + count['one', True], 1):.3f} with unlabelled statements"
        )
    weights, bias = learnt(x[known], y[known])
    print({name: round(float(weight), 3) for name, weight in zip(names, weights)}, "bias", round(float(bias), 3))


if __name__ == "__main__":
    main()
