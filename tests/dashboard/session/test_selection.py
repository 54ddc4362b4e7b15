"""The link: what is on screen, as query parameters and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.session.selection import (
    NO_SHIP,
    THEMES,
    Askable,
    BandChoice,
    Camera,
    Known,
    PageState,
    Selection,
)
from dashboard.session.url import decode_selection, encode_selection
from geodata.geometry.notations import NOTATIONS
from geodata.names import POLICIES
from geodata.routing.ships import FIRST_YEAR, LAST_YEAR, read_ships

KNOWN = Known(
    default_layers=frozenset({"sea", "lane"}),
    features={"sea": {"north", "south"}, "lane": set(), "band": set()},
    passages=["A1", "B2"],
    scenes={"start": frozenset({"sea"}), "end": frozenset()},
    dates=["2013-09", "2013-10"],
    moments={"1993-01-01"},
    countries=["chn", "jpn"],
    askable=Askable(bands=["band", "wide"], origins=["coast", "points"]),
)

cameras = st.builds(
    Camera,
    lat=st.integers(-85_000, 85_000).map(lambda value: value / 1000),
    lon=st.integers(-180_000, 360_000).map(lambda value: value / 1000),
    zoom=st.integers(6, 52).map(lambda value: value / 4),
)
band_choices = st.builds(
    BandChoice,
    layer=st.just("band"),
    nominal_km=st.none() | st.integers(50, 5000).map(float),
    inner_pct=st.none() | st.integers(10, 100),
    outer_pct=st.none() | st.integers(100, 200),
)
places = st.none() | st.sampled_from(["yokohama", "hamburg", "12.5000,80.2500", "-3.0000,-170.1250"])
questions = st.builds(
    PageState,
    start=places,
    end=places,
    closed=st.frozensets(st.sampled_from(["malacca", "sunda"])),
    speed=st.none() | st.integers(2, 120).map(lambda halves: halves / 2),
    ship=st.none() | st.sampled_from([NO_SHIP, *read_ships()]),
    year=st.none() | st.integers(FIRST_YEAR, LAST_YEAR),
    arctic=st.booleans(),
    bands=st.none()
    | st.just(())
    | st.tuples(band_choices)
    | st.just((BandChoice("band"), BandChoice("wide"))),
    origin=st.none() | st.sampled_from(KNOWN.askable.origins),
)
selections = st.builds(
    Selection,
    layers=st.none() | st.frozensets(st.sampled_from(list(KNOWN.features))),
    at=st.none() | cameras,
    feature=st.none() | st.sampled_from(["sea", "sea.north", "band"]),
    passage=st.none() | st.sampled_from(KNOWN.passages),
    scene=st.none() | st.sampled_from(list(KNOWN.scenes)),
    date=st.sampled_from(["", *KNOWN.dates, *KNOWN.moments]),
    countries=st.permutations(KNOWN.countries).flatmap(
        lambda ordered: st.integers(0, len(ordered)).map(lambda count: tuple(ordered[:count]))
    ),
    names=st.sampled_from(POLICIES),
    theme=st.none() | st.sampled_from(THEMES),
    positions=st.sampled_from(NOTATIONS),
    question=questions,
)


def as_params(encoded: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in encoded.items()}


@given(selections)
def test_a_link_opens_what_it_was_copied_from(selection: Selection) -> None:
    decoded, ignored = decode_selection(as_params(encode_selection(selection, KNOWN)), KNOWN)
    usual = KNOWN.scenes[selection.scene] if selection.scene else KNOWN.default_layers
    shown = usual if selection.layers is None else selection.layers
    assert (usual if decoded.layers is None else decoded.layers) == shown
    assert replace(decoded, layers=None) == replace(selection, layers=None)
    assert ignored == ()


def test_what_equals_the_default_stays_out_of_the_link() -> None:
    assert encode_selection(Selection(layers=KNOWN.default_layers), KNOWN) == {}


def test_the_neutral_names_stay_out_of_the_link() -> None:
    assert encode_selection(Selection(names="dual"), KNOWN) == {}
    assert encode_selection(Selection(names="zh-hant"), KNOWN) == {"names": "zh-hant"}


def test_decimal_degrees_stay_out_of_the_link() -> None:
    assert encode_selection(Selection(positions="dd"), KNOWN) == {}
    assert encode_selection(Selection(positions="mgrs"), KNOWN) == {"positions": "mgrs"}


def test_a_link_reads_places_in_any_notation_and_says_them_in_degrees() -> None:
    asked = {"pin": ["54S UE 774 237"], "from": ["35°27'N 139°39'E"], "course": ["54SUE774237;12.5,80.25"]}
    selection, ignored = decode_selection(asked, KNOWN)
    assert ignored == ()
    assert encode_selection(selection, KNOWN) == {
        "pin": "35.4497,139.6496",
        "from": "35.4500,139.6500",
        "course": "35.4497,139.6496;12.5000,80.2500",
    }


def test_no_layer_at_all_is_said_in_the_link() -> None:
    assert encode_selection(Selection(layers=frozenset()), KNOWN) == {"layers": "none"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scene", "middle"),
        ("layers", "sea,unknown"),
        ("at", "1,2"),
        ("at", "nan,2,5"),
        ("at", "95,2,5"),
        ("at", "10,20,99"),
        ("at", "ten,20,5"),
        ("feature", "sea.west"),
        ("feature", "{{7*7}}"),
        ("passage", "Z9"),
        ("passage", "<img src=x>"),
        ("date", "2013-11"),
        ("date", "soon"),
        ("countries", "jpn,xyz"),
        ("countries", "jpn,jpn"),
        ("names", "klingon"),
        ("names", "JA"),
        ("names", "{{7*7}}"),
        ("theme", "sepia"),
        ("positions", "utm"),
        ("positions", "{{7*7}}"),
    ],
)
def test_a_damaged_parameter_falls_back_and_is_named(name: str, value: str) -> None:
    selection, ignored = decode_selection({name: [value], "unknown": ["x"]}, KNOWN)
    assert selection == Selection()
    assert ignored == (name,)


@given(
    st.dictionaries(
        st.sampled_from(["layers", "at", "feature", "passage", "names", "theme"]),
        st.lists(st.text(), min_size=1),
    )
)
def test_any_text_in_a_link_is_survived(params: dict[str, list[str]]) -> None:
    selection, ignored = decode_selection(params, KNOWN)
    assert set(ignored) <= set(params)
    assert decode_selection(as_params(encode_selection(selection, KNOWN)), KNOWN)[1] == ()


def test_no_link_names_what_is_in_a_pack_that_no_link_leads_to() -> None:
    private = replace(KNOWN, private=True)
    [layer, *_others] = KNOWN.features
    selection = Selection(layers=frozenset({layer}), feature=layer, names="ja", theme="dark")
    assert encode_selection(selection, private) == {"names": "ja", "theme": "dark"}
