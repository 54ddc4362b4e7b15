"""Load the layers of a pack, whatever they are made from."""

import geopandas

from geodata.errors import UnknownIdError
from geodata.layer_kinds.table import make_layer_frame
from geodata.packs.pack import Pack
from geodata.records.layers import Layer


def find_layer(pack: Pack, layer_id: str) -> Layer:
    """Return the record of a layer.

    Raises
    ------
    UnknownIdError
        The pack has no such layer.
    """
    for layer in pack.layers:
        if layer.id == layer_id:
            return layer
    raise UnknownIdError("layer", layer_id, [layer.id for layer in pack.layers])


def load_layer(pack: Pack, layer: Layer) -> geopandas.GeoDataFrame:
    """Return the features of a layer in EPSG:4326.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns `id` (of the feature; the layer's own id where it is one thing), `role` (one of
        `layer_kinds.rows.ROLES`), the `name_...` columns, figures and texts of the feature table, `sources`
        (ids, separated by spaces) and `geometry`. Computed: `length_km` of a lane and the chokepoints that
        it `passes`; `distance_km` of a band's row and of a spoke; `share` of a graded ring. A chokepoint has
        its `width` with `width_source`, where its `gate` lies, and two rows: a point and the line of the
        gate. A member of a body has all its `bodies`, and `since` where it joined lately.
    """
    return make_layer_frame(pack, layer)
