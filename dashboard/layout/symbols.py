"""Collect the shapes, marks and labels of a scene in page units."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import geopandas
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.common_members import choose_style
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.layout.base_labels import CITY_PX, list_base_names
from dashboard.layout.fonts import measure_text
from dashboard.layout.labels import Label, Mark, Name, stand_aside
from dashboard.layout.projection import MapExtent
from dashboard.layout.type_styles import TEXT_STYLES, TextStyle
from dashboard.layout.visibility import ZOOM_SLACK, Window
from dashboard.theme import DETOUR_STYLE, LAYER_STYLES, PX_PER_PT
from dashboard.wording.formats import clean_text
from geodata.names import Policy
from geodata.records.layers import Layer
from geodata.routing.ports import Port
from geodata.scenes import SceneDetour
from geodata.units import to_nm

FEATURE_SLACK = 1.9
"""The same for the single features of a layer, which are named where there is room."""
GROUP_REACH = 22
"""Half the size of the empty room around the place of a group of features."""
NAMED_SEA_PT = (14.0, 25.0)
NAMED_SEA_SHARE = 0.62
"""Share of the length of a named sea that its name spans."""
FEATURE_PT = 12.5
NEIGHBOUR_PX = 42
"""Distance from which a feature stands by itself and is named."""
END_PX = 11
NUMBER_PX = 25
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Shape:
    """An area or a line of a layer, in page units."""

    layer: str
    """Id of the layer."""
    id: str
    """Id of the feature."""
    style: str
    """Key of `LAYER_STYLES`."""
    role: str
    """`area`, `grade` (a ring of a fading edge), `limit`, `line`, or `detour`."""
    geometry: BaseGeometry
    opacity: float = 1
    """Of an area."""


@dataclass
class Collector:
    """Takes in layers one after the other."""

    frame: MapExtent
    policy: Policy
    numbers: Mapping[str, int]
    """Chokepoints that stand out, with their numbers or 0."""
    closed: frozenset[str]
    """Ids of closed chokepoints."""
    bodies: Counter[str]
    """In how many of the bodies that the map shows a member is, by its id."""
    shapes: list[Shape] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    courses: list[BaseGeometry] = field(default_factory=list)
    """Lines that names had better not cross."""

    @cached_property
    def _window(self) -> Window:
        return Window(self.frame)

    def add_layer(self, rows: geopandas.GeoDataFrame, layer: Layer) -> None:
        """Take in the web features of a layer, as `webdata.draw_layer` gives them."""
        style = LAYER_STYLES[layer.style]
        slack = FEATURE_SLACK if style.mark_kind.names_sparse else ZOOM_SLACK
        for row in rows.to_dict("records"):
            if row["role"] in {"mark", "label"}:
                if not self._window.shows(row, slack=slack):
                    continue
                add = self._add_mark if row["role"] == "mark" else self._add_label
                add(row, layer)
                continue
            if style.mark_kind.numbered and self._is_minor(row):
                continue
            shape = self.frame.project(row["geometry"])
            if style.aside_pt and not shape.is_empty:
                shape = shapely.offset_curve(shape, style.aside_pt * PX_PER_PT, join_style="round")
            if shape.is_empty:
                continue
            key = choose_style(layer.style, row["id"], self.bodies)
            given = row.get("opacity", 1) if key == layer.style else LAYER_STYLES[key].fill_opacity
            opacity = 1 if pd.isna(given) else given
            self.shapes.append(Shape(layer.id, row["id"], key, row["role"], shape, opacity))
            if _has(row, "text_at"):
                self._add_course(row, shape, layer)

    def add_detour(self, detour: SceneDetour) -> None:
        """Take in how a lane runs while chokepoints are closed."""
        if detour.line is None or detour.extra_km is None:
            return
        shape = self.frame.project(detour.line)
        self.shapes.append(Shape(detour.layer, detour.layer, DETOUR_STYLE, "detour", shape))
        self.courses.append(shape)
        text = get_texts().longer.format(extra=format_number(to_nm(detour.extra_km), ",.0f"))
        style = replace(TEXT_STYLES["lane"], colour=LAYER_STYLES[DETOUR_STYLE].stroke.colour)
        self._run_along(f"{detour.layer}.detour", text, style, shape, at=0.5, width_pt=5)

    def add_port(self, port: Port, layer: Layer) -> None:
        """Take in a port where a lane starts or ends."""
        x, y = self.frame.locate(port.position.lon, port.position.lat)
        key, text = f"{layer.id}.{port.id}", clean_text(port.names.call(self.policy))
        if not self._window.contains(x, y) or any(name.text == text for name in self.names):
            return
        self.marks.append(Mark(key, "end", x, y, END_PX, layer.style))
        style = TEXT_STYLES["place"]
        self.names.append(Name(key, text, "place", style, 0.5, x, y, needed=True, reach=END_PX / 2))

    def add_base(self) -> None:
        """Take in the names of the base map; what a layer names already is left out."""
        named = {name.text.casefold() for name in self.names}
        self.names += list_base_names(self._window, self.policy, named)

    def mark_cities(self, labels: Iterable[Label]) -> Iterable[Mark]:
        """Return the dots of the cities whose names found a place."""
        cities = {name.id: name for name in self.names if name.kind == "city" and name.reach}
        for label in labels:
            if label.id in cities:
                city = cities[label.id]
                yield Mark(city.id, "city", city.x, city.y, CITY_PX)

    def _add_mark(self, row: Row, layer: Layer) -> None:
        x, y = self._window.locate(row)
        key = f"{layer.id}.{row['id']}"
        shape, size, text = row["shape"], float(row["size"]), ""
        if shape == "gate" and row["id"] in self.closed:
            shape, size = "closed", NUMBER_PX
        elif shape == "gate" and self.numbers.get(row["id"]):
            shape, size, text = "number", NUMBER_PX, str(self.numbers[row["id"]])
        mark = Mark(key, shape, x, y, size, choose_style(layer.style, row["id"], self.bodies), text)
        kind = LAYER_STYLES[layer.style].mark_kind
        self.marks.append(stand_aside(mark, self.marks) if kind.steps_aside else mark)
        if shape == "end" and kind.names_ends:
            style = TEXT_STYLES["place"]
            self.names.append(
                Name(key, self._call(row), "place", style, 0.7, x, y, needed=True, reach=size / 2)
            )

    def _add_label(self, row: Row, layer: Layer) -> None:
        x, y = self._window.locate(row)
        key, text, kind = f"{layer.id}.{row['id']}", self._call(row), str(row["kind"])
        rank = float(row["rank"])
        if kind == "named-sea":
            self.names.append(self._name_sea(row, key, text, layer))
            return
        near = (name for name in self.names if math.hypot(name.x - x, name.y - y) < NEIGHBOUR_PX)
        if any(name.text == text for name in near):
            return
        minor = kind == "gate" and self._is_minor(row)
        if kind == "gate" and row["id"] in self.closed:
            text = f"{text} ({get_texts().closed})"
        style = TEXT_STYLES["city" if minor else kind if kind in TEXT_STYLES else "place"]
        own = next((mark for mark in self.marks if mark.id == key), None)
        x, y, reach = (own.x, own.y, own.size / 2) if own else (x, y, 0.0)
        mark_kind = LAYER_STYLES[layer.style].mark_kind
        optional = minor or mark_kind.names_optional
        if mark_kind.names_alone:
            if reach and self._has_neighbour(x, y):
                return
            style = replace(style, size_pt=FEATURE_PT, weight=600 if reach else 700)
            reach = reach or GROUP_REACH
        first = {"left": (1, 0), "right": (-1, 0)}.get(str(row.get("anchor")), (0, -1) if reach else None)
        self.names.append(
            Name(
                key,
                text,
                kind,
                style,
                rank + 5 * minor,
                x,
                y,
                needed=not optional,
                reach=reach,
                first=first,
            )
        )

    def _has_neighbour(self, x: float, y: float) -> bool:
        """Return whether other marks are so near that a single name would say too little."""
        near = [mark for mark in self.marks if math.hypot(mark.x - x, mark.y - y) < NEIGHBOUR_PX]
        return len(near) > 1

    def _is_minor(self, row: Row) -> bool:
        """Return whether a chokepoint stands back behind those that the lanes pass."""
        return bool(self.numbers) and row["id"] not in {*self.numbers, *self.closed}

    def _name_sea(self, row: Row, key: str, text: str, layer: Layer) -> Name:
        """Return the name of a sea, as large as the sea allows."""
        x, y = self._window.locate(row)
        turn = self._window.turn(row)
        across = shapely.LineString(
            [
                (x + reach * math.cos(math.radians(turn)), y - reach * math.sin(math.radians(turn)))
                for reach in (-3000, 3000)
            ]
        )
        areas = [shape.geometry for shape in self.shapes if shape.layer == layer.id and shape.role == "area"]
        length = max((area.intersection(across).length for area in areas), default=0)
        base = replace(TEXT_STYLES["named-sea"], spacing_em=float(row["spacing"]))
        text = text.upper() if base.capitals else text
        fitting = base.size_pt * NAMED_SEA_SHARE * length / measure_text(text, base, self.policy)
        style = replace(base, size_pt=round(min(max(fitting, NAMED_SEA_PT[0]), NAMED_SEA_PT[1]), 1))
        return Name(key, text, "named-sea", style, 0, x, y, needed=True, ground="water", turn=turn)

    def _add_course(self, row: Row, shape: BaseGeometry, layer: Layer) -> None:
        style = LAYER_STYLES[layer.style]
        kind = style.mark_kind.course_text
        self.courses.append(shape)
        text = clean_text(str(row["text"])) if _has(row, "text") else self._call(row)
        colour = style.stroke.colour
        lettering = replace(TEXT_STYLES[kind], colour=colour) if kind == "lane" else TEXT_STYLES[kind]
        self._run_along(
            f"{layer.id}.{row['id']}",
            text,
            lettering,
            shape,
            at=row["text_at"],
            width_pt=style.stroke.width_pt,
        )

    def _run_along(
        self, key: str, text: str, style: TextStyle, shape: BaseGeometry, *, at: float, width_pt: float
    ) -> None:
        shown = shapely.clip_by_rect(
            shape, self.frame.rect.left, self.frame.rect.top, self.frame.rect.right, self.frame.rect.bottom
        )
        self.names.append(Name(key, text, "lane", style, 2.5, 0, 0, reach=width_pt, course=shown, at=at))

    def _call(self, row: Row) -> str:
        called = row.get(f"name_{self.policy}")
        return clean_text(str(row["name"] if called is None or pd.isna(called) else called))


def _has(row: Row, column: str) -> bool:
    return column in row and not pd.isna(row[column])
