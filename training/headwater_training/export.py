"""Writes the trained reader as ONNX with int8 weights, and what Rust needs beside it.

    python -m headwater_training.export --work work --models ../models

Weights are stored as int8 with one scale a row (weight-only: activations stay f32, so figures
move by less than 0.1 F1); the runtime folds them to f32 when it loads.
"""

import argparse
import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from . import features
from .model import ATTRIBUTION_TAGS, DISTANCES, ENTITY_TAGS, LINK, Reader

POSITIONS = 256  # no window is longer


def rows(weight):
    """Int8 rows and their scales."""
    scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127.0
    return (weight / scale).round().clamp(-127, 127).to(torch.int8), scale


class StoredLinear(nn.Module):
    def __init__(self, linear: nn.Linear):
        super().__init__()
        stored, scale = rows(linear.weight.data)
        self.register_buffer("stored", stored.t().contiguous())
        self.register_buffer("scale", scale.t().contiguous())
        self.bias = nn.Parameter(linear.bias.data)

    def forward(self, x):
        return x @ (self.stored.float() * self.scale) + self.bias


class StoredEmbedding(nn.Module):
    def __init__(self, embedding: nn.Embedding):
        super().__init__()
        stored, scale = rows(embedding.weight.data)
        self.register_buffer("stored", stored)
        self.register_buffer("scale", scale)

    @property
    def weight(self):
        return self.stored.float() * self.scale

    def forward(self, ids):
        return F.embedding(ids, self.stored).float() * F.embedding(ids, self.scale)


def store(module: nn.Module):
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            setattr(module, name, StoredLinear(child))
        elif isinstance(child, nn.Embedding) and child.num_embeddings > 1000:
            setattr(module, name, StoredEmbedding(child))
        else:
            store(child)


class Exported(nn.Module):
    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader

    def forward(self, ids, shapes, quotes, places):
        out = self.reader(ids, None, shapes, quotes, places)
        return tuple(o[0] for o in out)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("work"))
    parser.add_argument("--models", type=Path, default=Path("../models"))
    parser.add_argument("--reluctance", type=float, default=0.12, help="taken from the scores of cue and content tags")
    args = parser.parse_args()
    from .train import minilm

    reader = Reader()
    reader.load_state_dict(torch.load(args.work / "reader.pt"))
    reader.eval()
    # The CRF likes long contents; chosen on the even-numbered articles of PolNeAR dev (NOTES.md).
    for at, tag in enumerate(ATTRIBUTION_TAGS):
        if tag.endswith(("cue", "content")):
            reader.attribution.bias.data[at] -= args.reluctance
    positions = reader.encoder.positions
    positions.weight.data = positions.weight.data[:POSITIONS]
    args.models.mkdir(exist_ok=True)
    folder = minilm()
    tables = {
        "attribution_tags": ATTRIBUTION_TAGS,
        "entity_tags": ENTITY_TAGS,
        "attribution_steps": reader.attribution_crf.steps.tolist(),
        "entity_steps": reader.entity_crf.steps.tolist(),
        "link_width": LINK,
        "distances": DISTANCES,
        "distance": reader.distance.tolist(),
        "nobody": reader.nobody.tolist(),
    }
    (args.models / "reader.json").write_text(json.dumps(tables))
    (args.models / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())

    store(reader)
    model = Exported(reader).eval()
    sample = tuple(torch.ones(1, 12, dtype=torch.long) for _ in range(4))
    torch.onnx.export(
        model, sample, str(args.models / "reader.onnx"), dynamo=False, do_constant_folding=False,
        opset_version=17, input_names=["ids", "shapes", "quotes", "places"],
        output_names=["attribution", "entity", "link", "meaning"],
        dynamic_axes={n: {1: "pieces"} for n in ("ids", "shapes", "quotes", "places")}
        | {n: {0: "pieces"} for n in ("attribution", "entity", "link", "meaning")},
    )

    tokenizer = features.load_tokenizer(str(args.models / "tokenizer.json"))
    examples = []
    for text in (
        "Ferry talks stall, minister says\nThe minister, Ana Ruiz, said “we can’t sail” on 3 May; the U.S. firm’s McAllister denied it.\n“No,” he said. \"Not yet,\" they added.\n" + "Ships wait. " * 130,
    ):
        windows = features.windows(features.paragraphs(tokenizer, text), 224)
        with torch.no_grad():
            out = [
                model(*(torch.tensor([x]) for x in (w.ids, w.shapes, w.quotes, w.places)))
                for w in windows
            ]
        examples.append({
            "text": text,
            "windows": [
                {"ids": w.ids, "shapes": w.shapes, "quotes": w.quotes, "places": w.places,
                 "first": w.first, "words": w.words, "attribution0": o[0][w.first[0]].tolist()}
                for w, o in zip(windows, out)
            ],
        })
    fixture = Path(__file__).parent.parent.parent / "crates/encoder/fixtures"
    fixture.mkdir(exist_ok=True)
    (fixture / "features.json").write_text(json.dumps(examples, ensure_ascii=False))


if __name__ == "__main__":
    main()
