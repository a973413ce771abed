"""A smaller reader that learns from the large one: fewer layers, narrower inside.

    python -m headwater_training.distil --corpora ../../shared/corpora --teacher work/full --out work/fast

The student copies some layers of its teacher, keeps the inner units that weigh most, and learns
the teacher's last hidden vectors and tag scores on labelled and unlabelled news, beside the labels.
"""

import argparse
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch.nn.utils.rnn import pad_sequence

from . import data, features
from .model import Reader
from .train import at_words, batches, finish, minilm, padded, tensors

SEED = 20261123
LAYERS = [0, 5]  # of the teacher
INNER = 768
TEXTS = ["allsides/articles.jsonl.gz", "gva/articles.jsonl.gz"]


def student_of(teacher: Reader) -> Reader:
    student = Reader(layers=len(LAYERS), inner=INNER, extras_at=0)
    known = teacher.state_dict()
    theirs = student.state_dict()
    for name in theirs:
        if not name.startswith("encoder.layers."):
            theirs[name] = known[name]
    for at, of in enumerate(LAYERS):
        up = known[f"encoder.layers.{of}.up.weight"]
        down = known[f"encoder.layers.{of}.down.weight"]
        best = (up.norm(dim=1) * down.norm(dim=0)).topk(INNER).indices.sort().values
        for part in [n for n in theirs if n.startswith(f"encoder.layers.{at}.")]:
            value = known[part.replace(f"layers.{at}.", f"layers.{of}.", 1)]
            if ".up." in part:
                value = value[best]
            elif part.endswith("down.weight"):
                value = value[:, best]
            theirs[part] = value
    student.load_state_dict(theirs)
    student.encoder.kept = 0
    return student


@torch.no_grad()
def teach(teacher, examples):
    """The teacher's last hidden vectors of every piece, in half precision."""
    known = {}
    for group in batches(examples, 3200):
        ids, mask, *extras = tensors([e.window for e in group])
        hidden = teacher.encoder(ids, mask, *extras)
        for row, example in enumerate(group):
            known[id(example)] = hidden[row, : len(example.window.ids)].half()
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../../shared/corpora"))
    parser.add_argument("--teacher", type=Path, default=Path("work/full"))
    parser.add_argument("--out", type=Path, default=Path("work/fast"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--window", type=int, default=224)
    parser.add_argument("--pieces", type=int, default=1600)
    parser.add_argument("--unlabelled", type=int, default=1_000_000, help="pieces of unlabelled news")
    parser.add_argument("--rate", type=float, default=5e-4)
    args = parser.parse_args()
    torch.set_num_threads(2)
    random.seed(SEED)
    torch.manual_seed(SEED)
    args.out.mkdir(exist_ok=True)
    folder = minilm()
    tokenizer = features.load_tokenizer(str(folder / "tokenizer.json"))
    start = time.time()

    train = data.polnear(args.corpora / "polnear/train.jsonl.gz", tokenizer)
    dev = data.polnear(args.corpora / "polnear/dev.jsonl", tokenizer)
    names = [e for e, _ in data.conll(args.corpora / "ner/conllpp.train.jsonl.gz", tokenizer, args.window)]
    names_dev = data.conll(args.corpora / "ner/conllpp.dev.jsonl", tokenizer, args.window)
    examples = [data.label(d, w) for d in train for w in features.windows(d.parts, args.window)] + names
    rows = [r["text"] for t in TEXTS for r in data.read_jsonl(args.corpora / t) if len(r["text"]) > 400]
    random.shuffle(rows)
    pieces = 0
    for text in rows:
        if pieces >= args.unlabelled:
            break
        for window in features.windows(features.paragraphs(tokenizer, text[:20000]), args.window):
            examples.append(data.Example(window))
            pieces += len(window.ids)
    print(f"data {time.time() - start:.0f} s, {len(examples)} windows, {sum(len(e.window.ids) for e in examples)} pieces", flush=True)

    teacher = Reader()
    teacher.load_state_dict(torch.load(args.teacher / "reader.pt"))
    teacher.eval()
    student = student_of(teacher)
    known = teach(teacher, examples)
    print(f"taught {time.time() - start:.0f} s", flush=True)

    slow = list(student.encoder.layers.parameters())
    kept = {id(p) for p in slow} | {id(student.encoder.words.weight), id(student.encoder.positions.weight)}
    others = [p for p in student.parameters() if id(p) not in kept]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": args.rate}, {"params": others, "lr": args.rate / 2}], weight_decay=0.01
    )
    total = len(list(batches(examples, args.pieces))) * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / (0.05 * total), max(0.0, (total - s) / (0.95 * total)))
    )
    log = []
    for epoch in range(args.epochs):
        student.train()
        for layer in student.encoder.layers:
            layer.dropout.p = 0.0  # the teacher's vectors are the noise-free aim
        work = list(batches(examples, args.pieces))
        random.shuffle(work)
        sums, began = [0.0] * 3, time.time()
        for step, group in enumerate(work):
            ids, mask, *extras = tensors([e.window for e in group])
            hidden = student.encoder(ids, mask, *extras)
            attribution, entity = student.attribution(hidden), student.entity(hidden)
            aim = pad_sequence([known[id(e)].float() for e in group], batch_first=True)
            n = mask.sum()
            near, gap = 0.0, 0.0
            for ours, theirs in (
                (hidden, aim), (student.link(hidden), teacher.link(aim)), (student.meaning(hidden), teacher.meaning(aim)),
            ):
                near = near + (((ours - theirs.detach()) ** 2).mean(2) * mask).sum() / n
            for ours, theirs in ((attribution, teacher.attribution(aim)), (entity, teacher.entity(aim))):
                aims = theirs.detach().softmax(-1)
                each = F.kl_div(ours.log_softmax(-1), aims, reduction="none").sum(2)
                gap = gap + (each * mask).sum() / n
            gold = torch.zeros(())
            for kind, head, crf in (
                ("attribution", attribution, student.attribution_crf),
                ("entity", entity, student.entity_crf),
            ):
                rows = [i for i, e in enumerate(group) if getattr(e, kind) is not None]
                if rows:
                    some = [group[i] for i in rows]
                    at, words = at_words(head[rows], some)
                    labels = padded([getattr(e, kind) for e in some], at.shape[1])
                    gold = gold + crf.loss(at, labels, words) / words.sum()
            loss = near + gap + 0.5 * gold
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(slow + others, 1.0)
            optimizer.step()
            schedule.step()
            sums = [a + float(b.detach()) for a, b in zip(sums, (near, gap, gold))]
            if step % 100 == 0:
                done = step + 1
                print(f"  epoch {epoch} step {done}/{len(work)} {(time.time()-began)/done:.2f} s/step "
                      f"near {sums[0]/done:.4f} gap {sums[1]/done:.4f} gold {sums[2]/done:.4f}", flush=True)
        finish(student, epoch, start, dev, names_dev, args, log)


if __name__ == "__main__":
    main()
