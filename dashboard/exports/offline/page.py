"""Write scenes as one HTML file that works from a disk, without server or network."""

import base64
import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from dashboard.cartography.bounds import Bounds
from dashboard.cartography.features import draw_layer
from dashboard.cartography.what_if import draw_detours, name_detours
from dashboard.exports.offline.compression import pack_features
from dashboard.exports.offline.content import describe_book
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator, name_language, use_language
from dashboard.layout.embedded_fonts import write_faces, write_han_faces
from dashboard.layout.font_files import (
    BOLD,
    PREFERRED,
    REGULAR,
    Face,
    Language,
    find_missing,
    list_han,
    note_missing,
)
from dashboard.layout.type_styles import Family
from dashboard.messages import Book
from dashboard.theme import DETOUR_STYLE, write_palettes, write_styles
from dashboard.webmap.basemap import write_base_map
from dashboard.webmap.bundle import join_script, read_library
from dashboard.webmap.catalogue import describe_scenes, write_catalogue
from dashboard.webmap.files import WebFiles
from dashboard.webmap.program import WebLayer, write_program
from dashboard.wording.wording import Wording
from geodata.names import Policy
from geodata.packs.pack import Pack
from geodata.records.scenes import Frame
from geodata.scenes import ResolvedScene

STYLES = Path(__file__).parents[2] / "frontend" / "styles"
HELD = "held"
"""Start of the addresses under which the page keeps its data."""
REGION_DEG, REGION_STEP = 40.0, 10
"""A scene narrower than this is drawn with the land of the region around it, in tiles of this size."""
CLOSE_DEG = 12.0
"""A scene narrower than this also gets the closest land, in the same tiles."""
PADDING_DEG = 2.0
GENERIC: dict[Family, str] = {"sans": "sans-serif", "serif": "serif"}
"""Family -> what style sheets name last, for whatever the system has."""
HAN_FACES: tuple[tuple[Family, int], ...] = (("sans", REGULAR), ("sans", BOLD), ("serif", REGULAR))
"""Family and weight of the faces for Han characters; a browser makes bold serifs from the regular ones."""
ADDRESS = re.compile(r"url\((?!#)[^)]*\)")
"""Pictures that the library's style sheet names; the map uses none of them."""

ProgressCallback = Callable[[str, float], None]
WholeDegreeBounds = tuple[int, int, int, int]


@dataclass(frozen=True)
class Edition:
    """The scenes of an offline page in one language."""

    language: str
    """Its IETF tag."""
    scenes: Sequence[ResolvedScene]
    """The scenes in the order in which they are gone through; at least one."""
    wording: Wording
    """Words of the pack in the language, by the naming policy that the page has in it."""


def write_page(
    scenes: Sequence[ResolvedScene],
    wording: Wording,
    *,
    theme: str = "light",
    others: Sequence[Edition] = (),
    report: ProgressCallback = lambda _step, _share: None,
) -> str:
    """Return a page with scenes of a pack: map, legend, passages, facts and sources.

    Parameters
    ----------
    scenes
        The scenes in the order in which they are gone through; at least one.
    wording
        Words of the pack by the naming policy that the page has.
    theme
        `light` or `dark`; the page has a switch.
    others
        The same scenes in the other languages that the page can be switched to, for whose readers the rows of
        `scenes` have names.
    report
        Called with what is being made and the share that is done.
    """
    with tempfile.TemporaryDirectory() as making:
        files = WebFiles(Path(making), HELD)
        editions = (Edition(get_translator().language, scenes, wording), *others)
        program, bounds = _write_map(scenes, wording, files, report)
        books = [_write_book(edition, bounds, files) for edition in editions]
        held = {
            f"{HELD}/{path.relative_to(making)}": pack_features(path.read_text("utf-8"))
            for path in _list_files(making)
        }
    report(get_texts().joining, 0.95)
    words = [json.dumps(books, ensure_ascii=False), *held.values()]
    words.append(json.dumps([get_texts().loading, get_texts().needs_script], ensure_ascii=False))
    note_missing(find_missing(set().union(*words)))
    styles = _join_styles(_gather_letters(wording.names, words))
    script = join_script("standalone", program)
    return _lay_out(wording, theme, script=script, styles=styles, held=held, books=books)


def _write_book(edition: Edition, bounds: Mapping[str, Bounds], files: WebFiles) -> Book:
    """Write the catalogue of an edition, and return all else that the page shows in its language."""
    scenes, wording = edition.scenes, edition.wording
    chosen = _choose(scenes, wording.pack)
    with use_language(edition.language):
        catalogue = json.dumps(write_catalogue(chosen, bounds), ensure_ascii=False)
        return {
            **describe_book(scenes, wording),
            "spoken": edition.language,
            "spokenName": name_language(edition.language),
            "catalogue": files.write_text("data/catalogue", catalogue),
            "names": wording.names,
            "views": {
                entry["id"]: {"layers": entry["layers"], "fly": entry["fly"]}
                for entry in describe_scenes(chosen)
            },
        }


def _list_files(folder: str) -> Iterable[Path]:
    return sorted(path for path in Path(folder).rglob("*.json"))


def _choose(scenes: Sequence[ResolvedScene], pack: Pack) -> Pack:
    """Return the pack with these scenes and their layers alone."""
    shown = {layer.layer.id for scene in scenes for layer in scene.layers}
    layers = tuple(layer for layer in pack.layers if layer.id in shown)
    return pack.model_copy(update={"layers": layers, "scenes": tuple(scene.scene for scene in scenes)})


def _write_map(
    scenes: Sequence[ResolvedScene], wording: Wording, files: WebFiles, report: ProgressCallback
) -> tuple[str, dict[str, Bounds]]:
    """Write the files of the map, and return its program and the bounds of its layers by id."""
    report(get_texts().base_map, 0)
    cameras = [scene.scene.camera for scene in scenes]
    base = write_base_map(files, region=_frame(cameras, REGION_DEG), close=_frame(cameras, CLOSE_DEG))
    chosen = _choose(scenes, wording.pack)
    shown = {layer.layer.id: layer for scene in scenes for layer in scene.layers}
    web_layers, bounds = [], dict[str, Bounds]()
    for place, layer in enumerate(chosen.layers):
        report(wording.call(layer), 0.5 + 0.4 * place / len(chosen.layers))
        drawn = draw_layer(shown[layer.id].frame, layer)
        west, south, east, north = map(float, drawn.total_bounds)
        bounds[layer.id] = (west, south, east, north)
        url = files.write_features(f"data/{layer.id}", drawn, decimals=3)
        web_layers.append(WebLayer(layer.id, url, layer.style))
    for scene in chosen.scenes:
        if scene.closed:
            name = name_detours(scene)
            url = files.write_features(f"data/{name}", draw_detours(wording.pack, scene), decimals=3)
            web_layers.append(WebLayer(name, url, DETOUR_STYLE))
    return write_program(base, web_layers), bounds


def _frame(cameras: Iterable[Frame], narrower_than: float) -> WholeDegreeBounds | None:
    """Return the tiles around the cameras that are narrower: west, south, east, north in degrees."""
    near = [camera for camera in cameras if camera.east - camera.west < narrower_than]
    if not near:
        return None
    low = min(camera.west for camera in near), min(camera.south for camera in near)
    high = max(camera.east for camera in near), max(camera.north for camera in near)
    west, south = (int((edge - PADDING_DEG) // REGION_STEP) * REGION_STEP for edge in low)
    east, north = (-int(-(edge + PADDING_DEG) // REGION_STEP) * REGION_STEP for edge in high)
    return west, south, east, north


def _gather_letters(names: Policy, texts: Sequence[str]) -> dict[Language, set[str]]:
    """Return the characters of JSON texts by the language whose forms they are shown in.

    All are shown in the forms of the page's naming policy; facts in a language, and local names, in its own.
    """
    letters: dict[Language, set[str]] = {PREFERRED.get(names, "ja"): set().union(*texts)}
    tags: dict[str, Language] = {tag: tag for tag in PREFERRED.values()}

    def gather(found: dict[str, Any]) -> None:
        if found.get("language") in tags:
            letters.setdefault(tags[found["language"]], set()).update(found.get("text", ""))
        for policy, language in PREFERRED.items() if names.startswith("local") else ():
            letters.setdefault(language, set()).update(found.get(f"name_{policy}", ""))

    for text in texts:
        json.loads(text, object_hook=gather)
    return letters


def _write_type(letters: Mapping[Language, set[str]]) -> str:
    """Return the faces of a page; the bold ones go by the names of the regular ones."""
    used: dict[Face, set[str]] = {}
    for language, found in letters.items():
        used |= {(family, weight, language): found for family, weight in HAN_FACES}
    han = write_han_faces(used).replace('"Noto Sans CJK ', '"Noto Sans ')
    return write_faces().replace(' Pro"', '"') + han


def _join_styles(letters: Mapping[Language, set[str]]) -> str:
    """Return the style sheet of a page; its faces for Han characters stand behind those for Latin."""
    (first, *_) = letters
    library = read_library("leaflet.css")
    own = [STYLES / name for name in ("map.css", "page.css", "offline.css")]
    sheets = [path.read_text(encoding="utf-8") for path in own]
    drawn = ADDRESS.sub("none", "\n".join([library, write_palettes(), write_styles(), *sheets]))
    for family, last in GENERIC.items():
        behind = ", ".join(f'"{file.family}"' for file in list_han(family, REGULAR, first))
        drawn = re.sub(
            rf'("Source {family.capitalize()}"(?:, ?"Source {family.capitalize()} \d")?), ?{last}\b',
            rf"\1, {behind}, {last}",
            drawn,
        )
    return _write_type(letters) + drawn


def _lay_out(
    wording: Wording,
    theme: str,
    *,
    script: str,
    styles: str,
    held: Mapping[str, str],
    books: Sequence[Book],
) -> str:
    brief, texts = wording.pack.brief, get_texts()
    if "</script" in script.lower() or "</style" in styles.lower():
        raise ValueError("The scripts or styles of the page would end their own element.")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(styles)}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    kept = "".join(_hold(f'data-address="{escape(address)}"', text) for address, text in held.items())
    kept += _hold('id="sb-books"', json.dumps(books, ensure_ascii=False))
    bar = "".join(
        f'<button type="button" class="sb-button" id="sb-{name}"></button>'
        for name in ("all", "sources", "theme")
    )
    return (
        f'<!doctype html>\n<html lang="{get_translator().language}" class="sb-offline-page">\n'
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(brief.title)}</title>\n<style>{styles}</style>\n</head>\n"
        f'<body class="sb-offline sb-{theme}">\n<header><p><b>{escape(brief.title)}</b>'
        f'<span>{escape(brief.subtitle)}</span><span id="sb-rendering"></span></p>'
        f'<select class="sb-button" id="sb-spoken"></select>{bar}</header>\n'
        f'<main><div id="sb-host"><div class="sb-frame"><p class="sb-loading">{escape(texts.loading)}</p>'
        f'</div></div><div id="sb-words" class="sb-page" aria-live="polite">'
        f"<noscript>{escape(texts.needs_script)}</noscript></div></main>\n"
        f'{kept}<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _hold(mark: str, text: str) -> str:
    """Return an element that holds JSON; nothing in the text can end it or start another one."""
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/json" {mark}>{safe}</script>\n'
