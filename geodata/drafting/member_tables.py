"""Write the members of a body that a text names as the rows of a feature table."""

from collections.abc import Iterator
from dataclasses import dataclass

from geodata.drafting.feature_tables import DEGREES, Row
from geodata.institutions.bodies import KnownBody, read_bodies
from geodata.routing.ports import name_country


@dataclass(frozen=True)
class Membership:
    """The members of a body at a date."""

    body: KnownBody
    """The body."""
    date: str
    """Year, month or day for which they are told."""

    @property
    def members(self) -> tuple[str, ...]:
        """Their ids: alpha-3 codes of countries in lower case, else those of `BodyTable.positions`."""
        return tuple(self.body.list_members(self.date))


def find_membership(body_id: str, date: str) -> Membership | None:
    """Return the members of a body at the date of a text or at the last date that is known before it.

    None where no members are known, or none for so early a date.
    """
    body = read_bodies().bodies.get(body_id)
    told = body.find_date(date) if body else ""
    return Membership(body, told) if body and told else None


def list_member_rows(membership: Membership) -> Iterator[Row]:
    """Yield a row for each member, as a layer of members reads it."""
    body, positions = membership.body, read_bodies().positions
    for member, since in body.list_members(membership.date).items():
        position = positions.get(member)
        yield {
            "id": member,
            "name_en": position.name if position else name_country(member.upper()),
            "lat": f"{position.lat:.{DEGREES}f}" if position else "",
            "lon": f"{position.lon:.{DEGREES}f}" if position else "",
            "bodies": f"{body.id}:{since}" if since else body.id,
        }
