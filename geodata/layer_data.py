"""Define what a layer of a pack can be drawn from: data sets, files of the pack, and computed things."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from geodata.fields import Id, Record


class DatasetData(Record):
    """Features of a built data set."""

    kind: Literal["dataset"]
    dataset: Id
    """Id of the data set."""
    ids: tuple[Id, ...] = ()
    """Features to take; all where empty."""
    attributes: str = ""
    """Feature table, joined by id; may be empty."""


class PointData(Record):
    """Points of a feature table."""

    kind: Literal["points"]
    file: str
    """CSV file in the pack, with `id`, `name_en`, `lat`, `lon`."""


class OutlineData(Record):
    """Lines or areas of a GeoJSON file."""

    kind: Literal["lines", "shapes"]
    file: str
    """GeoJSON file in the pack, with a property `id`."""
    attributes: str = ""
    """Feature table, joined by id; may be empty."""


class LaneData(Record):
    """A sea lane between two ports, computed."""

    kind: Literal["lane"]
    origin: Id = Field(alias="from")
    """Id of the port where it starts."""
    destination: Id = Field(alias="to")
    """Id of the port where it ends."""
    via: tuple[Id, ...] = ()
    """Ids of ports to call at on the way."""
    label_at: float = Field(default=0.5, ge=0, le=1, allow_inf_nan=False)
    """Where its name stands, as a share of the visible part from west to east."""


class BandData(Record):
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

    @model_validator(mode="after")
    def _order_distances(self) -> Self:
        if self.skip_km is not None and self.skip_km >= self.nominal_km * self.inner_share:
            raise ValueError("skip_km has to be less than the inner distance")
        return self


class DistanceData(Record):
    """Published distances from one feature to points of a table."""

    kind: Literal["distances"]
    file: str
    """CSV file in the pack, with `id`, `name_en`, `lat`, `lon`, `published_km`."""
    layer: Id
    """Layer that holds the feature from which the distances run."""
    origin: Id
    """Id of that feature in the layer's table, which gives its `lat` and `lon`."""


class ChokepointData(Record):
    """Gates of straits and canals that can be closed."""

    kind: Literal["chokepoints"]
    ids: tuple[Id, ...] = ()
    """Ids of the chokepoints; the sixteen where empty."""


class MembershipData(Record):
    """Members of an international body: areas of countries, points where a member has none."""

    kind: Literal["members"]
    file: str
    """CSV file in the pack: members by ISO 3166-1 alpha-3 code in lower case, with `bodies`."""
    body: Id
    """Id of the body in the column `bodies`."""
    label: str = Field(min_length=1, max_length=20)
    """What tables call the body, in a word or two."""


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
