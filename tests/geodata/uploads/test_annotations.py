"""Notes and arrows as a file: what is written is read again, and what is broken or hostile is named."""

import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cartography.user_layers import draw_arrow
from geodata.errors import UploadError
from geodata.geometry.geodesy import Position, measure_area, measure_distance
from geodata.uploads.annotations import (
    AREA,
    ARROW,
    MARKER,
    MOST_ANNOTATIONS,
    MOST_TEXT,
    NOTE,
    SHAPES,
    Annotation,
    clean_note,
    is_annotations,
    read_annotations,
    round_place,
    write_annotations,
)
from tests.support.hostile import HOSTILE

PLACES = st.builds(Position, st.floats(-85, 85), st.floats(-180, 360)).map(round_place)
TEXTS = st.text('aé日{}<>%$\u202e"\\ \n', max_size=MOST_TEXT).map(clean_note)


@st.composite
def draw_annotations(draw: st.DrawFn) -> Annotation:
    kind = draw(st.sampled_from(sorted(SHAPES)))
    shape = SHAPES[kind]
    places = draw(st.lists(PLACES, min_size=shape.least, max_size=min(shape.most, 6), unique=True))
    text = draw(TEXTS) if kind in {NOTE, ARROW} else ""
    return Annotation(kind, tuple(places), text or ("x" if kind == NOTE else ""))


@given(st.lists(draw_annotations(), min_size=1, max_size=5))
def test_what_is_written_is_read_again(annotations: list[Annotation]) -> None:
    content = write_annotations(annotations).encode()
    assert is_annotations(content)
    assert read_annotations("notes.geojson", content) == tuple(annotations)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_annotations_are_refused_with_the_name_of_the_file(content: bytes) -> None:
    with pytest.raises(UploadError, match=r"^notes\.geojson: "):
        read_annotations("notes.geojson", content)


def write(**changes: object) -> bytes:
    """Return a file with one note, its feature changed."""
    geometry = changes.pop("geometry", {"type": "Point", "coordinates": [121, 22]})
    properties = {"kind": "note", "text": "Here"} | changes
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", MARKER: 1, "features": [feature]}).encode()


BROKEN = {
    "empty": (b"", "The file is empty"),
    "not JSON": (b"note", "This is not JSON"),
    "another GeoJSON": (b'{"type": "FeatureCollection", "features": []}', "no file of notes and arrows"),
    "a list": (b"[]", "no file of notes and arrows"),
    "newer": (f'{{"{MARKER}": 2}}'.encode(), "expected version 1, found 2"),
    "no features": (f'{{"{MARKER}": 1, "features": []}}'.encode(), "at least one note"),
    "features of numbers": (
        f'{{"{MARKER}": 1, "features": [7]}}'.encode(),
        "Feature 1, kind: expected one of",
    ),
    "too many": (
        json.dumps({MARKER: 1, "features": [0] * (MOST_ANNOTATIONS + 1)}).encode(),
        "101 are too many; at most 100",
    ),
    "unknown kind": (
        write(kind="{{7*7}}"),
        'Feature 1, kind: expected one of note, arrow, pin, course, area, found "{{7*7}}"',
    ),
    "kind of a list": (write(kind=["note"]), "Feature 1, kind: expected one of"),
    "text of a number": (
        write(text=7),
        "Feature 1, text: expected a text of at most 120 characters, found 7",
    ),
    "long text": (write(text="x" * 121), "Feature 1, text: expected a text of at most 120 characters"),
    "note of nothing": (write(text=" \u202e "), "Feature 1, text: expected what the note says"),
    "a line for a note": (
        write(geometry={"type": "LineString", "coordinates": [[1, 2], [3, 4]]}),
        'Feature 1, geometry: expected a Point for a note, found "LineString"',
    ),
    "swapped": (
        write(geometry={"type": "Point", "coordinates": [22, 121]}),
        "Feature 1, coordinates: expected longitudes",
    ),
    "huge": (
        write(geometry={"type": "Point", "coordinates": [10**400, 1]}),
        "Feature 1, coordinates: expected longitudes",
    ),
    "a text for a place": (
        write(geometry={"type": "Point", "coordinates": "here"}),
        "Feature 1, coordinates",
    ),
    "an arrow of one place": (
        write(kind="arrow", geometry={"type": "LineString", "coordinates": [[1, 2]]}),
        "Feature 1, coordinates: expected 2 to 2 places, found 1",
    ),
    "not a number": (write().replace(b"121", b"NaN"), "The file holds NaN"),
    "deep": (b"[" * 100_000, "nested too deeply"),
    "wrong encoding": ("Störung".encode("latin-1"), "not UTF-8"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_refused_with_feature_and_field(fault: str) -> None:
    content, told = BROKEN[fault]
    with pytest.raises(UploadError, match=r"^notes\.geojson: ") as caught:
        read_annotations("notes.geojson", content)
    assert told in str(caught.value)


def test_a_hostile_text_stays_a_text_without_marks_that_turn_it() -> None:
    [note] = read_annotations("notes.geojson", write(text=HOSTILE[:MOST_TEXT]))
    assert "{{7*7}}" in note.text
    assert "\u202e" not in note.text


def test_an_arrow_is_a_valid_shape_from_tail_to_tip_also_across_180_degrees() -> None:
    for tail, tip in (
        (Position(10, 110), Position(30, 140)),
        (Position(35, 170), Position(40, -150)),
        (Position(0, 0), Position(0, 0.001)),
    ):
        shape = draw_arrow(tail, tip)
        assert shape.is_valid
        length_km = measure_distance(tail, tip)
        corners = shapely.get_coordinates(shape)
        nearest = min(measure_distance(tip, Position(lat, (lon + 180) % 360 - 180)) for lon, lat in corners)
        assert nearest == pytest.approx(0, abs=1e-6)
        assert 0 < measure_area(shape) < 0.1 * length_km**2
        assert shape.bounds[2] - shape.bounds[0] < 90


def test_an_area_is_written_as_a_closed_ring() -> None:
    corners = (Position(0, 1), Position(2, 3), Position(4, 5))
    document = json.loads(write_annotations([Annotation(AREA, corners)]))
    [ring] = document["features"][0]["geometry"]["coordinates"]
    assert ring == [[1, 0], [3, 2], [5, 4], [1, 0]]


def test_an_arrow_from_a_place_to_itself_is_refused() -> None:
    content = write_annotations([Annotation(ARROW, (Position(1, 2), Position(1, 2)))]).encode()
    with pytest.raises(UploadError, match="Feature 1, coordinates: expected 2 to 2 places, found 1"):
        read_annotations("notes.geojson", content)


def test_an_arrow_has_two_places_and_none_twice() -> None:
    for coordinates in ([[1, 2], [3, 4], [1, 2]], [[1, 2], [3, 4]] * 26):
        line = {"type": "LineString", "coordinates": coordinates}
        with pytest.raises(UploadError, match="expected 2 to 2 places, found"):
            read_annotations("notes.geojson", write(kind="arrow", geometry=line))


def test_half_a_character_is_left_out_of_a_text_and_of_what_is_told() -> None:
    (note,) = read_annotations("notes.geojson", write(text="a\ud800b"))
    assert note.text == "a b"
    with pytest.raises(UploadError) as caught:
        read_annotations("notes.geojson", write(kind="\ud800"))
    assert str(caught.value).encode()
