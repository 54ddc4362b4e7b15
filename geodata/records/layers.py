"""Records of layers and of what they are drawn from."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, Self, TypeVar

from pydantic import Field, model_validator

from geodata.names import Names
from geodata.records.base import Id, PartialDate, Record


class KindRecord(Record):
    """Base of the kinds of layer data: what the rest of the system asks of any of them."""

    located: ClassVar[bool] = False
    """Whether each row of its table needs `lat` and `lon`."""
    stamped: ClassVar[bool] = False
    """Whether a map of it bears the notional stamp, and its figure needs a second source."""

    @property
    def table_files(self) -> tuple[str, ...]:
        """The feature tables that it reads, none or one."""
        return ()


class DatasetData(KindRecord):
    """Features of a built data set."""

    kind: Literal["dataset"]
    dataset: Id
    """Id of the data set."""
    ids: tuple[Id, ...] = ()
    """Features to take; all where empty."""
    attributes: str = ""
    """Feature table, joined by id; may be empty."""

    @property
    def table_files(self) -> tuple[str, ...]:
        """The table that is joined, where there is one."""
        return (self.attributes,) if self.attributes else ()


class PointData(KindRecord):
    """Points of a feature table."""

    kind: Literal["points"]
    file: str
    """CSV file in the pack, with `id`, `name_en`, `lat`, `lon`."""

    located: ClassVar[bool] = True

    @property
    def table_files(self) -> tuple[str, ...]:
        """Its table."""
        return (self.file,)


class OutlineData(KindRecord):
    """Lines or areas of a GeoJSON file."""

    kind: Literal["lines", "shapes"]
    file: str
    """GeoJSON file in the pack, with a property `id`."""
    attributes: str = ""
    """Feature table, joined by id; may be empty."""

    @property
    def table_files(self) -> tuple[str, ...]:
        """The table that is joined, where there is one."""
        return (self.attributes,) if self.attributes else ()


class LaneData(KindRecord):
    """A sea lane between two ports, computed."""

    kind: Literal["lane"]
    origin: Id = Field(alias="from")
    """Id of the port where it starts."""
    destination: Id = Field(alias="to")
    """Id of the port where it ends."""
    via: tuple[Id, ...] = ()
    """Ids of ports to call at on the way."""
    ship: Id | Literal[""] = ""
    """Id of the class of ships that sails it; empty for a ship without size, which fits everywhere."""
    label_at: float = Field(default=0.5, ge=0, le=1, allow_inf_nan=False)
    """Where its name stands, as a share of the visible part from west to east."""


class BandData(KindRecord):
    """A notional range band, computed."""

    kind: Literal["band"]
    origin: Id = "mainland-coast"
    """What distances are measured from: `mainland-coast`, `notional-points`, or the id of one such point."""
    nominal_km: float = Field(gt=0, le=20_000, allow_inf_nan=False)
    """Nominal distance."""
    inner_share: float = Field(default=0.8, gt=0, le=1, allow_inf_nan=False)
    """Inner distance as a share of the nominal one."""
    outer_share: float = Field(default=1.2, ge=1, le=2, allow_inf_nan=False)
    """Outer distance as a share of the nominal one."""
    skip_km: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Distance up to which there is no coverage; none where absent."""
    single_line: bool = False
    """Whether the figure is the ceiling of a class: one line, no inner and outer distance."""

    stamped: ClassVar[bool] = True

    @model_validator(mode="after")
    def _order_distances(self) -> Self:
        if self.skip_km is not None and self.skip_km >= self.nominal_km * self.inner_share:
            raise ValueError("skip_km has to be less than the inner distance")
        return self


class DistanceData(KindRecord):
    """Published distances from one feature to points of a table."""

    kind: Literal["distances"]
    file: str
    """CSV file in the pack, with `id`, `name_en`, `lat`, `lon`, `published_km`."""
    layer: Id
    """Layer that holds the feature from which the distances run."""
    origin: Id
    """Id of that feature in the layer's table, which gives its `lat` and `lon`."""

    located: ClassVar[bool] = True

    @property
    def table_files(self) -> tuple[str, ...]:
        """Its table."""
        return (self.file,)


class ChokepointData(KindRecord):
    """Gates of straits and canals that can be closed."""

    kind: Literal["chokepoints"]
    ids: tuple[Id, ...] = ()
    """Ids of the chokepoints; the sixteen where empty."""


class MembershipData(KindRecord):
    """Members of an international body: areas of countries, points where a member has none."""

    kind: Literal["members"]
    file: str
    """CSV file in the pack: members by ISO 3166-1 alpha-3 code in lower case, with `bodies`."""
    body: Id
    """Id of the body in the column `bodies`."""
    label: str = Field(min_length=1, max_length=20)
    """What tables call the body, in a word or two."""

    @property
    def table_files(self) -> tuple[str, ...]:
        """Its table."""
        return (self.file,)


LayerData = Annotated[
    DatasetData
    | PointData
    | OutlineData
    | LaneData
    | BandData
    | DistanceData
    | ChokepointData
    | MembershipData,
    Field(discriminator="kind"),
]


KindT = TypeVar("KindT", bound=KindRecord)
"""A kind of layer data."""


class Link(Record):
    """Why a layer belongs to a passage."""

    passage: str
    """Id of the passage."""
    kind: Literal["names", "implies", "context"]
    """Whether the passage says it, implies it, or is only read better with it."""
    terms: tuple[str, ...] = ()
    """Words of the passage that name the layer; only for `names`."""

    @model_validator(mode="after")
    def _match_terms(self) -> Self:
        if (self.kind == "names") != bool(self.terms):
            raise ValueError("a link of kind names lists its terms; other kinds have none")
        return self


class Layer(Record):
    """One thing on the map that can be switched on."""

    id: Id
    """Id, unique in the pack."""
    title: str
    """Name in lists and legends."""
    names: Names | None = None
    """Its names where it is one named thing, the title being the neutral one; or its row has them."""
    group: Literal[
        "seas", "islands", "lanes", "bands", "features", "chokepoints", "zones", "actors", "events"
    ]
    """Where it stands in the list of layers."""
    status: Literal["brief", "notional", "context"]
    """Whether the brief names it, it illustrates a class that the brief names, or it is not in the brief."""
    description: str
    """What is shown, in a sentence or two of ours."""
    links: tuple[Link, ...] = ()
    """The passages that it answers to."""
    visible: bool = False
    """Whether it is on when the map opens."""
    style: Id
    """Key in the theme."""
    data: LayerData
    """What it is drawn from."""
    sources: tuple[str, ...] = ()
    """Ids of its sources, beside those of its data set and features."""
    as_of: PartialDate = ""
    """Date for which it holds."""
    caveat: str = ""
    """What a viewer has to know to read it rightly."""
    unchecked: bool = False
    """Whether it was proposed from the words of the brief and nobody has confirmed it: stamped on maps."""

    @model_validator(mode="after")
    def _match_title(self) -> Self:
        if self.names and self.title not in self.names.neutral_forms:
            raise ValueError(f"the neutral name {self.names.neutral!r} is not the title {self.title!r}")
        return self

    @property
    def table_files(self) -> tuple[str, ...]:
        """The feature tables that it reads, none or one."""
        return self.data.table_files

    def get_data(self, kind: type[KindT]) -> KindT | None:
        """Return what it is drawn from where that is of a kind; else None."""
        return self.data if isinstance(self.data, kind) else None


def select_layers(layers: Iterable[Layer], kind: type[KindRecord]) -> list[Layer]:
    """Return the layers that are drawn from a kind of data, in their order."""
    return [layer for layer in layers if layer.get_data(kind)]


def select_data(layers: Iterable[Layer], kind: type[KindT]) -> dict[str, KindT]:
    """Return what the layers of a kind are drawn from by layer id, in their order."""
    return {layer.id: data for layer in layers if (data := layer.get_data(kind))}
