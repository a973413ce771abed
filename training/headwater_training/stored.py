"""The readers' networks as they ship: `models/NAME.safetensors`, written and read.

Weights are int8 with one scale an output, laid out as `crates/encoder/src/matrix.rs` multiplies them:
panels of sixteen outputs × pairs of inputs × 16 × 2. The two taggers stand as they are, inputs × outputs.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file

from .model import Reader

MODELS = Path(__file__).parent.parent.parent / "models"
PANEL = 16
# Ours, and the parts of a layer in `model.py` that it holds, one behind the other.
PARTS = {"looks": ["query", "key", "value"], "seen": ["out"], "up": ["up"], "down": ["down"]}
NORMS = {"seen_norm": "norm1", "norm": "norm2"}


def rows(weight):
    """Int8 rows and their scales."""
    scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127.0
    return (weight / scale).round().clamp(-127, 127).to(torch.int8), scale


def panels(stored):
    """Int8 weights [outputs, inputs] as panels."""
    outputs, inputs = stored.shape
    assert inputs % 2 == 0
    whole = torch.zeros(-(-outputs // PANEL) * PANEL, inputs, dtype=torch.int8)
    whole[:outputs] = stored
    return whole.view(-1, PANEL, inputs // 2, 2).permute(0, 2, 1, 3).contiguous()


def from_panels(laid_out, outputs):
    """Int8 weights [outputs, inputs] out of panels."""
    return laid_out.permute(0, 2, 1, 3).reshape(len(laid_out) * PANEL, -1)[:outputs]


def tensors(reader: Reader):
    """What `models/NAME.safetensors` holds of a reader."""
    encoder = reader.encoder
    kept = {
        "positions": encoder.positions.weight.data + encoder.type0,
        "norm.weight": encoder.norm.weight.data,
        "norm.bias": encoder.norm.bias.data,
    }
    kept |= {name: getattr(encoder, name).weight.data for name in ("shapes", "quotes", "places")}
    for at, layer in enumerate(encoder.layers):
        for name, parts in PARTS.items():
            linears = [getattr(layer, part) for part in parts]
            stored, scale = rows(torch.cat([linear.weight.data for linear in linears]))
            kept[f"layers.{at}.{name}"] = panels(stored)
            kept[f"layers.{at}.{name}.scale"] = scale[:, 0]
            kept[f"layers.{at}.{name}.bias"] = torch.cat([linear.bias.data for linear in linears])
        for name, norm in NORMS.items():
            kept[f"layers.{at}.{name}.weight"] = getattr(layer, norm).weight.data
            kept[f"layers.{at}.{name}.bias"] = getattr(layer, norm).bias.data
    kept |= heads(reader, ("attribution", "entity"))
    return {name: tensor.contiguous() for name, tensor in kept.items()}


def heads(reader: Reader, names):
    """Linear heads: int8, inputs × outputs, one scale an output."""
    kept = {}
    for name in names:
        head = getattr(reader, name)
        stored, scale = rows(head.weight.data)
        kept |= {name: stored.t().contiguous(), f"{name}.scale": scale[:, 0].contiguous(), f"{name}.bias": head.bias.data}
    return kept


def shipped(name) -> Reader:
    """The reader that ships under this name, its weights as floats; without CRFs and link scores."""
    kept = load_file(MODELS / f"{name}.safetensors") | load_file(MODELS / f"{name}.heads.safetensors")
    words = load_file(MODELS / "words.safetensors")
    tables = json.loads((MODELS / f"{name}.json").read_text())
    layers = sum(key.endswith(".looks") for key in kept)
    width = kept["positions"].shape[1]
    reader = Reader(
        width, layers=layers, heads=tables["heads"], inner=len(kept["layers.0.up.bias"]),
        vocab=len(words["scale"]), extras_at=tables["extras_at"],
    )
    encoder = reader.encoder
    encoder.words.weight.data = words["words"].float() * words["scale"][:, None]
    encoder.positions.weight.data = kept["positions"]
    encoder.norm.weight.data, encoder.norm.bias.data = kept["norm.weight"], kept["norm.bias"]
    for extra in ("shapes", "quotes", "places"):
        getattr(encoder, extra).weight.data = kept[extra]
    for at, layer in enumerate(encoder.layers):
        for ours, parts in PARTS.items():
            key = f"layers.{at}.{ours}"
            bias = kept[f"{key}.bias"]
            weight = from_panels(kept[key], len(bias)).float() * kept[f"{key}.scale"][:, None]
            for part, weight, bias in zip(parts, weight.chunk(len(parts)), bias.chunk(len(parts))):
                getattr(layer, part).weight.data, getattr(layer, part).bias.data = weight, bias
        for ours, norm in NORMS.items():
            getattr(layer, norm).weight.data = kept[f"layers.{at}.{ours}.weight"]
            getattr(layer, norm).bias.data = kept[f"layers.{at}.{ours}.bias"]
    for name in ("attribution", "entity", "link", "meaning"):
        head = getattr(reader, name)
        head.weight.data = (kept[name].float() * kept[f"{name}.scale"]).t().contiguous()
        head.bias.data = kept[f"{name}.bias"]
    return reader.eval()
