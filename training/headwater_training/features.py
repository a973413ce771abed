"""Text to what the encoder sees. `crates/encoder/src/features.rs` does the same in Rust, and a
test there compares both on `crates/encoder/fixtures/features.json` (written by `export.py`).

A *word* is a token of BERT's basic tokenizer: a run of letters and digits, or one punctuation
mark. Tags are per word and read off its first word piece.
"""

from dataclasses import dataclass

from tokenizers import Tokenizer

SHAPES = 8  # none, lower, Capitalised, ALLCAPS, single capital, mIxed, digits, punctuation
QUOTES = 4  # outside, inside, opening mark, closing mark
PLACES = 3  # inside a paragraph, its first word, in the headline


def shape(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 7
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if len(letters) == 1:
        return 4
    if all(upper):
        return 3
    if upper[0] and not any(upper[1:]):
        return 2
    return 5


def quote_states(words: list[str], glued: list[bool]) -> list[int]:
    """State of each word of one paragraph; `glued[i]`: nothing stands between words i and i + 1.

    Marks are “ ”, straight ones and pairs of apostrophes, which open and close in turn, and ‘ with
    the next ’ that no letter follows. What stands inside a quotation opens no other one.
    """
    inside, states = None, []
    for i, word in enumerate(words):
        pair = word == "'" and i + 1 < len(words) and words[i + 1] == "'" and glued[i]
        if len(states) > i:
            continue  # the second half of a pair
        if word == "“" or (word == '"' or pair) and inside != "double":
            inside, state = "double", 2
        elif word in ("”", '"') or pair:
            inside, state = None, 3
        elif word == "‘" and inside is None:
            inside, state = "single", 2
        elif word == "’" and inside == "single" and not (glued[i] and words[i + 1][0].isalnum()):
            inside, state = None, 3
        else:
            state = 1 if inside else 0
        states += [state] * (2 if pair else 1)
    return states


@dataclass
class Paragraph:
    """One paragraph as word pieces; offsets are characters of the document."""

    ids: list[int]
    shapes: list[int]
    quotes: list[int]
    places: list[int]
    first: list[int]  # index of the first piece of each word
    words: list[tuple[int, int]]  # character range of each word in the document


def load_tokenizer(path: str) -> Tokenizer:
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def paragraph(tokenizer: Tokenizer, text: str, offset: int, headline: bool) -> Paragraph:
    encoding = tokenizer.encode(text, add_special_tokens=False)
    first, words = [], []
    last = None
    for i, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets)):
        if word != last:
            first.append(i)
            words.append((start, end))
            last = word
        else:
            words[-1] = (words[-1][0], end)
    texts = [text[s:e] for s, e in words]
    shapes = [shape(t) for t in texts]
    glued = [a[1] == b[0] for a, b in zip(words, words[1:])] + [False]
    quotes = quote_states(texts, glued)
    places = [2 if headline else (1 if i == 0 else 0) for i in range(len(words))]
    of_word = []
    for w, start in enumerate(first):
        end = first[w + 1] if w + 1 < len(first) else len(encoding.ids)
        of_word += [w] * (end - start)
    return Paragraph(
        ids=list(encoding.ids),
        shapes=[shapes[w] for w in of_word],
        quotes=[quotes[w] for w in of_word],
        places=[places[w] for w in of_word],
        first=first,
        words=[(s + offset, e + offset) for s, e in words],
    )


def paragraphs(tokenizer: Tokenizer, text: str) -> list[Paragraph]:
    """All paragraphs (lines) of a document that hold a word; the first line is its headline."""
    found, offset = [], 0
    for i, line in enumerate(text.split("\n")):
        if line.strip():
            p = paragraph(tokenizer, line, offset, headline=i == 0)
            if p.ids:
                found.append(p)
        offset += len(line) + 1
    return found


def paragraphs_of_body(tokenizer: Tokenizer, text: str) -> list[Paragraph]:
    """One paragraph that is no headline: a sentence of a corpus, say."""
    found = paragraph(tokenizer, text, 0, headline=False)
    return [found] if found.ids else []


@dataclass
class Window:
    """Paragraphs that pass through the encoder together, with [CLS] and [SEP]."""

    ids: list[int]
    shapes: list[int]
    quotes: list[int]
    places: list[int]
    first: list[int]
    words: list[tuple[int, int]]


CLS, SEP, MASK = 101, 102, 103


def windows(parts: list[Paragraph], limit: int, skip: int = 0) -> list[Window]:
    """Packs consecutive paragraphs up to `limit` pieces; a longer paragraph is cut at words.

    `skip` makes the first window hold only that many paragraphs, so that training sees other
    neighbours in each epoch.
    """
    out: list[Window] = []
    now = Window([CLS], [0], [0], [0], [], [])
    count = 0

    def close():
        nonlocal now, count
        if now.words:
            for field, value in ((now.ids, SEP), (now.shapes, 0), (now.quotes, 0), (now.places, 0)):
                field.append(value)
            out.append(now)
        now, count = Window([CLS], [0], [0], [0], [], []), 0

    room = limit - 2
    for n, p in enumerate(parts):
        if count and (count + len(p.ids) > room or (skip and n == skip)):
            close()
        start_word = 0
        while start_word < len(p.first):
            start = p.first[start_word]
            end_word = start_word
            while end_word < len(p.first):
                end = p.first[end_word + 1] if end_word + 1 < len(p.first) else len(p.ids)
                if end - start > room - count and end_word > start_word:
                    break
                end_word += 1
            end = p.first[end_word] if end_word < len(p.first) else len(p.ids)
            end = min(end, start + room)
            base = len(now.ids)
            now.ids += p.ids[start:end]
            now.shapes += p.shapes[start:end]
            now.quotes += p.quotes[start:end]
            now.places += p.places[start:end]
            now.first += [base + f - start for f in p.first[start_word:end_word]]
            now.words += p.words[start_word:end_word]
            count += end - start
            start_word = end_word
            if start_word < len(p.first):
                close()
    close()
    return out
