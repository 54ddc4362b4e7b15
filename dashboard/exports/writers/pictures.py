"""Write the files of pictures."""

import gc
from pathlib import Path

from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.request import ExportRequest, ViewRequest, name_picture, write_zip
from dashboard.exports.slide.slide import draw_scene, save_page
from dashboard.exports.view import draw_compared, resolve_view
from dashboard.layout.page import FORMATS, PAGES, Format, layout_screen
from dashboard.layout.projection import fit_screen
from dashboard.wording.wording import Wording
from geodata.packs.pack import Pack
from geodata.records.scenes import Scene
from geodata.scenes import find_scene, resolve_scene


def write_pictures(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write a view, two of them or a scene as a picture, several scenes as a zip file or as one PDF."""
    form: Format = next(known for known in FORMATS if known == request.form)
    if request.view is not None:
        out.write_bytes(_draw_view(request, request.view, pack, form))
        return []
    if request.comparison is not None:
        out.write_bytes(save_page(draw_compared(request, request.comparison), form))
        return []
    scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
    drawn: dict[str, bytes] = {}
    for place, scene in enumerate(scenes):
        report(scene.title, place / len(scenes))
        drawn[name_picture(pack, scene, form)] = _draw_scene(request, scene, pack, form)
        gc.collect()  # a page is a knot of references to itself, with all that is drawn on it
    if request.joined:
        from dashboard.exports.slide.pdf import join_pages  # noqa: PLC0415 - pypdf takes 14 MB

        titles = [Wording(pack, request.names).rename(scene.title) for scene in scenes]
        out.write_bytes(join_pages(list(drawn.values()), titles, pack.brief))
    else:
        out.write_bytes(next(iter(drawn.values())) if len(drawn) == 1 else write_zip(drawn))
    return []


def _draw_scene(request: ExportRequest, scene: Scene, pack: Pack, form: Format) -> bytes:
    """Return a scene as the content of a picture file."""
    resolved, page = resolve_scene(pack, scene), PAGES[request.size]
    canvas = draw_scene(resolved, pack, page, theme=request.theme, policy=request.names)
    return save_page(canvas, form)


def _draw_view(request: ExportRequest, view: ViewRequest, pack: Pack, form: Format) -> bytes:
    """Return a view as the content of a picture file."""
    resolved = resolve_view(pack, view, names=request.names)
    page, frame = PAGES[request.size], None
    if view.camera:
        page = layout_screen(view.screen.width, view.screen.height)
        frame = fit_screen(view.camera.middle, view.camera.zoom, view.screen.width, page.map_rect)
    canvas = draw_scene(resolved, pack, page, frame=frame, theme=request.theme, policy=request.names)
    return save_page(canvas, form)
