"""A toy pack about a harbour, broken in one place at a time."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import PackError
from geodata.geometry import crossings
from geodata.packs.pack import find_text, read_pack
from geodata.packs.verification import VerificationReport, verify_pack
from geodata.records import files, outlines
from geodata.text.documents import read_document
from tests.support.harbour import BRIEF, PASSAGES, SOURCES, TEXT

LAYERS = """
[[layers]]
id = "mole"
title = "Outer mole"
group = "features"
status = "brief"
description = "The mole."
style = "mole"
links = [{ passage = "F1", kind = "names", terms = ["outer mole", "two towns"] }]
data = { kind = "points", file = "features/mole.csv" }

[[layers]]
id = "spokes"
title = "Distances"
group = "islands"
status = "context"
description = "Distances from the mole."
style = "spokes"
links = [{ passage = "F1", kind = "context" }]
data = { kind = "distances", file = "features/towns.csv", layer = "mole", origin = "head" }

[[layers]]
id = "basin"
title = "Basin"
group = "zones"
status = "context"
description = "The basin."
style = "zone"
sources = ["chart"]
links = [{ passage = "H1", kind = "context" }]
data = { kind = "shapes", file = "features/basin.geojson" }

[[layers]]
id = "gale"
title = "Gale"
group = "bands"
status = "notional"
description = "How far a gale might reach."
caveat = "Notional."
style = "band"
sources = ["chart"]
links = [{ passage = "H1", kind = "names", terms = ["north wind"] }]
data = { kind = "band", nominal_km = 300 }

[[layers]]
id = "ferry"
title = "Ferry"
group = "lanes"
status = "notional"
description = "A ferry route."
caveat = "Illustrative route."
style = "lane"
links = [{ passage = "H1", kind = "names", terms = ["ships"] }]
data = { kind = "lane", from = "naha", to = "ishigaki" }
"""
MOLE = "id,name_en,name_ja,lat,lon,height_m,note,sources\nhead,Mole head,突堤,10.5,120.25,4,red light,chart\n"
TOWNS = "id,name_en,lat,lon,published_km,sources\neast,Easton,10,121,99,chart\nwest,Weston,10,119,101,chart\n"
BASIN = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": "inner"},
                "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
            }
        ],
    }
)

FILES = {
    "brief": "brief.toml",
    "passages": "passages.toml",
    "layers": "layers.toml",
    "sources": "sources.toml",
    "mole": "features/mole.csv",
    "towns": "features/towns.csv",
    "basin": "features/basin.geojson",
}
CONTENTS = (BRIEF, PASSAGES, LAYERS, SOURCES, MOLE, TOWNS, BASIN)

Change = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pack = tmp_path / "harbour"
    (pack / "features").mkdir(parents=True)
    for name, content in zip(FILES.values(), CONTENTS, strict=True):
        (pack / name).write_text(content, encoding="utf-8")
    return pack


@pytest.fixture
def change(folder: Path) -> Change:
    def replace(file: str, old: str, new: str) -> Path:
        path = folder / FILES[file]
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
        return folder

    return replace


def verify(folder: Path, text: str | None = TEXT) -> VerificationReport:
    return verify_pack(read_pack(folder), text=text)


def list_codes(report: VerificationReport) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_sound_pack_is_read_whole(folder: Path) -> None:
    pack = read_pack(folder)
    assert [layer.id for layer in pack.layers] == ["mole", "spokes", "basin", "gale", "ferry"]
    [head] = pack.tables["features/mole.csv"]
    assert head.names.ja == "突堤"
    assert head.figures == {"lat": 10.5, "lon": 120.25, "height_m": 4.0}
    assert head.texts == {"note": "red light"}
    assert head.sources == ("chart",)
    assert pack.outlines == {"features/basin.geojson": ("inner",)}
    assert pack.sources["chart"].publisher == "Toy Office"


def test_records_cannot_be_changed(folder: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_pack(folder).brief.title = "Other"


SUBJECT = """
first_view = { west = 118, south = 8, east = 124, north = 12 }

[[subjects]]
title = "The mole"
text = "Two towns want it."
feature = "mole.head"
"""


def test_a_pack_says_how_it_opens_or_leaves_it_to_its_visible_layers(folder: Path) -> None:
    assert read_pack(folder).opening.first_view is None
    (folder / "opening.toml").write_text(SUBJECT, encoding="utf-8")
    opening = read_pack(folder).opening
    assert opening.first_view
    assert opening.first_view.west == 118
    assert [subject.link for subject in opening.subjects] == [{"feature": "mole.head"}]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"mole.head"',
            '"pier"',
            r"opening.toml, subject The mole, field feature: There is no 'pier'; known",
        ),
        ('feature = "mole.head"', 'passage = "Z9"', "field passage: There is no 'Z9'; known are H1, F1"),
        ('feature = "mole.head"', 'scene = "dawn"', "field scene: There is no 'dawn'"),
        (
            'feature = "mole.head"',
            'feature = "mole.head"\npicture = "storm"',
            r"opening.toml, subject The mole, field picture: There is no 'storm'",
        ),
        ('feature = "mole.head"', "", "opening.toml, field subjects.0: .*exactly one of passage, feature"),
        ("west = 118", "west = nan", "opening.toml, field first_view.west: .*finite"),
    ],
)
def test_a_subject_opens_one_thing_that_the_pack_has(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "opening.toml").write_text(SUBJECT.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError, match=message):
        read_pack(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("brief", "title =", "titel =", r"^brief.toml, field title: Field required"),
        ("brief", 'title = "', 'pages = 4\ntitle = "', "brief.toml, field pages: Extra inputs"),
        ("brief", "https:", "javascript:", "brief.toml, field url: String should match"),
        ("brief", "2013-10", "October", "brief.toml, field date: String should match"),
        ("brief", "title =", "title", "brief.toml: This is not valid TOML"),
        ("passages", "[[passages]]", "[[passage]]", r"passages.toml: Expected a list of \[\[passages\]\]"),
        ("passages", 'id = "F1"', 'id = "H1"', "passages.toml, passage H1, field id: This id is used"),
        ("passages", 'id = "F1"', "", "passages.toml, passage number 2, field id: Field required"),
        ("passages", "number = 1", "number = 0", "passages.toml, passage H1, field number: .*greater"),
        ("passages", "its ships", "x " * 20 + "its ships", "passage H1, field quote: .*has 27 words"),
        ("layers", '"brief"', '"sure"', "layer mole, field status: .*'brief', 'notional' or 'context'"),
        ("layers", '"features"', '"rocks"', "layers.toml, layer mole, field group: Input should be"),
        ("layers", 'id = "spokes"', 'id = "mole"', "layer mole, field id: This id is used twice"),
        ("layers", 'passage = "F1"', 'passage = "F9"', "layer mole, field links: There is no passage 'F9'"),
        ("layers", ', terms = ["ships"]', "", "layer ferry, field links.0: .*lists its terms"),
        ("layers", '"context" }', '"context", terms = ["x"] }', "layer spokes, field links.0: .*have none"),
        ("layers", '["chart"]', '["map"]', "layer basin, field sources: There is no source 'map'"),
        ("layers", '"points"', '"dots"', "layer mole, field data: .*'dots'.*'points'"),
        ("layers", "nominal_km = 300", "nominal_km = -1", "layer gale, field data.nominal_km: .*greater"),
        ("layers", "nominal_km = 300", "nominal_km = nan", "layer gale, field data.nominal_km: "),
        ("layers", "= 300", "= 300, skip_km = 250", "layer gale, field data: .*skip_km has to be less"),
        ("layers", 'from = "naha"', 'start = "naha"', "layer ferry, field data.from: Field required"),
        ("layers", 'origin = "head"', 'origin = "tail"', "layer spokes, field data.origin: .*no row 'tail'"),
        ("layers", 'layer = "mole"', 'layer = "gale"', "layer spokes, field data.origin: .*no row 'head'"),
        ("layers", "features/mole.csv", "features/rock.csv", "features/rock.csv: There is no such file"),
        ("layers", "features/mole.csv", "../mole.csv", "../mole.csv: The path leads out of the pack"),
        ("layers", "features/mole.csv", "/etc/passwd", "/etc/passwd: The path leads out of the pack"),
        ("sources", 'year = "2012"', "", "sources.toml, source chart, field year: Field required"),
        ("sources", '"chart"', '"gshhg"', "source gshhg, field id: The built data has this source already"),
        ("sources", "year =", 'url = "javascript:x"\nyear =', "source chart, field url: String should"),
        ("mole", "lat,", "latitude,", "features/mole.csv, header, field lat: This column is miss"),
        ("mole", "note", "lat", "features/mole.csv, header, field lat: This column stands twice"),
        ("mole", "note", "role", "features/mole.csv, header, field role: The map uses this name itself"),
        ("mole", "name_ja", "name_jp", "header, field name_jp: Expected one of name_en"),
        ("mole", "head,", "Head!,", "features/mole.csv, line 2, field id: Expected lower-case"),
        ("mole", "10.5", "95", "row head, field lat: Expected a number from -90 to 90, found '95'"),
        ("mole", "120.25", "-181", "row head, field lon: .*-180 to 180, found '-181'"),
        ("mole", "10.5", "nan", "row head, field lat: .*found 'nan'"),
        ("mole", "10.5", "north", "row head, field lat: .*found 'north'"),
        ("mole", "10.5", "", "row head, field lat: This cell is empty"),
        ("mole", ",4,", ",inf,", "row head, field height_m: Expected a finite number, found 'inf'"),
        ("mole", ",4,", ",4,5,", "line 2: Expected 8 cells as in the header, found 9"),
        ("mole", "Mole head", '"Mole head', "features/mole.csv, line 2: .*not well-formed CSV"),
        ("mole", "light,chart", "light,map", "row head, field sources: There is no source 'map'"),
        ("towns", "west", "east", "features/towns.csv, row east, field id: This id is used twice"),
        ("towns", ",99,", ",0,", "row east, field published_km: Expected a distance above zero"),
        ("basin", "[", "<", "features/basin.geojson: This is not valid JSON"),
        ("basin", '"features":', '"rows":', "basin.geojson, field features: Expected a Geo"),
        ("basin", "Polygon", "Point", "feature inner, field geometry.type: Expected MultiPol"),
        ("basin", '"Polygon"', "[]", "feature inner, field geometry.type: Expected MultiPol"),
        ("basin", '{"id": "inner"}', "null", "feature 1, field properties.id: Expected lower"),
        ("basin", "[1, 0]", "[1, 91]", "feature inner, field geometry.coordinates: Expected"),
        ("basin", "[1, 0]", "[1]", "feature inner, field geometry.coordinates: Expected pos"),
        ("basin", "[1, 0]", "[1, NaN]", "basin.geojson: .*NaN is not a number"),
        ("basin", "[1, 0]", '[1, "0"]', "feature inner, field geometry.coordinates: Expected"),
    ],
)
def test_an_error_names_file_entry_and_field(
    change: Change, file: str, old: str, new: str, message: str
) -> None:
    broken = change(file, old, new)
    with pytest.raises(PackError, match=message):
        read_pack(broken)


def test_a_link_in_the_folder_cannot_lead_out_of_the_pack(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(MOLE)
    (folder / "features" / "mole.csv").unlink()
    (folder / "features" / "mole.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(PackError, match="leads out of the pack"):
        read_pack(folder)


def test_a_file_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / "brief.toml").write_bytes("title = 'Höhe'".encode("latin-1"))
    with pytest.raises(PackError, match=r"brief.toml: Expected UTF-8 text; byte 10 is not"):
        read_pack(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"nowhere: There is no such folder"):
        read_pack(tmp_path / "nowhere")


def test_all_quotes_together_are_limited(folder: Path) -> None:
    one = PASSAGES.split("[[passages]]")[1].replace("its ships wait", "a " * 20 + "its ships wait")
    one = one.replace("for the north wind", "")
    entries = ["[[passages]]" + one.replace("H1", name) for name in ("H1", "F1", *"abcdefghijklmnop")]
    (folder / "passages.toml").write_text("".join(entries))
    with pytest.raises(PackError, match="All quotes together have 414 words; at most 380"):
        read_pack(folder)


def test_a_sound_pack_verifies_with_its_text(folder: Path) -> None:
    report = verify(folder)
    assert report.ok
    assert report.findings == ()
    assert [(check.id, check.anchored, check.paragraph) for check in report.passages] == [
        ("H1", True, 1),
        ("F1", True, 2),
    ]
    assert {term.outcome for term in report.terms} == {"found"}
    assert report.counts.model_dump() == {
        "passages": 2,
        "layers": 5,
        "features": 4,
        "sources": 1,
        "ranks": {"primary": 5, "secondary": 0, "weak": 0, "unranked": 0},
        "quoted_words": 12,
    }


def test_without_the_text_the_rest_is_unchecked(folder: Path) -> None:
    report = verify(folder, None)
    assert report.ok
    assert not report.text_read
    assert {check.anchored for check in report.passages} == {None}
    outcomes = {term.term: term.outcome for term in report.terms}
    assert outcomes == {
        "outer mole": "found",
        "two towns": "unchecked",
        "north wind": "found",
        "ships": "found",
    }


def test_a_report_is_plain_json(folder: Path) -> None:
    plain = json.loads(json.dumps(verify(folder).model_dump(mode="json")))
    assert plain["ok"] is True
    assert plain["passages"][0] == {"id": "H1", "anchored": True, "paragraph": 1, "page": None}


def test_one_altered_character_in_a_quote_names_the_passage(change: Change) -> None:
    report = verify(change("passages", "owns the outer", "owns the other"))
    assert not report.ok
    [finding] = [finding for finding in report.findings if finding.code == "quote-not-anchored"]
    assert finding.entry == "passage F1"
    assert finding.changes == (
        ("same", "Nobody owns the"),
        ("quote", "other"),
        ("text", "outer"),
        ("same", "mole"),
    )
    assert [check.anchored for check in report.passages] == [True, False]


def test_a_term_that_the_paragraph_does_not_use_is_missing(change: Change) -> None:
    report = verify(change("layers", '"two towns"', '"three towns"'))
    assert list_codes(report) == ["term-missing"]
    assert report.findings[0].message == "Passage F1 does not say “three towns”."


def test_two_passages_in_one_paragraph_are_reported(change: Change) -> None:
    report = verify(change("passages", "Nobody owns the outer mole", "The old harbour fears the fog"))
    assert "passage-misplaced" in list_codes(report)
    assert not report.ok


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('[{ passage = "H1", kind = "context" }]', "[]", "no-link"),
        ('"names", terms = ["outer mole", "two towns"]', '"implies"', "not-named"),
        ('"names", terms = ["outer mole", "two towns"]', '"context"', "not-named"),
        ('status = "notional"', 'status = "context"', "named-context"),
        ('caveat = "Notional."', "", "no-caveat"),
        ('sources = ["chart"]', "", "no-source"),
        ('from = "naha"', 'from = "nowhere"', "unknown-port"),
        ("nominal_km = 300", 'nominal_km = 300, origin = "no-such"', "unknown-origin"),
        (
            '{ kind = "band", nominal_km = 300 }',
            '{ kind = "dataset", dataset = "no-such" }',
            "unknown-dataset",
        ),
    ],
)
def test_a_layer_that_says_too_little_is_an_error(change: Change, old: str, new: str, code: str) -> None:
    report = verify(change("layers", old, new))
    assert list_codes(report) == [code]
    assert not report.ok


def test_a_band_may_start_from_one_notional_point(change: Change) -> None:
    assert verify(change("layers", "nominal_km = 300", 'nominal_km = 300, origin = "fujian"')).ok


def test_a_port_that_is_not_known_brings_the_nearest_ids(change: Change) -> None:
    [finding] = verify(change("layers", 'to = "ishigaki"', 'to = "ishigak"')).findings
    assert finding.message.startswith("There is no port 'ishigak'. Did you mean ishigaki")


def test_a_source_that_nothing_cites_is_a_warning(change: Change) -> None:
    report = verify(change("sources", "[[sources]]", SOURCES.replace("chart", "atlas") + "[[sources]]"))
    assert list_codes(report) == ["unused-source"]
    assert report.ok


def test_a_source_of_the_built_data_can_be_cited_without_being_repeated(change: Change) -> None:
    pack = read_pack(change("layers", 'sources = ["chart"]', 'sources = ["chart", "gshhg"]'))
    assert list(pack.sources) == ["chart", "gshhg"]
    assert "Wessel" in pack.sources["gshhg"].publisher


def test_another_text_is_a_warning_and_no_error(folder: Path) -> None:
    report = verify(folder, TEXT.replace("old harbour", "young harbour"))
    assert list_codes(report) == ["text-differs"]
    assert report.ok


def test_the_text_is_found_where_it_is_named_or_in_the_pack(folder: Path, tmp_path: Path) -> None:
    assert find_text(folder) is None
    (folder / "brief.md").write_text(TEXT)
    assert find_text(folder) == folder / "brief.md"
    (folder / "brief.txt").write_text(TEXT)
    assert find_text(folder, "") == folder / "brief.txt"
    (tmp_path / "other.txt").write_bytes(b"Other\r\ntext")
    assert find_text(folder, tmp_path / "other.txt") == tmp_path / "other.txt"
    assert read_document(tmp_path / "other.txt").text == "Other\r\ntext"


def test_a_text_that_is_named_but_missing_or_unreadable_is_an_error(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="There is no such text file"):
        find_text(folder, tmp_path / "no.txt")
    (tmp_path / "old.txt").write_bytes("Höhe".encode("latin-1"))
    with pytest.raises(PackError, match="Save the text as UTF-8"):
        read_document(tmp_path / "old.txt")


@pytest.mark.parametrize(
    "line",
    [
        "a" + ".a" * 30 + " = 1",
        "[a" + " . a" * 30 + "]",
        "x = {a" + ".'b c'" * 30 + " = 1}",
        'a."b"' + '."c d"' * 29 + "= 1",
    ],
)
def test_a_key_of_very_many_parts_is_refused_before_it_is_read(harbour: Path, line: str) -> None:
    with (harbour / "brief.toml").open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(PackError, match=r"brief.toml: Line \d+: a key has more than 30 parts"):
        read_pack(harbour)


def test_a_summary_of_many_short_sentences_is_no_key(harbour: Path) -> None:
    text = PASSAGES.replace("Ships are kept in by fog.", "Fog. " * 20 + "The ships wait. " * 40)
    (harbour / "passages.toml").write_text(text, encoding="utf-8")
    assert read_pack(harbour).passages[0].summary.startswith("Fog. Fog.")


def test_records_beyond_their_size_are_refused_before_they_are_read(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_TOML_BYTES", 100)
    with pytest.raises(PackError, match=r"brief.toml: The file has 0.0 MB; at most 0 MB of records"):
        read_pack(harbour)


def test_a_shape_whose_edges_all_lie_across_each_other_is_refused_before_it_is_checked(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crossings, "FEW_EDGES", 1)
    assert read_pack(harbour).outlines
    monkeypatch.setattr(outlines, "MAX_NEAR_EDGES", 1)
    with pytest.raises(PackError, match=r"inner, field geometry\.coordinates: Its edges lie so much"):
        read_pack(harbour)
