"""Writes a trained reader's network with int8 weights (`stored.py`), and what Rust needs beside it.

    python -m headwater_training.export --work work/full --name full
    python -m headwater_training.export --work work/fast --name fast

Figures move by less than 0.1 F1 by the rounding. Word vectors are MiniLM's own in both readers: they
stand once, in `words.safetensors`, and are the network's input. The link and meaning heads stand beside
the network, in `NAME.heads.safetensors`.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from . import features
from .model import ATTRIBUTION_TAGS, ENTITY_TAGS, LINK, Reader
from .stored import MODELS, heads, rows, shipped, tensors

POSITIONS = 256  # no window is longer


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("work/full"))
    parser.add_argument("--name", default="full", choices=["full", "fast"])
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
    encoder = reader.encoder
    tables = {
        "heads": encoder.layers[0].heads,
        "extras_at": encoder.extras_at,
        "middle": 2 if len(encoder.layers) > 2 else 0,  # whose states stand beside the last's
        "attribution_tags": ATTRIBUTION_TAGS,
        "entity_tags": ENTITY_TAGS,
        "attribution_steps": reader.attribution_crf.steps.tolist(),
        "entity_steps": reader.entity_crf.steps.tolist(),
        "link_width": LINK,
        "distance": reader.distance.tolist(),
        "nobody": reader.nobody.tolist(),
    }
    (MODELS / f"{args.name}.json").write_text(json.dumps(tables))
    (MODELS / "tokenizer.json").write_bytes((minilm() / "tokenizer.json").read_bytes())

    stored, scale = rows(reader.encoder.words.weight.data)
    save_file({"words": stored, "scale": scale[:, 0].contiguous()}, MODELS / "words.safetensors")
    save_file(heads(reader, ("link", "meaning")), MODELS / f"{args.name}.heads.safetensors")
    save_file(tensors(reader), MODELS / f"{args.name}.safetensors")
    model = shipped(args.name)

    tokenizer = features.load_tokenizer(str(MODELS / "tokenizer.json"))
    examples = []
    for text in (
        "Ferry talks stall, minister says\nThe minister, Ana Ruiz, said “we can’t sail” on 3 May; the U.S. firm’s McAllister denied it.\n“No,” he said. \"Not yet,\" they added.\n" + "Ships wait. " * 130,
    ):
        windows = features.windows(features.paragraphs(tokenizer, text), 224)
        with torch.no_grad():
            out = [
                model(torch.tensor([w.ids]), None, *(torch.tensor([x]) for x in (w.shapes, w.quotes, w.places)))
                for w in windows
            ]
        examples.append({
            "text": text,
            "windows": [
                {"ids": w.ids, "shapes": w.shapes, "quotes": w.quotes, "places": w.places,
                 "first": w.first, "words": w.words, "attribution0": o[0][0, w.first[0]].tolist()}
                for w, o in zip(windows, out)
            ],
        })
    fixture = Path(__file__).parent.parent.parent / "crates/encoder/fixtures"
    fixture.mkdir(exist_ok=True)
    (fixture / f"{args.name}.json").write_text(json.dumps(examples, ensure_ascii=False))


if __name__ == "__main__":
    main()
