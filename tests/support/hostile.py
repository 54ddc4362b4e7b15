"""A pack whose every text tries to be more than text; the markers do no harm where one of them succeeds."""

import json
import re
import shutil
from pathlib import Path

from dashboard.packs import PACK
from geodata.packs.overlays import list_overlays

MARKERS = (
    "{{7*7}}",
    "{% raw %}",
    "${7*7}",
    "`marker`",
    "<img src=x onerror=document.title='marker'>",
    "</script><b>marker</b>",
    "<!--",
    "\u202eredro\u202c",
    "[link](javascript:void)",
    ":material/home:",
    ":smile:",
    "a->b--c>=d",
    "$x^2$",
)
"""Template injection, markup, a bidirectional override, a Markdown link, icon, emoji, arrows and formula."""
HOSTILE = " ".join(MARKERS)
JAPANESE = f"名 {HOSTILE}"
LAYERS = ("south-china-sea", "senkaku-diaoyu", "collision-2010", "lane-gulf-japan")
"""Layers that the hostile pack keeps: an area, islands, points and a line with its name along it."""
PASSAGE = "D1"
"""Passage whose summary and quote are hostile."""


SCENE = f"""
[[scenes]]
id = "first"
title = {json.dumps(HOSTILE, ensure_ascii=False)}
takeaway = {json.dumps(HOSTILE, ensure_ascii=False)}
passages = ["{PASSAGE}"]
layers = ["lane-gulf-japan"]
camera = {{ west = 40, south = -10, east = 145, north = 40 }}
closed = ["malacca"]
notes = {json.dumps(HOSTILE, ensure_ascii=False)}
"""
OPENING = f"""
[[subjects]]
title = {json.dumps(HOSTILE, ensure_ascii=False)}
text = {json.dumps(HOSTILE, ensure_ascii=False)}
feature = "lane-gulf-japan"
"""


def write_hostile_pack(folder: Path) -> Path:
    """Copy the repository's pack into a folder with hostile texts in every kind of record, and return it."""
    shutil.copytree(PACK, folder, ignore=shutil.ignore_patterns(*list_overlays(PACK)))
    _rewrite(folder / "brief.toml", "", {"title", "subtitle", "author"})
    _drop_claims(folder / "passages.toml")
    _rewrite(folder / "passages.toml", f'id = "{PASSAGE}"', {"summary", "quote"})
    for layer_id in LAYERS:
        _rewrite(folder / "layers.toml", f'id = "{layer_id}"', {"title", "description", "caveat"})
    _rewrite_names(folder / "layers.toml")
    _rewrite(folder / "sources.toml", 'id = "mofa-senkaku"', {"title", "publisher", "locator", "note"})
    _keep_layers(folder / "layers.toml")
    (folder / "scenes.toml").write_text(SCENE, encoding="utf-8")
    (folder / "opening.toml").write_text(OPENING, encoding="utf-8")
    cell = '"' + HOSTILE.replace('"', '""') + '"'
    _replace(folder / "features/senkaku_diaoyu.csv", "Uotsuri / Diaoyu Dao", cell)
    _replace(folder / "features/collision_2010.csv", "12 km north-north-west of Kuba / Huangwei Yu", cell)
    return folder


def _rewrite(path: Path, entry: str, fields: set[str]) -> None:
    """Give fields of the entry that holds a line the hostile text."""
    text = path.read_text(encoding="utf-8")
    start = text.index(entry)
    before, rest = text[:start], text[start:]
    for field in fields:
        written = f"{field} = {json.dumps(HOSTILE, ensure_ascii=False)}"  # a JSON string is a TOML string
        rest, count = re.subn(
            rf"^{field} = .*$", lambda _found, line=written: line, rest, count=1, flags=re.MULTILINE
        )
        if not count:
            raise LookupError(f"{path.name}: {entry} has no {field}")
    path.write_text(before + rest, encoding="utf-8")


def _drop_claims(path: Path) -> None:
    """Take the claims out of the passages: those of a summary that is rewritten would not add up to it."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^claims = \[\n(?: .*\n)*\]\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def _rewrite_names(path: Path) -> None:
    """Give every layer with names of its own a hostile English one, its title, and a hostile Japanese one."""
    names = f"names = {{ en = {json.dumps(HOSTILE)}, ja = {json.dumps(JAPANESE)} }}"
    text = re.sub(r"^names = .*$", lambda _found: names, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def _keep_layers(path: Path) -> None:
    head, *entries = path.read_text(encoding="utf-8").split("[[layers]]\n")
    kept = [entry for entry in entries if any(f'id = "{layer_id}"\n' in entry for layer_id in LAYERS)]
    path.write_text("[[layers]]\n".join([head, *kept]), encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise LookupError(f"{path.name} holds no {old}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
