"""Which word of a content names what happens: one more score on the head of `certainty.py`.

    python -m headwater_training.predicates ../../shared/corpora --name full

The head's trunk stays as it is. A word's score is linear in its vector there and in the reader's
states of it; the word with the highest in a span is its predicate. It learns from whole sentences
(their root) and from clauses inside them (complement clauses, parataxis; their head) of EWT and of
GUM's free genres. Adds the tensors `predicate` to `models/NAME.certainty.safetensors`.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn

from .stored import rows as int8
from .frozen import MODELS, states
from .treebank import sentences

CLAUSES = ("ccomp", "parataxis", "advcl")
SHORTEST = 4  # words of a clause that is learnt from
SHARE = 2  # of the training sentences every second


def trunk(tensors):
    """The trunk's layers with the stored weights."""
    def layer(name):
        weight, scale, bias = (tensors[name + end] for end in ("", ".scale", ".bias"))
        return weight.float() * scale, bias

    layers = [layer(name) for name in ("inputs", "near.0", "near.1")]

    def run(both):
        x = F.relu(both @ layers[0][0] + layers[0][1])
        for weight, bias in layers[1:]:
            edge = torch.zeros_like(x[:1])
            three = torch.cat([torch.cat([edge, x[:-1]]), x, torch.cat([x[1:], edge])], 1)
            x = x + F.relu(three @ weight + bias)
        return x

    return run


def spans(sentence):
    """(words, predicate) of the sentence and of clauses in it, by index; only where a verb leads."""
    below = [{i} for i in range(len(sentence.heads))]
    for i in range(len(sentence.heads)):
        at, steps = sentence.heads[i], 0
        while at and steps < len(sentence.heads):
            below[at - 1].add(i)
            at, steps = sentence.heads[at - 1], steps + 1
    for i, (head, relation) in enumerate(zip(sentence.heads, sentence.relations)):
        if head == 0 or relation in CLAUSES and len(below[i]) >= SHORTEST:
            yield sorted(below[i]), i


def load(reader, corpora, name, cache, tensors, share=1):
    """(features [words, 896], [(words, predicate, also right, led by a verb)]) of each sentence."""
    run = trunk(tensors)
    found = sentences(corpora, name)[::share]
    stem = name if share == 1 else f"{name}-{share}"
    hidden, texts = states(reader, [s.text for s in found], cache / f"{stem}_{reader}")
    out = []
    for sentence, text in zip(found, texts):
        if not text.words:
            continue
        starts = np.array([s for s, _ in text.words])
        place = [max(0, int(np.searchsorted(starts, s, side="right")) - 1) for s, _ in sentence.words]
        inside = [np.flatnonzero((starts >= s) & (starts < e)) for s, e in sentence.words]
        place = [int(i[0]) if len(i) else p for i, p in zip(inside, place)]
        state = torch.tensor(hidden[text.rows]).float().flatten(1)
        x = run(state)
        labelled = []
        for words, head in spans(sentence):
            right = {place[head]} | {
                place[i] for i in words if sentence.heads[i] == head + 1 and sentence.relations[i] == "xcomp"
            }
            labelled.append((sorted({place[i] for i in words}), place[head], right, sentence.tags[head] == "VERB", sentence.heads[head] == 0))
        out.append((torch.cat([x, state], 1).detach(), labelled))
    return out


def measure(weight, bias, rows):
    """Share of sentences, and of clauses in them, led by a verb whose verb (or its "to …") comes first."""
    tally = {True: [0, 0], False: [0, 0]}
    for features, labelled in rows:
        score = features @ weight + bias
        for words, _, right, verb, whole in labelled:
            if verb:
                tally[whole][0] += words[int(score[words].argmax())] in right
                tally[whole][1] += 1
    return [100 * a / b for a, b in tally.values()]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--name", default="full", choices=["full", "fast"])
    parser.add_argument("--cache", type=Path, default=Path("work/certainty"))
    parser.add_argument("--epochs", type=int, default=6)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(20261123)
    file = MODELS / f"{args.name}.certainty.safetensors"
    tensors = load_file(file)
    train = [r for name in ("en_ewt-train", "en_gum-train") for r in load(args.name, args.corpora, name, args.cache, tensors, SHARE)]
    score = nn.Linear(train[0][0].shape[1], 1)
    optimizer = torch.optim.AdamW(score.parameters(), lr=3e-3, weight_decay=0.01)
    order = np.random.default_rng(1)
    steps = args.epochs * (-(-len(train) // 32))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: 1 - s / steps)
    for epoch in range(args.epochs):
        lost = []
        shuffled = order.permutation(len(train))
        for at in range(0, len(shuffled), 32):
            losses = []
            for i in shuffled[at : at + 32]:
                features, labelled = train[i]
                scores = score(features)[:, 0]
                for words, head, *_ in labelled:
                    losses.append(F.cross_entropy(scores[words][None], torch.tensor([words.index(head)])))
            loss = torch.stack(losses).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            lost.append(loss.item())
        print(f"epoch {epoch} loss {np.mean(lost):.3f}", flush=True)
    stored, scale = int8(score.weight.data)
    tensors |= {"predicate": stored.t().contiguous(), "predicate.scale": scale[:, 0].contiguous(), "predicate.bias": score.bias.data}
    save_file(tensors, file)
    for name in ("en_ewt-dev", "en_gum-dev"):
        rows = load(args.name, args.corpora, name, args.cache, tensors)
        whole, clause = measure(stored[0].float() * scale[0], score.bias.data, rows)
        print(f"{name}: verb of the sentence {whole:.1f}, of a clause in it {clause:.1f}")


if __name__ == "__main__":
    main()
