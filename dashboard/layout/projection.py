"""Choose projection and scale of a map, cut shapes to its extent, and project them into page units."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Proj, Transformer
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from dashboard.i18n.texts import get_texts
from dashboard.layout.page import Rect
from geodata.geometry.geodesy import KM_PER_DEGREE, Position, measure_distance
from geodata.records.scenes import Frame

SEAM_TURNS = 1e-9
"""How far from 180 degrees, in turns, a part of a shape counts as cut there."""
JOIN: tuple[Callable[..., Any], ...] = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)
"""What makes one shape of several of 0, 1 and 2 dimensions."""


def cut_to_extent(geometry: BaseGeometry, extent: tuple[float, float, float, float]) -> BaseGeometry:
    """Cut a geometry to west, south, east and north in degrees.

    It is turned around the world where the extent or its own longitudes lie beyond 180 degrees; parts that
    meet at 180 degrees are joined.
    """
    if geometry.is_empty:
        return geometry
    first, _, last, _ = geometry.bounds
    turns = range(math.ceil((extent[0] - last) / 360), math.floor((extent[2] - first) / 360) + 1)
    pieces = [
        shapely.clip_by_rect(translate(geometry, 360 * turn) if turn else geometry, *extent) for turn in turns
    ]
    shown = [piece for piece in pieces if not piece.is_empty]
    return shown[0] if len(shown) == 1 else _join_turns(shown)


def keep_dimension(geometry: BaseGeometry, dimension: int) -> BaseGeometry:
    """Return the parts of a dimension as one shape; a cut can leave points and lines of an area."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    kept = (shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)
    return join_parts(parts[kept], dimension)


def join_parts(parts: NDArray[np.object_], dimension: int) -> BaseGeometry:
    """Return parts of a dimension as one shape, as they are: its constructor would copy each of them."""
    joined: BaseGeometry = JOIN[dimension](parts)
    return joined


def _join_turns(pieces: list[BaseGeometry]) -> BaseGeometry:
    if not pieces:
        return shapely.Point()
    parts = np.concatenate([shapely.get_parts(piece) for piece in pieces])
    turned = (shapely.bounds(parts)[:, [0, 2]] + 180) / 360
    at_seam = (np.abs(turned - np.round(turned)) < SEAM_TURNS).any(axis=1)
    joined = shapely.union_all(shapely.make_valid(parts[at_seam]))
    return shapely.GeometryCollection([*parts[~at_seam], *shapely.get_parts(joined)])


Floats = NDArray[np.float64]

WIDE_DEG, FAR_DEG = 110.0, 20.0
"""Width of a camera from which Equal Earth is used, unless all of it is so far from the equator."""
TOLERANCE_PX = 0.3
"""How far a simplified shape may be from the true one."""
HALF_DEG = 180.0
"""Width from which a camera has its ends on the other side of a pole."""
STEP_PX = 40.0
"""Longest straight stretch of an edge of the cut, which is curved on the page."""
USUAL_SOUTH, USUAL_NORTH, FAR_NORTH = -60.0, 76.0, 83.0
"""Parallels between which a wide frame stays where the camera does not ask for more; the last is the
northern one of a camera that keeps off the equator."""
EDGE_DEG = 1e-6
"""How far inside the edge of the world shapes are cut, so that PROJ does not turn them to its other side."""
EQUATOR_KM = 40075.017
"""Length of the equator (WGS 84): the width of the web map at zoom 0, on 256 pixels."""
MERCATOR_SOUTH, MERCATOR_NORTH = -70.0, 80.0
"""Parallels between which a frame in Web Mercator stays where a whole box is to show."""
TILE_PX = 256
SAMPLES = 25
"""Points along each side of the grid on which a frame is looked at."""
NICE = (1, 2, 5)
"""Leading figures of the lengths that a scale bar has."""


@dataclass(frozen=True)
class Bar:
    """A scale bar."""

    length_km: float
    """What it stands for."""
    width_px: float
    """How long it is drawn."""


@dataclass(frozen=True)
class MapExtent:
    """A projected part of the world in a rectangle of a page."""

    rect: Rect
    """Where the map lies on the page."""
    proj: str
    """The projection as PROJ reads it; metres."""
    middle_km: tuple[float, float]
    """Projected coordinates of the middle of the rectangle."""
    km_per_px: float
    """Kilometres of the projection to a page unit."""

    @property
    def title(self) -> str:
        """Name of the projection as a reader knows it."""
        return get_texts().projections[self.proj.split()[0].removeprefix("+proj=")]

    @cached_property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees of all that shows; longitudes run on across 180 degrees."""
        return self._find_extent(self.rect)

    def locate(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the page units of a place, inside the rectangle or not."""
        x, y = self._to_page(np.array([[lon, lat]], dtype=np.float64))[0]
        return float(x), float(y)

    def find_place(self, x: float, y: float) -> Position:
        """Return the place that a point of the page shows."""
        lon, lat = self._to_degrees(np.array([[x, y]], dtype=np.float64))[0]
        return Position(float(lat), float(lon))

    def project(
        self, geometry: BaseGeometry, *, margin_px: float = 40, tolerance_px: float = TOLERANCE_PX
    ) -> BaseGeometry:
        """Return a geometry in page units, clipped to the rectangle and simplified.

        Parameters
        ----------
        geometry
            In EPSG:4326; longitudes may run on beyond 180 degrees.
        margin_px
            How far beyond the rectangle shapes are kept, so that the outline of a cut does not show.
        tolerance_px
            How far the result may be from the true shape.

        Returns
        -------
        BaseGeometry
            A multi-point, multi-line or multi-polygon, of the same dimension; empty where nothing shows.
        """
        kept = self.rect.inset(-margin_px)
        near = cut_to_extent(geometry, self._find_extent(kept))
        step_deg = max(STEP_PX * self.km_per_px / KM_PER_DEGREE, 0.01)
        flat = shapely.transform(shapely.segmentize(near, step_deg), self._to_page)
        if not shapely.is_valid(flat):
            flat = shapely.make_valid(flat) if shapely.get_dimensions(flat) > 1 else flat
        shown = shapely.clip_by_rect(flat, kept.left, kept.top, kept.right, kept.bottom)
        simple = shapely.simplify(shown, tolerance_px, preserve_topology=False)
        return keep_dimension(simple, int(shapely.get_dimensions(geometry)))

    def measure_bar(self, x: float, y: float, *, longest_px: float) -> Bar:
        """Return a scale bar that starts at a point of the page and is true there.

        Its length is 1, 2 or 5 times a power of ten in km, measured as a geodesic between its ends.
        """
        start = self.find_place(x, y)
        longest_km = measure_distance(start, self.find_place(x + longest_px, y))
        power = 10.0 ** math.floor(math.log10(longest_km))
        length_km = max(step * power for step in NICE if step * power <= longest_km)
        low, high = 0.0, longest_px
        for _ in range(40):
            middle = (low + high) / 2
            near = measure_distance(start, self.find_place(x + middle, y)) < length_km
            low, high = (middle, high) if near else (low, middle)
        return Bar(length_km, (low + high) / 2)

    def measure_spread(self) -> tuple[float, float]:
        """Return by which shares lengths are drawn too short and too long at worst, as (-0.04, 0.05).

        The axes of Tissot's indicatrix over the whole rectangle, against the nominal scale.
        """
        places = self._to_degrees(self._sample(self.rect))
        places = places[np.isfinite(places).all(axis=1)]
        factors = Proj(self.proj).get_factors(places[:, 0], places[:, 1])
        return float(np.min(factors.tissot_semiminor)) - 1, float(np.max(factors.tissot_semimajor)) - 1

    def _to_page(self, degrees: Floats) -> Floats:
        east, north = _find_transformer(self.proj).transform(degrees[:, 0], degrees[:, 1])
        x, y = self.rect.middle
        return np.column_stack(
            [
                x + (np.asarray(east) / 1000 - self.middle_km[0]) / self.km_per_px,
                y - (np.asarray(north) / 1000 - self.middle_km[1]) / self.km_per_px,
            ]
        )

    def _to_degrees(self, points: Floats) -> Floats:
        """Return longitudes within half a turn of the middle meridian, and latitudes; NaN off the world."""
        x, y = self.rect.middle
        east = (self.middle_km[0] + (points[:, 0] - x) * self.km_per_px) * 1000
        north = (self.middle_km[1] - (points[:, 1] - y) * self.km_per_px) * 1000
        transformer = _find_transformer(self.proj)
        lon, lat = transformer.transform(east, north, direction="INVERSE")
        degrees = np.column_stack([self._turn(np.asarray(lon)), np.asarray(lat)])
        back = np.column_stack(transformer.transform(degrees[:, 0], degrees[:, 1]))
        off = ~(np.abs(back - np.column_stack([east, north])) < 1).all(axis=1)
        degrees[off] = np.nan
        return degrees

    def _turn(self, lon: Floats) -> Floats:
        """Return longitudes within half a turn of the middle meridian."""
        return self._meridian + (lon - self._meridian + 180) % 360 - 180

    @property
    def _meridian(self) -> float:
        return float(self.proj.split("+lon_0=")[1].split()[0])

    def _sample(self, rect: Rect) -> Floats:
        x, y = np.meshgrid(
            np.linspace(rect.left, rect.right, SAMPLES), np.linspace(rect.top, rect.bottom, SAMPLES)
        )
        return np.column_stack([x.ravel(), y.ravel()])

    @cached_property
    def _extents(self) -> dict[Rect, tuple[float, float, float, float]]:
        """Extents by rectangle, once they are found: every shape of a map asks for the same two."""
        return {}

    def _find_extent(self, rect: Rect) -> tuple[float, float, float, float]:
        if rect not in self._extents:
            self._extents[rect] = self._measure_extent(rect)
        return self._extents[rect]

    def _measure_extent(self, rect: Rect) -> tuple[float, float, float, float]:
        degrees = self._to_degrees(self._sample(rect))
        half = 180 - EDGE_DEG
        world = (self._meridian - half, -90.0, self._meridian + half, 90.0)
        seen = np.isfinite(degrees).all(axis=1)
        (west, south), (east, north) = degrees[seen].min(axis=0), degrees[seen].max(axis=0)
        if not seen.all():  # a corner lies beyond the edge of the world
            west, east = world[0], world[2]
        for pole in (-90.0, 90.0):
            x, y = self.locate(self._meridian, pole)
            if rect.left <= x <= rect.right and rect.top <= y <= rect.bottom:
                west, east = world[0], world[2]
                south, north = min(south, pole), max(north, pole)
        slack = (north - south) / SAMPLES
        return (
            float(max(west - slack, world[0])),
            float(max(south - slack, -90.0)),
            float(min(east + slack, world[2])),
            float(min(north + slack, 90.0)),
        )


def fit_extent(camera: Frame, rect: Rect) -> MapExtent:
    """Return the frame that shows the whole of a camera and fills a rectangle of a page."""
    lon, lat = (camera.west + camera.east) / 2, (camera.south + camera.north) / 2
    wide = camera.east - camera.west > WIDE_DEG
    far = max(camera.south, -camera.north) >= FAR_DEG and camera.east - camera.west < HALF_DEG
    proj = _write_proj("eqearth" if wide and not far else "laea", lon, lat)
    outline = shapely.segmentize(shapely.box(camera.west, camera.south, camera.east, camera.north), 1)
    edge = _project_km(proj, shapely.get_coordinates(outline), lon)
    low, high = edge.min(axis=0), edge.max(axis=0)
    east, north = (low + high) / 2
    km_per_px = max((high - low) / (rect.width, rect.height))
    if wide:
        usual = FAR_NORTH if far else USUAL_NORTH
        north = _keep_in_world(proj, camera, float(north), km_per_px * rect.height / 2, usual)
    return MapExtent(rect, proj, (float(east), float(north)), float(km_per_px))


def fit_screen(middle: Position, zoom: float, width_px: float, rect: Rect) -> MapExtent:
    """Return the frame that shows what a web map shows; the whole world at most.

    Parameters
    ----------
    middle
        Middle of the web map.
    zoom
        Its zoom: the equator is 256 pixels long at zoom 0.
    width_px
        Its width in CSS pixels.
    rect
        Where the frame lies; its height follows from its own shape.
    """
    width_km = min(width_px / (TILE_PX * 2**zoom), 1) * EQUATOR_KM
    proj = _write_proj("webmerc", middle.lon, middle.lat)
    ((east, north),) = _project_km(proj, np.array([[middle.lon, middle.lat]], dtype=np.float64), middle.lon)
    return MapExtent(rect, proj, (float(east), float(north)), width_km / rect.width)


def fit_mercator(camera: tuple[float, float, float, float], rect: Rect) -> MapExtent:
    """Return the frame in Web Mercator that shows west, south, east and north in degrees whole.

    Parallels beyond those that `MERCATOR_SOUTH` and `MERCATOR_NORTH` name are left out.
    """
    west, south, east, north = camera
    lon = (west + east) / 2
    corners = np.array([[lon, max(south, MERCATOR_SOUTH)], [lon, min(north, MERCATOR_NORTH)]])
    proj = _write_proj("webmerc", lon, 0)
    (middle, low), (_, high) = _project_km(proj, corners, lon)
    km_per_px = max((east - west) / 360 * EQUATOR_KM / rect.width, (high - low) / rect.height)
    return MapExtent(rect, proj, (float(middle), float((low + high) / 2)), float(km_per_px))


def make_frame(middle: Position, km_per_px: float, rect: Rect, *, wide: bool = False) -> MapExtent:
    """Return the frame around a place at a scale; `wide` takes Equal Earth instead of Lambert's projection.

    Raises
    ------
    ValueError
        The scale is not above 0.
    """
    if not km_per_px > 0:
        raise ValueError(f"A frame needs a scale above 0 km per page unit, not {km_per_px:g}.")
    proj = _write_proj("eqearth" if wide else "laea", middle.lon, middle.lat)
    ((east, north),) = _project_km(proj, np.array([[middle.lon, middle.lat]], dtype=np.float64), middle.lon)
    return MapExtent(rect, proj, (float(east), float(north)), km_per_px)


def _keep_in_world(proj: str, camera: Frame, north: float, half: float, usual: float) -> float:
    """Return the middle in km north, moved so that a tall frame does not run into the poles."""
    highest, lowest = max(camera.north, usual), min(camera.south, USUAL_SOUTH)
    lon = (camera.west + camera.east) / 2
    ends = _project_km(proj, np.array([[lon, lowest], [lon, highest]], dtype=np.float64), lon)[:, 1]
    if ends[1] - ends[0] < 2 * half:
        return float(ends.mean())
    return float(np.clip(north, ends[0] + half, ends[1] - half))


def _write_proj(name: str, lon: float, lat: float) -> str:
    meridian = round((lon + 180) % 360 - 180, 2)
    parallel = f" +lat_0={round(lat, 2)}" if name == "laea" else ""
    return f"+proj={name} +lon_0={meridian}{parallel} +datum=WGS84 +units=m"


def _project_km(proj: str, degrees: Floats, lon: float) -> Floats:
    """Project continuous longitudes; a full turn keeps its two ends apart."""
    inside = np.column_stack([np.clip(degrees[:, 0], lon - 179.99, lon + 179.99), degrees[:, 1]])
    return np.column_stack(_find_transformer(proj).transform(inside[:, 0], inside[:, 1])) / 1000


@cache
def _find_transformer(proj: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", proj, always_xy=True)
