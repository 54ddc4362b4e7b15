"""Packs that are large, deep, crossed or damaged."""

import gzip
import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.hostile.parts import (
    MARKER,
    Draw,
    Listed,
    Make,
    circle,
    close,
    holes,
    pack,
    polygon,
    scatter,
    star,
    zigzag,
)
from tests.support.harbour import pack_folder, write_harbour


def _harbour(edit: Callable[[Path], object] = lambda _folder: None) -> bytes:
    with TemporaryDirectory() as folder:
        root = write_harbour(Path(folder) / "harbour")
        edit(root)
        return pack_folder(root)


def _append(file: str, text: str) -> Make:
    def edit(root: Path) -> None:
        with (root / file).open("a", encoding="utf-8") as opened:
            opened.write(text)

    return lambda _draw: _harbour(edit)


def _write(file: str, content: bytes | str) -> Make:
    def edit(root: Path) -> None:
        (root / file).write_bytes(content.encode() if isinstance(content, str) else content)

    return lambda _draw: _harbour(edit)


def _add(name: str, content: bytes | str = b"", *, mode: int = 0) -> Make:
    def make(_draw: Draw) -> bytes:
        packed = io.BytesIO(_harbour())
        with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
            entry = zipfile.ZipInfo("placeholder")
            entry.filename, entry.external_attr, entry.compress_type = name, mode << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
        return packed.getvalue()

    return make


def _miss_quotes(draw: Draw) -> bytes:
    words = ["mole", "fog", "ships", "wind", "harbour", "keeper", "light", "two", "towns", "north"]
    entry = '\n[[passages]]\nid = "X{0}"\nsection = "Fog"\nnumber = {0}\nsummary = "{1}"\nquote = "{2}"\n'
    made = "".join(
        entry.format(number, draw.randrange(10**9), " ".join(draw.choices(words, k=15)))
        for number in range(2, 502)
    )

    def edit(root: Path) -> None:
        with (root / "passages.toml").open("a", encoding="utf-8") as file:
            file.write(made)
        (root / "brief.txt").write_text(" ".join(draw.choices(words, k=220_000)), encoding="utf-8")

    return _harbour(edit)


def _overlap(draw: Draw) -> bytes:
    """Return an archive whose directory names one entry a thousand times."""
    content = pack({"brief.toml": draw.randbytes(50_000)})
    start = content.index(b"PK\1\2")
    end = content.index(b"PK\5\6")
    record = content[start:end]
    closing = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 60_000, 60_000, len(record) * 60_000, start, 0)
    return content[:start] + record * 60_000 + closing


def list_packs() -> Listed:
    outlines = "features/basin.geojson"
    yield "pack: sound", "p.zip", lambda _d: _harbour()
    yield "pack: 60,000 entries", "p.zip", lambda _d: pack({f"{n}.csv": b"" for n in range(60_000)}, level=1)
    yield "pack: one entry named 60,000 times", "p.zip", _overlap
    yield "pack: an entry of 60 MB of zeros", "p.zip", _add("x.csv", bytes(60_000_000))
    yield "pack: a link", "p.zip", _add("x.csv", "../../etc/hostname", mode=stat.S_IFLNK | 0o777)
    yield "pack: a path out of it", "p.zip", _add("../../x.csv")
    yield "pack: a drive", "p.zip", _add("C:\\x.csv")
    yield "pack: a name of 60,000 letters", "p.zip", _add("x" * 60_000)
    yield "pack: a zip file inside", "p.zip", _add("x.zip", pack({"a": bytes(10**6)}))
    yield "pack: gzip inside", "p.zip", _add("x.csv.gz", gzip.compress(bytes(10**6)))
    yield "pack: no zip file", "p.zip", lambda d: d.randbytes(9_000_000)
    yield "pack: cut in half", "p.zip", lambda _d: _harbour()[:1_200]
    yield "pack: 500 quotes that a long text does not hold", "p.zip", _miss_quotes
    yield (
        "pack: TOML, an array of 700,000 figures",
        "p.zip",
        lambda d: _append(
            "brief.toml", "\nx = [" + ",".join(str(d.randrange(10**9)) for _ in range(700_000)) + "]\n"
        )(d),
    )
    yield (
        "pack: TOML, 300,000 keys at random",
        "p.zip",
        lambda d: _append("brief.toml", "".join(f"\nk{d.randrange(10**12)} = 1" for _ in range(300_000)))(d),
    )
    yield (
        "pack: TOML, 300,000 tables at random",
        "p.zip",
        lambda d: _append("brief.toml", "".join(f"\n[k{d.randrange(10**12)}]" for _ in range(300_000)))(d),
    )
    yield (
        "pack: TOML, 5,000 keys of 300 dots at random",
        "p.zip",
        lambda d: _append(
            "brief.toml",
            "".join(
                "\n" + ".".join(str(d.randrange(9)) for _ in range(300)) + f".k{n} = 1" for n in range(5_000)
            ),
        )(d),
    )
    yield (
        "pack: GeoJSON, 1.5 million empty rings at random",
        "p.zip",
        lambda d: _write(outlines, _outline(polygon(*[[[]] * d.randrange(9) for _ in range(250_000)])))(d),
    )
    yield (
        "pack: TOML, an array of four million",
        "p.zip",
        _append("brief.toml", "\nx = [" + "1," * 4_000_000 + "]\n"),
    )
    yield "pack: TOML, arrays 100,000 deep", "p.zip", _append("brief.toml", "\nx = " + "[" * 100_000)
    yield (
        "pack: TOML, a key of 100,000 dots",
        "p.zip",
        _append("brief.toml", "\n" + "a." * 100_000 + "b = 1\n"),
    )
    yield (
        "pack: TOML, 2,000 keys of 2,000 dots",
        "p.zip",
        _append("brief.toml", "".join("\n" + "a." * 2_000 + f"b{n} = 1" for n in range(2_000))),
    )
    yield "pack: TOML, 500,000 tables", "p.zip", _append("layers.toml", "\n[[layers]]" * 800_000)
    yield (
        "pack: TOML, 600,000 keys",
        "p.zip",
        _append("brief.toml", "".join(f"\nk{n} = 1" for n in range(600_000))),
    )
    yield "pack: TOML, a string of 9 MB", "p.zip", _append("brief.toml", '\nx = "' + "x" * 9_000_000 + '"')
    yield (
        "pack: TOML, a string of escapes",
        "p.zip",
        _append("brief.toml", '\nx = "' + "\\n" * 4_500_000 + '"'),
    )
    yield "pack: TOML, a number of a million digits", "p.zip", _append("brief.toml", "\nx = " + "9" * 10**6)
    yield (
        "pack: TOML, 9 MB of underscores in a number",
        "p.zip",
        _append("brief.toml", "\nx = 1" + "_1" * 4_000_000),
    )
    yield "pack: TOML, 9 MB of blanks", "p.zip", _append("brief.toml", "\n" + " \t" * 4_500_000 + "x")
    yield (
        "pack: GeoJSON, a polygon of 4,999 random corners",
        "p.zip",
        lambda d: _write(outlines, _outline(polygon(scatter(d, 4_999))))(d),
    )
    yield (
        "pack: GeoJSON, a circle of 200,000 corners",
        "p.zip",
        lambda d: _write(outlines, _outline(json.loads(circle(d, 200_000))["features"][0]["geometry"]))(d),
    )
    yield (
        "pack: GeoJSON, 100,000 holes",
        "p.zip",
        lambda d: _write(outlines, _outline(json.loads(holes(d, 100_000))["features"][0]["geometry"]))(d),
    )
    yield (
        "pack: GeoJSON, a line 100,000 times over 180 degrees",
        "p.zip",
        lambda d: _write(
            outlines,
            _outline(
                polygon(close(json.loads(zigzag(d, 100_000))["features"][0]["geometry"]["coordinates"]))
            ),
        )(d),
    )
    yield (
        "pack: GeoJSON, a star of 120,000 spikes",
        "p.zip",
        lambda d: _write(outlines, _outline(json.loads(star(d, 120_000))["features"][0]["geometry"]))(d),
    )
    yield (
        "pack: GeoJSON, 60,000 areas over each other",
        "p.zip",
        lambda d: _write(
            outlines,
            _outline({"type": "MultiPolygon", "coordinates": [[scatter(d, 3)] for _ in range(60_000)]}),
        )(d),
    )
    yield "pack: GeoJSON, 4 million lists deep", "p.zip", _write(outlines, "[" * 4_000_000)
    yield "pack: GeoJSON, NaN", "p.zip", _write(outlines, '{"type":"Point","coordinates":[NaN,NaN]}')
    yield (
        "pack: GeoJSON, 9 MB of properties",
        "p.zip",
        _write(
            outlines,
            _outline(
                polygon([[0, 0], [1, 0], [0, 1], [0, 0]]), more={f"k{n}": MARKER for n in range(400_000)}
            ),
        ),
    )
    yield "pack: CSV, a million rows", "p.zip", _append("features/towns.csv", "\n" + "a,b,c,d\n" * 1_000_000)
    yield (
        "pack: CSV, a row of four million cells",
        "p.zip",
        _append("features/towns.csv", "\n" + "," * 9_000_000),
    )
    yield (
        "pack: CSV, a quotation mark that is never closed",
        "p.zip",
        _append("features/towns.csv", '\n"' + "x\n" * 4_000_000),
    )
    yield "pack: a text of 5 MB of dashes", "p.zip", _write("brief.txt", "-" * 4_900_000)
    yield "pack: a broken PDF", "p.zip", _write("brief.pdf", b"%PDF-1.4\n" + bytes(10**6))


def _outline(shape: object, *, more: Mapping[str, object] | None = None) -> bytes:
    feature = {"type": "Feature", "properties": {"id": "basin", **(more or {})}, "geometry": shape}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
