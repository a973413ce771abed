"""The encoder (BERT, all-MiniLM-L6-v2's shape), its extra inputs, its heads, and a CRF."""

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from .features import PLACES, QUOTES, SHAPES

ROLES = ["source", "cue", "content"]
KINDS = ["PER", "ORG", "LOC", "MISC"]
LINK = 64
DISTANCES = 24


def tags(names: list[str]) -> list[str]:
    return ["O"] + [f"{p}-{n}" for n in names for p in "BIES"]


ATTRIBUTION_TAGS = tags(ROLES)
ENTITY_TAGS = tags(KINDS)


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, h, bias):
        b, t, w = h.shape
        q, k, v = (
            f(h).view(b, t, self.heads, w // self.heads).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        h = self.norm1(h + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, t, w))))
        return self.norm2(h + self.dropout(self.down(F.gelu(self.up(h)))))


class Encoder(nn.Module):
    """`kept`: how many layers stay as they are while training (the word vectors always do).

    `extras_at`: the layer before which the extra inputs join.
    """

    def __init__(self, width=384, layers=6, heads=12, inner=1536, vocab=30522, extras_at=2):
        super().__init__()
        self.kept, self.extras_at = 2, extras_at
        self.words = nn.Embedding(vocab, width)
        self.positions = nn.Embedding(512, width)
        self.register_buffer("type0", torch.zeros(width))
        self.shapes = nn.Embedding(SHAPES, width)
        self.quotes = nn.Embedding(QUOTES, width)
        self.places = nn.Embedding(PLACES, width)
        for extra in (self.shapes, self.quotes, self.places):
            nn.init.zeros_(extra.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))

    def forward(self, ids, mask, shapes=None, quotes=None, places=None):
        """The hidden vectors [B, T, width] of pieces `ids` [B, T], or of their word vectors [B, T, width]."""
        t = ids.shape[1]
        bias = None if mask is None else ((1.0 - mask.float()) * -1e4)[:, None, None, :]
        with torch.set_grad_enabled(False if self.training else torch.is_grad_enabled()):
            words = ids if ids.is_floating_point() else self.words(ids)
            h = self.norm(words + self.positions.weight[:t] + self.type0)
        for i, layer in enumerate(self.layers):
            if i == self.extras_at and shapes is not None:
                h = h + self.shapes(shapes) + self.quotes(quotes) + self.places(places)
            with torch.set_grad_enabled(torch.is_grad_enabled() and i >= self.kept):
                h = layer(h, bias)
        return h

    def trained(self):
        """Parameters that fine-tuning moves, without the extra inputs."""
        return list(self.layers[self.kept :].parameters())

    def load_minilm(self, path: str):
        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        e = "embeddings."
        self.words.weight.data = w[e + "word_embeddings.weight"]
        self.positions.weight.data = w[e + "position_embeddings.weight"]
        self.type0.data = w[e + "token_type_embeddings.weight"][0]
        self.norm.weight.data, self.norm.bias.data = w[e + "LayerNorm.weight"], w[e + "LayerNorm.bias"]
        names = {
            "query": "attention.self.query", "key": "attention.self.key",
            "value": "attention.self.value", "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }
        for i, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                part = getattr(layer, ours)
                part.weight.data = w[f"encoder.layer.{i}.{theirs}.weight"]
                part.bias.data = w[f"encoder.layer.{i}.{theirs}.bias"]


class Crf(nn.Module):
    """Linear-chain CRF over BIOES tags; steps that BIOES forbids are shut."""

    def __init__(self, names: list[str]):
        super().__init__()
        n = len(names)
        self.steps = nn.Parameter(torch.zeros(n, n))
        shut = torch.zeros(n, n, dtype=torch.bool)
        for i, a in enumerate(names):
            for j, b in enumerate(names):
                inside = a[0] in "BI"
                continues = b[0] in "IE"
                ok = (continues and a[2:] == b[2:]) if inside else not continues
                shut[i, j] = not ok
        self.register_buffer("shut", shut)
        self.register_buffer("shut_start", torch.tensor([n_[0] in "IE" for n_ in names]))
        self.register_buffer("shut_end", torch.tensor([n_[0] in "BI" for n_ in names]))

    def transitions(self):
        return self.steps.masked_fill(self.shut, -1e4)

    def loss(self, scores, gold, mask):
        """Negative log likelihood, summed. scores [B,T,N]; gold [B,T]; mask [B,T] is a prefix."""
        step = self.transitions()
        b, t, n = scores.shape
        take = scores.gather(2, gold[..., None])[..., 0]
        path = (take * mask).sum(1)
        path = path + (step[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = scores[:, 0].masked_fill(self.shut_start, -1e4)
        for i in range(1, t):
            new = torch.logsumexp(alpha[:, :, None] + step[None], 1) + scores[:, i]
            alpha = torch.where(mask[:, i, None] > 0, new, alpha)
        total = torch.logsumexp(alpha.masked_fill(self.shut_end, -1e4), 1)
        return (total - path).sum()

    @torch.no_grad()
    def decode(self, scores):
        """Best path of one sequence, scores [T,N]."""
        step = self.transitions()
        alpha = scores[0].masked_fill(self.shut_start, -1e4)
        back = []
        for i in range(1, len(scores)):
            best, where = (alpha[:, None] + step).max(0)
            back.append(where)
            alpha = best + scores[i]
        at = int(alpha.masked_fill(self.shut_end, -1e4).argmax())
        path = [at]
        for where in reversed(back):
            at = int(where[at])
            path.append(at)
        return path[::-1]


def distance_bucket(words: torch.Tensor) -> torch.Tensor:
    """Signed distance in words → bucket: sign × (0, 1, 2, 3-4, 5-8, 9-16, … ≥ 512)."""
    size = words.abs().float()
    step = torch.where(size < 3, size, 2 + torch.ceil(torch.log2(size.clamp(min=1) / 2))).long()
    step = step.clamp(max=DISTANCES // 2 - 1)
    return torch.where(words >= 0, step, step + DISTANCES // 2)


class Reader(nn.Module):
    def __init__(self, width=384, **encoder):
        super().__init__()
        self.encoder = Encoder(width, **encoder)
        self.attribution = nn.Linear(width, len(ATTRIBUTION_TAGS))
        self.entity = nn.Linear(width, len(ENTITY_TAGS))
        self.link = nn.Linear(width, 4 * LINK)  # content→cue query, key; cue→source query, key
        self.meaning = nn.Linear(width, width)
        nn.init.eye_(self.meaning.weight)
        nn.init.zeros_(self.meaning.bias)
        self.attribution_crf = Crf(ATTRIBUTION_TAGS)
        self.entity_crf = Crf(ENTITY_TAGS)
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.nobody = nn.Parameter(torch.zeros(2))
        self.dropout = nn.Dropout(0.1)

    @classmethod
    def of(cls, weights):
        """The reader, large or small, whose weights these are."""
        layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layers."))
        inner = len(weights["encoder.layers.0.up.weight"])
        reader = cls(layers=layers, inner=inner, extras_at=2 if layers > 2 else 0)
        reader.load_state_dict(weights)
        return reader

    def forward(self, ids, mask, shapes, quotes, places):
        h = self.encoder(ids, mask, shapes, quotes, places)
        d = self.dropout(h)
        return self.attribution(d), self.entity(d), self.link(d), self.meaning(h)

    def link_scores(self, link, relation, froms, tos):
        """Scores [F, T+1] of pointing from word pieces `froms` at `tos` or (last) at nobody.

        link [T, 4·LINK] of one window; `froms`, `tos` are (piece, word) index pairs.
        """
        q = link[froms[:, 0], relation * 2 * LINK : relation * 2 * LINK + LINK]
        k = link[tos[:, 0], relation * 2 * LINK + LINK : (relation + 1) * 2 * LINK]
        gap = tos[None, :, 1] - froms[:, None, 1]
        scores = q @ k.T * LINK**-0.5 + self.distance[relation][distance_bucket(gap)]
        return torch.cat([scores, self.nobody[relation].expand(len(froms), 1)], 1)
