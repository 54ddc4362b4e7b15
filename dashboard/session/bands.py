"""The range bands that a question asks about, and how those that were moved are drawn."""

from dashboard.session.selection import BandChoice, PageState
from dashboard.webmap.live_layers import LiveLayer, make_live
from geodata.layers.loading import find_layer
from geodata.layers.range_bands import get_band_data, sketch_band
from geodata.names import Policy
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.range_bands.bands import COAST
from geodata.records.layers import BandData, Layer, select_layers


def list_band_layers(pack: Pack) -> list[Layer]:
    """Return the classes of range bands of a pack."""
    return select_layers(pack.layers, BandData)


def get_choices(pack: Pack, asked: PageState) -> tuple[BandChoice, ...]:
    """Return the classes in question: those asked for, else those that the pack shows at the start."""
    return asked.bands if asked.bands is not None else list_usual_bands(pack)


def list_usual_bands(pack: Pack) -> tuple[BandChoice, ...]:
    """Return the classes that a pack shows at the start."""
    return tuple(BandChoice(layer.id) for layer in list_band_layers(pack) if layer.visible)


def get_origin(asked: PageState) -> str:
    """Return what the bands are measured from."""
    return asked.origin or COAST


def set_band(pack: Pack, choice: BandChoice, origin: str) -> Layer:
    """Return the record of a class with its distances and its origin as they are in question.

    A skip zone that no longer fits inside the inner distance is left out.
    """
    layer = find_layer(pack, choice.layer)
    asked = {
        "origin": None if origin == COAST else origin,
        "nominal_km": choice.nominal_km,
        "inner_share": choice.inner_pct and choice.inner_pct / 100,
        "outer_share": choice.outer_pct and choice.outer_pct / 100,
    }
    moved = {field: value for field, value in asked.items() if value is not None}
    if not moved:
        return layer
    data = get_band_data(layer).model_copy(update=moved)
    if data.skip_km and data.skip_km >= data.nominal_km * data.inner_share:
        data = data.model_copy(update={"skip_km": None})
    return layer.model_copy(update={"data": data})


def draw_band(pack: Pack, layer: Layer) -> LiveLayer:
    """Return a band as a live layer, titled by its distance as it is in question."""
    usual, moved = (
        f", {get_band_data(band).nominal_km:,.0f} km" for band in (find_layer(pack, layer.id), layer)
    )
    gazetteer = read_gazetteer(pack)

    def call(policy: Policy) -> str:
        return format_layer_name(pack, layer, policy, gazetteer=gazetteer).replace(usual, moved)

    return make_live(sketch_band(layer), layer, pack, call=call)
