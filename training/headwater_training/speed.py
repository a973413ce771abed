"""The same network in PyTorch and in ONNX Runtime, to compare `headwater-eval speed` with.

    python -m headwater_training.speed --corpora ../../shared/corpora --name fast --threads 2

Reads the windows of the same PolNeAR articles, each by itself as the program does, with the weights that
ship; the taggers, and in PyTorch all heads, without decoding. ONNX Runtime gets them by way of
`work/NAME.onnx`, in f32 or with its own dynamic int8. Threads run windows side by side where the runtime allows it, else inside the network.
"""

import argparse
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import quantize_dynamic
from torch import nn

from . import data, features
from .frozen import WINDOW
from .stored import MODELS, shipped


def timed(name, windows, reports, words, run, threads):
    run(windows[0])
    start = time.perf_counter()
    if threads == 1:
        for w in windows:
            run(w)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(run, windows))
    seconds = time.perf_counter() - start
    print(f"{name:28} {reports / seconds:6.2f} reports/s {words / seconds:8.0f} words/s", flush=True)


class Taggers(nn.Module):
    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, words, shapes, quotes, places):
        h = self.reader.encoder(words, None, shapes, quotes, places)[0]
        return self.reader.attribution(h), self.reader.entity(h), h


def to_onnx(reader, path):
    """The network from word vectors to the taggers' scores and the last layer's states."""
    path.parent.mkdir(exist_ok=True)
    extras = (torch.ones(1, 12, dtype=torch.long) for _ in range(3))
    inputs, outputs = ["words", "shapes", "quotes", "places"], ["attribution", "entity", "hidden"]
    torch.onnx.export(
        Taggers(reader), (torch.zeros(1, 12, reader.encoder.words.embedding_dim), *extras), str(path), dynamo=False,
        opset_version=17, input_names=inputs, output_names=outputs,
        dynamic_axes={n: {1: "pieces"} for n in inputs} | {n: {0: "pieces"} for n in outputs},
    )
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../../shared/corpora"))
    parser.add_argument("--work", type=Path, default=Path("work"))
    parser.add_argument("--name", default="full", choices=["full", "fast"])
    parser.add_argument("--reports", type=int, default=84)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    tokenizer = features.load_tokenizer(str(MODELS / "tokenizer.json"))
    documents = data.polnear(args.corpora / "polnear/dev.jsonl", tokenizer)[: args.reports]
    windows = [w for d in documents for w in features.windows(d.parts, WINDOW[args.name])]
    words = sum(any(c.isalnum() for c in d.text[s:e]) for d in documents for p in d.parts for s, e in p.words)
    print(f"{len(documents)} reports, {words} words, {args.threads} threads", flush=True)

    torch.set_num_threads(1)
    reader = shipped(args.name)

    def inputs(w):
        return [torch.tensor([x]) for x in (w.ids, w.shapes, w.quotes, w.places)]

    def in_torch(dtype):
        @torch.no_grad()
        def run(w):
            ids, *extras = inputs(w)
            with torch.autocast("cpu", dtype=dtype, enabled=dtype != torch.float32):
                reader(ids, None, *extras)
        return run

    measured = len(documents), words
    timed("PyTorch f32", windows, *measured, in_torch(torch.float32), args.threads)
    few = windows[: len(windows) // 8]
    timed("PyTorch bf16 (an eighth)", few, measured[0] / 8, words / 8, in_torch(torch.bfloat16), args.threads)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    vectors = reader.encoder.words.weight.detach().numpy()
    path = to_onnx(reader, args.work / f"{args.name}.onnx")
    int8 = args.work / f"{args.name}.int8.onnx"
    quantize_dynamic(path, int8, extra_options={"MatMulConstBOnly": True}, per_channel=True, reduce_range=True)
    for name, file in (("ONNX Runtime f32", path), ("ONNX Runtime int8", int8)):
        session = onnxruntime.InferenceSession(str(file), options)

        def in_onnx(w):
            given = {n: np.array([getattr(w, n)]) for n in ("shapes", "quotes", "places")}
            session.run(None, given | {"words": vectors[[w.ids]]})

        timed(name, windows, *measured, in_onnx, args.threads)


if __name__ == "__main__":
    main()
