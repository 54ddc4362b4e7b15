"""What a kind of layer data is: how it is made into rows, checked and sourced."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol

from geodata.layer_kinds.rows import Row
from geodata.records.brief import Brief
from geodata.records.feature_tables import Feature
from geodata.records.layers import KindT, Layer


class PackContents(Protocol):
    """The parts of a pack that its layers are made from."""

    @property
    def folder(self) -> Path:
        """Folder that it was read from."""

    @property
    def brief(self) -> Brief:
        """Record of the brief."""

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Its layers in order."""

    @property
    def tables(self) -> Mapping[str, tuple[Feature, ...]]:
        """Rows of its feature tables by file name."""


@dataclass(frozen=True)
class DataFault:
    """Something that a layer asks for and that the built data does not have."""

    code: str
    """What kind of fault it is, such as `unknown-port`."""
    message: str
    """What there is not, in a sentence."""


def _require_nothing(_pack: PackContents, _layer: Layer, _data: KindT) -> None:
    """Accept any layer."""


def _list_none(_data: KindT) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class LayerKind(Generic[KindT]):
    """A kind of layer data: all that the rest of the system has to know of it, beside its record."""

    data: type[KindT]
    """Its record."""
    list_rows: Callable[[PackContents, Layer, KindT], Iterable[Row]]
    """Yields the rows of a layer's frame."""
    check: Callable[[PackContents, Layer, KindT], None] = _require_nothing
    """Raises `PackError` where a layer does not fit the rest of its pack."""
    list_datasets: Callable[[KindT], Iterable[str]] = _list_none
    """Returns the ids of the data sets that it is built from."""
    list_sources: Callable[[KindT], Iterable[str]] = _list_none
    """Returns the ids of the sources of the features that it takes from built data.

    Raises `UnknownIdError` where there is no such feature."""
    list_faults: Callable[[KindT], Iterable[DataFault]] = _list_none
    """Yields what it asks for and the built data does not have."""
    list_missing: Callable[[KindT], Iterable[str]] = _list_none
    """Yields the ids of the features that it takes and its data set does not have."""
    has_own_source: bool = False
    """Whether the data that it is built from is source enough, so that the layer need not cite one."""
