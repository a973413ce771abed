"""Learns how to weigh what two statements have in common.

    ../target/release/headwater-eval story-gold ../eval/data/stories CORPORA --pairs work/claims.tsv
    python -m headwater_training.claims work/claims.tsv

The pairs are those of the stories labelled for development. Prints what is found with each story left
out in turn, and the constants of `crates/claims/src/similarity.rs`, learnt from all of them.
"""

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler


def learnt(x, y):
    """Weights and bias of a logistic regression over features as they are."""
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=0.1, max_iter=1000).fit(scale.transform(x), y)
    weights = model.coef_[0] / scale.scale_
    return weights, model.intercept_[0] - (weights * scale.mean_).sum()


def main():
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    flags.add_argument("pairs", type=Path)
    head, *rows = [line.split("\t") for line in flags.parse_args().pairs.read_text().splitlines()]
    names = head[4:]
    story = np.array([row[0] for row in rows])
    y = np.array([int(row[1]) for row in rows])
    x = np.array([[float(cell) for cell in row[4:]] for row in rows])
    told = np.zeros(len(y))
    for one in sorted(set(story)):
        weights, bias = learnt(x[story != one], y[story != one])
        told[story == one] = x[story == one] @ weights + bias
        print(f"{one} left out: average precision {average_precision_score(y[story == one], told[story == one]):.3f}")
    print(f"all: {len(y)} pairs, {y.sum()} of one claim, average precision {average_precision_score(y, told):.3f}")
    weights, bias = learnt(x, y)
    print({name: round(float(weight), 3) for name, weight in zip(names, weights)}, "bias", round(float(bias), 3))


if __name__ == "__main__":
    main()
