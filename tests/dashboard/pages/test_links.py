"""Links to every page: what was copied opens again, and what is damaged is left out, never a traceback."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.components.navigation import PAGE_FILES
from dashboard.session.selection import INNER_PCT, NO_SHIP, NOMINAL_KM, OUTER_PCT, SPEEDS_KN
from geodata.names import POLICIES
from geodata.packs.pack import Pack
from geodata.range_bands.bands import list_origins
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.ports import read_ports
from geodata.routing.ships import FIRST_YEAR, LAST_YEAR, read_ships
from tests.support.app import open_page, read_link

SETTINGS = ("pack", "names", "theme", "positions")
WITH_SELECTION = ("explore", "briefing", "islands", "sea_lanes", "range_bands", "institutions")
"""Pages whose links say what is on the map."""
WITH_SETTINGS = ("home", "brief", "sources", "export")
PARAMETERS = (
    *SETTINGS,
    *("scene", "layers", "at", "feature", "passage", "date", "countries"),
    *("from", "to", "closed", "speed", "ship", "year", "bands", "origin"),
)
HARMFUL = (
    "{{7*7}}",
    "<img src=x>",
    "nan",
    "1e999",
    "-0",
    ",",
    "::::",
    "../..",
    "none",
    "\u202eabc",
    "9" * 400,
)
"""Values that are likely to break a reader."""

FEW = settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
"""Each example runs a whole page."""

broken = st.sampled_from(HARMFUL) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
damages = st.dictionaries(st.sampled_from(PARAMETERS), broken, min_size=2, max_size=8)


@cache
def open_once(page: str) -> AppTest:
    """Return a page that is opened once and then goes from link to link, as in one session."""
    return open_page("" if page == "home" else PAGE_FILES[page.replace("_", "-")])


def follow(page: str, params: dict[str, str]) -> AppTest:
    """Open a link in the session of a page, which then stands as the link says."""
    if page == "sea_lanes":  # AppTest looks for the former choice among the ports as they are called now
        open_once.cache_clear()
    app = open_once(page)
    app.query_params.clear()
    app.query_params.update(params)
    app.run()
    assert not app.exception, (params, app.exception)
    return app


@st.composite
def list_params(draw: st.DrawFn, pack: Pack, page: str) -> dict[str, str]:
    """Draw a link that a page might have: parameters that it reads, with values that they can have."""
    layers = [layer.id for layer in pack.layers]
    bands = [layer.id for layer in pack.layers if layer.group == "bands"]
    some = st.sets(st.sampled_from(layers), max_size=4).map(lambda chosen: chosen | {"members-nato"})
    params: dict[str, st.SearchStrategy[str]] = {
        "names": st.sampled_from(POLICIES[1:]),
        "theme": st.sampled_from(("light", "dark")),
        "positions": st.sampled_from(("ddm", "dms", "mgrs")),
        "passage": st.sampled_from([passage.id for passage in pack.passages]),
    }
    if page in WITH_SELECTION:
        params |= {
            "layers": some.map(lambda chosen: ",".join(name for name in layers if name in chosen)),
            "at": st.builds(
                "{:.3f},{:.3f},{:g}".format, st.floats(-85, 85), st.floats(-180, 360), quarters()
            ),
            "feature": st.sampled_from([*layers, "senkaku-diaoyu.uotsuri", "members-arf.chn"]),
        }
    if page == "briefing":
        params["scene"] = st.sampled_from([scene.id for scene in pack.scenes])
    if page == "institutions":
        params["date"] = st.sampled_from(("2010-01", "2012-07", "2014-12"))
        params["countries"] = st.permutations(("jpn", "chn", "usa")).map(",".join)
    if page == "sea_lanes":
        params |= {
            "from": st.sampled_from(sorted(read_ports())),
            "to": st.builds("{:.4f},{:.4f}".format, st.floats(-10, 10), st.floats(50, 95)),
            "closed": st.lists(st.sampled_from(sorted(read_chokepoints())), min_size=1, unique=True).map(
                lambda chosen: ",".join(sorted(chosen))
            ),
            "speed": st.floats(*SPEEDS_KN).map(lambda speed: f"{speed:.1f}".removesuffix(".0")),
            "ship": st.sampled_from((NO_SHIP, *read_ships())),
            "year": st.integers(FIRST_YEAR, LAST_YEAR).map(str),
        }
    if page == "range_bands":
        params["origin"] = st.sampled_from(list_origins()[1:])
        params["bands"] = st.builds(
            "{}:{}:{}:{}".format,
            st.sampled_from(bands),
            st.integers(*map(int, NOMINAL_KM)),
            st.integers(*INNER_PCT),
            st.integers(*OUTER_PCT),
        )
    names = draw(st.lists(st.sampled_from(sorted(params)), min_size=len(params) // 2, unique=True))
    # A link of settings alone leaves the session where it is: say something more.
    return {name: draw(params[name]) for name in dict.fromkeys((*names, "passage"))}


def quarters() -> st.SearchStrategy[float]:
    """Draw a zoom that the map can have."""
    return st.integers(8, 52).map(lambda value: value / 4)


@pytest.mark.parametrize("page", [*WITH_SELECTION, *WITH_SETTINGS])
def test_what_a_link_says_is_what_the_page_links_to(page: str, nato_pack: Pack) -> None:
    @FEW
    @given(list_params(nato_pack, page))
    def check(params: dict[str, str]) -> None:
        said = dict(params)
        if page not in (*WITH_SELECTION, "brief"):
            said.pop("passage", None)
        if said.get("speed") == "14":  # what the page takes anyway
            said.pop("speed")
        if page == "briefing":
            said.setdefault("scene", next(iter(scene.id for scene in nato_pack.scenes)))
        linked = read_link(follow(page, params))
        assert linked == said
        assert read_link(follow(page, linked)) == said

    check()


@pytest.mark.parametrize("page", [*WITH_SELECTION, *WITH_SETTINGS])
def test_a_damaged_link_falls_back_with_a_message(page: str) -> None:
    @FEW
    @given(damages)
    def check(params: dict[str, str]) -> None:
        app = follow(page, params)
        linked = read_link(app)
        told = " ".join(toast.value for toast in app.toast)
        read = PARAMETERS if page in WITH_SELECTION else SETTINGS
        for name in read:
            harmed = params.get(name, "") not in ("", "none")
            assert harmed <= (name in told), (name, params, told)
            assert harmed <= (linked.get(name) != params.get(name))
        assert read_link(follow(page, linked)) == linked

    check()
