"""Time the verification of packs and the anchoring of quotes: python tests/bench/measure_anchoring.py [-h].

A text of 1 MB is made of invented words, then wrapped, hyphenated and its quotes straightened; 1,000 quotes
are cut from it before that. The peer is a plain `str.find` in the same text with white space made one: what a
script of ten lines would do. Both run in turns in the same process; the medians and their ratio are printed,
and how many quotes each of them finds at the right place.
"""

import argparse
import random
import re
import statistics
import sys
import textwrap
import time
from collections.abc import Callable
from typing import TypeVar

from dashboard.packs import list_packs
from geodata.packs.pack import find_text, read_pack
from geodata.packs.verification import verify_pack
from geodata.text.documents import read_document
from geodata.text.normalization import fold_text
from geodata.text.quotes import Selector, anchor_quote

Done = TypeVar("Done")
WORDS_IN_QUOTE = (8, 20)


def main() -> int:
    """Print the table and return 1 where a quote is not found at its place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=1_000_000, help="size of the text (default 1,000,000)")
    parser.add_argument("--quotes", type=int, default=1_000, help="quotes to anchor (default 1,000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often (default 5)")
    options = parser.parse_args()
    text, cut = make_text(random.Random(7), size=options.bytes, quotes=options.quotes)  # noqa: S311 - invented words, no secret
    typeset = set_type(text)
    quotes = [text[start:end] for start, end in cut]
    report(f"text {len(typeset.encode()) / 1e6:.2f} MB, {len(quotes)} quotes of {WORDS_IN_QUOTE} words")
    ours, plain = [], []
    for _ in range(options.rounds):
        found, took_s = time_it(lambda: anchor_all(typeset, quotes))
        ours.append(took_s)
        naive, took_s = time_it(lambda: find_plainly(typeset, quotes))
        plain.append(took_s)
    right = sum(map(is_right, quotes, found))
    report(f"anchored   {statistics.median(ours):7.3f} s   {right} of {len(quotes)} at the right place")
    seen = sum(at >= 0 for at in naive)
    report(f"str.find   {statistics.median(plain):7.3f} s   {seen} of {len(quotes)} found")
    report(f"ratio      {statistics.median(ours) / statistics.median(plain):7.2f}")
    _, took_s = time_it(lambda: fold_text(typeset))
    report(f"of which preparing the text once   {took_s:.3f} s")
    for name, folder in list_packs().items():
        pack = read_pack(folder)
        path = find_text(folder)
        manuscript = read_document(path) if path else None
        read, reading_s = time_it(lambda folder=folder: read_pack(folder))
        verified, took_s = time_it(
            lambda pack=read, manuscript=manuscript: verify_pack(pack, text=manuscript)
        )
        with_text = "with text" if manuscript else "without text"
        report(
            f"{name}: read {reading_s:.3f} s, verified {took_s:.3f} s {with_text}, "
            f"{len(pack.layers)} layers, {len(verified.findings)} findings"
        )
    return int(right < len(quotes))


def make_text(draw: random.Random, *, size: int, quotes: int) -> tuple[str, list[tuple[int, int]]]:
    """Return a text of invented words in paragraphs, and where quotes were cut from it."""
    words = ["".join(draw.choices("abcdefghiklmnoprstuvw", k=draw.randint(2, 11))) for _ in range(9_000)]
    sentences: list[str] = []
    written = 0
    while written < size:
        said = " ".join(draw.choices(words, k=draw.randint(9, 24)))
        sentences.append(f"“{said.capitalize()}.”" if len(sentences) % 9 == 0 else f"{said.capitalize()}.")
        written += len(sentences[-1]) + 1
    blocks = [" ".join(sentences[first : first + 6]) for first in range(0, len(sentences), 6)]
    text = "\n\n".join(blocks)
    starts = [found.start() for found in re.finditer(r"(?<= )\w", text)]
    cut = []
    for start in draw.sample(starts[:-200], 2 * quotes):
        rest = re.match(rf"(?:[^\s]+ ){{{draw.randint(*WORDS_IN_QUOTE) - 1}}}\w+", text[start : start + 400])
        cut.append((start, start + rest.end()) if rest else (start, text.index(" ", start)))
    long = [(start, end) for start, end in cut if text[start:end].count(" ") >= WORDS_IN_QUOTE[0] - 1]
    return text, long[:quotes]


def set_type(text: str) -> str:
    """Return a text as a column of print has it: wrapped, words parted at ends of lines, quotes straight."""
    blocks = [textwrap.wrap(block.replace("“", '"').replace("”", '"'), 60) for block in text.split("\n\n")]
    lines = [re.sub(r"(\w{5})(\w{4})$", "\\1-\n\\2", line) for block in blocks for line in [*block, ""]]
    return "\n".join(lines)


def anchor_all(text: str, quotes: list[str]) -> list[str]:
    """Return what stands in the text where each quote was anchored."""
    folded = fold_text(text)
    anchors = [anchor_quote(folded, Selector("Q", quote)) for quote in quotes]
    return [text[anchor.start : anchor.end] for anchor in anchors]


def find_plainly(text: str, quotes: list[str]) -> list[int]:
    """Return where each quote stands in the text with white space made one, -1 where it is not found."""
    plain = " ".join(text.split())
    return [plain.find(" ".join(quote.split())) for quote in quotes]


def is_right(quote: str, found: str) -> bool:
    """Tell whether two pieces of text have the same letters in the same order."""
    return re.sub(r"\W", "", quote) == re.sub(r"\W", "", found)


def time_it(act: Callable[[], Done]) -> tuple[Done, float]:
    started = time.perf_counter()
    done = act()
    return done, time.perf_counter() - started


def report(line: str) -> None:
    print(line)  # noqa: T201 - the figures are the product


if __name__ == "__main__":
    sys.exit(main())
