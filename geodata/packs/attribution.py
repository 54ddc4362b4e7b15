"""List the sources that the layers of a pack rest on, the best first."""

from collections.abc import Iterable

from geodata.datasets import read_manifest
from geodata.layer_kinds.table import get_kind
from geodata.packs.completeness import list_cited
from geodata.packs.pack import Pack
from geodata.records.layers import Layer
from geodata.sources import Source, are_weak, read_data_sources, sort_by_rank


def list_sources(pack: Pack, layer: Layer, *, row_sources: Iterable[str] = ()) -> list[Source]:
    """Return, each once and the best first, the sources of a row of a layer, of the layer and of its data.

    `row_sources` are the ids of the row's own; of one rank they stand before those of the layer, and these
    before those of the data that it is built from.
    """
    own = [pack.sources[source_id] for source_id in (*row_sources, *layer.sources)]
    return sort_by_rank({source.id: source for source in (*own, *_list_built(layer))}.values())


def gather_sources(pack: Pack) -> dict[str, Source]:
    """Return by id the sources of a pack and of the data of its layers, the best rank first."""
    built = {source.id: source for layer in pack.layers for source in list_sources(pack, layer)}
    return {source.id: source for source in sort_by_rank({**pack.sources, **built}.values())}


def list_grounds(pack: Pack, layer: Layer, *, row_sources: Iterable[str] = ()) -> list[Source]:
    """Return what the claim of a layer, or of a row of it, rests on, the best rank first.

    That is what the row cites; where it cites nothing, what the layer and its rows cite; and the data that
    the layer is built from where nothing is cited at all.
    """
    cited = dict.fromkeys(row_sources) or list_cited(layer, pack)
    return sort_by_rank([pack.sources[source_id] for source_id in cited] or _list_built(layer))


def list_resting_on_weak(pack: Pack) -> tuple[str, ...]:
    """Return the ids of the layers that are visible at the start and rest on weak sources alone."""
    return tuple(layer.id for layer in pack.layers if layer.visible and are_weak(list_grounds(pack, layer)))


def _list_built(layer: Layer) -> list[Source]:
    built, manifest = read_data_sources(), read_manifest()
    ids = (
        source_id
        for dataset in get_kind(layer).list_datasets(layer.data)
        if dataset in manifest
        for source_id in manifest[dataset].sources
    )
    return [built[source_id] for source_id in ids]
