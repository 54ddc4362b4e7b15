"""Names of a map, each where it collides with nothing."""

from itertools import combinations

import shapely

from dashboard.layout.label_placement import Placer
from dashboard.layout.labels import Name
from dashboard.layout.page import Rect
from dashboard.layout.type_styles import TEXT_STYLES
from geodata.names import NEUTRAL


def test_names_that_are_needed_cover_no_other_name_where_rocks_lie_close_together() -> None:
    names = [
        Name(
            f"rock-{at}",
            "Okino-minamiiwa",
            "disputed",
            TEXT_STYLES["place"],
            at,
            300 + 4 * at,
            200,
            needed=True,
            reach=4,
        )
        for at in range(12)
    ]
    rocks = [shapely.Point(name.x, name.y).buffer(name.reach) for name in names]
    labels = Placer(Rect(0, 0, 600, 400), shapely.Polygon(), [], NEUTRAL, rocks).place(names)
    assert [label.id for label in labels][:2] == ["rock-0", "rock-1"]
    assert len(labels) < len(names)
    assert not any(one.shape.intersects(other.shape) for one, other in combinations(labels, 2))
