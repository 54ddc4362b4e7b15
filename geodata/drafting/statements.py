"""Find what a text says of places: shipping between two, a distance from one, a strait that is closed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from geodata.drafting.folding import fold_name
from geodata.drafting.gazetteer import Gazetteer, measure_between
from geodata.drafting.proposals import (
    BandProposal,
    ClosureProposal,
    LaneProposal,
    Place,
    PlaceProposal,
)
from geodata.errors import Message
from geodata.routing.chokepoints import read_chokepoints
from geodata.units import KM_PER_NM

LEAST_LANE_KM = 50.0
"""Places that are nearer are no two ends of a lane."""
LONGEST_BAND_KM = 15_000.0
"""Distances beyond this, or of nothing, are no reach."""
SHORTEST_BAND_KM = 1.0
NEAR_CHARACTERS = 80
"""How far from the name of a strait a word may stand that says that it is closed."""
_SENTENCE_END = re.compile(r"[.!?](?=[\s\"”’)]+[A-ZÄÖÜ\"“„]|\s*\Z)|[。！？]|\n\s*\n")
_SHIPPING = re.compile(
    r"\b(?:ship(?:s|ped|ping|ments?)?|vessels?|tankers?|carriers?|containers?|cargo(?:es)?|freight(?:ers?)?|ferr(?:y|ies)|"
    r"sail(?:s|ed|ing)?|voyages?|routes?|lanes?|seaborne|maritime|nautical|crude|oil|gas|LNG|ore|grain|coal|cocoa|exports?|"
    r"imports?|trade|traffic|convoys?|Schiff\w*|Frachter\w*|Tanker\w*|Container\w*|Fracht\w*|Fähre\w*|Seeweg\w*|Seemeilen?|"
    r"auf\sSee|Route\w*|(?:Roh)?[Öö]l\w*|(?:Flüssig|Erd)?[Gg]as|(?:Eisen)?[Ee]rz\w*|Getreide\w*|Kohle\w*|Seehandel\w*|Handel\w*|"
    r"Verkehr\w*|Transport\w*|verschifft\w*)\b|船|航路|輸送|运输|航线|油轮|タンカー",
    re.IGNORECASE,
)
_BY_LAND = re.compile(
    r"\b(?:(?:roads?|rail(?:way|road)?s?|trains?|lorr(?:y|ies)|trucks?|overland|pipelines?|flights?|fl(?:ew|ies|ying)|cables?|"
    r"(?<!ship\s)(?<!ping\s)(?<!ferry\s)(?<!iner\s)line|Autobahn|Bahn\w*|Züge?|Lastwagen|Landweg\w*|Leitung\w*|Rohr(?!öl)\w*|"
    r"Fl[uü]ge?|Kabel\w*)(?:\s\w+){0,3}|borders?|coast(?:line)?|waters|Gewässer|Küste|Grenze)\s\Z",
    re.IGNORECASE,
)
"""What runs over land, under the sea or along it, right before the ends of a way."""
SHIP_WORDS = (
    (
        "vlcc",
        re.compile(
            r"\b(?:VLCCs?|supertankers?|very large crude|crude|tankers?|oil|Öl\w*|Tanker\w*|Rohöl\w*)\b",
            re.IGNORECASE,
        ),
    ),
    ("neopanamax", re.compile(r"\bneo-?panamax\b", re.IGNORECASE)),
    ("panamax", re.compile(r"\bpanamax\b", re.IGNORECASE)),
    ("handysize", re.compile(r"\b(?:handysize|grain|Getreide\w*)\b", re.IGNORECASE)),
    ("container-large", re.compile(r"\b(?:container\w*|box ships?)\b", re.IGNORECASE)),
    (
        "capesize",
        re.compile(
            r"\b(?:capesize|iron ore|ore|coal|bulk carriers?|Erz\w*|Kohle\w*|Massengut\w*)\b", re.IGNORECASE
        ),
    ),
)
"""Class of ships -> words of a sentence that tell it; the first that is found counts."""
_LEADS = (
    (
        re.compile(r"\bfrom\s(?:the\s)?(?:port\sof\s)?\Z", re.IGNORECASE),
        re.compile(r"\s(?:on\s)?to\s(?:the\s)?(?:port\sof\s)?"),
    ),
    (re.compile(r"\bbetween\s(?:the\s)?\Z", re.IGNORECASE), re.compile(r"\sand\s(?:the\s)?")),
    (
        re.compile(r"\b(?:leav(?:e|es|ing)|left)\s(?:the\s)?(?:port\sof\s)?\Z"),
        re.compile(r"\sfor\s(?:the\s)?"),
    ),
    (re.compile(r"\b(?:link|connect)(?:s|ed|ing)?\s\Z"), re.compile(r"\s(?:with|to|and)\s")),
    (
        re.compile(r"\b(?:von|aus)\s(?:der\s|dem\s)?\Z", re.IGNORECASE),
        re.compile(r"\s(?:nach|bis|zum|zur|in\sdie)\s(?:nach\s)?"),
    ),
    (re.compile(r"\bzwischen\s(?:der\s|dem\s)?\Z", re.IGNORECASE), re.compile(r"\sund\s(?:der\s|dem\s)?")),
    (re.compile(r"\bverb(?:inden|indet|and|anden)\s\Z"), re.compile(r"\smit\s")),
)
"""What stands before the first place of a lane, and between the two."""
_ROUTE_AFTER = re.compile(
    r"\A\s(?:shipping\s|sea\s|trade\s|tanker\s|ferry\s|container\s)?(?:routes?|lanes?|run|line|service|trade|traffic)\b"
)
_HYPHEN = re.compile(r"\s?[-–—]\s?")
_DISTANCE = re.compile(
    r"(?<![\w.,])(?P<figure>\d{1,3}(?:[.,\s]\d{3})+|\d+(?:[.,]\d+)?)[\s-]?"
    r"(?P<unit>nautical[\s-]miles?|sea\smiles?|nmi?|NM|Seemeilen|sm|miles?|Meilen|km|kilomet(?:er|re)s?|Kilometern?)\b"
    r"(?:\s(?:north|south|east|west|away|out|wide|weit|nördlich|südlich|östlich|westlich|entfernt)\w*){0,2}"
    r"\s(?:of|from|off|around|vor|von|um)\s"
    r"(?:the\s|der\s|den\s|dem\s)?(?:\w+\s)?(?:(?:coast|coastline|shores?|mainland|Küste|Küsten)\s(?:of|von|der)\s)?(?:the\s)?\Z"
)
_REACH = re.compile(
    r"\b(?:within|range|ranges|reach|reaches|radius|strike|missiles?|arc|envelope|zone|up\sto|Reichweite\w*|Radius|Umkreis|"
    r"Rakete\w*|innerhalb|bis\szu|Zone)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:clos(?:e|es|ed|ing|ure)|block(?:s|ed|ing|ade|aded|ading|age)?|shut(?:s|ting|down)?|min(?:ed|ing)|seal(?:ed|ing)?|"
    r"impassable|Sperrung\w*|gesperrt\w*|sperr(?:en|t|te)|Schließung\w*|geschlossen\w*|schließ(?:en|t)|Blockade\w*|"
    r"blockier\w*|vermin\w*)\b|封鎖|封锁|閉鎖|关闭|機雷",
    re.IGNORECASE,
)
_NOT_CLOSED = re.compile(
    r"\b(?:close\sto|closely|closest|close\sby|close\sties|not\sclosed|never\sclosed)\b", re.IGNORECASE
)
_CLAUSE_MARK = re.compile(r"[,;:–—]|\s-\s")
_PAST_YEARS = re.compile(
    r"\b(?:from|between|von|zwischen)\s(?:1\d|20)\d\d\s(?:to|and|until|bis|und)\s(?:1\d|20)\d\d\b",
    re.IGNORECASE,
)
"""Years in which something was so, and no longer is."""
_KM_PER_UNIT = (
    (re.compile(r"naut|sea|nm|NM|See|sm"), KM_PER_NM),
    (re.compile(r"mile|Meile"), 1.609344),
    (re.compile(r"[kK]"), 1.0),
)


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a stretch of text begins and ends."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - 600), start)]
    after = _SENTENCE_END.search(text, end, end + 600)
    return (before[-1] if before else max(0, start - 600)), (
        after.end() if after else min(len(text), end + 600)
    )


def find_lanes(
    text: str, places: Sequence[PlaceProposal], *, gazetteer: Gazetteer
) -> tuple[LaneProposal, ...]:
    """Return where a text speaks of shipping between two places that stand beside each other."""
    named = [one for one in places if not one.is_adjective]
    return tuple(lane for one, other in pairwise(named) if (lane := _read_lane(text, one, other, gazetteer)))


def _read_lane(
    text: str, one: PlaceProposal, other: PlaceProposal, gazetteer: Gazetteer
) -> LaneProposal | None:
    lead = _find_lead(text, one, other)
    if lead is None:
        return None
    first, last = find_sentence(text, one.start, other.end)
    sentence = text[first:last]
    if _BY_LAND.search(text[first:lead]):
        return None
    origin, destination = (_find_port(end.place, gazetteer) for end in (one, other))
    at_sea = all(_is_at_sea(place) for place in (origin, destination))
    shipping = _SHIPPING.search(sentence)
    if not (at_sea or shipping) or measure_between(origin, destination) < LEAST_LANE_KM:
        return None
    ship = next((name for name, pattern in SHIP_WORDS if pattern.search(sentence)), None)
    reason = (
        Message('the sentence speaks of shipping ("{word}")', word=shipping[0])
        if shipping
        else Message("both ends are ports or waters")
    )
    told = Message(
        "From {origin} to {destination}: {reason}.",
        origin=origin.name,
        destination=destination.name,
        reason=reason,
    )
    return LaneProposal(lead, other.end, text[lead : other.end], origin, destination, ship, told)


def _find_lead(text: str, one: PlaceProposal, other: PlaceProposal) -> int | None:
    """Return where the words of a lane begin; None where two places are no two ends."""
    before, between = text[max(0, one.start - 24) : one.start], text[one.end : other.start]
    for first, middle in _LEADS:
        found = first.search(before)
        if found and middle.fullmatch(between):
            return one.start - len(before) + found.start()
    if _HYPHEN.fullmatch(between) and _ROUTE_AFTER.match(text[other.end : other.end + 40]):
        return one.start
    return None


def _is_at_sea(place: Place) -> bool:
    return place.kind in ("port", "sea", "strait", "canal")


def _find_port(place: Place, gazetteer: Gazetteer) -> Place:
    """Return the port of a town, where it has one of its name."""
    if place.kind != "city":
        return place
    ports = [one for one in gazetteer.search(place.name, most=50) if one.kind == "port"]
    near = [port for port in ports if measure_between(place, port) < LEAST_LANE_KM * 2]
    return near[0] if near else place


def find_bands(text: str, places: Sequence[PlaceProposal]) -> tuple[BandProposal, ...]:
    """Return where a text tells how far from a place something reaches."""
    return tuple(_iterate_bands(text, places))


def _iterate_bands(text: str, places: Sequence[PlaceProposal]) -> Iterator[BandProposal]:
    for one in places:
        first = max(0, one.start - 90)
        found = _DISTANCE.search(text, first, one.start)
        if not found:
            continue
        sentence = text[slice(*find_sentence(text, found.start(), one.end))]
        reach = _REACH.search(sentence)
        radius = _read_figure(found["figure"]) * _find_km(found["unit"])
        if reach and SHORTEST_BAND_KM <= radius <= LONGEST_BAND_KM:
            told = Message(
                '"{words}" beside "{reach}" tells how far it is from {name}.',
                words=" ".join((found["figure"], found["unit"])),
                reach=reach[0],
                name=one.place.name,
            )
            yield BandProposal(
                found.start(), one.end, text[found.start() : one.end], one.place, round(radius, 1), told
            )


def _read_figure(written: str) -> float:
    """Return a figure as English or German write it: "1,500", "1.500", "12.5", "12,5"."""
    if re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+", written):
        return float(re.sub(r"[.,\s]", "", written))
    return float(written.replace(",", "."))


def _find_km(unit: str) -> float:
    return next(km for pattern, km in _KM_PER_UNIT if pattern.search(unit))


def find_closures(
    text: str, places: Sequence[PlaceProposal], *, gazetteer: Gazetteer
) -> tuple[ClosureProposal, ...]:
    """Return where a text says that a strait or canal is closed, blocked or mined."""
    known = _list_chokepoints(gazetteer)
    return tuple(
        closure
        for one in places
        if (chokepoint := known.get(one.place.key))
        and (closure := _read_closure(text, one, places, chokepoint))
    )


def _stands_alone(
    text: str, one: PlaceProposal, word: tuple[int, int], places: Sequence[PlaceProposal]
) -> bool:
    """Tell whether a word stands beside a place: not in its name, in no clause before, no place between."""
    if one.start < word[1] and one.end > word[0]:
        return False
    is_behind = word[0] >= one.end
    between = (one.end, word[0]) if is_behind else (word[1], one.start)
    if not is_behind and _CLAUSE_MARK.search(text, *between):
        return False
    after = bisect_left(places, between[0], key=lambda other: other.start)
    return after == len(places) or places[after].end > between[1]


def _read_closure(
    text: str, one: PlaceProposal, places: Sequence[PlaceProposal], chokepoint: str
) -> ClosureProposal | None:
    first, last = find_sentence(text, one.start, one.end)
    if _PAST_YEARS.search(text, first, last):
        return None
    first, last = max(first, one.start - NEAR_CHARACTERS), min(last, one.end + NEAR_CHARACTERS)
    masked = _NOT_CLOSED.sub(lambda found: " " * len(found[0]), text[first:last])
    words = [
        found
        for found in _CLOSED.finditer(masked)
        if _stands_alone(text, one, (first + found.start(), first + found.end()), places)
    ]
    if not words:
        return None
    nearest = min(
        words,
        key=lambda found: min(abs(first + found.end() - one.start), abs(first + found.start() - one.end)),
    )
    start, end = min(one.start, first + nearest.start()), max(one.end, first + nearest.end())
    told = Message('"{word}" stands in the sentence about {name}.', word=nearest[0], name=one.place.name)
    return ClosureProposal(start, end, text[start:end], chokepoint, told)


@cache
def _list_chokepoints(gazetteer: Gazetteer) -> Mapping[str, str]:
    """Return the ids of chokepoints by the keys of their places in the gazetteer."""
    known = {}
    for chokepoint in read_chokepoints().values():
        name = fold_name(chokepoint.names.en.split(" (")[0])
        for place in gazetteer.search(name):
            if place.kind in ("strait", "canal", "feature", "sea"):
                known[place.key] = chokepoint.id
    return known
