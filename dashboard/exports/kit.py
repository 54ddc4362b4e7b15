"""Assemble a briefing kit: handout, deck, pictures, offline page, data and sources in one zip file."""

import csv
import io
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dashboard.exports.fulfilment import ProgressCallback, write_file
from dashboard.exports.request import ExportRequest, name_file, name_part, name_picture, pack_zip
from dashboard.exports.vector.column_titles import ENDING, describe_columns
from dashboard.exports.vector.figures import COLUMNS as FIGURE_COLUMNS
from dashboard.exports.vector.figures import guard_cell
from dashboard.i18n.texts import get_texts
from dashboard.wording.formats import clean_text, format_date
from dashboard.wording.wording import cite_brief, tell_title_rendering
from geodata.packs.attribution import gather_sources
from geodata.packs.citations import write_bibtex, write_csl_json
from geodata.packs.pack import Pack
from geodata.records.scenes import Scene
from geodata.scenes import find_scene
from geodata.sources import Source

PARTS = (
    *(("handout", "handout"), ("docx", "handout"), ("pptx", "deck"), ("html", "page")),
    *(("gpkg", "data"), ("kml", "data"), ("csv", "data"), ("annotations", "data")),
)
"""Format -> folder of what stands in the kit as one file."""
SHARES = {
    "handout": 0.2,
    "docx": 0.2,
    "pptx": 0.2,
    "html": 0.1,
    "gpkg": 0.02,
    "kml": 0.02,
    "csv": 0.01,
    "annotations": 0.01,
}
"""Share of the time that each part takes; the rest goes to pictures and GeoJSON."""
COLUMNS = (
    *("id", "title", "publisher", "year", "locator", "as_of", "licence", "rank", "confidence"),
    *("url", "read_at", "note"),
)


def write_kit(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write a kit, and return what the viewer should know about its parts.

    Raises
    ------
    SeaBriefError
        The request cannot be fulfilled; the message says why.
    """
    notices: list[str] = []
    files: dict[str, bytes | Path] = {"README.txt": _write_readme(pack).encode()}
    done = 0.0
    with tempfile.TemporaryDirectory() as folder:
        making = Path(folder)
        for form, place in PARTS:
            part = replace(request, form=form, made=None)
            made = (request.made or making) / name_part(form)
            if not made.is_file():
                made = making / name_part(form)
                notices += write_file(part, pack, made, _shift(report, done, SHARES[form]))
                done += SHARES[form]
            name = name_file(part, pack)
            files[f"{place}/{name}"] = made
            if form == "csv":
                files[f"{place}/{name}{ENDING}"] = describe_columns(name, FIGURE_COLUMNS).encode()
        for number, scene_id in enumerate(request.scenes):
            scene = find_scene(pack, scene_id)
            report(scene.title, done + (1 - done) * number / len(request.scenes))
            files |= _write_scene(replace(request, scenes=(scene_id,)), pack, scene, making)
        pack_zip(out, files | _write_sources(pack))
    return notices


def _write_scene(request: ExportRequest, pack: Pack, scene: Scene, making: Path) -> dict[str, Path]:
    """Write picture and data of a scene, and return the files by their names in the kit."""
    files = {}
    for form, folder in (("png", "pictures"), ("geojson", "data")):
        name = name_picture(pack, scene, form)
        files[f"{folder}/{name}"] = making / name
        write_file(replace(request, form=form), pack, making / name, _ignore_progress)
    return files


def _ignore_progress(_step: str, _share: float) -> None:
    """Take the progress of a part that is done at once."""


def _shift(report: ProgressCallback, start: float, share: float) -> ProgressCallback:
    """Return what reports the share of a part as a share of the whole."""
    return lambda step, done: report(step, start + share * done)


def write_csv(sources: Iterable[Source]) -> str:
    """Return sources as a table (CSV); a cell that a spreadsheet would compute starts with an apostrophe."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for source in sources:
        record = source.model_dump()
        table.writerow([guard_cell(clean_text(str(record[column]))) for column in COLUMNS])
    return written.getvalue()


def _write_sources(pack: Pack) -> dict[str, bytes]:
    sources = list(gather_sources(pack).values())
    return {
        "sources/citation.bib": write_bibtex(pack, sources).encode(),
        "sources/citation.json": write_csl_json(pack, sources).encode(),
        "sources/sources.csv": write_csv(sources).encode("utf-8-sig"),
        f"sources/sources.csv{ENDING}": describe_columns(
            "sources.csv", COLUMNS, meant={"title": "source_title"}
        ).encode(),
    }


def _write_readme(pack: Pack) -> str:
    texts = get_texts()
    brief = pack.brief
    return texts.kit_readme.format(
        title=clean_text(brief.title),
        subtitle="\n".join(map(clean_text, filter(None, (brief.subtitle, tell_title_rendering(brief))))),
        record=clean_text(cite_brief(brief)),
        date=format_date(brief.date),
        limits="\n".join(texts.limits.values()),
        rights=clean_text(brief.rights),
    )
