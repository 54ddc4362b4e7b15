"""Word who belongs to the bodies of a map: how many, who to one alone, and who to several."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from dashboard.i18n.texts import get_texts
from dashboard.theme import MOST_BODIES
from geodata.names import Policy
from geodata.packs.pack import Pack
from geodata.records.layers import Layer, MembershipData
from geodata.scenes import ResolvedScene

MOST_NAMED = 18
"""Number of members up to which they are named; more are counted."""


class Memberships:
    """The members that a scene shows, by a naming policy."""

    def __init__(self, resolved: ResolvedScene, pack: Pack, policy: Policy) -> None:
        self._names: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        for shown in resolved.layers:
            if data := shown.layer.get_data(MembershipData):
                self._names |= {row.id: row.names.call(policy) for row in pack.tables[data.file]}
                self._members[shown.layer.id] = set(shown.frame["id"])
        self._bodies = Counter(member for members in self._members.values() for member in members)

    def note(self, layer: Layer) -> str:
        """Return how many belong to a body, and who to no other of the map; empty where it is no body."""
        texts = get_texts()
        members = self._members.get(layer.id)
        if members is None:
            return ""
        if max(self._bodies.values()) == 1:
            return texts.members_in_all.format(members=self._name(members))
        alone = {member for member in members if self._bodies[member] == 1}
        told = texts.in_it_alone.format(members=self._name(alone)) if alone else texts.nobody_alone
        return f"{texts.members_in_all.format(members=len(members))}; {told}"

    def list_common(self) -> Iterable[tuple[int, str, str]]:
        """Yield a number of bodies above one, how the legend calls it, and who belongs to so many."""
        texts = get_texts()
        levels: dict[int, set[str]] = defaultdict(set)
        for member, bodies in self._bodies.items():
            levels[min(bodies, MOST_BODIES)].add(member)
        for bodies in sorted(levels.keys() - {1}):
            more = bodies == MOST_BODIES < max(self._bodies.values())
            title = texts.of_more_bodies if more else texts.of_bodies
            yield bodies, title.format(bodies=bodies), self._name(levels[bodies])

    def _name(self, members: Iterable[str]) -> str:
        """Return how many there are, and their names where they are few."""
        names = sorted(self._names[member] for member in members)
        return str(len(names)) if len(names) > MOST_NAMED else f"{len(names)} ({', '.join(names)})"
