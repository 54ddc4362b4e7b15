"""Write the coordinates of GeoJSON as steps from one to the next, which takes a third of the room.

`unpack` in `frontend/map/deltas.js` reads it. Every run of positions (a point, a line, a ring) becomes one
flat list of whole numbers, `[x, y, dx, dy, ...]`, in units of `10 ** -decimals` degrees.
"""

import json
from typing import Any

import numpy as np

DECIMALS = "decimals"
"""Member of a packed collection: how many decimals its coordinates have."""
MOST_DECIMALS = 4
"""Finest coordinates that are kept, 11 m."""
ROUNDING = 1e-7


def pack_features(text: str) -> str:
    """Return a GeoJSON feature collection with packed coordinates; a text that is none as it is."""
    data = json.loads(text)
    if data.get("type") != "FeatureCollection":
        return text
    places = [feature["geometry"]["coordinates"] for feature in data["features"]]
    decimals = _count_decimals(places)
    for feature, place in zip(data["features"], places, strict=True):
        feature["geometry"]["coordinates"] = _pack(place, 10**decimals)
    return json.dumps({**data, DECIMALS: decimals}, ensure_ascii=False, separators=(",", ":"))


def _count_decimals(places: list[Any]) -> int:
    """Return the fewest decimals that all coordinates have, at most `MOST_DECIMALS`."""
    values = np.array([value for place in places for value in _flatten(place)], dtype=np.float64)
    for decimals in range(MOST_DECIMALS):
        if np.abs(values - values.round(decimals)).max(initial=0) < ROUNDING:
            return decimals
    return MOST_DECIMALS


def _flatten(place: Any) -> list[float]:  # noqa: ANN401 - nested as deep as the kind of geometry has it
    return [value for part in place for value in _flatten(part)] if isinstance(place, list) else [place]


def _pack(place: Any, scale: int) -> list[Any]:  # noqa: ANN401 - as above
    if not place:
        return []
    if not isinstance(place[0], list):
        return _step([place], scale)
    if not isinstance(place[0][0], list):
        return _step(place, scale)
    return [_pack(part, scale) for part in place if part]


def _step(positions: list[list[float]], scale: int) -> list[int]:
    whole = np.rint(np.array(positions, dtype=np.float64)[:, :2] * scale).astype(int)
    steps: list[int] = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=int)).ravel().tolist()
    return steps
