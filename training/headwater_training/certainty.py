"""How certain an event is, as its source has it: a head on the frozen readers.

    python -m headwater_training.certainty ../../shared/corpora --name full
    python -m headwater_training.certainty ../../shared/corpora --name fast

In: UDS-IH2, UW, MegaVeridicality and CommitmentBank; the states that the shipped network gives each
sentence (`frozen.py`). Out: `models/NAME.certainty.safetensors`, and the fixture by which
`crates/encoder` checks that Rust answers as Python does.

A word's vector is made of its first piece's states in the last and a middle layer, and of its
neighbours; the event's word looks over the sentence's words (attention with a learnt score of the
distance), and two layers make of what it saw how likely each of the steps from -3 to 3 is. The
answer is their mean. There is one output for each corpus, as annotators were asked different things
(UDS: did or will it happen; UW: does the author hold it for a fact); the program has the two that
its figures are told for.
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

from .stored import rows
from .frozen import MODELS, WIDTH, Network, states

CORPORA = ["uw", "uds-ih2", "megaveridicality", "commitmentbank"]  # the outputs, in this order
WEIGHT = [1.5, 1.0, 0.5, 0.5]  # of an event of each in the loss
REACH = 32  # distances beyond it are one
STEPS = torch.arange(-3.0, 3.1, 0.5)
SCALES = 2  # the outputs that the program has


class Head(nn.Module):
    def __init__(self, size=128, heads=8, convolutions=2, dropout=0.5):
        super().__init__()
        self.heads = heads
        self.inputs = nn.Linear(2 * WIDTH, size)
        self.near = nn.ModuleList(nn.Linear(3 * size, size) for _ in range(convolutions))
        self.keys = nn.Linear(size, 2 * size)
        self.query = nn.Linear(size, size)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1, heads))
        self.event = nn.Linear(2 * WIDTH, size)
        self.middle = nn.Linear(3 * size, size)
        self.answer = nn.Linear(size, len(CORPORA) * len(STEPS))
        self.dropout = nn.Dropout(dropout)
        self.dropout_in = nn.Dropout(0.2)

    def forward(self, hidden, mask, events):
        """Scores of the steps [sentences, events, corpora, steps]; hidden [sentences, words, both layers' numbers],
        mask [sentences, words], events [sentences, events]."""
        there = mask[..., None].float()
        x = F.relu(self.inputs(self.dropout_in(hidden))) * there
        for near in self.near:
            edge = torch.zeros_like(x[:, :1])
            three = torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], -1)
            x = (x + self.dropout_in(F.relu(near(three)))) * there
        sentences, length, size = x.shape
        at = events[..., None].expand(-1, -1, size)
        event = x.gather(1, at)
        count = events.shape[1]
        query = self.query(event).view(sentences, count, self.heads, -1).transpose(1, 2)
        keys, values = (
            part.view(sentences, length, self.heads, -1).transpose(1, 2) for part in self.keys(x).chunk(2, -1)
        )
        gap = (torch.arange(length) - events[..., None]).clamp(-REACH, REACH) + REACH
        score = query @ keys.transpose(-1, -2) * (size // self.heads) ** -0.5 + self.distance[gap].permute(0, 3, 1, 2)
        score = score.masked_fill(~mask[:, None, None], -1e4).softmax(-1)
        seen = (score @ values).transpose(1, 2).reshape(sentences, count, size)
        own = F.relu(self.event(self.dropout_in(hidden.gather(1, events[..., None].expand(-1, -1, 2 * WIDTH)))))
        both = self.dropout(torch.cat([event, seen, own], -1))
        scores = self.answer(self.dropout(F.relu(self.middle(both))))
        return scores.unflatten(-1, (len(CORPORA), len(STEPS)))


def steps_of(labels):
    """A label as shares of the two steps beside it."""
    return (1 - (labels.clamp(STEPS[0], STEPS[-1])[..., None] - STEPS).abs() / (STEPS[1] - STEPS[0])).clamp(min=0)


def texts_of(corpora: Path, name: str):
    """(text, [(start, end, label)]) of a file of the factuality corpora."""
    found = []
    for line in open(corpora / "factuality" / f"{name}.jsonl", encoding="utf-8"):
        row = json.loads(line)
        if name == "commitmentbank":
            # The prompt is judged, not the event's word: with a "not" in it they part ways.
            if not row["tokenised"] or "n't" in row["prompt"] or " not " in row["prompt"]:
                continue
            row = row["tokenised"]
        found.append((row["text"], [(t["start"], t["end"], t["label"]) for t in row["targets"]]))
    return found


def joined(text, targets):
    """The text as newspapers set it ("don't" for "do n't"), where that makes other words."""
    shifted, out, at = [list(t) for t in targets], text, 0
    while (at := out.find(" n't", at)) >= 0:
        out = out[:at] + out[at + 1 :]
        for t in shifted:
            t[0] -= t[0] > at
            t[1] -= t[1] > at
    return (out, [tuple(t) for t in shifted]) if out != text else None


class Events:
    """Sentences with their events, as arrays."""

    def __init__(self, reader, name, rows, cache, corpus):
        hidden, texts = states(reader, [text for text, _ in rows], cache / f"{name}_{reader}")
        self.rows = []
        for (_, targets), text in zip(rows, texts):
            events, labels = [], []
            for start, end, label in targets:
                inside = [i for i, (s, e) in enumerate(text.words) if s < end and e > start]
                if inside:
                    events.append(inside[0])
                    labels.append(label)
            if events:
                self.rows.append((torch.tensor(hidden[text.rows]).flatten(1), events, labels, corpus))


def batches(rows, size, generator=None):
    order = np.arange(len(rows))
    if generator is not None:
        generator.shuffle(order)
        pools = [order[i : i + 20 * size] for i in range(0, len(order), 20 * size)]
        order = np.concatenate([sorted(pool, key=lambda i: len(rows[i][0])) for pool in pools])
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if generator is not None:
        generator.shuffle(groups)
    for group in groups:
        some = [rows[i] for i in group]
        length, most = max(len(r[0]) for r in some), max(len(r[1]) for r in some)
        hidden = torch.zeros(len(some), length, 2 * WIDTH)
        mask = torch.zeros(len(some), length, dtype=torch.bool)
        events = torch.zeros(len(some), most, dtype=torch.long)
        labels = torch.full((len(some), most), float("nan"))
        for i, (h, e, y, _) in enumerate(some):
            hidden[i, : len(h)], mask[i, : len(h)] = h.float(), True
            events[i, : len(e)], labels[i, : len(e)] = torch.tensor(e), torch.tensor(y)
        yield hidden, mask, events, labels, torch.tensor([r[3] for r in some])


def answers(head, rows, output, sharpness=1.0):
    """What the head answers for each event, its scores made so much larger, and the labels."""
    head.eval()
    ours, gold = [], []
    with torch.no_grad():
        for hidden, mask, events, labels, _ in batches(rows, 64):
            there = ~labels.isnan()
            ours.append((sharpness * head(hidden, mask, events)[..., output, :][there]).softmax(-1) @ STEPS)
            gold.append(labels[there])
    head.train()
    return torch.cat(ours), torch.cat(gold)


def score(ours, gold):
    """Pearson's r and the mean absolute error."""
    return float(torch.corrcoef(torch.stack([ours, gold]))[0, 1]), float((ours - gold).abs().mean())


def sharpness_of(head, rows, output):
    """By how much scores are made larger for the least error that costs at most .003 of r: where "surely so" is
    likeliest, absolute error wants 3, not 2.7."""
    tried = {sharpness: score(*answers(head, rows, output, sharpness)) for sharpness in (1.0, 1.25, 1.5, 1.75, 2.0, 2.5)}
    least = max(r for r, _ in tried.values()) - 0.003
    return min((mae, sharpness) for sharpness, (r, mae) in tried.items() if r >= least)[1]


LAYERS = ["inputs", "near.0", "near.1", "keys", "query", "event", "middle", "answer"]
SAMPLE = (
    "The ferry did not sail on Monday . The minister may resign if the talks fail , and the port will "
    "be closed ; she denied that two men had been killed ."
)


def export(head, reader: str, models: Path, fixtures: Path):
    """Int8 weights, inputs × outputs, one scale an output; and what the stored weights answer."""
    tensors, modules = {}, dict(head.named_modules())
    for name in LAYERS:
        weight, bias = modules[name].weight.data, modules[name].bias.data
        if name == "answer":  # without the outputs that only helped to learn
            weight, bias = weight[: SCALES * len(STEPS)], bias[: SCALES * len(STEPS)]
        stored, scale = rows(weight)
        tensors |= {
            name: stored.t().contiguous(),
            f"{name}.scale": scale[:, 0].contiguous(),
            f"{name}.bias": bias.contiguous(),
        }
        weight.copy_(stored.float() * scale)
    tensors |= {"distance": head.distance.data.contiguous(), "heads": torch.zeros(head.heads)}
    # `predicates.py` adds its score to this file.
    models.mkdir(parents=True, exist_ok=True)
    save_file(tensors, models / f"{reader}.certainty.safetensors")

    hidden, words, first = Network(reader).read(SAMPLE)
    hidden = torch.tensor(hidden[first]).float().flatten(1)[None]
    events = torch.arange(len(words))[None]
    head.eval()
    with torch.no_grad():
        answer = head(hidden, torch.ones(1, len(words), dtype=torch.bool), events)[0].softmax(-1) @ STEPS
    told = {"text": SAMPLE, "words": words}
    for output, scale in enumerate(("author", "reader")):
        told[scale] = answer[:, output].tolist()
    (fixtures / f"{reader}.certainty.json").write_text(json.dumps(told))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--name", default="full", choices=["full", "fast"])
    parser.add_argument("--cache", type=Path, default=Path("work/certainty"))
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--convolutions", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--absolute", type=float, default=0.0, help="weight of the absolute error in the loss")
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--weights", type=Path, help="go on from these; with --epochs 0, only export them")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    generator = np.random.default_rng(args.seed)

    train, steer, dev = [], {}, {}
    for corpus, name in enumerate(CORPORA):
        for part in [".train", ".dev"] if corpus < 2 else [""]:
            rows = texts_of(args.corpora, name + part)
            stem = name + part.replace(".", "-")
            read = Events(args.name, stem, rows, args.cache, corpus).rows
            if part == ".dev":
                dev[name] = read
                continue
            again = [other for row in rows if (other := joined(*row))]
            if part == ".train":  # every twelfth block of twenty sentences steers
                held = [i // 20 % 12 == 5 for i in range(len(read))]
                steer[name] = [row for row, out in zip(read, held) if out]
                read = [row for row, out in zip(read, held) if not out]
                texts = {text for (text, _), out in zip(rows, held) if out}
                again = [row for row in again if row[0].replace("n't", " n't") not in texts]
            train += read + Events(args.name, stem + "-joined", again, args.cache, corpus).rows

    head = Head(args.size, convolutions=args.convolutions)
    # The last fifth of the steps so far, at most the last 500.
    averaged = torch.optim.swa_utils.AveragedModel(
        head, avg_fn=lambda old, new, count: old + (new - old) * max(0.002, 1 / (0.2 * count.item() + 10))
    )
    optimizer = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.05)
    steps = args.epochs * -(-len(train) // 32)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(s / 100, max(0.0, 1 - s / steps)))
    weight = torch.tensor(WEIGHT)
    if args.weights:
        head.load_state_dict(torch.load(args.weights))
        averaged.module.load_state_dict(head.state_dict())
    print(args, sum(p.numel() for p in head.parameters()), len(train), flush=True)
    for epoch in range(args.epochs):
        began, lost = time.time(), []
        for hidden, mask, events, labels, corpus in batches(train, 32, generator):
            scores = head(hidden, mask, events)
            there = ~labels.isnan()
            own = corpus[:, None].expand_as(labels)[there]
            scores = scores[there][torch.arange(len(own)), own]
            loss = -(steps_of(labels[there]) * scores.log_softmax(-1)).sum(-1)
            if args.absolute:
                loss = loss + args.absolute * (scores.softmax(-1) @ STEPS - labels[there]).abs()
            loss = (loss * weight[own]).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if epoch:
                averaged.update_parameters(head)
            lost.append(loss.item())
        told = [f"epoch {epoch} loss {np.mean(lost):.3f} {time.time() - began:.0f} s"]
        for where, parts in (("steer", steer), ("dev", dev)):
            for name, rows in parts.items():
                if where == "dev" and epoch < args.epochs - 1:
                    continue
                for sharpness in (1.0, 1.75):
                    r, mae = score(*answers(averaged if epoch else head, rows, CORPORA.index(name), sharpness))
                    told.append(f"{where} {name} × {sharpness} r {r:.3f} MAE {mae:.3f}")
        print("; ".join(told), flush=True)
    if args.epochs:
        torch.save(averaged.module.state_dict(), args.cache / f"{args.name}.pt")
    head = averaged.module
    for at, name in enumerate(steer):
        sharpness = sharpness_of(head, steer[name], at)
        own = slice(at * len(STEPS), (at + 1) * len(STEPS))
        head.answer.weight.data[own] *= sharpness
        head.answer.bias.data[own] *= sharpness
        for where in dev:
            r, mae = score(*answers(head, dev[where], at))
            print(f"dev {where} by the output of {name}, scores × {sharpness}: r {r:.3f} MAE {mae:.3f}")
    export(head, args.name, args.out, MODELS.parent / "crates/encoder/fixtures")


if __name__ == "__main__":
    main()
