"""Give the limits of seas: the lines in open water between one sea and the next."""

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.datasets import read_dataset
from geodata.errors import UnknownIdError


def read_sea_limits(sea_id: str) -> BaseGeometry:
    """Return the open-water limits of a sea as lines in EPSG:4326.

    Raises
    ------
    UnknownIdError
        No limit belongs to a sea of this id.
    """
    limits = read_dataset("sea-limits")
    own = limits.geometry[[sea_id in seas.split() for seas in limits["seas"]]]
    if own.empty:
        raise UnknownIdError("sea", sea_id, sorted({sea for seas in limits["seas"] for sea in seas.split()}))
    return shapely.union_all(own.to_numpy())
