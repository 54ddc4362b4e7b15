"""Draw shapes and text on a matplotlib page in page units, and record their extents."""

import dataclasses
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from shapely.geometry.base import BaseGeometry

from dashboard.layout.font_files import Language, find_missing, list_faces, note_missing, tell_language
from dashboard.layout.fonts import choose_font, measure_text, outline_text, place_letters
from dashboard.layout.labels import ASCENT, DESCENT
from dashboard.layout.page import Page, Rect
from dashboard.layout.type_styles import TextStyle
from dashboard.theme import PX_PER_PT, Palette, Stroke
from dashboard.wording.formats import clean_text
from geodata.names import Policy

CSS_DPI = 96
TURNS = np.linspace(0, 2 * math.pi, 33)[:-1]
"""Directions of the corners of a circle, in radians."""


@dataclass(frozen=True)
class Drawn:
    """One thing on a page, as the audit sees it."""

    kind: str
    """`text`, `mark`, or `map-line` for a lane."""
    name: str
    """What it says or stands for."""
    shape: BaseGeometry
    """Its outline in page units."""
    within: Rect
    """What it has to lie inside."""
    halo: bool = False
    """Whether a text has a halo, so that it can be read over a line."""


@dataclass(frozen=True)
class Written:
    """A line of text as it was set."""

    text: str
    style: TextStyle
    language: Language
    """Whose forms its Han characters have."""


@dataclass
class Canvas:
    """A page that is drawn on, in page units from its top left corner."""

    page: Page
    palette: Palette
    policy: Policy = "dual"
    """Naming policy, which chooses the shapes of Han characters."""
    title: str = ""
    """Of the page, as a file says it."""
    subject: str = ""
    """What the page is about, as a file says it."""
    language: str = "en"
    """IETF tag of the language that most of the page is in."""
    drawn: list[Drawn] = dataclasses.field(default_factory=list)
    """All texts, marks and lines so far."""
    written: list[Written] = dataclasses.field(default_factory=list)
    """All lines that stay text in a drawing, and are not outlines."""
    left_out: list[str] = dataclasses.field(default_factory=list)
    """Headings of what found no room."""
    field: Rect = dataclasses.field(init=False)
    """Where map shapes are cut: the map, or an inset while one is drawn."""
    lift: float = 0
    """Added to the order in which things are drawn."""
    figure: Figure = dataclasses.field(init=False)
    axes: Axes = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        page = self.page
        self.field = page.map_rect
        self.figure = Figure(figsize=(page.width / CSS_DPI, page.height / CSS_DPI), dpi=CSS_DPI)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1), frameon=False)
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, page.width), ylim=(page.height, 0))

    def colour(self, name: str) -> str:
        """Return a colour of the palette as `#RRGGBB`."""
        return str(getattr(self.palette, name))

    def fill(
        self,
        shape: BaseGeometry | Path,
        colour: str,
        z: float,
        *,
        opacity: float = 1,
        within: Rect | None = None,
    ) -> None:
        """Fill an area inside the map, or inside another rectangle, with a colour of the palette."""
        patch = PathPatch(to_path(shape), facecolor=self.colour(colour), edgecolor="none", alpha=opacity)
        self._add(patch, z, within=within)

    def draw_inside(self, path: Path, shape: BaseGeometry, stroke: Stroke, z: float) -> None:
        """Draw lines as far as they lie inside an area."""
        patch = PathPatch(
            path, fill=False, edgecolor=self.colour(stroke.colour), capstyle="round", zorder=self.lift + z
        )
        patch.set(linewidth=stroke.width_pt, alpha=stroke.opacity, snap=False)
        self.axes.add_artist(patch)
        patch.set_clip_path(to_path(shape), self.axes.transData)

    def fill_rect(self, rect: Rect, colour: str, z: float, *, opacity: float = 1) -> None:
        """Fill a rectangle anywhere on the page."""
        patch = Rectangle((rect.left, rect.top), rect.width, rect.height, facecolor=self.colour(colour))
        patch.set(edgecolor="none", alpha=opacity, zorder=self.lift + z)
        self.axes.add_artist(patch)

    def draw_line(
        self, shape: BaseGeometry | Path, stroke: Stroke, z: float, *, casing_pt: float = 0, name: str = ""
    ) -> None:
        """Draw lines or outlines inside the map; a casing is that much wider than the line.

        Parameters
        ----------
        name
            What the line stands for; the audit looks at lines with a name only.
        """
        path = to_path(shape)
        cap = "butt" if stroke.dash else "round"
        if casing_pt:
            casing = PathPatch(
                path, fill=False, edgecolor=self.colour("casing"), alpha=0.85, joinstyle="round"
            )
            casing.set(linewidth=stroke.width_pt + casing_pt, capstyle=cap)
            self._add(casing, z)
        patch = PathPatch(path, fill=False, edgecolor=self.colour(stroke.colour), joinstyle="round")
        patch.set(linewidth=stroke.width_pt, alpha=stroke.opacity, capstyle=cap)
        if stroke.dash:
            patch.set_linestyle((0, stroke.dash))
        self._add(patch, z)
        if name and isinstance(shape, BaseGeometry):
            shown = shapely.clip_by_rect(shape, *_list_edges(self.field))
            self.drawn.append(Drawn("map-line", name, shown, self.field))

    def draw_shape(
        self,
        points: Sequence[tuple[float, float]],
        z: float,
        *,
        fill: str,
        edge: str,
        edge_pt: float,
        name: str = "",
    ) -> None:
        """Draw a closed shape of its own, such as a mark; with a name the audit looks at it."""
        patch = PathPatch(
            Path([*points, points[0]], closed=True), facecolor=self.colour(fill), zorder=self.lift + z
        )
        patch.set(edgecolor=self.colour(edge), linewidth=edge_pt, joinstyle="round")
        self.axes.add_artist(patch)
        if name:
            self.drawn.append(Drawn("mark", name, shapely.Polygon(points), self.field))

    def draw_ring(
        self, x: float, y: float, radius: float, z: float, *, fill: str, edge: str, edge_pt: float
    ) -> None:
        """Draw a circle anywhere on the page."""
        points = [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in TURNS]
        self.draw_shape(points, z, fill=fill, edge=edge, edge_pt=edge_pt)

    def outline(
        self, points: Sequence[tuple[float, float]], stroke: Stroke, z: float, *, closed: bool = True
    ) -> None:
        """Draw a line from point to point anywhere on the page."""
        path = Path([*points, points[0]], closed=True) if closed else Path(points)
        patch = PathPatch(path, fill=False, edgecolor=self.colour(stroke.colour), zorder=self.lift + z)
        patch.set(linewidth=stroke.width_pt, alpha=stroke.opacity, capstyle="butt", joinstyle="miter")
        if stroke.dash:
            patch.set_linestyle((0, stroke.dash))
        self.axes.add_artist(patch)

    def write(
        self,
        text: str,
        style: TextStyle,
        x: float,
        y: float,
        z: float,
        *,
        align: str = "left",
        turn: float = 0,
        within: Rect | None = None,
    ) -> float:
        """Write one line with its baseline at a point, and return its width.

        A line with a character that no font has is drawn as shapes: so every format shows a box for it.

        Parameters
        ----------
        align
            Which part of the line is at the point: `left`, `center` or `right`.
        turn
            Degrees counterclockwise.
        within
            What the audit expects it to lie inside; the page where not given.
        """
        text = clean_text(text)
        language = tell_language(text, self.policy)
        width = measure_text(text, style, self.policy)
        shift = {"left": 0.0, "center": -width / 2, "right": -width}[align]
        turned = Affine2D().rotate_deg(-turn).translate(x, y)
        start = turned.transform((shift, 0))
        if style.spacing_em:
            end = turned.transform((shift + width, 0))
            self.write_along([tuple(start), tuple(end)], text, style, z, within=within)
            return width
        flip = Affine2D().scale(1, -1).rotate_deg(-turn).translate(*start)
        if style.halo_pt:
            self._add_halo(flip.transform_path(outline_text(text, style, language)), style, z)
        written = self.axes.text(
            start[0], start[1], text, fontproperties=choose_font(style, language), rotation=turn
        )
        written.set_language(language)
        written.set(ha="left", va="baseline", rotation=turn, rotation_mode="anchor")
        written.set(color=self.colour(style.colour), parse_math=False, zorder=self.lift + z)
        if self._find_missing(text, style, language):
            self._fill_outline(flip.transform_path(outline_text(text, style, language)), style, z)
            written.set_alpha(0)
        else:
            self.written.append(Written(text, style, language))
        size = style.size_pt * PX_PER_PT
        box = [(shift, -ASCENT * size), (shift + width, -ASCENT * size)]
        box += [(shift + width, DESCENT * size), (shift, DESCENT * size)]
        self._note(text, shapely.Polygon(turned.transform(box)), within, style)
        return width

    def write_along(
        self,
        curve: Iterable[tuple[float, float]],
        text: str,
        style: TextStyle,
        z: float,
        *,
        within: Rect | None = None,
    ) -> None:
        """Write a line letter by letter along a curve, from its start, with the baseline on the curve.

        The letters are drawn as shapes; an invisible text at the same place keeps the words findable.
        """
        text = clean_text(text)
        language = tell_language(text, self.policy)
        line = shapely.LineString(list(curve))
        paths, boxes = [], []
        size = style.size_pt * PX_PER_PT
        half = np.array([measure_text(letter, style, self.policy) / 2 for letter in text])
        for letter, at, reach in zip(text, place_letters(text, style, self.policy), half, strict=True):
            x, y, angle = _follow(line, at)
            turned = Affine2D().scale(1, -1).translate(-reach, 0).rotate(angle).translate(x, y)
            paths.append(turned.transform_path(outline_text(letter, style, language)))
            corners = [(0, -DESCENT * size), (2 * reach, -DESCENT * size)]
            corners += [(2 * reach, ASCENT * size), (0, ASCENT * size)]
            boxes.append(shapely.Polygon(turned.transform(corners)))
        whole = Path.make_compound_path(*[path for path in paths if np.size(path.vertices)])
        if style.halo_pt:
            self._add_halo(whole, style, z)
        self._fill_outline(whole, style, z)
        self._find_missing(text, style, language)
        x, y, angle = _follow(line, 0)
        hidden = self.axes.text(x, y, text, font=choose_font(style, language), alpha=0)
        hidden.set(
            rotation=-math.degrees(angle), rotation_mode="anchor", parse_math=False, zorder=self.lift + z
        )
        hidden.set(ha="left", va="baseline")
        hidden.set_language(language)
        self._note(text, shapely.union_all(boxes), within, style)

    def _find_missing(self, text: str, style: TextStyle, language: Language) -> bool:
        """Note the characters of a line that no font has, and return whether there are any."""
        missing = find_missing(text, list_faces(style, language))
        note_missing(missing)
        return bool(missing)

    def _fill_outline(self, outline: Path, style: TextStyle, z: float) -> None:
        patch = PathPatch(
            outline, facecolor=self.colour(style.colour), edgecolor="none", zorder=self.lift + z
        )
        self.axes.add_artist(patch)

    def _note(self, text: str, shape: BaseGeometry, within: Rect | None, style: TextStyle) -> None:
        whole = Rect(0, 0, self.page.width, self.page.height)
        self.drawn.append(Drawn("text", text, shape, within or whole, style.halo_pt > 0))

    def _add_halo(self, outline: Path, style: TextStyle, z: float) -> None:
        halo = PathPatch(outline, facecolor="none", edgecolor=self.colour(style.halo), joinstyle="round")
        halo.set(linewidth=style.halo_pt, alpha=style.halo_opacity, zorder=self.lift + z - 0.01)
        self.axes.add_artist(halo)

    def _add(self, patch: PathPatch, z: float, *, within: Rect | None = None) -> None:
        """Add a patch that is cut at the edge of the map, or of another rectangle."""
        rect = within or self.field
        patch.set_zorder(self.lift + z)
        self.axes.add_artist(patch)
        patch.set_clip_path(
            Rectangle((rect.left, rect.top), rect.width, rect.height, transform=self.axes.transData)
        )


def to_path(shape: BaseGeometry | Path) -> Path:
    """Return the rings and lines of a shape as one path."""
    if isinstance(shape, Path):
        return shape
    rings = []
    for part in shapely.get_parts(shapely.orient_polygons(shape)):
        if part.geom_type == "Polygon":
            rings += [
                Path(np.asarray(ring.coords)[:, :2], closed=True) for ring in (part.exterior, *part.interiors)
            ]
        elif part.geom_type in {"LineString", "LinearRing"}:
            rings.append(Path(np.asarray(part.coords)[:, :2]))
    return Path.make_compound_path(*rings) if rings else Path(np.empty((0, 2)))


def _follow(line: shapely.LineString, at: float) -> tuple[float, float, float]:
    """Return a point of a line at a distance from its start, and the direction there in radians."""
    before, after = line.interpolate(max(at - 2, 0)), line.interpolate(min(at + 2, line.length))
    here = line.interpolate(at)
    return here.x, here.y, math.atan2(after.y - before.y, after.x - before.x)


def _list_edges(rect: Rect) -> tuple[float, float, float, float]:
    return rect.left, rect.top, rect.right, rect.bottom
