"""Draw scenes as picture files for `seabrief export`."""

from dashboard.render.pages import PAGES, Format
from dashboard.render.slide import draw_scene, save_page
from geodata.names import Policy
from geodata.packs import Pack
from geodata.records import Scene
from geodata.scenes import resolve_scene


def name_picture(pack: Pack, scene: Scene, form: Format) -> str:
    """Return a file name that sorts in the order of the briefing, such as `01-goes-east.png`."""
    return f"{pack.scenes.index(scene) + 1:02}-{scene.id}.{form}"


def draw_picture(pack: Pack, scene: Scene, form: Format, *, size: str, theme: str, names: Policy) -> bytes:
    """Return a scene as the content of a picture file."""
    canvas = draw_scene(resolve_scene(pack, scene), pack, PAGES[size], theme=theme, policy=names)
    return save_page(canvas, form)
