"""Measure how well places are found in a corpus whose places were marked by hand.

    python tests/bench/measure_drafting.py CORPUS.xml [--half even|odd|all] [--errors] [--all-kinds]

The corpus is an XML file of `article` elements, each with `text` and `locations/location` (`name`,
`start`, `end`, `lat`, `lon`), as GeoVirus has it. Offsets may be off by some characters: a marked name is
looked for at the nearest place. A found place counts where it overlaps a marked one; it is right where it
lies within 161 km of it, or is a country.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import lxml.etree

from geodata.drafting.finding import find_proposals
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.proposals import PlaceProposal
from geodata.geometry.geodesy import Position, measure_distance

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


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("--half", choices=("even", "odd", "all"), default="all")
    options.add_argument("--errors", action="store_true")
    options.add_argument("--all-kinds", action="store_true", help="count adjectives as well")
    options.add_argument("--calibration", action="store_true")
    chosen = options.parse_args()
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
