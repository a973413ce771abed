"""What the shipped readers make of a corpus, kept on disk, for heads that are trained on frozen readers.

    from .frozen import states
    hidden, texts = states("full", sentences, Path("work/cache/uds.full"))

The network is the one that ships (`models/NAME.onnx`), so a head sees in training what it will see
in the program. Each text passes through by itself, in windows like the program's.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from safetensors.numpy import load_file

from . import features

MODELS = Path(__file__).parent.parent.parent / "models"
WINDOW = {"full": 224, "fast": 128}
MIDDLE = {"full": 2, "fast": 0}  # the layer, from 0, whose states stand beside the last's
WIDTH = 384


@dataclass
class Text:
    """One text's words, as the tokenizer has them, and where their states lie in the cache."""

    text: str
    words: list  # character range of each word
    rows: slice


class Network:
    def __init__(self, name):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        model = onnx.load(str(MODELS / f"{name}.onnx"))
        self.middle = f"/encoder/layers.{MIDDLE[name]}/norm2/LayerNormalization_output_0"
        model.graph.output.append(onnx.helper.make_tensor_value_info(self.middle, onnx.TensorProto.FLOAT, None))
        self.session = onnxruntime.InferenceSession(model.SerializeToString(), options)
        self.tokenizer = features.load_tokenizer(str(MODELS / "tokenizer.json"))
        words = load_file(MODELS / "words.safetensors")
        self.stored, self.scale = words["words"], words["scale"]
        self.window = WINDOW[name]

    def vectors(self, ids):
        """Word vectors of the pieces."""
        return self.stored[ids].astype(np.float32) * self.scale[ids][:, None]

    def read(self, text):
        """States of a text's pieces [pieces, last and middle layer, 384], its words, and the first piece of each."""
        hidden, words, first = [np.zeros((0, 2, WIDTH), np.float16)], [], []
        count = 0
        for w in features.windows(features.paragraphs_of_body(self.tokenizer, text), self.window):
            feed = {"words": self.vectors(np.array(w.ids))[None]}
            for field in ("shapes", "quotes", "places"):
                feed[field] = np.array([getattr(w, field)], dtype=np.int64)
            last, middle = self.session.run(["hidden", self.middle], feed)
            hidden.append(np.stack([last, middle[0]], 1)[1:-1].astype(np.float16))
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
