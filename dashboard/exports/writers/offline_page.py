"""Write the files of offline pages."""

from pathlib import Path

from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.offline.page import write_page
from dashboard.exports.request import ExportRequest
from dashboard.wording.wording import Wording
from geodata.packs.pack import Pack
from geodata.scenes import find_scene, resolve_scenes


def write_offline_page(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write scenes as one page that needs no network."""
    scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
    resolved = list(resolve_scenes(pack, scenes))
    page = write_page(resolved, Wording(pack, request.names), theme=request.theme, report=report)
    out.write_text(page, encoding="utf-8")
    return []
