"""Every page against the rules of axe-core: nothing serious or critical is found."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Visit
from map_page import wait_for_map

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/briefing?scene=anti-access",
    "/explore",
    "/explore?feature=senkaku-diaoyu.uotsuri&theme=dark",
    "/brief?passage=D3",
    "/sources",
    "/sea-lanes",
    "/institutions",
    "/export",
)
WITH_MAP = ("briefing", "explore", "brief", "sea-lanes", "institutions")
GRAVE = ("serious", "critical")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_breaks_a_grave_rule_of_accessibility(visit: Visit, path: str) -> None:
    page = visit(path)
    if path.strip("/").partition("?")[0] in WITH_MAP:
        wait_for_map(page)
    violations = Axe().run(page).response["violations"]
    found = [
        (violation["id"], node["target"], node["html"][:200])
        for violation in violations
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]
    assert found == []
