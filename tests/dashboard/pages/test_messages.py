"""What the pages send to the browser is what the messages say."""

import json

import pytest

from dashboard.messages import BarData, MapData, make_adapter
from tests.support.app import BRIEF, EXPLORE, open_page

BARE_BAR = {"copy", "copied", "byHand"}


@pytest.mark.parametrize(
    ("page", "params"),
    [
        (EXPLORE, {"pin": "25.7400,123.4700", "at": "10,120,6"}),
        (EXPLORE, {"theme": "dark", "names": "ja", "feature": "seas.south-china-sea"}),
        (BRIEF, {}),
        ("dashboard/pages/briefing.py", {"scene": "balance"}),
        ("dashboard/pages/sea_lanes/page.py", {"lane": "lane-gulf-japan", "closed": "malacca"}),
        ("dashboard/pages/range_bands/page.py", {}),
        ("dashboard/pages/institutions/page.py", {"until": "1951"}),
    ],
)
def test_a_page_sends_its_map_and_its_bar_what_the_messages_say(page: str, params: dict[str, str]) -> None:
    app = open_page(page, **params)
    told = [json.loads(component.proto.json) for component in app.get("bidi_component")]
    (shown,) = (data for data in told if "revision" in data)
    (bar,) = (data for data in told if data.keys() >= BARE_BAR)
    make_adapter(MapData, BarData).validate_json(json.dumps([shown, bar]), strict=True)
