"""Heads, relations and parts of speech of words: a parser on the frozen readers."""

import argparse
import gzip
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file
from torch import nn

from .frozen import MODELS, WIDTH, states

REACH = 16  # distances beyond it are one
WORD_SCALE = 8.0
RELATION: dict = {}
TAG: dict = {}
FILES = ["en_ewt-dev", "en_gum-dev", "en_ewt-train", "en_gum-train"]
# GUM's genres whose text may be built upon: CC BY, CC BY-SA or public domain.
FREE = ("news", "interview", "academic", "court", "vlog", "textbook", "speech", "bio", "voyage")


@dataclass
class Sentence:
    text: str
    words: list  # character range of each word
    heads: list  # from 1; 0 is the root
    relations: list
    tags: list


def sentences(corpora: Path, name: str) -> list[Sentence]:
    """Sentences of a treebank; of GUM's training part only the free genres."""
    treebank, part = name.split("-")
    path = corpora / "syntax" / f"{treebank}-ud-{part}.conllu"
    path = path if path.exists() else path.with_suffix(".conllu.gz")
    opener = gzip.open if path.suffix == ".gz" else open
    found, genre = [], None
    with opener(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            lines = block.split("\n")
            text = ""
            words, heads, relations, tags, pending = [], [], [], [], None
            for line in lines:
                if line.startswith("# newdoc id"):
                    genre = line.split("=")[1].strip().split("_")[1] if treebank == "en_gum" else None
                if not line or line.startswith("#"):
                    continue
                cell = line.split("\t")
                if "." in cell[0]:
                    continue
                space = "" if "SpaceAfter=No" in cell[9] else " "
                if "-" in cell[0]:
                    first, last = map(int, cell[0].split("-"))
                    pending = (last, cell[1], space, len(text))
                    text += cell[1] + space
                    continue
                if pending and int(cell[0]) <= pending[0]:
                    # Parts of one written word: each takes its letters where they are there.
                    last, whole, _, start = pending
                    taken = words[-1][1] if words and words[-1][1] > start else start
                    length = len(cell[1]) if int(cell[0]) < last else start + len(whole) - taken
                    words.append((taken, min(taken + length, start + len(whole))))
                    if int(cell[0]) == last:
                        pending = None
                else:
                    words.append((len(text), len(text) + len(cell[1])))
                    text += cell[1] + space
                heads.append(int(cell[6]))
                relations.append(cell[7].split(":")[0])
                tags.append(cell[3])
            free = treebank != "en_gum" or part != "train" or genre in FREE
            if words and free:
                found.append(Sentence(text.rstrip(), words, heads, relations, tags))
    return found


class Parser(nn.Module):
    """States and word vectors of first pieces, some neighbours, then a biaffine score of each pair."""

    def __init__(self, relations, tags, size=128, arc=64, convolutions=3, heads=0):
        super().__init__()
        self.inputs = nn.Linear(2 * WIDTH, size)
        self.near = nn.ModuleList(nn.Linear(3 * size, size) for _ in range(convolutions))
        self.ends = nn.Linear(size, 2 * arc)  # as dependent, as head
        self.pair = nn.Linear(arc, arc + 1)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.root = nn.Parameter(torch.zeros(size))
        self.relation = nn.Linear(2 * size, size)
        self.relation_of = nn.Linear(size, relations)
        self.tag = nn.Linear(size, tags)
        self.dropout = nn.Dropout(0.33)
        self.dropout_in = nn.Dropout(0.2)

    def forward(self, hidden, words, mask):
        """Vectors [s, 1 + t, size] with the root first, and scores [s, t, 1 + t] of heads."""
        there = mask[..., None].float()
        x = F.relu(self.inputs(torch.cat([self.dropout_in(hidden), self.dropout_in(words)], -1))) * there
        for near in self.near:
            edge = torch.zeros_like(x[:, :1])
            three = torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], -1)
            x = (x + self.dropout_in(F.relu(near(three)))) * there
        count, length, size = x.shape
        x = torch.cat([self.root.expand(count, 1, size), x], 1)
        dependent, head = F.relu(self.ends(self.dropout(x))).chunk(2, -1)
        query = self.pair(dependent[:, 1:])
        key = torch.cat([head, torch.ones_like(head[..., :1])], -1)
        gap = (torch.arange(length + 1) - torch.arange(1, length + 1)[:, None]).clamp(-REACH, REACH) + REACH
        near = self.distance[gap].clone()
        near[:, 0] = 0
        score = query @ key.transpose(1, 2) * dependent.shape[-1] ** -0.5 + near
        allowed = torch.cat([torch.ones(count, 1, dtype=torch.bool), mask], 1)[:, None].expand_as(score).clone()
        allowed[:, torch.arange(length), torch.arange(1, length + 1)] = False
        return x, score.masked_fill(~allowed, -1e4)

    def relations(self, x, heads):
        """Scores of each word's relation to its head."""
        head = x.gather(1, heads[..., None].expand(-1, -1, x.shape[2]))
        return self.relation_of(F.relu(self.relation(self.dropout(torch.cat([x[:, 1:], head], -1)))))


def tree(score):
    """Heads of the best tree with one root (Chu-Liu/Edmonds by repair: each cycle is broken where it
    costs least, again and again); `score` [t, 1 + t]."""
    length = len(score)
    order = np.argsort(-score[:, 0])
    score = score.copy()
    heads = score.argmax(1)
    roots = np.flatnonzero(heads == 0)
    root = max(roots, key=lambda w: score[w, 0] - np.max(score[w, 1:], initial=-1e9)) if len(roots) else order[0]
    score[:, 0] = -1e9
    score[root] = -1e9
    score[root, 0] = 1
    heads = score.argmax(1)
    for _ in range(length):
        colour = np.zeros(length + 1, dtype=int)
        colour[0] = -1
        cycle = None
        for start in range(1, length + 1):
            path, at = [], start
            while colour[at] == 0:
                colour[at] = start
                path.append(at)
                at = heads[at - 1]
            if colour[at] == start and at in path:
                cycle = path[path.index(at) :]
                break
            for p in path:
                colour[p] = -1
        if cycle is None:
            break
        # Words below the cycle may not become the head of a word in it.
        below, grown = set(cycle), True
        while grown:
            more = {w for w in range(1, length + 1) if heads[w - 1] in below} - below
            grown = bool(more)
            below |= more
        best = None
        for word in cycle:
            for head in range(0, length + 1):
                if head not in below and score[word - 1, head] > -1e8:
                    loss = score[word - 1, heads[word - 1]] - score[word - 1, head]
                    if best is None or loss < best[0]:
                        best = (loss, word, head)
        if best is None:
            heads[cycle[0] - 1] = root + 1
        else:
            heads[best[1] - 1] = best[2]
    return heads


def load(reader, corpora, name, cache):
    found = sentences(corpora, name)
    hidden, ids, texts = states(reader, [s.text for s in found], cache / f"{name}_{reader}")
    rows = []
    for sentence, text in zip(found, texts):
        starts = np.array([s for s, _ in text.words])
        ends = np.array([e for _, e in text.words])
        if not len(starts):
            continue
        pieces = []
        for s, e in sentence.words:
            inside = np.flatnonzero((starts >= s) & (starts < e))
            at = inside[0] if len(inside) else max(0, np.searchsorted(starts, s, side="right") - 1)
            pieces.append(text.first[at])
        rows.append((torch.tensor(hidden[pieces]), torch.tensor(ids[pieces]).long(), sentence))
    return rows


def batches(rows, words, vectors, generator=None):
    order = np.arange(len(rows))
    if generator is not None:
        generator.shuffle(order)
        pools = [order[i : i + 800] for i in range(0, len(order), 800)]
        order = np.concatenate([sorted(pool, key=lambda i: len(rows[i][0])) for pool in pools])
    groups, now, longest = [], [], 0
    for i in order:
        longest = max(longest, len(rows[i][0]))
        if now and longest * (len(now) + 1) > words:
            groups.append(now)
            now, longest = [], len(rows[i][0])
        now.append(i)
    groups.append(now)
    if generator is not None:
        generator.shuffle(groups)
    for group in groups:
        some = [rows[i] for i in group]
        length = max(len(r[0]) for r in some)
        hidden = torch.zeros(len(some), length, WIDTH)
        ids = torch.zeros(len(some), length, dtype=torch.long)
        mask = torch.zeros(len(some), length, dtype=torch.bool)
        gold = torch.full((3, len(some), length), -1, dtype=torch.long)
        for i, (h, w, s) in enumerate(some):
            hidden[i, : len(h)], ids[i, : len(h)], mask[i, : len(h)] = h.float(), w, True
            gold[0, i, : len(h)] = torch.tensor(s.heads)
            gold[1, i, : len(h)] = torch.tensor([RELATION[r] for r in s.relations])
            gold[2, i, : len(h)] = torch.tensor([TAG[t] for t in s.tags])
        yield hidden, vectors[ids].float() * WORD_SCALE, mask, gold


def measure(parser, rows, vectors):
    """UAS, LAS, share of right tags, and UAS of greedy heads."""
    parser.eval()
    right = np.zeros(4)
    words = 0
    with torch.no_grad():
        for hidden, vector, mask, gold in batches(rows, 1500, vectors):
            x, score = parser(hidden, vector, mask)
            heads = torch.zeros_like(gold[0])
            for i in range(len(mask)):
                n = int(mask[i].sum())
                heads[i, :n] = torch.tensor(tree(score[i, :n, : n + 1].numpy()))
            relation = parser.relations(x, heads).argmax(-1)
            tag = parser.tag(x[:, 1:]).argmax(-1)
            attached = (heads == gold[0]) & mask
            right += [
                attached.sum(), (attached & (relation == gold[1])).sum(), ((tag == gold[2]) & mask).sum(),
                ((score.argmax(-1) == gold[0]) & mask).sum(),
            ]
            words += int(mask.sum())
    parser.train()
    return 100 * right / words


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--name", default="fast", choices=["full", "fast"])
    arguments.add_argument("--cache", type=Path, default=Path("work/certainty"))
    arguments.add_argument("--epochs", type=int, default=8)
    arguments.add_argument("--size", type=int, default=128)
    arguments.add_argument("--convolutions", type=int, default=3)
    arguments.add_argument("--seed", type=int, default=20261123)
    args = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    generator = np.random.default_rng(args.seed)
    stored = load_file(MODELS / "words.safetensors")
    vectors = torch.tensor(stored["words"].astype(np.float32) * stored["scale"][:, None]).half()
    train = [row for name in FILES[2:] for row in load(args.name, args.corpora, name, args.cache)]
    dev = {name: load(args.name, args.corpora, name, args.cache) for name in FILES[:2]}
    for rows in [train, *dev.values()]:
        for *_, sentence in rows:
            for relation in sentence.relations:
                RELATION.setdefault(relation, len(RELATION))
            for tag in sentence.tags:
                TAG.setdefault(tag, len(TAG))
    parser = Parser(len(RELATION), len(TAG), args.size, convolutions=args.convolutions)
    averaged = torch.optim.swa_utils.AveragedModel(parser, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998))
    optimizer = torch.optim.AdamW(parser.parameters(), lr=2e-3, weight_decay=0.02)
    steps = args.epochs * sum(1 for _ in range(0, sum(len(r[0]) for r in train), 900))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: max(0.01, min(s / 100, 1 - s / steps)))
    print(args, sum(p.numel() for p in parser.parameters()), len(train), sum(len(r[0]) for r in train), flush=True)
    for epoch in range(args.epochs):
        began, lost = time.time(), []
        for hidden, vector, mask, gold in batches(train, 1000, vectors, generator):
            x, score = parser(hidden, vector, mask)
            loss = F.cross_entropy(score[mask], gold[0][mask])
            loss = loss + 0.5 * F.cross_entropy(parser.relations(x, gold[0].clamp(min=0))[mask], gold[1][mask])
            loss = loss + 0.3 * F.cross_entropy(parser.tag(parser.dropout(x[:, 1:]))[mask], gold[2][mask])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parser.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            if epoch:
                averaged.update_parameters(parser)
            lost.append(loss.item())
        told = f"epoch {epoch} loss {np.mean(lost):.3f} {time.time() - began:.0f} s"
        for name, rows in dev.items():
            if epoch % 2 or epoch == args.epochs - 1:
                uas, las, tags, greedy = measure(averaged.module, rows, vectors)
                told += f"; {name} UAS {uas:.1f} (greedy {greedy:.1f}) LAS {las:.1f} UPOS {tags:.1f}"
        print(told, flush=True)
    torch.save({"weights": averaged.module.state_dict(), "relations": RELATION, "tags": TAG}, args.cache / f"{args.name}.syntax.pt")


if __name__ == "__main__":
    main()
