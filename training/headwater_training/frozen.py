"""What the shipped readers make of a corpus, kept on disk, for heads that are trained on frozen readers.

    from .frozen import states
    hidden, texts = states("full", sentences, Path("work/cache/uds.full"))

The network is the one that ships (`models/NAME.safetensors`), so a head sees in training what it will see
in the program. Each text passes through by itself, in windows like the program's.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from . import features
from .stored import MODELS, shipped

WINDOW = {"full": 224, "fast": 128}
WIDTH = 384


@dataclass
class Text:
    """One text's words, as the tokenizer has them, and where their states lie in the cache."""

    text: str
    words: list  # character range of each word
    rows: slice


class Network:
    def __init__(self, name):
        torch.set_num_threads(1)
        self.reader = shipped(name)
        self.tokenizer = features.load_tokenizer(str(MODELS / "tokenizer.json"))
        self.window = WINDOW[name]
        middle = json.loads((MODELS / f"{name}.json").read_text())["middle"]
        self.reader.encoder.layers[middle].register_forward_hook(self.keep)

    def keep(self, _layer, _given, made):
        """Keeps what the layer makes whose states stand beside the last's."""
        self.middle = made[0]

    def read(self, text):
        """States of a text's pieces [pieces, last and middle layer, 384], its words, and the first piece of each."""
        hidden, words, first = [np.zeros((0, 2, WIDTH), np.float16)], [], []
        count = 0
        for w in features.windows(features.paragraphs_of_body(self.tokenizer, text), self.window):
            given = (torch.tensor([x]) for x in (w.shapes, w.quotes, w.places))
            with torch.no_grad():
                last = self.reader.encoder(torch.tensor([w.ids]), None, *given)[0]
            hidden.append(torch.stack([last, self.middle], 1)[1:-1].half().numpy())
            words += w.words
            first += [count + f - 1 for f in w.first]
            count += len(last) - 2
        return np.concatenate(hidden), words, first


def states(name, texts, cache: Path):
    """States of the first pieces of words [words, last and middle layer, 384] (float16, mapped), and whose they are."""
    if not cache.with_suffix(".done").exists():
        network = Network(name)
        cache.parent.mkdir(parents=True, exist_ok=True)
        places = []
        with open(cache.with_suffix(".hidden"), "wb") as file:
            for text in texts:
                hidden, words, first = network.read(text)
                file.write(hidden[first].tobytes())
                places.append(words)
        np.save(cache.with_suffix(".npy"), np.array([*places, None], dtype=object)[:-1], allow_pickle=True)
        cache.with_suffix(".done").touch()
    hidden = np.memmap(cache.with_suffix(".hidden"), dtype=np.float16, mode="r").reshape(-1, 2, WIDTH)
    found, at = [], 0
    for text, words in zip(texts, np.load(cache.with_suffix(".npy"), allow_pickle=True)):
        found.append(Text(text, words, slice(at, at + len(words))))
        at += len(words)
    return hidden, found
