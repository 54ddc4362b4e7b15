"""Every page, light and dark, against the rules of axe-core: nothing is found, serious or minor.

One minor thing that comes from Streamlit itself is left: the place for an upload on Export,
a section with the role `presentation` that can have the focus.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.browser import Visit
from tests.support.map_page import wait_for_map, wait_for_page

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/briefing?scene=anti-access",
    "/explore",
    "/explore?feature=senkaku-diaoyu.uotsuri",
    "/brief?passage=D3",
    "/sources",
    "/islands",
    "/sea-lanes",
    "/range-bands",
    "/institutions",
    "/export",
    "/new-brief",
    "/compare",
)
DARK = 4
"""Pages of the list that are looked at in the dark theme as well: they have all kinds of parts."""
WITHOUT_MAP = ("", "sources", "export", "new-brief", "compare")
STREAMLITS_OWN = ("presentation-role-conflict", "stFileUploaderDropzone")
"""The rule that Streamlit breaks, and what its markup says there."""


@pytest.mark.parametrize(
    ("path", "theme"), [*((path, "light") for path in PAGES), *((path, "dark") for path in PAGES[:DARK])]
)
def test_no_page_breaks_a_rule_of_accessibility(visit: Visit, path: str, theme: str) -> None:
    page = visit(path, color_scheme=theme)
    wait_for_page(page)
    if path.strip("/").partition("?")[0] not in WITHOUT_MAP:
        wait_for_map(page)
    violations = Axe().run(page).response["violations"]
    found = [
        (violation["id"], node["target"], node["html"][:200])
        for violation in violations
        for node in violation["nodes"]
        if violation["id"] != STREAMLITS_OWN[0] or STREAMLITS_OWN[1] not in node["html"]
    ]
    assert found == []
