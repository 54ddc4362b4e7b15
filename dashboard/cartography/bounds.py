"""Bounding boxes of layers, passages and features."""

from collections.abc import Iterable, Mapping

from geodata.packs.pack import Pack

CornerBounds = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner as (latitude, longitude) in degrees."""
Bounds = tuple[float, float, float, float]
WIDEST_DEG = 150
"""Width from which a layer is too large to be flown to beside smaller ones."""


def list_lit(pack: Pack, passage_id: str | None) -> list[str]:
    """Return the layers that a passage lights up.

    These are what it names or implies. Of the illustrations of a class only those light up that the pack
    shows from the start; the others wait to be switched on, as does what merely helps to read the passage.
    """
    return [
        layer.id
        for layer in pack.layers
        for link in layer.links
        if link.passage == passage_id
        and link.kind != "context"
        and (layer.status == "brief" or layer.visible)
    ]


def find_layers_bounds(layers: Iterable[str], bounds: Mapping[str, Bounds]) -> Bounds:
    """Return the box around layers: west, south, east, north in degrees.

    Layers that span half the world count only where there are no smaller ones.

    Raises
    ------
    ValueError
        There is no layer.
    """
    areas = [bounds[layer_id] for layer_id in layers]
    areas = [area for area in areas if area[2] - area[0] < WIDEST_DEG] or areas
    west, south, east, north = zip(*areas, strict=True)
    return min(west), min(south), max(east), max(north)


def find_passage_bounds(pack: Pack, passage_id: str, bounds: Mapping[str, Bounds]) -> Bounds | None:
    """Return what to look at beside a passage: what its first scene shows, else the layers that it lights up.

    Layers alone would often make a poor picture: those of an alliance reach round the world. None where the
    passage lights up nothing.
    """
    lit = list_lit(pack, passage_id)
    if not lit:
        return None
    for scene in pack.scenes:
        if passage_id in scene.passages:
            return scene.camera.west, scene.camera.south, scene.camera.east, scene.camera.north
    return find_layers_bounds(lit, bounds)


WEST_EDGE = -30
"""Meridian at which the map is cut open, so that Europe and the Pacific stand on one sheet."""
WholeDegreeBounds = tuple[int, int, int, int]
"""West, south, east, north in degrees."""
CLOSE_BOX: WholeDegreeBounds = (100, -10, 150, 50)
"""West, south, east, north of the tiled land in degrees, in whole tiles of the next wider level."""
