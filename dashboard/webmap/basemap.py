"""Write the base map of the web map: land at three levels, depth bands, borders and names."""

from collections.abc import Sequence

import geopandas
import pandas as pd
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.bounds import CLOSE_BOX, WEST_EDGE, WholeDegreeBounds
from dashboard.cartography.features import open_frame
from dashboard.cartography.rows import read_names, write_names
from dashboard.webmap.files import WebFiles, format_features
from dashboard.webmap.program import BaseMap, LandLevel
from geodata.datasets import read_dataset

REGION_BOX: WholeDegreeBounds = (WEST_EDGE, -60, WEST_EDGE + 360, 80)
SOUTH_EDGE = -60.0
"""Parallel at which the web map ends; Mercator has no room for Antarctica."""
CITY_GAP_PX = 9
"""How far to the right of its dot the name of a city starts."""
BACKGROUND_RANK = 10
"""Added to the ranks of base names: what the brief is about comes first."""


def write_base_map(
    files: WebFiles,
    *,
    region: WholeDegreeBounds | None = REGION_BOX,
    close: WholeDegreeBounds | None = CLOSE_BOX,
) -> BaseMap:
    """Write the base map's files and return their addresses.

    Parameters
    ----------
    region, close
        West, south, east, north of the land that is tiled for closer views, in whole tiles of ten degrees;
        None for no such land.
    """
    depth = read_dataset("depth").sort_values("deeper_than_m")
    depth["class"] = [f"depth-{depth_m}" for depth_m in depth["deeper_than_m"]]
    borders = read_dataset("borders")
    borders["class"] = borders["contested"].map({True: "border-contested", False: "border"})
    land = [_write_world(files, region)]
    if region:
        land.append(_write_tiles(files, ("land-region", "land-far"), min_zoom=6, size=10, box=region))
    if region and close:
        land.append(_write_tiles(files, ("land-close",), min_zoom=9, size=5, box=close))
    return BaseMap(
        depth_url=_write(files, "depth", depth[["class", "geometry"]], decimals=2),
        borders_url=_write(files, "borders", borders[["class", "geometry"]], decimals=2),
        labels_url=_write(files, "labels", _name_labels(read_dataset("labels")), decimals=3),
        land=tuple(land),
    )


def _write(files: WebFiles, name: str, frame: geopandas.GeoDataFrame, *, decimals: int) -> str:
    return files.write_features(f"data/{name}", open_frame(frame[~frame.is_empty]), decimals=decimals)


def _write_world(files: WebFiles, region: WholeDegreeBounds | None) -> LandLevel:
    world = _prepare_land(read_dataset("land-world"))
    world["geometry"] = shapely.clip_by_rect(world.geometry.to_numpy(), -180, SOUTH_EDGE, 180, 85)
    url = _write(files, "land-world", world, decimals=2)
    if region is None:
        return LandLevel(min_zoom=0, url=url)
    outside = world.set_geometry(world.geometry.difference(_cover(region)))
    return LandLevel(min_zoom=0, url=url, outside_url=_write(files, "land-outside", outside, decimals=2))


def _cover(region: WholeDegreeBounds) -> BaseGeometry:
    """Return a box whose edges may lie beyond 180 degrees as an area from -180 to 180 degrees."""
    west, south, east, north = region
    whole = shapely.box(west, south, east, north)
    turned = shapely.MultiPolygon([affinity.translate(whole, turn) for turn in (-360, 0, 360)])
    return shapely.clip_by_rect(turned, -180, -90, 180, 90)


def _write_tiles(
    files: WebFiles, datasets: Sequence[str], *, min_zoom: int, size: int, box: WholeDegreeBounds
) -> LandLevel:
    """Write one file for each tile of the data sets, which do not overlap."""
    land = _prepare_land(pd.concat([read_dataset(dataset) for dataset in datasets]))
    tiles = {}
    for name, tile in land.groupby("tile", sort=True):
        west, south = _read_degrees(str(name)[:4]), _read_degrees(str(name)[4:])
        turns = int(west < WEST_EDGE)
        if not (box[0] <= west + 360 * turns < box[2] and box[1] <= south < box[3]):
            continue
        shifted = tile.set_geometry(tile.translate(xoff=360 * turns))
        text = format_features(shifted[["class", "geometry"]], decimals=4)
        tiles[f"{west + 360 * turns}_{south}"] = text.encode()
    folder = files.write_together(f"data/{datasets[0]}", {f"{key}.json": text for key, text in tiles.items()})
    return LandLevel(min_zoom=min_zoom, folder=folder, size=size, box=box, tiles=tuple(tiles))


def _read_degrees(written: str) -> int:
    """Read `E120` or `S05` as degrees."""
    return int(written[1:]) * (-1 if written[0] in "WS" else 1)


def _prepare_land(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    return frame.rename(columns={"kind": "class"}).sort_values("class", ascending=False)


def _name_labels(labels: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    drawn = labels[["id", "kind", "min_zoom", "max_zoom", "rank", "rotate", "spacing", "geometry"]].copy()
    names = [write_names(read_names(record)) for record in labels.to_dict("records")]
    drawn = drawn.join(pd.DataFrame(names, index=drawn.index))
    drawn["rank"] += BACKGROUND_RANK
    cities = drawn["kind"] == "city"
    drawn.loc[cities, ["anchor", "offset_x"]] = ["left", CITY_GAP_PX]
    return drawn
