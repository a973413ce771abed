"""What the shipped readers make of a corpus, kept on disk, for heads that are trained on frozen readers.

    from .frozen import states
    cache = states("full", sentences, Path("work/cache/uds.full"))

The network is the one that ships (`models/NAME.onnx`), so a head sees in training what it will see
in the program. Each text passes through by itself, in windows like the program's.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from safetensors.numpy import load_file

from . import features

MODELS = Path(__file__).parent.parent.parent / "models"
WINDOW = {"full": 224, "fast": 128}
WIDTH = 384


@dataclass
class Text:
    """One text's words, as the tokenizer has them, and where their pieces lie in the cache."""

    text: str
    words: list  # character range of each word
    first: np.ndarray  # first piece of each word, in the cache
    end: int  # end of the last piece


class Network:
    def __init__(self, name):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(MODELS / f"{name}.onnx"), options)
        self.tokenizer = features.load_tokenizer(str(MODELS / "tokenizer.json"))
        words = load_file(MODELS / "words.safetensors")
        self.stored, self.scale = words["words"], words["scale"]
        self.window = WINDOW[name]

    def vectors(self, ids):
        """Word vectors of the pieces."""
        return self.stored[ids].astype(np.float32) * self.scale[ids][:, None]

    def read(self, text):
        """Pieces' ids and hidden states of a text, its words, and the first piece of each."""
        ids, hidden, words, first = [], [], [], []
        count = 0
        for w in features.windows(features.paragraphs_of_body(self.tokenizer, text), self.window):
            feed = {"words": self.vectors(np.array(w.ids))[None]}
            for field in ("shapes", "quotes", "places"):
                feed[field] = np.array([getattr(w, field)], dtype=np.int64)
            out = self.session.run(["hidden"], feed)[0][1:-1]
            ids.append(np.array(w.ids[1:-1], dtype=np.int32))
            hidden.append(out.astype(np.float16))
            words += w.words
            first += [count + f - 1 for f in w.first]
            count += len(out)
        return ids, hidden, words, first


def states(name, texts, cache: Path):
    """Hidden states [pieces, 384] (float16, mapped), pieces' ids, and where each text's words lie."""
    network = None
    if not cache.with_suffix(".done").exists():
        network = Network(name)
        cache.parent.mkdir(parents=True, exist_ok=True)
        with open(cache.with_suffix(".hidden"), "wb") as states, open(cache.with_suffix(".ids"), "wb") as pieces:
            places = []
            at = 0
            for text in texts:
                ids, hidden, words, first = network.read(text)
                for i, h in zip(ids, hidden):
                    pieces.write(i.tobytes())
                    states.write(h.tobytes())
                count = sum(map(len, ids))
                places.append((words, np.array(first, dtype=np.int64) + at, at + count))
                at += count
        np.save(cache.with_suffix(".npy"), np.array([p for p in places], dtype=object), allow_pickle=True)
        cache.with_suffix(".done").touch()
    hidden = np.memmap(cache.with_suffix(".hidden"), dtype=np.float16, mode="r").reshape(-1, WIDTH)
    ids = np.fromfile(cache.with_suffix(".ids"), dtype=np.int32)
    places = np.load(cache.with_suffix(".npy"), allow_pickle=True)
    return hidden, ids, [Text(text, *place) for text, place in zip(texts, places)]
