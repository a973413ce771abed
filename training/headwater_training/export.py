"""Writes a trained reader as ONNX with int8 weights, and what Rust needs beside it.

    python -m headwater_training.export --work work/full --name full
    python -m headwater_training.export --work work/fast --name fast

Weights are stored as int8 with one scale a row (weight-only: activations stay f32, so figures
move by less than 0.1 F1); the runtime folds them to f32 when it loads. Word vectors are MiniLM's own
in both readers: they stand once, in `words.safetensors`, and are the network's input. The link and
meaning heads are linear and few pieces need them: they stand beside the network, in
`NAME.heads.safetensors`, and the network gives the last layer's vectors, `hidden`.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

from . import features
from .model import ATTRIBUTION_TAGS, ENTITY_TAGS, LINK, Reader

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


def store(module: nn.Module):
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            setattr(module, name, StoredLinear(child))
        else:
            store(child)


class Exported(nn.Module):
    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader

    def forward(self, words, shapes, quotes, places):
        h = self.reader.encoder(words, None, shapes, quotes, places)[0]
        return self.reader.attribution(h), self.reader.entity(h), h


def heads(reader: Reader):
    """The heads beside the network: int8, inputs × outputs, one scale an output."""
    tensors = {}
    for name in ("link", "meaning"):
        head = getattr(reader, name)
        stored, scale = rows(head.weight.data)
        tensors |= {
            name: stored.t().contiguous(),
            f"{name}.scale": scale[:, 0].contiguous(),
            f"{name}.bias": head.bias.data,
        }
    return tensors


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("work/full"))
    parser.add_argument("--name", default="full", choices=["full", "fast"])
    parser.add_argument("--models", type=Path, default=Path("../models"))
    parser.add_argument("--reluctance", type=float, default=0.12, help="taken from the scores of cue and content tags")
    args = parser.parse_args()
    from .train import minilm

    reader = Reader.of(torch.load(args.work / "reader.pt"))
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
        "distance": reader.distance.tolist(),
        "nobody": reader.nobody.tolist(),
    }
    (args.models / f"{args.name}.json").write_text(json.dumps(tables))
    (args.models / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())

    stored, scale = rows(reader.encoder.words.weight.data)
    save_file({"words": stored, "scale": scale[:, 0].contiguous()}, args.models / "words.safetensors")
    save_file(heads(reader), args.models / f"{args.name}.heads.safetensors")
    store(reader)
    vectors = stored.float() * scale
    model = Exported(reader).eval()
    sample = (vectors[torch.ones(1, 12, dtype=torch.long)], *(torch.ones(1, 12, dtype=torch.long) for _ in range(3)))
    torch.onnx.export(
        model, sample, str(args.models / f"{args.name}.onnx"), dynamo=False, do_constant_folding=False,
        opset_version=17, input_names=["words", "shapes", "quotes", "places"],
        output_names=["attribution", "entity", "hidden"],
        dynamic_axes={n: {1: "pieces"} for n in ("words", "shapes", "quotes", "places")}
        | {n: {0: "pieces"} for n in ("attribution", "entity", "hidden")},
    )

    tokenizer = features.load_tokenizer(str(args.models / "tokenizer.json"))
    examples = []
    for text in (
        "Ferry talks stall, minister says\nThe minister, Ana Ruiz, said “we can’t sail” on 3 May; the U.S. firm’s McAllister denied it.\n“No,” he said. \"Not yet,\" they added.\n" + "Ships wait. " * 130,
    ):
        windows = features.windows(features.paragraphs(tokenizer, text), 224)
        with torch.no_grad():
            out = [
                model(vectors[torch.tensor([w.ids])], *(torch.tensor([x]) for x in (w.shapes, w.quotes, w.places)))
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
    (fixture / f"{args.name}.json").write_text(json.dumps(examples, ensure_ascii=False))


if __name__ == "__main__":
    main()
