"""Pale the sea around the seas that a scene is about."""

from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.layout.base_shapes import find_open_edge
from dashboard.layout.map_plan import MapPlan
from dashboard.theme import LAYER_STYLES

WASH_OPACITY = 0.38
"""How much paper lies over the seas that a scene does not name."""
SOFT_PX, SOFT_STEPS = 72.0, 6
"""Width over which the light of a sea without limits fades out, and in how many steps."""


def wash_seas(plan: MapPlan, spotlight: frozenset[str]) -> Iterable[tuple[BaseGeometry, float]]:
    """Yield what pales of a map with the opacity of the paper over it, one over the other.

    Parameters
    ----------
    plan
        The map.
    spotlight
        Ids of the layers whose areas keep their colour. Where nobody has limited them their light fades out
        over open water.
    """
    rect = plan.frame.rect
    page = shapely.box(*rect.bounds)
    lit = [shape for shape in plan.shapes if shape.layer in spotlight and shape.role == "area"]
    whole = shapely.union_all([shapely.clip_by_rect(shape.geometry, *rect.bounds) for shape in lit])
    edges = [
        shapely.clip_by_rect(find_open_edge(shape.geometry, plan.ground.land), *rect.bounds)
        for shape in lit
        if LAYER_STYLES[shape.style].unlimited
    ]
    yield page.difference(whole), WASH_OPACITY
    edge = shapely.union_all(edges)
    opacity = 1 - (1 - WASH_OPACITY) ** (1 / SOFT_STEPS)
    for step in range(SOFT_STEPS if edges else 0):
        near = edge.buffer(SOFT_PX * (step + 0.5) / SOFT_STEPS, quad_segs=4)
        yield shapely.intersection(whole, near), opacity
