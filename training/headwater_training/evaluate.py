"""Scores in Python, to steer training; the figures of ACCURACY.md come from `crates/eval`."""

import torch

from . import data, features
from .model import ATTRIBUTION_TAGS, ENTITY_TAGS


def spans(tags: list[str]):
    """(name, first word, end word) of each BIOES span."""
    found, start = [], None
    for i, tag in enumerate(tags):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES" and start is not None:
            found.append((tag[2:], start, i + 1))
            start = None
    return found


@torch.no_grad()
def outputs(model, windows):
    from .train import tensors

    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    result = [None] * len(windows)
    for at in range(0, len(order), 8):
        chunk = order[at : at + 8]
        out = model(*tensors([windows[i] for i in chunk]))
        for row, i in enumerate(chunk):
            result[i] = tuple(o[row] for o in out)
    return result


def f1(found: set, gold: set) -> float:
    hit = len(found & gold)
    return 200 * hit / (len(found) + len(gold)) if found or gold else 0.0


def evaluate_polnear(model, documents, limit):
    found = {r: set() for r in data.ROLES}
    gold = {r: set() for r in data.ROLES}
    links_right = links = 0
    for document in documents:
        windows = features.windows(document.parts, limit)
        for window, (attribution, _, link, _) in zip(windows, outputs(model, windows)):
            tags = model.attribution_crf.decode(attribution[torch.tensor(window.first)])
            for role, a, b in spans([ATTRIBUTION_TAGS[t] for t in tags]):
                found[role].add((document.id, window.words[a][0], window.words[b - 1][1]))
            example = data.label(document, window)
            first = window.first
            for relation, pairs, targets in (
                (0, example.cue_links, example.cues), (1, example.source_links, example.sources)
            ):
                if not pairs:
                    continue
                froms = torch.tensor([(first[a], a) for (a, _), _ in pairs])
                tos = torch.tensor([(first[a], a) for a, _ in targets], dtype=torch.long).reshape(-1, 2)
                with torch.no_grad():
                    best = model.link_scores(link, relation, froms, tos).argmax(1).tolist()
                for b, (_, t) in zip(best, pairs):
                    links += 1
                    links_right += (targets[b] if b < len(targets) else None) == t
        for attribution in document.attributions:
            for role in data.ROLES:
                for s, e in attribution.spans[role]:
                    words = document.text[s:e]
                    s, e = s + len(words) - len(words.lstrip()), s + len(words.rstrip())
                    gold[role].add((document.id, s, e))
    return {r: round(f1(found[r], gold[r]), 2) for r in data.ROLES} | {
        "links": round(100 * links_right / max(1, links), 2)
    }



def evaluate_entities(model, examples):
    found, gold = set(), set()
    for n, ((example, spans_), out) in enumerate(
        zip(examples, outputs(model, [e.window for e, _ in examples]))
    ):
        window = example.window
        tags = model.entity_crf.decode(out[1][torch.tensor(window.first)])
        for kind, a, b in spans([ENTITY_TAGS[t] for t in tags]):
            found.add((n, window.words[a][0], window.words[b - 1][1], kind))
        gold |= {(n, s, e, kind) for s, e, kind in spans_}
    return {"entities": round(f1(found, gold), 2)}
