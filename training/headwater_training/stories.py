"""Learns which reports are one story.

    python -m headwater_training.stories CORPORA --eval PATH/headwater-eval [--out ../models/stories.json]

The corpora (gva, allsides, ecbplus) are written to work/stories/ in the order of a stream,
`headwater-eval story-pairs` gives the features of every pair that the program would look at, and two
sums of trees are learnt from them. Beside the shipped model (learnt from all three) the models that
accuracy is measured with are written to work/stories/models/: half-0 learnt from one half of the
stories, half-1 from the other, without-gva and so on from the two other corpora.
"""

import argparse
import gzip
import json
import random
import re
import subprocess
import zlib
from pathlib import Path

import lightgbm
import numpy as np

from .story_stream import cluster, context, shifted

CORPORA = ["gva", "allsides", "ecbplus"]
WORK = Path(__file__).parent.parent / "work" / "stories"

# Features of the second model: what else two reports are linked to, and some of the first's.
CONTEXT = ["s", "rank", "gapmax", "gapother", "gapj", "support", "npos", "conflict", "second", "smaxi"]
AS_WELL = ["days", "nodays", "all", "rel_d", "loglen", "weekday"]
# More likeness never speaks against one story, more time never for it.
FREE = {"nodays", "outlet", "loglen", "selfcov", "dens_d", "dens_c", "years"}
FALLING = {"days", "yeardiff"}
CONTEXT_SIGNS = [1, -1, -1, 1, 0, 1, 0, 0, 0, 0] + [-1, 0, 1, 1, 0, 0]

# A corpus' positives weigh 1 together, its negatives six times as much; a report of no story that
# AllSides has may still belong to one, so its pairs weigh a tenth; three pairs in ten are also
# learnt from without their dates.
NEGATIVES, DISTRACTOR, UNDATED = 6.0, 0.1, 0.3
THRESHOLDS = np.arange(-1.5, 3.01, 0.25)


def reports(corpora, name):
    """The reports of a corpus in the order of a stream, with `story` (None for distractors)."""
    lines = gzip.open(corpora / name / ("docs.jsonl.gz" if name == "ecbplus" else "articles.jsonl.gz"), "rt")
    records = [json.loads(line) for line in lines]
    records = [record for record in records if record["text"].strip()]
    if name == "ecbplus":
        # The file's order follows the stories.
        records.sort(key=lambda record: record["id"])
        random.Random(7).shuffle(records)
        host = lambda url: re.sub(r"^www\.", "", url.split("/")[2]) if url and "//" in url else None
        return [dict(id=r["id"], title=None, text=r["text"], published=None, outlet=host(r["url"]), story=r["subtopic"]) for r in records]
    outlet, story = {"gva": ("host", lambda r: r["incidents"][0]), "allsides": ("source", lambda r: r["story"])}[name]
    iso = lambda day: day if day and re.match(r"\d{4}-\d\d-\d\d", day) else None
    return [dict(id=r["id"], title=r["title"], text=r["text"], published=iso(r["published"]), outlet=r[outlet], story=story(r)) for r in records]


class Corpus:
    """The pairs of one corpus, and which of them are one story."""

    def __init__(self, corpora, name, program):
        self.name = name
        told = reports(corpora, name)
        WORK.mkdir(parents=True, exist_ok=True)
        file, folder = WORK / f"{name}.jsonl", WORK / name
        file.write_text("".join(json.dumps(report) + "\n" for report in told))
        subprocess.check_call([program, "story-pairs", file, folder])
        self.names = (folder / "features.txt").read_text().split()
        self.features = np.load(folder / "features.npy")
        pairs = np.load(folder / "pairs.npy").astype(np.int64)
        self.later, self.earlier = pairs[:, 0], pairs[:, 1]
        self.first = np.searchsorted(self.later, np.arange(len(told) + 1))
        numbers = {}
        self.story = np.array([numbers.setdefault(r["story"], len(numbers)) if r["story"] else -1 - i for i, r in enumerate(told)])
        self.same = (self.story[self.later] == self.story[self.earlier]).astype(int)
        # Halves and folds go by story: no report of a story helps to judge another of it.
        keys = np.array([zlib.crc32((r["story"] or r["id"]).encode()) for r in told])
        self.half, self.fold = keys & 1, (keys >> 1) & 1
        self.learnt, self.weight = self.sample()

    def column(self, name):
        return self.features[:, self.names.index(name)]

    def sample(self):
        """Pairs to learn from: all of one story, the ten nearest, a tenth of the others."""
        rank = np.arange(len(self.later)) - self.first[self.later]
        rng = np.random.default_rng(5)
        near = (self.same == 1) | (rank < 10)
        learnt = near | (rng.random(len(rank)) < 0.1)
        weight = np.where(near, 1.0, 10.0)
        told = (self.story[self.later] >= 0) & (self.story[self.earlier] >= 0)
        learnt &= told | (rng.random(len(rank)) < 0.25)
        return learnt, np.where(told, weight, weight * 4 * DISTRACTOR)

    def between(self, allowed):
        return allowed[self.later] & allowed[self.earlier]


def boosted(rows, signs, trees):
    """Trees of eight leaves that never fall where they must rise."""
    x, y, weight = (np.concatenate(part) for part in zip(*rows))
    settings = dict(
        objective="binary", learning_rate=0.1, num_leaves=8, min_data_in_leaf=100, lambda_l2=10, feature_fraction=0.6,
        bagging_fraction=0.7, bagging_freq=1, max_bin=63, monotone_constraints=signs, seed=1, deterministic=True,
        force_row_wise=True, num_threads=1, verbosity=-1,
    )
    return lightgbm.train(settings, lightgbm.Dataset(x, y, weight=weight * len(weight) / weight.sum()), trees)


def rows(corpus, allowed, x, undated=None):
    """What is learnt from one corpus; `undated` names the columns of days and of their lack."""
    pairs = corpus.learnt & corpus.between(allowed)
    x, y, weight = x[pairs], corpus.same[pairs], corpus.weight[pairs].copy()
    weight[y == 1] /= weight[y == 1].sum()
    weight[y == 0] *= NEGATIVES / weight[y == 0].sum()
    if undated and corpus.name != "ecbplus":
        without = x.copy()
        without[:, undated[0]], without[:, undated[1]] = 0, 1
        return [(x, y, weight * (1 - UNDATED)), (without, y, weight * UNDATED)]
    return [(x, y, weight)]


class Model:
    """Learnt from those reports of each corpus that are allowed."""

    def __init__(self, corpora, allowed):
        self.names = names = corpora[0].names
        signs = [0 if name in FREE else -1 if name in FALLING else 1 for name in names]
        undated = names.index("days"), names.index("nodays")

        def first(fold=None):
            parts = [a if fold is None else a & (c.fold == fold) for c, a in zip(corpora, allowed)]
            return boosted([row for c, a in zip(corpora, parts) for row in rows(c, a, c.features, undated)], signs, 150)

        # The second model learns from links that the first did not learn from.
        folds = [first(0), first(1)]
        self.crossed = [np.where(c.fold[c.later] == 0, links(folds[1], c.features), links(folds[0], c.features)) for c in corpora]
        self.first = first()
        self.second = boosted(
            [row for c, a, s in zip(corpora, allowed, self.crossed) for row in rows(c, a, self.beside(c, s))], CONTEXT_SIGNS, 80
        )
        self.threshold = None

    def beside(self, corpus, alone):
        as_well = np.stack([corpus.column(name) for name in AS_WELL], axis=1)
        return np.c_[context(corpus.first, corpus.earlier, alone, 10), as_well]

    def links(self, corpus, alone=None):
        alone = links(self.first, corpus.features) if alone is None else alone
        return shifted(corpus.first, links(self.second, self.beside(corpus, alone)), corpus.column("nodays"))

    def write(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        first = dict(features=self.names, trees=trees(self.first))
        path.write_text(json.dumps(dict(threshold=self.threshold, first=first, second=dict(features=CONTEXT + AS_WELL, trees=trees(self.second)))))


def links(model, x):
    return model.predict(x, raw_score=True, num_threads=1) if len(x) else np.zeros(0)


def trees(model):
    """Trees as lists over their inner nodes; a child below zero is the leaf -1 - child."""
    portable = []
    for tree in model.dump_model()["tree_info"]:
        told = dict(feature=[], threshold=[], left=[], right=[], leaf=[])

        def walk(node):
            if "leaf_value" in node:
                told["leaf"].append(node["leaf_value"])
                return -len(told["leaf"])
            place = len(told["feature"])
            told["feature"].append(node["split_feature"])
            told["threshold"].append(node["threshold"])
            told["left"].append(0)
            told["right"].append(0)
            told["left"][place] = walk(node["left_child"])
            told["right"][place] = walk(node["right_child"])
            return place

        walk(tree["tree_structure"])
        portable.append(told)
    return portable


def bcubed(found, gold):
    """F1 after Bagga and Baldwin."""
    pairs, by_found, by_gold = {}, {}, {}
    for one, other in zip(found.tolist(), gold.tolist()):
        pairs[one, other] = pairs.get((one, other), 0) + 1
        by_found[one] = by_found.get(one, 0) + 1
        by_gold[other] = by_gold.get(other, 0) + 1
    precision = sum(n * n / by_found[one] for (one, _), n in pairs.items()) / len(found)
    recall = sum(n * n / by_gold[other] for (_, other), n in pairs.items()) / len(found)
    return 2 * precision * recall / (precision + recall)


def score(corpus, found, among):
    told = (corpus.story >= 0) & among
    return bcubed(found[told], corpus.story[told])


def best_threshold(items):
    """The threshold with the best mean F1 over (corpus, links, reports), smoothed over five steps."""
    scores = [np.mean([score(c, cluster(c.first, c.earlier, link, t), among) for c, link, among in items]) for t in THRESHOLDS]
    smooth = np.convolve(np.pad(scores, 2, "edge"), np.array([1, 2, 3, 2, 1]) / 9, "valid")
    return float(THRESHOLDS[smooth.argmax()])


def learn(corpora, allowed):
    """A model with the threshold that is best on what it learnt from, by links that it did not."""
    model = Model(corpora, allowed)
    items = []
    for corpus, among, crossed in zip(corpora, allowed, model.crossed):
        alone = np.where(among[corpus.later], crossed, links(model.first, corpus.features))
        items.append((corpus, model.links(corpus, alone), among))
    model.threshold = best_threshold(items)
    return model


def show(name, corpora, model, among):
    scores = [score(c, cluster(c.first, c.earlier, model.links(c), model.threshold), a) for c, a in zip(corpora, among)]
    print(f"{name}, threshold {model.threshold}:", " ".join(f"{c.name} {s:.4f}" for c, s in zip(corpora, scores)), flush=True)


def main():
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    flags.add_argument("corpora", type=Path)
    flags.add_argument("--eval", default="../target/release/headwater-eval", help="the program that computes features")
    flags.add_argument("--out", type=Path, default=Path("../models/stories.json"))
    flags = flags.parse_args()
    corpora = [Corpus(flags.corpora, name, flags.eval) for name in CORPORA]
    everyone = [np.ones(len(c.story), bool) for c in corpora]
    halves = []
    for half in (0, 1):
        model = learn(corpora, [c.half == half for c in corpora])
        model.write(WORK / "models" / f"half-{half}.json")
        show(f"half {half}, tested on the other", corpora, model, [c.half != half for c in corpora])
        halves.append(model.threshold)
    for place, corpus in enumerate(corpora):
        others = corpora[:place] + corpora[place + 1 :]
        model = learn(others, everyone[:place] + everyone[place + 1 :])
        model.write(WORK / "models" / f"without-{corpus.name}.json")
        show(f"without {corpus.name}", [corpus], model, [everyone[place]])
    shipped = Model(corpora, everyone)
    # Links between reports that a model learnt from are too sure to choose a threshold by.
    shipped.threshold = float(np.mean(halves))
    shipped.write(flags.out)
    show("shipped (learnt from what it is tested on)", corpora, shipped, everyone)


if __name__ == "__main__":
    main()
