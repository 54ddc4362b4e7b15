"""Write the files of handouts."""

import gc
import tempfile
from pathlib import Path

from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.handout.content import Handout, describe_handout
from dashboard.exports.handout.pictures import Form, MapPicture, draw_map_picture, draw_samples
from dashboard.exports.request import ExportRequest
from dashboard.i18n.texts import get_texts
from dashboard.wording.wording import Wording
from geodata.packs.pack import Pack
from geodata.scenes import find_scene, resolve_scenes

DRAWN = 0.9
"""Share of the time after which all maps are drawn."""


def write_handout(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write scenes as a handout, PDF or Word."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        handout, pictures = _draw(request, pack, folder, report)
        gc.collect()  # what was drawn makes room for what is set
        report(get_texts().joining, DRAWN)
        if request.form == "docx":
            from dashboard.exports.handout.word import write_word  # noqa: PLC0415 - loaded for its own format

            written = write_word(handout, pictures, folder, paper=request.paper)
        else:
            from dashboard.exports.handout.pdf import write_pdf  # noqa: PLC0415 - as above

            written = write_pdf(handout, pictures, folder, paper=request.paper, policy=request.names)
        out.write_bytes(written)
    return []


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
