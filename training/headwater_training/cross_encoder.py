"""All six layers of MiniLM over both sentences of a pair: what it would tell of MRPC and ClaimDiff; ships nothing.

    python -m headwater_training.cross_encoder ../../shared/corpora/pairs

[CLS] a [SEP] b [SEP] with BERT's two types; the word vectors stay. First SICK and RTE (does a say b, not
b, neither), then each corpus by itself: MRPC on train and validation, ClaimDiff on the half that
`claim_pairs.py` tunes on. Thresholds are those with the best F1 on the part that is learnt from.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from . import features
from .claim_pairs import even, f1, macro, threshold
from .model import Encoder
from .train import minilm

CLS, SEP, LONGEST = 101, 102, 96


class Pairs(nn.Module):
    def __init__(self):
        super().__init__()
        path = str(minilm() / "model.safetensors")
        self.encoder = Encoder()
        self.encoder.load_minilm(path)
        self.encoder.kept = 0
        weights = {name.removeprefix("bert."): tensor for name, tensor in load_file(path).items()}
        self.types = nn.Parameter(weights["embeddings.token_type_embeddings.weight"].clone())
        self.heads = nn.ModuleDict({"says": nn.Linear(384, 3), "mrpc": nn.Linear(384, 2), "claimdiff": nn.Linear(384, 2)})
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids, types, mask, head):
        e = self.encoder
        h = e.norm(e.words(ids).detach() + e.positions.weight[: ids.shape[1]] + self.types[types])
        bias = ((1.0 - mask.float()) * -1e4)[:, None, None, :]
        for layer in e.layers:
            h = layer(h, bias)
        # The mean of all pieces beside [CLS]: the sentence vectors of MiniLM are such means.
        mean = (h * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.heads[head](self.dropout(h[:, 0] + mean))


def encoded(tokenizer, rows):
    """(ids, types) of each pair, the longer side cut first."""
    out = []
    for row in rows:
        a, b = (tokenizer.encode(row[side], add_special_tokens=False).ids for side in "ab")
        while len(a) + len(b) > LONGEST - 3:
            (a if len(a) > len(b) else b).pop()
        out.append(([CLS, *a, SEP, *b, SEP], [0] * (len(a) + 2) + [1] * (len(b) + 1)))
    return out


def batches(pairs, size, shuffle):
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + (random.random() * 6 if shuffle else 0))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if shuffle:
        random.shuffle(groups)
    for group in groups:
        pad = lambda at: nn.utils.rnn.pad_sequence([torch.tensor(pairs[i][at]) for i in group], batch_first=True)
        ids = pad(0)
        yield ids, pad(1), ids != 0, group


def learn(model, pairs, labels, head, epochs, rate):
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p is not model.encoder.words.weight], lr=rate, weight_decay=0.01)
    steps = epochs * -(-len(pairs) // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.1 * steps), max(0.0, 1 - s / steps)))
    labels = torch.tensor(labels)
    model.train()
    for epoch in range(epochs):
        began, lost = time.time(), []
        for ids, types, mask, group in batches(pairs, 16, True):
            loss = F.cross_entropy(model(ids, types, mask, head), labels[group])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost.append(loss.item())
        print(f"{head} {epoch} loss {np.mean(lost):.3f} {time.time() - began:.0f} s", flush=True)


def scores(model, pairs, head):
    model.eval()
    out = np.zeros(len(pairs))
    with torch.no_grad():
        for ids, types, mask, group in batches(pairs, 64, False):
            out[group] = model(ids, types, mask, head).softmax(-1)[:, 1].numpy()
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--work", type=Path, default=Path("work"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(1)
    torch.manual_seed(1)
    tokenizer = features.load_tokenizer(str(minilm() / "tokenizer.json"))
    read = lambda file: [json.loads(line) for line in (args.folder / file).read_text().splitlines()]
    model = Pairs()
    first = read("sick.jsonl") + read("rte.jsonl")
    says = {"entailment": 0, "neutral": 1, "not_entailment": 1, "contradiction": 2}
    learn(model, encoded(tokenizer, first), [says[row["label"]] for row in first], "says", 1, 5e-5)
    begun = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    for head, file, label, tuned, epochs in [
        ("mrpc", "mrpc.jsonl", lambda row: row["label"] == 1, lambda row: row["split"] != "test", 4),
        ("claimdiff", "claimdiff.train.jsonl", lambda row: row["label"] != "neither", even, 4),
    ]:
        model.load_state_dict(begun)
        rows = read(file)
        own, other = ([row for row in rows if tuned(row) == part] for part in (True, False))
        gold = [np.array([label(row) for row in part]) for part in (own, other)]
        learn(model, encoded(tokenizer, own), gold[0].astype(int).tolist(), head, epochs, 4e-5)
        ours = [scores(model, encoded(tokenizer, part), head) for part in (own, other)]
        told = []
        for measure in (f1, macro):
            told.append(measure(gold[1], ours[1] >= threshold(ours[0], gold[0], measure)))
        told.append(((ours[1] >= 0.5) == gold[1]).mean())
        told.append(f1(gold[1], ours[1] >= 0.5))
        print(head, "F1 {:.3f}, mean of both classes {:.3f}; at .5: accuracy {:.3f}, F1 {:.3f}".format(*told), flush=True)
        torch.save(model.state_dict(), args.work / f"pairs.{head}.pt")


if __name__ == "__main__":
    main()
