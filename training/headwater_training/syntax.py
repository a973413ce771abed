"""Trees of sentences: a head on the frozen readers.

    python -m headwater_training.syntax ../../shared/corpora --name full --epochs 12

`--name fast` shows what the fast reader's states would give; only full's head ships.

In: UD English EWT train and GUM's free genres; the states that the shipped network gives each sentence
(`frozen.py`). Out: `models/NAME.syntax.safetensors`, and the fixture by which `crates/encoder` checks
that Rust draws the tree that Python draws.

A word's vector is made of its first piece's states in the last and a middle layer and of its
neighbours, as in `certainty.py`, then of a layer of self-attention; each word chooses its head among
the others and the root (biaffine, Dozat and Manning 2017, with a score of the distance), and its
relation by both ends.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

from .frozen import WIDTH, Network, states
from .stored import MODELS, rows
from .treebank import sentences

RELATIONS = (
    "acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det discourse dislocated expl fixed flat "
    "goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp "
    "acl:relcl aux:pass nsubj:pass obl:agent"
).split()
REACH = 32  # distances beyond it are one
WORDS = 900  # of a step


class Head(nn.Module):
    def __init__(self, size=128, arc=96, relation=32, convolutions=2):
        super().__init__()
        self.inputs = nn.Linear(2 * WIDTH, size)
        self.nth = nn.Embedding(3, size)  # "do" and "n't" are one word of the reader
        self.near = nn.ModuleList(nn.Linear(3 * size, size) for _ in range(convolutions))
        self.attention = nn.TransformerEncoderLayer(size, 4, 2 * size, 0.2, batch_first=True, norm_first=True)
        self.root = nn.Parameter(torch.zeros(size))
        self.below, self.above = nn.Linear(size, arc), nn.Linear(size, arc)
        self.pair = nn.Parameter(torch.eye(arc) / arc**0.5)
        self.liked = nn.Linear(arc, 1)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.relation_below, self.relation_above = nn.Linear(size, relation), nn.Linear(size, relation)
        self.relation = nn.Bilinear(relation, relation, len(RELATIONS))
        self.relation_of_one = nn.Linear(2 * relation, len(RELATIONS))
        self.dropout_in, self.dropout = nn.Dropout(0.2), nn.Dropout(0.33)

    def forward(self, hidden, nth, mask):
        """Scores of heads [sentences, words, root and words], and what `relations` needs."""
        there = mask[..., None].float()
        x = F.relu(self.inputs(self.dropout_in(hidden)) + self.nth(nth)) * there
        for near in self.near:
            edge = torch.zeros_like(x[:, :1])
            three = torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], -1)
            x = (x + self.dropout_in(F.relu(near(three)))) * there
        x = self.attention(x, src_key_padding_mask=~mask)
        heads = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        below, above = self.dropout(F.relu(self.below(x))), self.dropout(F.relu(self.above(heads)))
        gap = torch.arange(x.shape[1] + 1) - torch.arange(1, x.shape[1] + 1)[:, None]
        near = self.distance[gap.clamp(-REACH, REACH) + REACH].clone()
        near[:, 0] = 0
        scores = below @ self.pair @ above.transpose(1, 2) + self.liked(above).transpose(1, 2) + near
        mask = torch.cat([torch.ones(len(x), 1, dtype=torch.bool), mask], 1)[:, None] & (gap != 0)
        ends = self.dropout(F.relu(self.relation_below(x))), self.dropout(F.relu(self.relation_above(heads)))
        return scores.masked_fill(~mask, -1e4), ends

    def relations(self, ends, heads):
        """Scores of the relations of words to these heads."""
        below, above = ends
        above = above.gather(1, heads[..., None].expand(-1, -1, above.shape[-1]))
        return self.relation(below, above) + self.relation_of_one(torch.cat([below, above], -1))


def tree(scores):
    """Each word's head (0 is the root): the best of each, one root, cycles broken where it costs least."""
    count = len(scores)
    scores = scores.clone()
    root = int(scores[:, 0].argmax())
    scores[:, 0] = -1e9
    scores[root] = -1e9
    scores[root, 0] = 0
    heads = scores.argmax(1)
    for _ in range(count):
        seen, cycle = [0] * (count + 1), []
        for start in range(1, count + 1):
            path, at = [], start
            while at and not seen[at]:
                seen[at] = start
                path.append(at)
                at = int(heads[at - 1])
            if at and seen[at] == start:
                cycle = path[path.index(at) :]
                break
        if not cycle:
            break
        ways = []
        for at in cycle:
            row = scores[at - 1].clone()
            row[cycle] = -1e9
            best, head = row.max(0)
            ways.append((float(scores[at - 1, heads[at - 1]] - best), at, int(head)))
        _, at, head = min(ways)
        heads[at - 1] = head
    return heads


def rows_of(found, reader, cache, stem):
    """(states, which part of the reader's word, heads, relations) of each sentence's words."""
    hidden, texts = states(reader, [s.text for s in found], cache / f"{stem}_{reader}")
    rows = []
    for sentence, text in zip(found, texts):
        starts = np.array([start for start, _ in text.words])
        place = [max(0, int(np.searchsorted(starts, start, side="right")) - 1) for start, _ in sentence.words]
        for i, (start, end) in enumerate(sentence.words):
            inside = np.flatnonzero((starts >= start) & (starts < end))
            place[i] = int(inside[0]) if len(inside) else place[i]
        nth = [min(2, sum(other == p for other in place[max(0, i - 2) : i])) for i, p in enumerate(place)]
        relations = [RELATIONS.index(name) for name in sentence.relations]
        rows.append((torch.tensor(hidden[text.rows][place]).flatten(1), torch.tensor(nth), torch.tensor(sentence.heads), torch.tensor(relations)))
    return rows


def batches(rows, generator=None):
    """Sentences of like length together; with their numbers."""
    order = np.arange(len(rows))
    if generator is not None:
        generator.shuffle(order)
    groups = []
    for at in range(0, len(order), 1600):
        group = []
        for i in sorted(order[at : at + 1600], key=lambda i: len(rows[i][1])):
            if group and (len(group) + 1) * len(rows[i][1]) > WORDS:
                groups.append(group)
                group = []
            group.append(i)
        groups.append(group)
    if generator is not None:
        generator.shuffle(groups)
    for group in groups:
        pad = lambda at: nn.utils.rnn.pad_sequence([rows[i][at] for i in group], batch_first=True)
        lengths = torch.tensor([len(rows[i][1]) for i in group])
        mask = torch.arange(int(lengths.max())) < lengths[:, None]
        yield pad(0).float(), pad(1), pad(2), pad(3), mask, group


def parse(head, rows):
    """(heads, relations) of each sentence."""
    head.eval()
    out = [None] * len(rows)
    with torch.no_grad():
        for hidden, nth, _, _, mask, group in batches(rows):
            scores, ends = head(hidden, nth, mask)
            heads = torch.zeros_like(nth)
            for row, count in enumerate(mask.sum(1).tolist()):
                heads[row, :count] = tree(scores[row, :count, : count + 1])
            relations = head.relations(ends, heads).argmax(-1)
            for row, (i, count) in enumerate(zip(group, mask.sum(1).tolist())):
                out[i] = (heads[row, :count].tolist(), [RELATIONS[r] for r in relations[row, :count]])
    head.train()
    return out


def measure(found, parsed):
    """UAS, LAS, and how often a sentence's verb (or the "to …" it leaves open) is the root."""
    words = attached = labelled = verbs = right = 0
    for sentence, (heads, relations) in zip(found, parsed):
        words += len(heads)
        same = [a == b for a, b in zip(heads, sentence.heads)]
        attached += sum(same)
        labelled += sum(s and a == b for s, a, b in zip(same, relations, sentence.relations))
        gold, root = sentence.heads.index(0), heads.index(0)
        if sentence.tags[gold] == "VERB":
            verbs += 1
            right += root == gold or sentence.heads[root] == gold + 1 and sentence.relations[root] == "xcomp"
    return 100 * attached / words, 100 * labelled / words, 100 * right / verbs


SAMPLE = "The ferry that sank on Monday was sold by the port , a minister told Ana Ruiz , and its crew will be paid ."


def export(head, reader):
    """`models/NAME.syntax.safetensors`: int8 weights, inputs × outputs, one scale an output; and a tree for the fixture."""
    attention = head.attention
    own = {"weight": attention.self_attn.in_proj_weight.data, "bias": attention.self_attn.in_proj_bias.data}
    linears = {
        "near.0": head.near[0], "near.1": head.near[1], "seen": attention.self_attn.out_proj,
        "up": attention.linear1, "down": attention.linear2,
    }
    ends = head.below, head.above, head.relation_below, head.relation_above
    weights = {name: (layer.weight.data, layer.bias.data) for name, layer in linears.items()}
    # Every word of the program is the first part of the reader's word.
    weights["inputs"] = head.inputs.weight.data, head.inputs.bias.data + head.nth.weight.data[0]
    weights["looks"] = own["weight"], own["bias"]
    weights["ends"] = torch.cat([end.weight.data for end in ends]), torch.cat([end.bias.data for end in ends])
    weights["pair"] = head.pair.data.t(), torch.zeros(len(head.pair))
    relation = head.relation.weight.data  # relations, below, above
    weights["relation"] = relation.transpose(1, 2).reshape(-1, relation.shape[1]), torch.zeros(len(relation) * relation.shape[2])
    weights["relation_of_one"] = head.relation_of_one.weight.data, head.relation_of_one.bias.data + head.relation.bias.data
    tensors = {"root": head.root.data, "liked": head.liked.weight.data[0], "distance": head.distance.data}
    for ours, norm in (("seen_norm", attention.norm1), ("norm", attention.norm2)):
        tensors |= {f"{ours}.weight": norm.weight.data, f"{ours}.bias": norm.bias.data}
    for name, (weight, bias) in weights.items():
        stored, scale = rows(weight)
        tensors |= {name: stored.t(), f"{name}.scale": scale[:, 0], f"{name}.bias": bias}
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, MODELS / f"{reader}.syntax.safetensors")

    hidden, words, first = Network(reader).read(SAMPLE)
    hidden = torch.tensor(hidden[first]).float().flatten(1)
    none = torch.zeros(len(words), dtype=torch.long)
    ((heads, relations),) = parse(head, [(hidden, none, none, none)])
    told = {"text": SAMPLE, "words": words, "heads": heads, "relations": relations}
    (MODELS.parent / f"crates/encoder/fixtures/{reader}.syntax.json").write_text(json.dumps(told))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--name", default="full", choices=["full", "fast"])
    parser.add_argument("--cache", type=Path, default=Path("work/certainty"))
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--weights", type=Path, help="go on from these; with --epochs 0, only export them")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    generator = np.random.default_rng(1)

    head = Head()
    if args.weights:
        head.load_state_dict(torch.load(args.weights))
    if not args.epochs:
        return export(head, args.name)
    dev = {name: sentences(args.corpora, name) for name in ("en_ewt-dev", "en_gum-dev")}
    dev_rows = {name: rows_of(found, args.name, args.cache, name) for name, found in dev.items()}
    train = []
    for name in ("en_ewt-train", "en_gum-train"):
        train += rows_of(sentences(args.corpora, name), args.name, args.cache, f"{name}-all")
    steps = args.epochs * sum(len(r[1]) for r in train) // (WORDS - 50)
    print(sum(p.numel() for p in head.parameters()), "weights;", len(train), "sentences", flush=True)
    optimizer = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.01, betas=(0.9, 0.95))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 100, max(0.02, 1 - s / steps)))
    for epoch in range(args.epochs):
        began, lost = time.time(), []
        for hidden, nth, heads, relations, mask, _ in batches(train, generator):
            scores, ends = head(hidden, nth, mask)
            loss = F.cross_entropy(scores[mask], heads[mask])
            loss = loss + F.cross_entropy(head.relations(ends, heads)[mask], relations[mask])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost.append(loss.item())
        torch.save(head.state_dict(), args.cache / f"{args.name}.syntax.pt")
        print(f"epoch {epoch} loss {np.mean(lost):.3f} {time.time() - began:.0f} s", flush=True)
        for name, found in dev.items():
            uas, las, predicate = measure(found, parse(head, dev_rows[name]))
            print(f"{name}: UAS {uas:.1f} LAS {las:.1f}; verb of the sentence {predicate:.1f}", flush=True)
    if args.name == "full":
        export(head, args.name)


if __name__ == "__main__":
    main()
