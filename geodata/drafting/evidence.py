"""Keep what a text tells of where it plays."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from geodata.drafting.gazetteer import Row
from geodata.errors import Message


@dataclass(frozen=True)
class Clue:
    """What one mention of a name tells."""

    name: str
    """The name; empty where the text was said to be about a country."""
    country: str = ""
    """Alpha-3 code of the country that it speaks for; empty for none."""
    regions: tuple[int, ...] = ()
    """Rows of the regions that it speaks for."""
    place: Row | None = None
    """The place, where it is beyond doubt."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """The clues of a text, added up."""

    clues: tuple[Clue, ...] = ()
    """The clues."""
    countries: Counter[str] = field(default_factory=Counter)
    """Alpha-3 code -> how often the country is named."""
    regions: Counter[int] = field(default_factory=Counter)
    """Row of a region -> how often it is named."""
    places: tuple[Row, ...] = ()
    """Places that are beyond doubt, each once."""
    weighed: dict[int, tuple[float, Message | None]] = field(default_factory=dict)
    """Row of a place -> how far the text speaks for it, and what does most, as far as it was asked."""
    others: dict[str, "Evidence"] = field(default_factory=dict)
    """Name -> the evidence without its own clues, as far as it was asked."""

    def leave_out(self, name: str) -> "Evidence":
        """Return the evidence without the clues that a name gives itself."""
        if name not in self.others:
            told = [clue for clue in self.clues if clue.name != name]
            self.others[name] = self if len(told) == len(self.clues) else add_up(told)
        return self.others[name]


def add_up(clues: Iterable[Clue]) -> Evidence:
    """Return the evidence of clues."""
    known = tuple(clues)
    places = {clue.place.index: clue.place for clue in known if clue.place}
    return Evidence(
        known,
        Counter(clue.country for clue in known if clue.country),
        Counter(region for clue in known for region in clue.regions),
        tuple(places.values()),
    )
