"""Select the layer rows that are visible in the extent of a slide."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.layout.projection import EQUATOR_KM, TILE_PX, MapExtent

ZOOM_SLACK = 0.1
"""How much earlier than on the web map a name appears: a slide is looked at, not moved."""
EDGE_PX = 14
"""Distance from the edge of the map within which a mark would be cut."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Window:
    """What a frame shows of the rows that the web map is drawn from."""

    frame: MapExtent

    @cached_property
    def zoom(self) -> float:
        """Zoom at which the web map has the scale of the frame, in its middle."""
        middle = self.frame.find_place(*self.frame.rect.middle)
        cos = math.cos(math.radians(middle.lat))
        return math.log2(EQUATOR_KM * cos / TILE_PX / self.frame.km_per_px)

    def shows(self, row: Row, *, slack: float = ZOOM_SLACK) -> bool:
        """Return whether a row is drawn at this scale and lies inside."""
        inside = row["min_zoom"] <= self.zoom + slack and row["max_zoom"] > self.zoom
        return bool(inside) and self.contains(*self.locate(row))

    def contains(self, x: float, y: float) -> bool:
        """Return whether a mark at a point is not cut by the edge."""
        rect = self.frame.rect.inset(EDGE_PX)
        return rect.left <= x <= rect.right and rect.top <= y <= rect.bottom

    def locate(self, row: Row) -> tuple[float, float]:
        """Return the place of a row in page units."""
        return self.frame.locate(row["geometry"].x, row["geometry"].y)

    def turn(self, row: Row) -> float:
        """Return the turn of a name, counterclockwise from the page; rows give it clockwise from east."""
        place = row["geometry"]
        (x, y), (east_x, east_y) = self.locate(row), self.frame.locate(place.x + 0.1, place.y)
        turned = row.get("rotate")
        return math.degrees(math.atan2(y - east_y, east_x - x)) - (
            0 if turned is None or pd.isna(turned) else turned
        )
