"""Draw what a viewer brings or measures as live layers in a neutral style: a file, a pin, a course."""

from collections.abc import Sequence
from itertools import pairwise

import geopandas
import pandas as pd
import shapely

from dashboard.render.live import LiveLayer, make_live
from dashboard.render.whatif import name_place
from dashboard.texts import ENGLISH, Texts
from geodata.geodesy import Position, densify_line
from geodata.measures import measure_course
from geodata.packs import Pack
from geodata.records import Layer, OutlineData
from geodata.units import to_nm
from geodata.uploads import Upload

KINDS = {"Polygon": "area", "LineString": "line", "LinearRing": "line", "Point": "point"}
"""Kind of a single shape -> its role, which is drawn in the style `own-<role>`."""
LEG_STEP_KM = 50.0
"""Legs are drawn as geodesics, followed this closely."""


def draw_upload(pack: Pack, upload: Upload, texts: Texts = ENGLISH) -> tuple[LiveLayer, ...]:
    """Return the shapes of a viewer's file as a live layer for areas, for lines and for points, from below.

    Raises
    ------
    TooLargeError
        As for `make_live`.
    """
    title = texts.own_title.format(file=upload.name)
    named = upload.frame["name"].where(upload.frame["name"] != "", title)
    frame = geopandas.GeoDataFrame(
        {"id": upload.frame["id"], "name_en": named}, geometry=upload.frame.geometry.to_numpy(), crs=4326
    )
    while not frame.geom_type.isin(list(KINDS)).all():
        frame = frame.explode(ignore_index=True)
    frame["role"] = frame.geom_type.map(KINDS)
    parts = [frame[frame["role"] == role] for role in ("area", "line", "point")]
    return tuple(
        _draw(pack, f"own-{part['role'].iloc[0]}", part, title, texts) for part in parts if len(part)
    )


def draw_pin(pack: Pack, place: Position, texts: Texts = ENGLISH) -> LiveLayer:
    """Return a pin, named by its degrees."""
    point = {"id": "pin", "role": "point", "name_en": name_place(place)}
    frame = geopandas.GeoDataFrame([point], geometry=[shapely.Point(place.lon, place.lat)], crs=4326)
    return _draw(pack, "pin", frame, texts.pin, texts)


def draw_course(pack: Pack, places: Sequence[Position], texts: Texts = ENGLISH) -> tuple[LiveLayer, ...]:
    """Return the line through some places, its legs geodesics with their lengths, below its corners."""
    shapes = [shapely.Point(place.lon, place.lat) for place in places]
    rows = [
        {"id": f"corner-{number}", "role": "point", "name_en": str(number)}
        for number in range(1, len(places) + 1)
    ]
    corners = geopandas.GeoDataFrame(rows, geometry=shapes, crs=4326)
    drawn = [_draw(pack, "corners", corners, texts.corners, texts)]
    if len(places) > 1:
        legs = [shapely.LineString(ends) for ends in pairwise(shapes)]
        lengths_km = measure_course(shapely.LineString(shapes)).legs_km
        told = [f"{length_km:,.0f} km · {to_nm(length_km):,.0f} nm" for length_km in lengths_km]
        rows = [
            {"id": f"leg-{number}", "role": "line", "name_en": name} for number, name in enumerate(told, 1)
        ]
        geodesics = [densify_line(leg, step_km=LEG_STEP_KM) for leg in legs]
        frame = geopandas.GeoDataFrame(rows, geometry=geodesics, crs=4326)
        drawn.insert(0, _draw(pack, "course", frame, texts.course, texts))
    return tuple(drawn)


def _draw(pack: Pack, layer_id: str, frame: geopandas.GeoDataFrame, title: str, texts: Texts) -> LiveLayer:
    role = frame["role"].iloc[0]
    layer = Layer(
        id=layer_id,
        title=title,
        group="features",
        status="context",
        description=texts.own_description,
        style=f"own-{role}",
        data=OutlineData(kind="shapes", file=""),
    )
    if role == "area":
        limits = frame.assign(role="limit").set_geometry(frame.boundary)
        frame = geopandas.GeoDataFrame(pd.concat([frame, limits], ignore_index=True))
    return make_live(frame, layer, pack, badge=texts.own_badge)
