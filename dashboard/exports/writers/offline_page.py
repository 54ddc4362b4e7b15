"""Write the files of offline pages."""

from pathlib import Path

from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.offline.page import Edition, write_page
from dashboard.exports.request import ExportRequest
from dashboard.packs import name_for_all, translate_to
from dashboard.wording.wording import Wording
from geodata.names import speak
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import find_scene, resolve_scenes


def write_offline_page(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write scenes as one page that needs no network, in one language or several."""
    others = []
    if request.languages:
        named = name_for_all(read_pack(pack.folder))
        pack = translate_to(named, request.language)
        others = [
            _make_edition(request, translate_to(named, language), language) for language in request.languages
        ]
    own = _make_edition(request, pack, request.language)
    page = write_page(own.scenes, own.wording, theme=request.theme, others=others, report=report)
    out.write_text(page, encoding="utf-8")
    return []


def _make_edition(request: ExportRequest, pack: Pack, language: str) -> Edition:
    scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
    wording = Wording(pack, speak(request.names, language))
    return Edition(language, list(resolve_scenes(pack, scenes)), wording)
