"""Sentences of a treebank, with the words' heads, relations and parts of speech."""

import gzip
from dataclasses import dataclass
from pathlib import Path

# GUM's genres whose text may be built upon: CC BY, CC BY-SA or public domain.
# Relations whose kind is kept apart from its main one.
KINDS = ("nsubj:pass", "aux:pass", "acl:relcl", "obl:agent")
FREE = ("news", "interview", "academic", "court", "vlog", "textbook", "speech", "bio", "voyage")


@dataclass
class Sentence:
    text: str
    words: list  # character range of each word
    heads: list  # from 1; 0 is the root
    relations: list
    tags: list


def sentences(corpora: Path, name: str) -> list[Sentence]:
    """Sentences of a treebank; of GUM's training part only the free genres."""
    treebank, part = name.split("-")
    path = corpora / "syntax" / f"{treebank}-ud-{part}.conllu"
    path = path if path.exists() else path.with_suffix(".conllu.gz")
    opener = gzip.open if path.suffix == ".gz" else open
    found, genre = [], None
    with opener(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            lines = block.split("\n")
            text = ""
            words, heads, relations, tags, pending = [], [], [], [], None
            for line in lines:
                if line.startswith("# newdoc id"):
                    genre = line.split("=")[1].strip().split("_")[1] if treebank == "en_gum" else None
                if not line or line.startswith("#"):
                    continue
                cell = line.split("\t")
                if "." in cell[0]:
                    continue
                space = "" if "SpaceAfter=No" in cell[9] else " "
                if "-" in cell[0]:
                    first, last = map(int, cell[0].split("-"))
                    pending = (last, cell[1], space, len(text))
                    text += cell[1] + space
                    continue
                if pending and int(cell[0]) <= pending[0]:
                    # Parts of one written word: each takes its letters where they are there.
                    last, whole, _, start = pending
                    taken = words[-1][1] if words and words[-1][1] > start else start
                    length = len(cell[1]) if int(cell[0]) < last else start + len(whole) - taken
                    words.append((taken, min(taken + length, start + len(whole))))
                    if int(cell[0]) == last:
                        pending = None
                else:
                    words.append((len(text), len(text) + len(cell[1])))
                    text += cell[1] + space
                heads.append(int(cell[6]))
                relations.append(cell[7] if cell[7] in KINDS else cell[7].split(":")[0])
                tags.append(cell[3])
            free = treebank != "en_gum" or part != "train" or genre in FREE
            if words and free:
                found.append(Sentence(text.rstrip(), words, heads, relations, tags))
    return found
