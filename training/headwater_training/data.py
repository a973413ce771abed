"""Corpora to labelled windows."""

import gzip
import json
import re
from dataclasses import dataclass, field

from . import features
from .features import Paragraph, Window
from .model import ATTRIBUTION_TAGS, ENTITY_TAGS, ROLES

TAG = {t: i for i, t in enumerate(ATTRIBUTION_TAGS)}
ENTITY_TAG = {t: i for i, t in enumerate(ENTITY_TAGS)}
SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?![\s”\"]|$)[^.!?]*)*[.!?]*[”\"]?")


def read_jsonl(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@dataclass
class Attribution:
    """Character spans of each role."""

    spans: dict  # role -> list of (start, end)


@dataclass
class Document:
    id: str
    text: str
    parts: list[Paragraph]
    attributions: list[Attribution]


@dataclass
class Example:
    """A window with its labels; span ends are word indices, exclusive."""

    window: Window
    attribution: list[int] | None = None
    entity: list[int] | None = None
    cue_links: list = field(default_factory=list)  # (content (a,b), cue (a,b) or None)
    source_links: list = field(default_factory=list)  # (cue (a,b), source (a,b) or None)
    cues: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    meanings: list = field(default_factory=list)  # ((a,b), text)


def polnear(path, tokenizer) -> list[Document]:
    documents = []
    for row in read_jsonl(path):
        attributions = [
            Attribution({r: [(s["start"], s["end"]) for s in a[r]] for r in ROLES})
            for a in row["attributions"]
        ]
        parts = features.paragraphs(tokenizer, row["text"])
        documents.append(Document(row["id"], row["text"], parts, attributions))
    return documents


def words_of(window: Window, start: int, end: int):
    """Word range of a character range, or None where it does not lie in the window."""
    inside = [i for i, (s, e) in enumerate(window.words) if s < end and e > start]
    return (inside[0], inside[-1] + 1) if inside else None


def label_spans(labels, spans, name, table):
    for a, b in spans:
        if any(labels[a:b]):
            continue  # a span that another one already holds: a word has one role
        if b - a == 1:
            labels[a] = table[f"S-{name}"]
        else:
            labels[a] = table[f"B-{name}"]
            labels[b - 1] = table[f"E-{name}"]
            for i in range(a + 1, b - 1):
                labels[i] = table[f"I-{name}"]


def by_paragraph(window: Window, text: str, start: int, end: int):
    """The span cut at paragraph ends, as word ranges: a content may run over several."""
    found, offset = [], start
    for line in text[start:end].split("\n"):
        if line.strip():
            span = words_of(window, offset, offset + len(line))
            if span:
                found.append(span)
        offset += len(line) + 1
    return found


def label(document: Document, window: Window) -> Example:
    example = Example(window, attribution=[0] * len(window.words))
    low, high = window.words[0][0], window.words[-1][1]
    ordered = {r: [] for r in ROLES}
    for attribution in document.attributions:
        here = {}
        for role in ROLES:
            here[role] = []
            for start, end in attribution.spans[role]:
                if start < high and end > low:
                    here[role] += by_paragraph(window, document.text, max(start, low), min(end, high))
        for role in ROLES:
            ordered[role] += here[role]
        cue = here["cue"][0] if here["cue"] else None
        source = here["source"][0] if here["source"] else None
        for content in here["content"]:
            example.cue_links.append((content, cue))
        if cue:
            example.source_links.append((cue, source))
        example.meanings += [
            (c, document.text[window.words[c[0]][0] : window.words[c[1] - 1][1]])
            for c in here["content"]
            if c[1] - c[0] >= 4
        ]
    for role in ("cue", "source", "content"):
        label_spans(example.attribution, ordered[role], role, TAG)
    example.cues = sorted(set(ordered["cue"]))
    example.sources = sorted(set(ordered["source"]))
    for match in SENTENCE.finditer(document.text, low, high):
        span = words_of(window, match.start(), match.end())
        if span and 5 <= span[1] - span[0] <= 60:
            example.meanings.append(
                (span, document.text[window.words[span[0]][0] : window.words[span[1] - 1][1]])
            )
    return example


def conll(path, tokenizer, limit) -> list[tuple[Example, list]]:
    """Windows of consecutive sentences of one document; each sentence is a paragraph."""
    by_document: dict = {}
    for row in read_jsonl(path):
        by_document.setdefault(row["doc"], []).append(row)
    examples = []
    for rows in by_document.values():
        parts, offset, spans, tokens = [], 0, [], []
        for row in rows:
            starts, at = [], 0
            for token in row["tokens"]:
                starts.append((at + offset, at + offset + len(token)))
                at += len(token) + 1
            text = " ".join(row["tokens"])
            parts.append(features.paragraph(tokenizer, text, offset, headline=False))
            open_ = None
            for (s, e), tag in zip(starts, row["tags"]):
                if tag.startswith("B-"):
                    open_ = [s, e, tag[2:]]
                    spans.append(open_)
                elif tag.startswith("I-") and open_ is not None:
                    open_[1] = e
                else:
                    open_ = None
            tokens.append(starts)
            offset += len(text) + 1
        for window in features.windows([p for p in parts if p.ids], limit):
            example = Example(window, entity=[0] * len(window.words))
            low, high = window.words[0][0], window.words[-1][1]
            gold = [tuple(s) for s in spans if s[0] >= low and s[1] <= high]
            for s, e, kind in gold:
                span = words_of(window, s, e)
                if span:
                    label_spans(example.entity, [span], kind, ENTITY_TAG)
            examples.append((example, gold))
    return examples
