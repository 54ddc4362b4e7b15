"""Write the files of handouts."""

import gc
import shutil
import tempfile
from pathlib import Path

from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.handout.content import Handout, describe_handout
from dashboard.exports.handout.pictures import Form, MapPicture, draw_map_picture, draw_samples
from dashboard.exports.request import HANDOUT_PAGES, ExportRequest, pack_zip
from dashboard.i18n.texts import get_texts
from dashboard.wording.wording import Wording
from geodata.packs.pack import Pack
from geodata.scenes import find_scene, resolve_scenes

DRAWN = 0.9
"""Share of the time after which all maps are drawn."""


def write_handout(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write scenes as a handout, PDF or Word; pages that `draw_pages` has drawn before are only typeset."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        drawn = request.made / HANDOUT_PAGES if request.made else None
        if drawn and drawn.is_file():
            shutil.unpack_archive(drawn, folder)
            out.write_bytes(_typeset(folder, report))
        elif request.form == "docx":
            out.write_bytes(_write_word(request, pack, folder, report))
        else:
            _draw_pages(request, pack, folder, report)
            out.write_bytes(_typeset(folder, report))
    return []


def draw_pages(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write a zip file with the maps and words of a handout, which another process typesets.

    Typesetting takes as much memory as drawing, and what was drawn is given back only with its process.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _draw_pages(request, pack, folder, report)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        pack_zip(out, {path.relative_to(folder).as_posix(): path for path in files})
    return []


def _draw_pages(request: ExportRequest, pack: Pack, folder: Path, report: ProgressCallback) -> None:
    from dashboard.exports.handout.pdf import write_pages  # noqa: PLC0415 - loaded for its own format

    handout, pictures = _draw(request, pack, folder, report)
    write_pages(handout, pictures, folder, paper=request.paper, policy=request.names)


def _typeset(folder: Path, report: ProgressCallback) -> bytes:
    from dashboard.exports.handout.pdf import typeset_pages  # noqa: PLC0415 - as above

    report(get_texts().joining, DRAWN)
    return typeset_pages(folder)


def _write_word(request: ExportRequest, pack: Pack, folder: Path, report: ProgressCallback) -> bytes:
    from dashboard.exports.handout.word import write_word  # noqa: PLC0415 - as above

    handout, pictures = _draw(request, pack, folder, report)
    gc.collect()  # what was drawn makes room for what is written
    report(get_texts().joining, DRAWN)
    return write_word(handout, pictures, folder, paper=request.paper)


def _draw(
    request: ExportRequest, pack: Pack, folder: Path, report: ProgressCallback
) -> tuple[Handout, list[MapPicture]]:
    """Return what a handout says and its maps, which are drawn into a folder with the samples of legends."""
    scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
    resolved = list(resolve_scenes(pack, scenes))
    handout = describe_handout(resolved, Wording(pack, request.names), notes=request.notes)
    form: Form = "png" if request.form == "docx" else "svg"
    pictures: list[MapPicture] = []
    for scene, sheet in zip(resolved, handout.scenes, strict=True):
        report(sheet.words.title, DRAWN * len(pictures) / len(scenes))
        pictures.append(
            draw_map_picture(scene, folder, stamp=sheet.words.stamp, policy=request.names, form=form)
        )
    styles = {
        entry.style for sheet in handout.scenes for group in sheet.words.legend.values() for entry in group
    }
    draw_samples(sorted(styles), folder, form=form)
    return handout, pictures
