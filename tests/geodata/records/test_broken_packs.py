"""Broken and hostile packs: each gets an error that names file, entry and field, and nothing else happens."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.webmap.unserved import open_archive
from geodata.errors import PackError, SeaBriefError
from tests.support.harbour import SHAPES, pack_folder, write_outlines

Break = Callable[[Path], None]


def put(file: str, old: str, new: str) -> Break:
    """Return what replaces a piece of a file."""

    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def write(file: str, content: str | bytes) -> Break:
    """Return what writes a whole file."""
    written = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / file).write_bytes(written) and None  # type: ignore[func-returns-value]


def drop(file: str) -> Break:
    """Return what takes a file away."""
    return lambda folder: (folder / file).unlink()


def draw(shape: object) -> Break:
    """Return what puts another shape into the outlines."""
    return write("features/basin.geojson", write_outlines({"inner": shape}))  # type: ignore[dict-item]


def reproject(folder: Path) -> None:
    collection = json.loads(write_outlines(SHAPES))
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    (folder / "features/basin.geojson").write_text(json.dumps(collection), encoding="utf-8")


FERRY = 'kind = "lines", file = "features/ferry.geojson"'
LONG = " ".join(map(str, range(1_400_000)))[:9_900_000]
RING = [[119, 9], [121, 9], [121, 11], [119, 9]]
BROKEN: list[tuple[str, Break, str]] = [
    ("no brief", drop("brief.toml"), "mine.zip: Expected one brief.toml"),
    ("no passages", drop("passages.toml"), "passages.toml: There is no such file in the pack"),
    ("no layers", drop("layers.toml"), "layers.toml: There is no such file in the pack"),
    ("no table", drop("features/mole.csv"), "features/mole.csv: There is no such file in the pack"),
    ("no TOML", write("layers.toml", "[[layers]\n"), "layers.toml: This is not valid TOML"),
    ("deep TOML", write("layers.toml", "x = " + "[" * 5000), "layers.toml: This is not valid TOML"),
    ("endless number", write("layers.toml", "x = " + "9" * 5000), "layers.toml: This is not valid TOML"),
    ("UTF-16", write("layers.toml", "id = 1".encode("utf-16")), "layers.toml: Expected UTF-8 text; byte 0"),
    (
        "Latin-1",
        write("features/mole.csv", "id,name_en\na,Mölé".encode("latin-1")),
        "Expected UTF-8",
    ),
    (
        "two layers of an id",
        put("layers.toml", 'id = "mole"', 'id = "basin"'),
        "layers.toml, layer basin, field id: This id is used twice",
    ),
    (
        "two rows of an id",
        put("features/towns.csv", "west,", "east,"),
        "features/towns.csv, row east, field id: This id is used twice",
    ),
    (
        "unknown field",
        put("layers.toml", 'id = "mole"', 'id = "mole"\nscript = "x"'),
        "layers.toml, layer mole, field script: Extra inputs",
    ),
    (
        "wrong type",
        put("passages.toml", "number = 1", 'number = "one"'),
        "passages.toml, passage H1, field number: Input should be a valid integer",
    ),
    (
        "text of 1 MB",
        put("layers.toml", '"The mole."', '"' + LONG[:1_000_000] + '"'),
        "layers.toml, layer mole, field description: String should have at most 20000 characters",
    ),
    (
        "text of 10 MB",
        put("layers.toml", '"The mole."', '"' + LONG + '"'),
        "layers.toml: The file has 9.9 MB; at most 2 MB of records are read.",
    ),
    (
        "file over 10 MB",
        put("layers.toml", '"The mole."', '"' + "xyz" * 4_000_000 + '"'),
        "mine.zip, entry 'layers.toml': Unpacked it has 12 MB",
    ),
    (
        "cell of 200 kB",
        put("features/mole.csv", "red light", "x" * 200_000),
        "features/mole.csv, line 2: This is not well-formed CSV: field larger than field limit",
    ),
    (
        "path up",
        put("layers.toml", "features/mole.csv", "../../etc/passwd"),
        "../../etc/passwd: The path leads out of the pack",
    ),
    (
        "control character in a path",
        put("layers.toml", "features/mole.csv", "features/mole\\u0000.csv"),
        "A file name holds no control characters",
    ),
    (
        "NaN in a table",
        put("features/mole.csv", ",10,120,", ",nan,120,"),
        "features/mole.csv, row head, field lat: Expected a number from -90 to 90, found 'nan'",
    ),
    (
        "infinite height",
        put("features/mole.csv", ",4,", ",inf,"),
        "features/mole.csv, row head, field height_m: Expected a finite number",
    ),
    (
        "off the globe",
        put("features/mole.csv", ",10,120,", ",10,999,"),
        "features/mole.csv, row head, field lon: Expected a number from -180 to 180, found '999'",
    ),
    (
        "NaN in a shape",
        write("features/basin.geojson", write_outlines(SHAPES).replace("119", "NaN", 1)),
        "features/basin.geojson: This is not valid JSON: NaN is not a number",
    ),
    (
        "infinite position",
        write("features/basin.geojson", write_outlines(SHAPES).replace("119", "1e999", 1)),
        "features/basin.geojson, feature inner, field geometry.coordinates: Expected positions",
    ),
    (
        "metres for degrees",
        draw({"type": "Polygon", "coordinates": [[[x * 1e5, y * 1e5] for x, y in RING]]}),
        "features/basin.geojson, feature inner, field geometry.coordinates: Expected positions of longitude",
    ),
    (
        "another coordinate system",
        reproject,
        "features/basin.geojson, field crs: Expected longitude and latitude (save it in EPSG:4326), found '",
    ),
    (
        "open ring",
        draw({"type": "Polygon", "coordinates": [RING[:3]]}),
        "features/basin.geojson, feature inner, field geometry.coordinates: IllegalArgumentException",
    ),
    (
        "ring that crosses itself",
        draw({"type": "Polygon", "coordinates": [[[119, 9], [121, 11], [121, 9], [119, 11], [119, 9]]]}),
        "feature inner, field geometry.coordinates: The shape is not valid: Self-intersection[120 10]",
    ),
    (
        "deep coordinates",
        write("features/basin.geojson", '{"features": ' + "[" * 100_000),
        "features/basin.geojson: This is not valid JSON",
    ),
    (
        "line for an area",
        draw({"type": "LineString", "coordinates": RING}),
        "features/basin.geojson, feature inner, field geometry.type: Expected MultiPolygon or Polygon",
    ),
    (
        "distances from themselves",
        put("layers.toml", 'layer = "mole"', 'layer = "spokes"'),
        "layers.toml, layer spokes, field data.layer: Layer 'spokes' holds distances itself",
    ),
    (
        "unknown passage",
        put("layers.toml", 'passage = "F1"', 'passage = "Z9"'),
        "layers.toml, layer mole, field links: There is no passage 'Z9'; known are H1, F1",
    ),
    (
        "unknown source",
        put("features/mole.csv", "red light,chart", "red light,rumour"),
        "features/mole.csv, row head, field sources: There is no source 'rumour'",
    ),
    (
        "no date",
        put("brief.toml", '"2013-10"', '""'),
        "brief.toml, field date: String should have at least 4 characters",
    ),
    (
        "address that runs",
        put("brief.toml", "https://example.org/harbour", "javascript:alert(1)"),
        "brief.toml, field url: String should match pattern",
    ),
    (
        "template as an id",
        put("layers.toml", 'id = "mole"', 'id = "{{7*7}}"'),
        "layers.toml, layer {{7*7}}, field id: String should match pattern",
    ),
    (
        "unknown data set",
        put(
            "layers.toml",
            FERRY,
            'kind = "dataset", dataset = "marker"',
        ),
        "layer ferry: There is no data set 'marker'",
    ),
    (
        "data set without things",
        put(
            "layers.toml",
            FERRY,
            'kind = "dataset", dataset = "depth"',
        ),
        "There is no data set of things with ids 'depth'",
    ),
    (
        "unknown port",
        put(
            "layers.toml",
            FERRY,
            'kind = "lane", from = "a", to = "naha"',
        ),
        "layer ferry: There is no port 'a'",
    ),
    (
        "style that does not fit",
        put("layers.toml", 'style = "incident"', 'style = "lane"'),
        "layers.toml, layer mole, field style: The style 'lane' does not fit; expected one of",
    ),
    (
        "notional without a caveat",
        put("layers.toml", 'caveat = "Notional."', ""),
        "layer gale: It is notional and has to say in a caveat what is not real in it",
    ),
]


@pytest.mark.parametrize(("spoil", "message"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_pack_is_refused_by_file_entry_and_field(harbour: Path, spoil: Break, message: str) -> None:
    spoil(harbour)
    with pytest.raises(SeaBriefError) as caught:
        open_archive(pack_folder(harbour), "mine.zip")
    assert message in str(caught.value)
    assert len(str(caught.value)) < 400


def test_the_sound_pack_is_opened(harbour: Path) -> None:
    opened = open_archive(pack_folder(harbour), "mine.zip")
    assert opened.pack.brief.title == "Harbour"
    assert list(opened.layers) == ["basin", "mole", "spokes", "ferry", "gale"]


def test_nothing_of_a_refused_pack_stays_on_the_disk(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    put("layers.toml", 'style = "incident"', 'style = "lane"')(harbour)
    with pytest.raises(PackError):
        open_archive(pack_folder(harbour), "mine.zip")
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_pack_is_gone_from_the_disk_when_nobody_holds_it(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    opened = open_archive(pack_folder(harbour), "mine.zip")
    assert opened.pack.folder.is_dir()
    del opened
    assert list((tmp_path / "temporary").iterdir()) == []
