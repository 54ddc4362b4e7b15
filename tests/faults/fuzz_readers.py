"""Read files that were changed at random: python -m tests.faults.fuzz_readers [SECONDS] [-h].

Sound files of each kind are changed in a few places, by bytes, by words that readers stumble at, and in their
structure, and go through the reader in a confined process, many in each. Found is whatever ends in another
error than a `SeaBriefError`, takes more than `SLOW_SECONDS`, or ends the process; printed are the reader and
the number by which `python -m tests.faults.fuzz_readers --reader csv --number 7` makes the file again. The
code of the exit is 1 where anything was found.

Hypothesis, which the tests of the readers use, makes values and no changes to fixed files; atheris needs a
process that it instruments and could not run in the one that confines.
"""

import argparse
import io
import itertools
import json
import random
import re
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs

import geopandas
import shapely
from pptx import Presentation

from dashboard.cartography.user_layers import draw_annotations, draw_upload
from dashboard.exports.deck.templates.template import describe_masters
from dashboard.session.selection import Askable, Known
from dashboard.session.url import decode_selection
from dashboard.webmap.live_layers import make_live
from dashboard.webmap.unserved import describe_archive
from geodata.errors import SeaBriefError
from geodata.geometry.geodesy import Position
from geodata.isolation import data
from geodata.isolation.confinement import Limits
from geodata.isolation.reading import ReadingStoppedError, read_apart
from geodata.packs.authoring import TEMPLATE
from geodata.packs.pack import Pack, read_pack
from geodata.packs.verification import verify_pack
from geodata.text.documents import decode_manuscript
from geodata.uploads.annotations import SHAPES, Annotation, read_annotations, write_annotations
from geodata.uploads.shapes import read_upload
from tests.faults.hostile_files import list_hostile_files
from tests.geodata.uploads.test_uploads import write_geopackage
from tests.support.harbour import TEXT, pack_folder, write_harbour
from tests.support.pdfs import compress_pdf, encrypt_pdf, write_pdf

SLOW_SECONDS = 5.0
"""Processor time beyond which a file of some kilobytes is a finding."""
BATCH_SECONDS = 4.0
"""Processor time after which a process ends."""
LARGEST_SEED = 60_000
"""Largest file that is changed."""
LARGEST_UNPACKED = 2_000_000
"""Largest content of an archive of which the files are changed."""
FIXED = frozenset(("gpkg", "pdf"))
"""Kinds of files in which bytes have fixed places."""
LIMITS = Limits(processor_seconds=60, seconds=300)
WORDS = (
    *(
        b"NaN",
        b"Infinity",
        b"-1e400",
        b"1e999",
        b"-0",
        b"9" * 400,
        b"0x10",
        b"180.0000001",
        b"-90",
        b"1e-320",
    ),
    *(
        b"null",
        b"true",
        b"{}",
        b"[]",
        b'""',
        b"[" * 300,
        b"{" * 300,
        b"(" * 300,
        b"<a>" * 300,
        b"\0",
        b"\xff",
    ),
    *(
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"\xef\xbb\xbf",
        b"\r",
        b"\n",
        b"\t",
        b",",
        b";",
        b'"',
        b"'",
        b"\\",
        b"%",
    ),
    *(b"{{7*7}}", b"&#0;", b"&amp;", b"]]>", b"<!--", b"<?x?>", b"POINT EMPTY", b"POLYGON((", b"EPSG:4326"),
    *(
        b"../x",
        b"http://127.0.0.1:9/x",
        b"1970-01-01",
        b"-9999-99-99",
        b"\\u0000",
        b"\\ud800",
        b"e",
        b"-",
        b".",
    ),
)
"""What readers stumble at."""
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
VALUES: tuple[object, ...] = (
    *(None, True, -1, 0, 1e308, -1e-308, 2**70, "", "\ud800", "\0", "x" * 5_000, [], {}, [[]], [None]),
    *(
        {"type": "Point"},
        {"type": "Polygon", "coordinates": []},
        [0, 91],
        [1e9, 1e9, 1e9],
        "NaN",
        float("nan"),
    ),
)
"""What parts of JSON are replaced by."""
KNOWN = Known(
    default_layers=frozenset({"mole"}),
    features={"mole": ["north"]},
    passages=["A1"],
    scenes={"first": frozenset({"mole"})},
    askable=Askable(bands=["ring"], origins=["coast"]),
)
ADDRESSES = (
    b"layers=mole&at=22.1,121.5,6&feature=mole.north&passage=A1&scene=first&names=ja&theme=dark",
    b"from=1,2&to=yokohama&ship=1&closed=suez,malacca&pin=22,121&course=1,2;3,4&area=1,2;3,4;5,6&date=2013-10",
)


@dataclass(frozen=True)
class Finding:
    """A file that a reader does not stand."""

    reader: str
    number: int
    told: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Read changed files for a while and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float, nargs="?", default=60, help="time for each reader")
    parser.add_argument("--reader", choices=sorted(READERS), action="append", help="only this one")
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--number", type=int, help="only this file, which is written to standard output")
    options = parser.parse_args(arguments)
    if options.number is not None:
        (reader,) = options.reader
        sys.stdout.buffer.write(change_file(list_seeds(reader), options.number, fixed=reader in FIXED))
        return 0
    found = []
    for reader in options.reader or READERS:
        count, findings = fuzz(reader, list_seeds(reader), seconds=options.seconds, first=options.first)
        found += findings
        sys.stdout.write(f"{reader}: {count:,} files, {len(findings)} findings\n")
        for one in findings:
            sys.stdout.write(f"  {one.number}: {one.told}\n")
        sys.stdout.flush()
    return int(bool(found))


def fuzz(
    reader: str, seeds: Sequence[bytes], *, seconds: float, first: int = 0, most: int = sys.maxsize
) -> tuple[int, list[Finding]]:
    """Return how many changed files a reader has read, and those at which it failed, one of each kind."""
    begun, number = time.monotonic(), first
    found: dict[str, Finding] = {}
    while time.monotonic() - begun < seconds and number - first < most:
        count, told = _read_batch(reader, seeds, number, most - number + first)
        for one, sentence in told:
            found.setdefault(sentence, Finding(reader, one, sentence))
        number += count
    return number - first, list(found.values())


def _read_batch(
    reader: str, seeds: Sequence[bytes], first: int, most: int
) -> tuple[int, list[tuple[int, str]]]:
    """Return how many files were read, and the numbers of those at which the reader failed, and how."""
    with TemporaryDirectory() as folder:
        try:
            read = read_apart(
                "tests.faults.fuzz_readers:read_files",
                data.encode(list(seeds)),
                limits=LIMITS,
                folder=Path(folder),
                reader=reader,
                first=first,
                most=most,
            )
            return read["count"], [(number, told) for number, told in read["found"]]
        except ReadingStoppedError as error:
            stopped = error
        reached = int((Path(folder) / "number").read_text(encoding="ascii"))
    return reached - first + 1, [(reached, f"stopped: {stopped}")]


def read_files(content: bytes, *, reader: str, first: int, most: int, folder: str) -> dict[str, Any]:
    """Read changed files until the time of this process is up; return how many, and what happened at them."""
    seeds, name = data.decode(content), SEEDS[reader][0]
    found, begun = [], time.process_time()
    numbers = itertools.count(first) if most == sys.maxsize else iter(range(first, first + most))
    count = 0
    for number in numbers:
        (Path(folder) / "number").write_text(str(number), encoding="ascii")
        if told := _try_file(
            reader, name, change_file(seeds, number, fixed=reader in FIXED), Path(folder) / str(number)
        ):
            found.append((number, told))
        count += 1
        if time.process_time() - begun > BATCH_SECONDS:
            break
    return {"count": count, "found": found}


def _try_file(reader: str, name: str, content: bytes, folder: Path) -> str:
    begun, told = time.process_time(), ""
    try:
        READERS[reader](name, content, folder)
    except SeaBriefError as error:
        told = "" if _can_be_sent(str(error)) else f"{type(error).__name__} that cannot be shown"
    except Exception as error:  # noqa: BLE001 - what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        if "pypdf" not in Path(last.filename).parts:  # which has no one error for broken files
            told = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno} {last.name}"
    seconds = time.process_time() - begun
    return told or (f"slow: {seconds:.0f} s" if seconds > SLOW_SECONDS else "")


def _can_be_sent(sentence: str) -> bool:
    """Tell whether a sentence can be sent to a browser: halves of characters cannot."""
    return bool(sentence.strip()) and sentence.encode("utf-8", "ignore").decode() == sentence


@cache
def list_seeds(reader: str) -> tuple[bytes, ...]:
    """Return sound files of a kind, and small hostile ones, to be changed."""
    name, kind, _ = SEEDS[reader]
    hostile = (
        one.make(random.Random(16))  # noqa: S311 - the same files in every run
        for one in list_hostile_files()
        if one.reader == kind and Path(one.name).suffix == Path(name).suffix
    )
    return (*make_sound(reader), *(content for content in hostile if 0 < len(content) < LARGEST_SEED))


def make_sound(reader: str) -> tuple[bytes, ...]:
    """Return sound files of a kind."""
    return tuple(SEEDS[reader][2]())


def change_file(seeds: Sequence[bytes], number: int, *, fixed: bool) -> bytes:
    """Return the changed file of a number; where bytes have fixed places, rather without moving them."""
    draw = random.Random(number)  # noqa: S311 - the same files in every run
    seed = draw.choice(seeds)
    if seed.startswith(b"PK") and draw.random() < 0.85:
        return _change_archive(seed, seeds, draw)
    if seed.lstrip()[:1] in {b"{", b"["} and draw.random() < 0.6:
        return _change_json(seed, draw)
    return _change_bytes(seed, seeds, draw, fixed=fixed)


def _change_archive(seed: bytes, seeds: Sequence[bytes], draw: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(seed)) as archive:
            entries = archive.infolist()
            small = sum(entry.file_size for entry in entries) < LARGEST_UNPACKED
            files = {entry.filename: archive.read(entry) for entry in entries if small}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, UnicodeError):
        files = {}
    if not files:
        return _change_bytes(seed, seeds, draw, fixed=True)
    for _ in range(draw.randint(1, 2)):
        name = draw.choice(list(files))
        others = list(files.values())
        is_json = files[name].lstrip()[:1] == b"{" and draw.random() < 0.6
        files[name] = _change_json(files[name], draw) if is_json else _change_bytes(files[name], others, draw)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name or "a", content)
    return written.getvalue()


def _change_json(seed: bytes, draw: random.Random) -> bytes:
    """Replace, remove or repeat parts of a document."""
    try:
        document = json.loads(seed)
    except (ValueError, RecursionError):
        return _change_bytes(seed, [seed], draw)
    places = list(_list_places(document))
    for _ in range(draw.randint(1, 3)):
        if places:
            held, key = draw.choice(places)
            if draw.random() < 0.7:
                held[key] = draw.choice(VALUES)
            elif isinstance(held, list):
                held.extend([held[key % len(held)]] * draw.choice((1, 2, 50)) if held else [])
            else:
                held[f"{key}2"] = draw.choice(VALUES)
    try:
        return json.dumps(document).encode()
    except RecursionError:
        return _change_bytes(seed, [seed], draw)


def _list_places(document: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - JSON
    waiting = [document]
    while waiting:
        held = waiting.pop()
        keys = list(held) if isinstance(held, dict) else range(len(held)) if isinstance(held, list) else ()
        for key in keys:
            yield held, key
            waiting.append(held[key])


def _change_bytes(seed: bytes, seeds: Sequence[bytes], draw: random.Random, *, fixed: bool = False) -> bytes:
    """Change a few places of a file; of one whose bytes have fixed places, rather without moving them."""
    content = bytearray(seed)
    for _ in range(draw.randint(1, 4)):
        place = draw.randrange(len(content) + 1)
        length = draw.choice((1, 2, 4, 16, 200))
        change = draw.choice(("replace", "replace", "flip") if fixed else tuple(CHANGES))
        content = bytearray(CHANGES[change](bytes(content), place, length, draw, seeds))
    return bytes(content[: 20 * LARGEST_SEED])


Change = Callable[[bytes, int, int, random.Random, Sequence[bytes]], bytes]


def _flip(content: bytes, place: int, _length: int, draw: random.Random, _seeds: Sequence[bytes]) -> bytes:
    if place >= len(content):
        return content
    return content[:place] + bytes([content[place] ^ 1 << draw.randrange(8)]) + content[place + 1 :]


def _replace(content: bytes, place: int, length: int, draw: random.Random, _seeds: Sequence[bytes]) -> bytes:
    kind = draw.choice((b"\0", b"\xff", draw.randbytes(1)))
    new = draw.randbytes(length) if draw.random() < 0.5 else kind * length
    return content[:place] + new + content[place + length :]


def _remove(content: bytes, place: int, length: int, _draw: random.Random, _seeds: Sequence[bytes]) -> bytes:
    return content[:place] + content[place + length :]


def _repeat(content: bytes, place: int, length: int, draw: random.Random, _seeds: Sequence[bytes]) -> bytes:
    times = draw.choice((1, 2, 30, 300))
    return content[:place] + content[place : place + length] * times + content[place:]


def _insert(content: bytes, place: int, _length: int, draw: random.Random, _seeds: Sequence[bytes]) -> bytes:
    return content[:place] + draw.choice(WORDS) + content[place:]


def _swap_number(
    content: bytes, place: int, _length: int, draw: random.Random, _seeds: Sequence[bytes]
) -> bytes:
    found = NUMBER.search(content, place) or NUMBER.search(content)
    if found is None:
        return content
    return content[: found.start()] + draw.choice(WORDS) + content[found.end() :]


def _splice(content: bytes, place: int, length: int, draw: random.Random, seeds: Sequence[bytes]) -> bytes:
    other = draw.choice(seeds)
    start = draw.randrange(len(other) + 1)
    return content[:place] + other[start : start + 10 * length] + content[place:]


CHANGES: Mapping[str, Change] = {
    "flip": _flip,
    "replace": _replace,
    "remove": _remove,
    "repeat": _repeat,
    "insert": _insert,
    "number": _swap_number,
    "number again": _swap_number,
    "splice": _splice,
}


def _read_shapes(name: str, content: bytes, _folder: Path) -> None:
    upload = read_upload(name, content)
    for shown in draw_upload(upload):
        make_live(shown.frame, shown.layer, _load_pack())
    if not all(map(_can_be_sent, upload.notes)):
        raise UnicodeError(upload.notes)


@cache
def _load_pack() -> Pack:
    return read_pack(TEMPLATE)


def _read_annotations(name: str, content: bytes, _folder: Path) -> None:
    for shown in draw_annotations(read_annotations(name, content)):
        make_live(shown.frame, shown.layer, _load_pack())


def _read_pack(name: str, content: bytes, folder: Path) -> None:
    folder.mkdir()
    data.encode(describe_archive(content, name=name, folder=str(folder)))


def _read_text(name: str, content: bytes, _folder: Path) -> None:
    verify_pack(_load_pack(), text=decode_manuscript(content, name))


def _read_template(_name: str, content: bytes, _folder: Path) -> None:
    describe_masters(content, language="en")


def _read_address(_name: str, content: bytes, _folder: Path) -> None:
    decode_selection(parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True), KNOWN)


def _make_geojson() -> list[bytes]:
    square = [[[120, 20], [121, 20], [121, 21], [120, 21], [120, 20]]]
    shapes: list[dict[str, Any]] = [
        {"type": "Polygon", "coordinates": square},
        {"type": "MultiLineString", "coordinates": [[[170, 10], [-179, 12]], [[0, 1], [2, 3], [4, 5]]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
    ]
    features = [
        {"type": "Feature", "id": 3, "properties": {"name": "ä", "n": 1.5, "list": [1]}, "geometry": shape}
        for shape in shapes
    ]
    system = {"type": "name", "properties": {"name": "EPSG:3857"}}
    collection = {"type": "FeatureCollection", "features": features}
    return [json.dumps(one).encode() for one in (collection, {**collection, "crs": system}, shapes[0])]


def _make_geopackages() -> list[bytes]:
    shapes = [shapely.Point(120, 20), shapely.box(1, 2, 3, 4), shapely.LineString([(0, 0, 1), (1, 1, 1)])]
    frame = geopandas.GeoDataFrame({"name": ["a", "b", "ä"], "n": [1, 2, 3]}, geometry=shapes, crs=4326)
    return [write_geopackage(frame), write_geopackage(frame.to_crs(3857))]


def _make_annotations() -> list[bytes]:
    places = (Position(1, 2), Position(3, 4), Position(5, 170))
    drawn = [Annotation(kind, places[: min(shape.most, 3)], "ä") for kind, shape in SHAPES.items()]
    return [write_annotations(drawn).encode()]


def _make_packs() -> list[bytes]:
    with TemporaryDirectory() as folder:
        return [pack_folder(write_harbour(Path(folder) / "harbour")), pack_folder(TEMPLATE)]


def _make_pdfs() -> list[bytes]:
    plain = write_pdf([[(60, 700 - 12 * n, f"Nine ships wait, {n}.") for n in range(20)]] * 2)
    return [plain, compress_pdf(plain), encrypt_pdf(plain, "")]


def _make_templates() -> list[bytes]:
    written = io.BytesIO()
    Presentation().save(written)
    return [written.getvalue()]


SPACE = 'xmlns="http://www.opengis.net/kml/2.2"'
KML = (
    f"<kml {SPACE}><Document><name>a</name><Folder><Placemark id='a'><name>ä</name><ExtendedData>"
    "<Data name='n'><value>1</value></Data></ExtendedData><MultiGeometry>"
    "<Point><coordinates>120,20</coordinates></Point>"
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,2 3,4 1,2</coordinates></LinearRing>"
    "</outerBoundaryIs></Polygon><LineString><coordinates>1,2,0 3,4,0</coordinates></LineString>"
    "</MultiGeometry></Placemark></Folder></Document></kml>"
).encode()
GPX = (
    '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">'
    '<wpt lat="20" lon="120"><name>ä</name></wpt>'
    '<rte><rtept lat="1" lon="2"/><rtept lat="3" lon="4"/></rte><trk><name>b</name><trkseg>'
    '<trkpt lat="1" lon="179"/><trkpt lat="3" lon="-179"/></trkseg></trk></gpx>'
).encode()


def _make_kmz() -> list[bytes]:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("doc.kml", KML)
    return [written.getvalue()]


Read = Callable[[str, bytes, Path], None]
READERS: Mapping[str, Read] = {
    **dict.fromkeys(("geojson", "kml", "kmz", "gpx", "csv", "gpkg"), _read_shapes),
    "annotations": _read_annotations,
    "pack": _read_pack,
    "text": _read_text,
    "pdf": _read_text,
    "template": _read_template,
    "address": _read_address,
}
"""Kind of a file -> what the application does with it."""
TABLES = [
    b"name,lat,lon,n\n\xc3\xa4,20,120,1\nb,-3.5,170,\n",
    'name;Breite;L\u00e4nge\na;20,5;120,1\nb;"3\u00b0 10\u2032 N";4\n'.encode(),
    b"id\twkt\n1\tPOLYGON ((0 0, 1 0, 1 1, 0 0))\n2\tPOINT Z (1 2 3)\n",
]
SEEDS: Mapping[str, tuple[str, str, Callable[[], list[bytes]]]] = {
    "geojson": ("a.geojson", "shapes", _make_geojson),
    "kml": ("a.kml", "shapes", lambda: [KML]),
    "kmz": ("a.kmz", "shapes", _make_kmz),
    "gpx": ("a.gpx", "shapes", lambda: [GPX]),
    "csv": ("a.csv", "shapes", lambda: TABLES),
    "gpkg": ("a.gpkg", "shapes", _make_geopackages),
    "annotations": ("a.geojson", "annotations", _make_annotations),
    "pack": ("p.zip", "pack", _make_packs),
    "text": ("brief.md", "text", lambda: [(TEMPLATE / "brief.md").read_bytes(), TEXT.encode("utf-16")]),
    "pdf": ("b.pdf", "text", _make_pdfs),
    "template": ("t.pptx", "template", _make_templates),
    "address": ("", "address", lambda: list(ADDRESSES)),
}
"""Kind of a file -> its name, what `HostileFile` calls its reader, and what makes sound files of it."""


if __name__ == "__main__":
    sys.exit(main())
