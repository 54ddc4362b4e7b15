"""A viewer's own packs in a real browser: a hostile one is refused or shown as text, a good one opens."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.support.browser import Visit
from tests.support.harbour import TEXT, write_harbour
from tests.support.map_page import wait_for_map

pytestmark = pytest.mark.browser

HOSTILE = "{{7*7}} </script><b>marker</b> <img src=x onerror=document.title='marker'>"


def pack_harbour(folder: Path, change: Callable[[Path], None] = lambda _folder: None) -> bytes:
    """Return the small pack as a zip file, with its text and after a change."""
    write_harbour(folder)
    (folder / "brief.md").write_text(TEXT, encoding="utf-8")
    change(folder)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.rglob("*"):
            archive.write(path, path.relative_to(folder))
    return packed.getvalue()


def make_hostile(folder: Path) -> None:
    """Give brief, passage, layer and feature of the small pack texts that try to be more."""
    for file, old in (
        ("brief.toml", 'title = "Harbour"'),
        ("passages.toml", 'summary = "Ships are kept in by fog."'),
        ("layers.toml", 'title = "Outer mole"'),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        field = old.partition(" = ")[0]
        (folder / file).write_text(text.replace(old, f"{field} = {json.dumps(HOSTILE)}"), "utf-8")
    table = (folder / "features/mole.csv").read_text(encoding="utf-8")
    (folder / "features/mole.csv").write_text(table.replace("Mole / Pier", HOSTILE), encoding="utf-8")


def upload(page: Page, name: str, content: bytes) -> None:
    settings = page.get_by_role("button", name=re.compile(ENGLISH.settings))
    uploader = page.get_by_test_id("stPopoverBody").get_by_test_id("stFileUploaderDropzoneInput")
    if not uploader.count():
        settings.click()
    uploader.set_input_files({"name": name, "mimeType": "application/zip", "buffer": content})


def test_packs_are_refused_or_opened_and_never_run(visit: Visit, tmp_path: Path) -> None:
    page = visit("/explore?passage=I2")
    wait_for_map(page)
    address = page.url

    def climb(folder: Path) -> None:
        layers = (folder / "layers.toml").read_text(encoding="utf-8")
        (folder / "layers.toml").write_text(layers.replace("features/mole.csv", "../../mole.csv"), "utf-8")

    upload(page, "climbing.zip", pack_harbour(tmp_path / "climbing", climb))
    refused = page.get_by_test_id("stAlert").filter(has_text="../../mole.csv: The path leads out of the pack")
    expect(refused).to_be_visible(timeout=30_000)
    assert page.url == address
    expect(page.locator(".sb-panel").get_by_text("East China Sea").first).to_be_attached()

    hostile = tmp_path / "hostile"
    written = pack_harbour(hostile, make_hostile)
    assert HOSTILE.encode() in (hostile / "features/mole.csv").read_bytes()
    upload(page, "hostile.zip", written)
    expect(page.get_by_role("heading", name=HOSTILE.split(maxsplit=1)[0]).first).to_be_visible(timeout=60_000)
    wait_for_map(page)
    expect(page.locator(".sb-panel").get_by_text(HOSTILE).first).to_be_attached()
    expect(page.locator('img[src="x"]')).to_have_count(0)
    expect(page.locator("b", has_text="marker")).to_have_count(0)
    assert "marker" not in page.title()
    assert "49" not in page.locator(".sb-panel").inner_text()

    upload(page, "harbour.zip", pack_harbour(tmp_path / "good"))
    expect(page.get_by_role("heading", name="Harbour").first).to_be_visible(timeout=60_000)
    wait_for_map(page)
    expect(page.locator(".sb-panel").get_by_text("Outer mole")).to_be_attached()
    assert "pack=" not in page.url
    page.keyboard.press("Escape")
    page.get_by_role("link", name=ENGLISH.sources, exact=True).first.click()
    expect(page.get_by_text("Toy Office").first).to_be_attached(timeout=30_000)
    page.reload()
    page.wait_for_selector(".sb-page", state="attached")
    page.goto(page.url.split("/sources", maxsplit=1)[0])
    expect(page.get_by_role("heading", name="NATO Goes East").first).to_be_visible(timeout=30_000)
