"""Measure how well places are found in a corpus whose places were marked by hand, and what long texts cost.

    python tests/bench/measure_drafting.py CORPUS.xml [--half even|odd|all] [--errors] [--all-kinds]
    python tests/bench/measure_drafting.py --words 5000 100000

The corpus is an XML file of `article` elements, each with `text` and `locations/location` (`name`,
`start`, `end`, `lat`, `lon`), as GeoVirus has it. Offsets may be off by some characters: a marked name is
looked for at the nearest place. A found place counts where it overlaps a marked one; it is right where it
lies within 161 km of it, or is a country.

Of texts of so many words, made of sentences with names of ports, straits and countries, printed are the
seconds and the most memory of each step to a written pack; and, in the same run, of a peer that takes every
word with a capital for a place that the gazetteer has under that name.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import lxml.etree

from geodata.drafting.finding import find_proposals
from geodata.drafting.first_draft import MOST_NAMES, start_draft
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.proposals import PlaceProposal
from geodata.drafting.reading import read_text
from geodata.drafting.writing import write_pack
from geodata.geometry.geodesy import Position, measure_distance
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.ports import name_country, read_ports

Result = TypeVar("Result")
SENTENCES = (
    "In {year} the ships from {port} to {other} carried {count} thousand tonnes, a little more than before.",
    "The harbour authority of {port} has published its own account of what the winter cost the pilots.",
    "Whoever looks at {strait} on a chart sees at once why {country} has kept its lights there since {year}.",
    "Freight rates rose by {count} per cent, and nobody who was asked knew for how long that would last.",
    "The committee met {count} times and agreed on little but the date of its next meeting.",
    "Officials in {country} and traders in {port} tell the story of that year in quite different ways.",
    "It would be a mistake to infer from such figures that the way past {strait} had become any safer.",
    "Insurers answered with premiums, owners with patience, and crews with letters that were seldom read.",
    "A study of {count} voyages found that delays at {other} were longer than those at {port}.",
    "What follows from this for small states is less clear than the authors of the report would have it.",
    "The law of the sea gives {country} rights there, but rights need boats, radar and people who stay.",
    "Between the two harvests the silos stand empty, and the quay is a place for anglers and their dogs.",
)
"""Templates of running text; about every third sentence names no place."""

NEAR_KM = 161.0
"""A hundred miles, the customary limit."""


@dataclass(frozen=True)
class Marked:
    """A place that was marked by hand."""

    start: int
    end: int
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Article:
    """A text with its marked places."""

    text: str
    places: tuple[Marked, ...]


@dataclass
class Score:
    """What was found, and what was not."""

    found: int = 0
    missed: list[tuple[Article, Marked]] = field(default_factory=list)
    wrong: list[tuple[Article, PlaceProposal]] = field(default_factory=list)
    near: int = 0
    far: list[tuple[Article, Marked, PlaceProposal]] = field(default_factory=list)

    def tell(self) -> str:
        """Return the figures on one line."""
        precision = self.found / max(1, self.found + len(self.wrong))
        recall = self.found / max(1, self.found + len(self.missed))
        f_measure = 2 * precision * recall / max(1e-9, precision + recall)
        share = self.near / max(1, self.found)
        return f"P {precision:.3f}  R {recall:.3f}  F {f_measure:.3f}  within 161 km {share:.3f}"


def read_corpus(path: Path) -> list[Article]:
    """Return the articles of a corpus."""
    tree = lxml.etree.parse(path, lxml.etree.XMLParser(resolve_entities=False, no_network=True))
    return [
        Article(text, tuple(sorted(set(_read_places(article, text)), key=lambda place: place.start)))
        for article in tree.iterfind(".//article")
        for text in [article.findtext("text") or ""]
    ]


def _read_places(article: lxml.etree._Element, text: str) -> Iterator[Marked]:
    for location in article.iterfind(".//location"):
        name = location.findtext("name") or ""
        told = int(location.findtext("start") or 0)
        at = [index for index in range(len(text)) if text.startswith(name, index)] if name else []
        if at:
            start = min(at, key=lambda index: abs(index - told))
            lat, lon = (float(location.findtext(axis) or 0) for axis in ("lat", "lon"))
            yield Marked(start, start + len(name), name, lat, lon)


def score_articles(articles: Sequence[Article], *, all_kinds: bool = False) -> Score:
    """Return how the places that are found compare with those that were marked."""
    gazetteer = load_gazetteer()
    score = Score()
    for article in articles:
        proposals = find_proposals(article.text, gazetteer=gazetteer).places
        _score_article(article, [one for one in proposals if all_kinds or not one.is_adjective], score)
    return score


def _score_article(article: Article, proposals: Sequence[PlaceProposal], score: Score) -> None:
    free = list(proposals)
    for marked in article.places:
        match = next((one for one in free if one.start < marked.end and one.end > marked.start), None)
        if match is None:
            score.missed.append((article, marked))
            continue
        free.remove(match)
        score.found += 1
        place = match.place
        apart = measure_distance(Position(marked.lat, marked.lon), Position(place.latitude, place.longitude))
        if place.kind == "country" or apart <= NEAR_KM:
            score.near += 1
        else:
            score.far.append((article, marked, match))
    score.wrong.extend((article, one) for one in free)


def _show(article: Article, start: int, end: int) -> str:
    text = article.text
    return f"{text[max(0, start - 45) : start]}[[{text[start:end]}]]{text[end : end + 40]}".replace("\n", " ")


def _show_errors(score: Score) -> None:
    _say(f"\nMISSED {Counter(marked.name for _, marked in score.missed).most_common(25)}")
    for article, marked in score.missed:
        _say(f"  - {_show(article, marked.start, marked.end)}")
    _say(f"\nWRONG {Counter(one.text for _, one in score.wrong).most_common(25)}")
    for article, one in score.wrong:
        _say(f"  + {one.confidence:.2f} {one.place.key} {_show(article, one.start, one.end)}")
    _say("\nFAR")
    for article, marked, one in score.far:
        place = one.place
        told = f"{marked.lat},{marked.lon} found {place.key} {place.latitude:.2f},{place.longitude:.2f}"
        _say(f"  x {told}: {one.reason} | {_show(article, one.start, one.end)}")


def _show_confidence(articles: Sequence[Article]) -> None:
    """Print for each step of confidence how many proposals have it and which share of them was marked."""
    counted: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for article in articles:
        for one in find_proposals(article.text, gazetteer=load_gazetteer()).places:
            if not one.is_adjective:
                step = min(9, int(one.confidence * 10))
                counted[step] += 1
                right[step] += any(
                    one.start < place.end and one.end > place.start for place in article.places
                )
    for step in sorted(counted):
        share = right[step] / counted[step]
        _say(f"confidence {step / 10:.1f}: {counted[step]:5} proposals, {share:.2f} marked")


def write_long_text(words: int) -> str:
    """Return a text of about so many words, with headings and paragraphs, the same in every run."""
    draw = random.Random(18)  # noqa: S311 - the same text in every run
    ports = [port.names.neutral for port in read_ports().values()]
    straits = [strait.names.en.split(" (")[0] for strait in read_chokepoints().values()]
    countries = sorted({name_country(port.country) for port in read_ports().values()})
    paragraphs, count = ["# Ways by sea"], 0
    while count < words:
        if len(paragraphs) % 9 == 0:
            paragraphs.append(f"# Part {len(paragraphs) // 9}")
        told = [
            sentence.format(
                year=draw.randint(1950, 2023),
                count=draw.randint(2, 900),
                port=draw.choice(ports),
                other=draw.choice(ports),
                strait=draw.choice(straits),
                country=draw.choice(countries),
            )
            for sentence in draw.sample(SENTENCES, 5)
        ]
        paragraphs.append(" ".join(told))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def measure_long_text(words: int) -> None:
    """Print what a text of so many words costs, step by step, and what the peer costs."""
    data, gazetteer = write_long_text(words).encode(), load_gazetteer()
    _say(f"{words:,} words, {len(data) / 1e6:.2f} MB")
    source = _time("read", lambda: read_text("long.md", data))
    proposals = _time(
        "find", lambda: find_proposals(source.searchable, gazetteer=gazetteer, most_names=MOST_NAMES)
    )
    draft = _time("begin the draft", lambda: start_draft(source, proposals))
    written = _time("write the pack", lambda: write_pack(draft, today=date(2024, 1, 1)))
    taken = _time("peer: words with a capital", lambda: _find_as_peer(source.searchable))
    _say(
        f"  {len(proposals.places):,} mentions of places, {len(draft.items):,} items, {len(written.layers)}"
        f" layers, {len(written.left_out)} left out; the peer takes {taken:,} words"
    )


def _find_as_peer(text: str) -> int:
    gazetteer = load_gazetteer()
    return sum(bool(gazetteer.search(found[0], most=1)) for found in re.finditer(r"\b[A-Z]\w+", text))


def _time(title: str, work: Callable[[], Result]) -> Result:
    """Run a step and print its seconds and the most memory that it took above what was there."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, started = _read_memory("VmRSS"), time.perf_counter()
    result = work()
    took, most = time.perf_counter() - started, _read_memory("VmHWM") - before
    _say(f"  {title:28} {took:7.2f} s {most:7.1f} MB")
    return result


def _read_memory(key: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(f"{key}:"))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path, nargs="?")
    options.add_argument("--words", type=int, nargs="+", default=[], help="measure texts of so many words")
    options.add_argument("--half", choices=("even", "odd", "all"), default="all")
    options.add_argument("--errors", action="store_true")
    options.add_argument("--all-kinds", action="store_true", help="count adjectives as well")
    options.add_argument("--calibration", action="store_true")
    chosen = options.parse_args()
    for words in chosen.words:
        measure_long_text(words)
    if chosen.corpus is None:
        return
    articles = read_corpus(chosen.corpus)
    halves = {"even": articles[::2], "odd": articles[1::2], "all": articles}
    started = time.perf_counter()
    load_gazetteer()
    _say(f"loaded in {time.perf_counter() - started:.2f} s")
    started = time.perf_counter()
    score = score_articles(halves[chosen.half], all_kinds=chosen.all_kinds)
    _say(f"{chosen.half}: {score.tell()}  {time.perf_counter() - started:.2f} s")
    if chosen.errors:
        _show_errors(score)
    if chosen.calibration:
        _show_confidence(halves[chosen.half])


if __name__ == "__main__":
    main()
