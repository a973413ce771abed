"""How certain an event is, as its source has it: a head on the frozen readers.

    python -m headwater_training.certainty ../../shared/corpora --name full
    python -m headwater_training.certainty ../../shared/corpora --name fast

In: UDS-IH2, UW, MegaVeridicality and CommitmentBank; the states that the shipped network gives each
sentence (`frozen.py`). Out: `models/NAME.certainty.safetensors`, and the fixture by which
`crates/encoder` checks that Rust answers as Python does.

A word's vector is made of its first piece's state and of the vector that the piece began with, and
of its neighbours; the event's word looks over the sentence's words (attention with a learnt score
of the distance), and two layers make a number in [-3, 3] of what it saw. There is one output for
each corpus, as annotators were asked different things (UDS: did or will it happen; UW: does the
author hold it for a fact); the program reads the two that its figures are told for.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file
from safetensors.torch import save_file
from torch import nn

from .export import rows
from .frozen import MODELS, WIDTH, Network, states

CORPORA = ["uw", "uds-ih2", "megaveridicality", "commitmentbank"]  # the outputs, in this order
WEIGHT = [1.5, 1.0, 0.5, 0.5]  # of an event of each in the loss
REACH = 32  # distances beyond it are one
BOUND = 3.0  # of the scale
WORD_SCALE = 8.0  # word vectors are an eighth as long as states


class Head(nn.Module):
    def __init__(self, size=128, heads=8, convolutions=2, dropout=0.5):
        super().__init__()
        self.heads = heads
        self.inputs = nn.Linear(2 * WIDTH, size)
        self.near = nn.ModuleList(nn.Linear(3 * size, size) for _ in range(convolutions))
        self.keys = nn.Linear(size, 2 * size)
        self.query = nn.Linear(size, size)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1, heads))
        self.event = nn.Linear(WIDTH, size)
        self.middle = nn.Linear(3 * size, size)
        self.answer = nn.Linear(size, len(CORPORA))
        self.dropout = nn.Dropout(dropout)
        self.dropout_in = nn.Dropout(0.2)

    def forward(self, hidden, words, mask, events):
        """Certainty [sentences, events, corpora]; mask [sentences, words], events [sentences, events]."""
        there = mask[..., None].float()
        pair = torch.cat([self.dropout_in(hidden), self.dropout_in(words)], -1)
        x = F.relu(self.inputs(pair)) * there
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
        own = F.relu(self.event(self.dropout_in(hidden.gather(1, events[..., None].expand(-1, -1, WIDTH)))))
        both = self.dropout(torch.cat([event, seen, own], -1))
        return self.answer(self.dropout(F.relu(self.middle(both))))


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
        hidden, ids, texts = states(reader, [text for text, _ in rows], cache / f"{name}_{reader}")
        self.rows = []
        for (_, targets), text in zip(rows, texts):
            events, labels = [], []
            for start, end, label in targets:
                inside = [i for i, (s, e) in enumerate(text.words) if s < end and e > start]
                if inside:
                    events.append(inside[0])
                    labels.append(label)
            if events:
                self.rows.append((torch.tensor(hidden[text.first]), torch.tensor(ids[text.first]).long(), events, labels, corpus))


def batches(rows, size, vectors, generator=None):
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
        length, most = max(len(r[0]) for r in some), max(len(r[2]) for r in some)
        hidden = torch.zeros(len(some), length, WIDTH)
        ids = torch.zeros(len(some), length, dtype=torch.long)
        mask = torch.zeros(len(some), length, dtype=torch.bool)
        events = torch.zeros(len(some), most, dtype=torch.long)
        labels = torch.full((len(some), most), float("nan"))
        for i, (h, w, e, y, _) in enumerate(some):
            hidden[i, : len(h)], ids[i, : len(h)], mask[i, : len(h)] = h.float(), w, True
            events[i, : len(e)], labels[i, : len(e)] = torch.tensor(e), torch.tensor(y)
        words = vectors[ids].float() * WORD_SCALE
        yield hidden, words, mask, events, labels, torch.tensor([r[4] for r in some])


def answers(head, rows, vectors, output):
    """What the head answers for each event, and the labels."""
    head.eval()
    ours, gold = [], []
    with torch.no_grad():
        for hidden, words, mask, events, labels, _ in batches(rows, 64, vectors):
            there = ~labels.isnan()
            ours.append(head(hidden, words, mask, events)[..., output][there])
            gold.append(labels[there])
    head.train()
    return torch.cat(ours), torch.cat(gold)


def stretched(answer, knee=BOUND, slope=1.0):
    """What lies above the knee is drawn out: absolute error wants "surely so" to be 3, not 2.7."""
    return torch.where(answer < knee, answer, knee + (answer - knee) * slope).clamp(-BOUND, BOUND)


def score(ours, gold):
    """Pearson's r and the mean absolute error."""
    return float(torch.corrcoef(torch.stack([ours, gold]))[0, 1]), float((ours - gold).abs().mean())


def stretch_of(ours, gold):
    """Knee and slope of the least error that cost at most .003 of r."""
    tried = {(BOUND, 1.0): score(stretched(ours), gold)}
    for knee in (1.5, 2.0, 2.2, 2.4, 2.5):
        for slope in (1.2, 1.4, 1.7, 2.0, 3.0):
            tried[knee, slope] = score(stretched(ours, knee, slope), gold)
    least = tried[BOUND, 1.0][0] - 0.003
    return min((mae, key) for key, (r, mae) in tried.items() if r >= least)[1]


LAYERS = ["inputs", "near.0", "near.1", "keys", "query", "event", "middle", "answer"]
SAMPLE = (
    "The ferry did not sail on Monday . The minister may resign if the talks fail , and the port will "
    "be closed ; she denied that two men had been killed ."
)


def export(head, stretch, reader: str, models: Path, fixtures: Path):
    """Int8 weights, inputs × outputs, one scale an output; and what the stored weights answer."""
    tensors, modules = {}, dict(head.named_modules())
    for name in LAYERS:
        weight = modules[name].weight.data
        if name == "inputs":  # states and words have lengths of their own: fold that in before rounding
            weight = weight.clone()
            weight[:, WIDTH:] *= WORD_SCALE
        stored, scale = rows(weight)
        tensors |= {
            name: stored.t().contiguous(),
            f"{name}.scale": scale[:, 0].contiguous(),
            f"{name}.bias": modules[name].bias.data.contiguous(),
        }
        weight = stored.float() * scale
        if name == "inputs":
            weight[:, WIDTH:] /= WORD_SCALE
        modules[name].weight.data = weight
    tensors |= {
        "distance": head.distance.data.contiguous(),
        "heads": torch.zeros(head.heads),
        "knee": torch.tensor([knee for knee, _ in stretch]),
        "slope": torch.tensor([slope for _, slope in stretch]),
    }
    # `predicates.py` adds its score to this file.
    models.mkdir(parents=True, exist_ok=True)
    save_file(tensors, models / f"{reader}.certainty.safetensors")

    network = Network(reader)
    ids, hidden, words, first = network.read(SAMPLE)
    hidden = torch.tensor(np.concatenate(hidden)[first]).float()[None]
    vectors = torch.tensor(network.vectors(np.concatenate(ids)[first]))[None] * WORD_SCALE
    events = torch.arange(len(words))[None]
    head.eval()
    with torch.no_grad():
        answer = head(hidden, vectors, torch.ones(1, len(words), dtype=torch.bool), events)[0]
    told = {"text": SAMPLE, "words": words}
    for output, scale in enumerate(("author", "reader")):
        told[scale] = stretched(answer[:, output], *stretch[output]).tolist()
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
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--weights", type=Path, help="only export these")
    parser.add_argument("--no-words", action="store_true", help="states only")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    generator = np.random.default_rng(args.seed)
    stored = load_file(MODELS / "words.safetensors")
    vectors = torch.tensor(stored["words"].astype(np.float32) * stored["scale"][:, None]).half()
    if args.no_words:
        vectors = torch.zeros_like(vectors)

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
    averaged = torch.optim.swa_utils.AveragedModel(head, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998))
    optimizer = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.05)
    steps = args.epochs * -(-len(train) // 32)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(s / 100, max(0.0, 1 - s / steps)))
    weight = torch.tensor(WEIGHT)
    if args.weights:
        args.epochs = 0
        averaged.module.load_state_dict(torch.load(args.weights))
    print(args, sum(p.numel() for p in head.parameters()), len(train), flush=True)
    for epoch in range(args.epochs):
        began, lost = time.time(), []
        for hidden, words, mask, events, labels, corpus in batches(train, 32, vectors, generator):
            answer = head(hidden, words, mask, events)
            answer = answer.gather(2, corpus[:, None, None].expand(-1, answer.shape[1], 1))[..., 0]
            there = ~labels.isnan()
            loss = F.smooth_l1_loss(answer[there], labels[there], beta=0.3, reduction="none")
            loss = (loss * weight[corpus][:, None].expand_as(labels)[there]).mean()
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
                ours, gold = answers(averaged, rows, vectors, CORPORA.index(name))
                r, mae = score(stretched(ours), gold)
                told.append(f"{where} {name} r {r:.3f} MAE {mae:.3f}")
        print("; ".join(told), flush=True)
    stretch = [stretch_of(*answers(averaged, steer[name], vectors, at)) for at, name in enumerate(steer)]
    for at, name in enumerate(steer):
        for where in dev:
            ours, gold = answers(averaged, dev[where], vectors, at)
            r, mae = score(stretched(ours, *stretch[at]), gold)
            print(f"dev {where} by the output of {name}, stretched {stretch[at]}: r {r:.3f} MAE {mae:.3f}")
    if not args.weights:
        torch.save(averaged.module.state_dict(), args.cache / f"{args.name}.pt")
    export(averaged.module, stretch, args.name, args.out, MODELS.parent / "crates/encoder/fixtures")


if __name__ == "__main__":
    main()
