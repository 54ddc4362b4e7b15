"""Name the meridians and parallels of a map at its edges."""

from collections.abc import Iterable

import shapely

from dashboard.render.ground import Line
from dashboard.render.labels import ASCENT, DESCENT, Label
from dashboard.render.lettering import measure_text
from dashboard.render.pages import Rect
from dashboard.render.theme import PX_PER_PT
from dashboard.render.typefaces import TEXT_STYLES


def label_graticule(graticule: Iterable[Line], rect: Rect) -> Iterable[Label]:
    """Yield a label where a meridian meets the upper edge of the map, or a parallel the right one."""
    style = TEXT_STYLES["degrees"]
    size = style.size_pt * PX_PER_PT
    top = shapely.LineString([(rect.left + 40, rect.top + 1), (rect.right - 70, rect.top + 1)])
    side = shapely.LineString([(rect.right - 1, rect.top + 34), (rect.right - 1, rect.bottom - 20)])
    for line in graticule:
        crossing = shapely.get_coordinates(line.shape.intersection(top if line.meridian else side))
        if not len(crossing):
            continue
        text = format_degrees(line.degrees, meridian=line.meridian)
        width = measure_text(text, style)
        x, y = (crossing[0][0], rect.top + 17) if line.meridian else (rect.right - 6, crossing[0][1] + 4)
        left = x - (width / 2 if line.meridian else width)
        box = shapely.box(left, y - ASCENT * size, left + width, y + DESCENT * size)
        align = "center" if line.meridian else "right"
        yield Label(text, "degrees", style, (text,), x, y, align, (), box)


def format_degrees(degrees: float, *, meridian: bool) -> str:
    """Return a longitude or latitude with its letter, as `120°E`."""
    if meridian:
        degrees = (degrees + 180) % 360 - 180
    letters = "EW" if meridian else "NS"
    plain = not degrees or (meridian and abs(degrees) == 180)  # noqa: PLR2004 - no east or west of it
    return f"{abs(degrees):g}°" + ("" if plain else letters[degrees < 0])
