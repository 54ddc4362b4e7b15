"""Export requests survive JSON, and refuse what no export is."""

from pathlib import Path
from pkgutil import resolve_name

import geopandas
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dashboard.exports.formats import EXPORT_FORMATS, find_media_type, list_formats
from dashboard.exports.request import Camera, ExportRequest, Screen, ViewerLayer, ViewRequest, read_own_layers
from dashboard.i18n.texts import ENGLISH
from dashboard.layout.page import FORMATS, PAGES, PAPERS
from dashboard.theme import PALETTES
from geodata.names import POLICIES
from geodata.records.layers import ChokepointData, Layer
from geodata.records.scenes import Frame

PATHS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).map(Path)
LAYERS = st.builds(
    ViewerLayer,
    record=st.builds(
        Layer,
        id=st.just("closed"),
        title=st.text(min_size=1, max_size=20).filter(str.strip),
        group=st.just("chokepoints"),
        status=st.just("context"),
        description=st.just("What is closed"),
        style=st.just("gate-closed"),
        data=st.just(ChokepointData(kind="chokepoints", ids=("malacca",))),
    ),
    features=st.builds(
        lambda name, lat: geopandas.GeoDataFrame(
            {"name": [name]}, geometry=[shapely.Point(120, lat)], crs="EPSG:4326"
        ),
        st.text(max_size=10),
        st.floats(-85, 85),
    ),
)
VIEWS = st.builds(
    ViewRequest,
    layers=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    scene=st.none() | st.text(max_size=5),
    passage=st.none() | st.text(max_size=5),
    own=st.lists(LAYERS, max_size=2).map(tuple),
    until=st.sampled_from(["", "2010", "2010-09-01"]),
    extent=st.builds(
        lambda west: Frame(west=west, south=-10.1, east=west + 0.3, north=40), st.floats(-180, 180)
    ),
    camera=st.none() | st.builds(Camera, st.floats(-85, 85), st.floats(-360, 360), st.floats(0, 20)),
    screen=st.builds(Screen, st.integers(100, 8000), st.integers(100, 8000)),
)
SUBJECTS = st.one_of(
    st.fixed_dictionaries({"scenes": st.lists(st.text(max_size=5), max_size=3).map(tuple)}),
    st.fixed_dictionaries({"layer": st.text(max_size=5)}),
    st.fixed_dictionaries({"view": VIEWS}),
)
REQUESTS = st.builds(
    lambda subject, **look: ExportRequest(**subject, **look),
    SUBJECTS,
    form=st.sampled_from(sorted(EXPORT_FORMATS)),
    names=st.sampled_from(POLICIES),
    theme=st.sampled_from(sorted(PALETTES)),
    size=st.sampled_from(sorted(PAGES)),
    pictures=st.booleans(),
    paper=st.sampled_from(PAPERS),
    notes=st.booleans(),
    template=st.none() | PATHS,
    pack=PATHS,
)


@settings(deadline=None, max_examples=50)  # frames take long to build
@given(REQUESTS)
def test_a_request_survives_json(request_: ExportRequest) -> None:
    text = request_.to_json()
    read = ExportRequest.from_json(text)
    assert text.isascii()
    assert read == request_  # the features aside, which have no single answer to that
    assert read.to_json() == text
    for own, kept in zip(*(held.view.own if held.view else () for held in (request_, read)), strict=True):
        assert list(kept.features.geometry) == list(own.features.geometry)
        assert list(kept.features["name"]) == list(own.features["name"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "gif"},
        {"theme": "sepia"},
        {"size": "8k"},
        {"names": "fr"},
        {"scenes": ["a"], "layer": "b"},
        {"view": {"camera": {"lat": 95, "lon": 0, "zoom": 3}}},
        {"view": {"camera": {"lat": float("nan"), "lon": 0, "zoom": 3}}},
        {"view": {"screen": {"width": 10, "height": 400}}},
        {"view": {"own": [{"record": {}, "features": 1}]}},
    ],
)
def test_a_request_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ExportRequest(**{"form": "png", **wrong})  # type: ignore[arg-type]


def test_saved_layers_need_features_of_geojson() -> None:
    with pytest.raises(ValueError, match="feature collection"):
        read_own_layers('[{"record": {}, "features": {"features": 1}}]')


def test_every_format_has_a_writer_a_label_and_a_media_type() -> None:
    assert list_formats("picture") == FORMATS
    assert set(list_formats("data", "picture", "document")) == EXPORT_FORMATS.keys()
    for form in EXPORT_FORMATS.values():
        assert callable(resolve_name(form.writer))
        assert ENGLISH.forms[form.id]
        assert find_media_type(form.ending) == form.media_type
