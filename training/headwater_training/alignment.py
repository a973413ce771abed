"""Makes `models/full.alignment.safetensors` and `models/fast.alignment.safetensors`: 64 numbers for the
meaning of a word where it stands, by which the words of two statements are compared.

    python -m headwater_training.alignment CORPORA

A word's 384 numbers are what the meaning head makes of its state; the 64 are their share along the
directions in which the words of ECB+'s annotated sentences (outside the labelled stories) lie furthest
apart, without a mean taken off, so that cosines stay near those of the whole. *Fast* takes the directions
of *full*: its states were taught to be *full*'s.
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from .frozen import MODELS, Network

WIDTH = 64
# Subtopics that eval/data/stories labels: nothing is learnt from them.
LABELLED = {"37ecbplus", "8ecb", "20ecbplus"}


def meaning(name):
    heads = load_file(MODELS / f"{name}.heads.safetensors")
    return heads["meaning"].astype(np.float32) * heads["meaning.scale"][None], heads["meaning.bias"]


def words(network, text):
    """States of the words of a text, each the mean of its pieces'."""
    hidden, _, first = network.read(text)
    hidden = hidden[:, 0].astype(np.float32)
    ends = [*first[1:], len(hidden)]
    return np.array([hidden[a:b].mean(0) for a, b in zip(first, ends)])


def main():
    network = Network("full")
    states = []
    for line in gzip.open(Path(sys.argv[1]) / "ecbplus/docs.jsonl.gz", "rt"):
        doc = json.loads(line)
        if doc["subtopic"] not in LABELLED:
            for sentence in doc["sentences"]:
                if sentence["n"] in doc["validated"]:
                    states.append(words(network, doc["text"][sentence["start"] : sentence["end"]]))
    weights, bias = meaning("full")
    rows = np.concatenate(states) @ weights + bias
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    values, vectors = np.linalg.eigh(rows.T @ rows)
    directions = vectors[:, ::-1][:, :WIDTH]
    print(f"{len(rows)} words; {values[::-1][:WIDTH].sum() / values.sum():.3f} of the squares")
    for name in ("full", "fast"):
        weights, bias = meaning(name)
        whole = weights @ directions
        scale = np.abs(whole).max(0) / 127
        stored = {
            "alignment": np.round(whole / scale).astype(np.int8),
            "alignment.scale": scale.astype(np.float32),
            "alignment.bias": (bias @ directions).astype(np.float32),
        }
        save_file(stored, MODELS / f"{name}.alignment.safetensors")


if __name__ == "__main__":
    main()
