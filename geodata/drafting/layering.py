"""Make the layers of a pack from a draft: its items as records, with the tables and shapes that they read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import cycle
from textwrap import shorten

from geodata.drafting.draft import Draft
from geodata.drafting.feature_tables import (
    TEXT_SOURCE,
    Row,
    describe_place,
    draw_circle,
    list_rows,
    write_shape,
)
from geodata.drafting.items import (
    BandShown,
    ClosureShown,
    EventShown,
    InstitutionShown,
    Item,
    LaneShown,
    LayerStatus,
    Mention,
    PlaceShown,
)
from geodata.drafting.known_data import find_gate, find_sea
from geodata.drafting.lane_ends import LaneEnd, find_lane_end, is_same
from geodata.drafting.member_tables import find_membership, list_member_rows
from geodata.drafting.proposals import Place
from geodata.drafting.words import PackWords, find_words
from geodata.errors import Message
from geodata.geometry.geodesy import MAX_RADIUS_KM
from geodata.records.brief import count_words
from geodata.records.layers import (
    ChokepointData,
    DatasetData,
    LaneData,
    Layer,
    LayerData,
    Link,
    MembershipData,
    OutlineData,
    PointData,
)
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import NoRoute, SeaLane
from geodata.routing.ports import Port
from geodata.routing.ships import FIRST_YEAR, LAST_YEAR, find_sailing
from geodata.text.normalization import FoldedText, fold_text
from geodata.text.quotes import find_quote

MOST_LAYERS = 80
"""Most layers of a pack that is drawn while somebody waits."""
MOST_LANES, MOST_BANDS = 15, 15
"""Most lanes and distances of a pack; further ones are left out."""
MOST_TERM_WORDS = 12
"""Longest words of a passage that a link lists; for longer ones the passage implies the layer."""
HEADING_LETTERS = 36
"""Most letters of a heading in the title of a layer."""
OTHER_BODY_STYLES = ("members", "members-arf", "members-partners")
"""Styles of bodies that have none of their own, in turn, so that those of a scene can be told apart."""
CLASSES = {
    "country": ("states", "actors", "actor"),
    **dict.fromkeys(("city", "port", "canal"), ("places", "features", "place")),
}
"""Kind of a place -> words of the title, group and style of its layer; else `OTHER_CLASS`."""
OTHER_CLASS = ("waters", "features", "place-minor")


@dataclass(frozen=True)
class LayerSet:
    """The layers of a draft, with the files that they read."""

    layers: tuple[Layer, ...]
    """The layers in drawing order."""
    tables: Mapping[str, Sequence[Row]]
    """Rows of the feature tables by file."""
    outlines: Mapping[str, str]
    """GeoJSON files."""
    sections: Mapping[str, frozenset[int]]
    """Sections of the text in which each layer is shown, by layer id."""
    left_out: tuple[str, ...] = ()
    """What could not be drawn, and why."""


@dataclass
class _Drawn:
    """A layer on its way."""

    layer: Layer
    sections: frozenset[int]
    rows: Sequence[Row] = ()
    outline: str = ""


@dataclass(frozen=True)
class LayerMaker:
    """Makes the layers of a draft."""

    draft: Draft
    """The draft."""
    passages: frozenset[str]
    """Ids of the paragraphs that are passages of the pack."""
    left_out: list[str] = field(default_factory=list)
    """What could not be drawn so far, and why."""
    folded: dict[str, FoldedText] = field(default_factory=dict)
    """Words of passages that were looked into so far."""

    @cached_property
    def words(self) -> PackWords:
        """Words in the language of the text."""
        return find_words(self.draft.record.language)

    def make_layers(self) -> LayerSet:
        """Return the layers: points by section where there is room for so many, else for the whole text."""
        single = [*self._list_gates(), *self._list_seas(), *self._list_lanes(), *self._list_bands()]
        single += [*self._list_closures(), *self._list_events(), *self._list_members()]
        points = list(self._list_points(by_section=True))
        if len(single) + len(points) > MOST_LAYERS:
            points = list(self._list_points(by_section=False))
        kept = [*points, *single][:MOST_LAYERS]
        if len(points) + len(single) > MOST_LAYERS:
            self.left_out.append(Message("Only {most} layers fit into a pack.", most=MOST_LAYERS))
        return LayerSet(
            tuple(drawn.layer for drawn in _show_first(kept)),
            {drawn.layer.table_files[0]: drawn.rows for drawn in kept if drawn.rows},
            {_name_outline(drawn.layer): drawn.outline for drawn in kept if drawn.outline},
            {drawn.layer.id: drawn.sections for drawn in kept},
            tuple(self.left_out),
        )

    def _list_items(self, shown: type) -> list[Item]:
        """Return the items of a kind that are kept and that a passage of the pack speaks of."""
        return [
            item
            for item in self.draft.items
            if item.is_kept and isinstance(item.shown, shown) and self.list_passages(item)
        ]

    def list_passages(self, item: Item) -> dict[str, list[Mention]]:
        """Return the mentions of an item by the ids of the passages of the pack that they lie in."""
        held: dict[str, list[Mention]] = {}
        for mention in item.mentions:
            paragraph = self.draft.find_paragraph(mention)
            if paragraph and paragraph.id in self.passages:
                held.setdefault(paragraph.id, []).append(mention)
        return held

    def _find_sections(self, items: Iterable[Item]) -> frozenset[int]:
        return frozenset(
            int(passage.partition("-")[0]) for item in items for passage in self.list_passages(item)
        )

    def _link(
        self, items: Sequence[Item], status: LayerStatus, section: int | None = None
    ) -> tuple[Link, ...]:
        """Return the links of a layer of some items to its passages, of one section or of all, in order."""
        terms: dict[str, dict[str, None]] = {}
        for item in items:
            for passage, mentions in self.list_passages(item).items():
                if section in (None, int(passage.partition("-")[0])):
                    words = (self.draft.read_words(mention) for mention in mentions)
                    terms.setdefault(passage, {}).update(dict.fromkeys(words))
        order = {paragraph.id: number for number, paragraph in enumerate(self.draft.source.paragraphs)}
        return tuple(
            _make_link(passage, status, [term for term in terms[passage] if self._says(passage, term)])
            for passage in sorted(terms, key=lambda one: order[one])
        )

    def _says(self, passage: str, term: str) -> bool:
        """Tell whether the words of a passage hold a term whole, as `verify_pack` looks for it."""
        if passage not in self.folded:
            found = next(one for one in self.draft.source.paragraphs if one.id == passage)
            words = self.draft.read_words(Mention(found.start, found.end))
            self.folded[passage] = fold_text(words)
        return bool(find_quote(self.folded[passage], term))

    def _make(
        self, items: Sequence[Item], layer_id: str, title: str, data: LayerData, **record: object
    ) -> _Drawn:
        """Return the layer of some items that are alike in status."""
        section = record.pop("section", None)
        status, unchecked = items[0].layer_status, any(item.is_open for item in items)
        caveats = [str(record.pop("caveat", "")), self.words.unchecked if unchecked else ""]
        fields = {"description": self.words.from_text, "sources": (TEXT_SOURCE,), **record}
        layer = Layer.model_validate(
            {
                "id": layer_id,
                "title": title,
                "status": status,
                "unchecked": unchecked,
                "links": self._link(items, status, section if isinstance(section, int) else None),
                "data": data,
                "caveat": " ".join(filter(None, caveats)) or _give_caveat(status, self.words),
                **fields,
            }
        )
        sections = frozenset((section,)) if isinstance(section, int) else self._find_sections(items)
        return _Drawn(layer, sections)

    def _list_gates(self) -> Iterator[_Drawn]:
        known = read_chokepoints()
        for item in self._list_items(PlaceShown):
            if (gate := find_gate(item)) in known:
                data = ChokepointData(kind="chokepoints", ids=(gate,))
                yield self._make(
                    [item], f"gate-{gate}", known[gate].names.neutral, data, group="chokepoints", style="gate"
                )

    def _list_seas(self) -> Iterator[_Drawn]:
        for item in self._list_items(PlaceShown):
            sea = find_sea(item)
            if sea:
                data = DatasetData(kind="dataset", dataset="seas", ids=(sea,))
                yield self._make([item], f"sea-{sea}", _call(item), data, group="seas", style="sea")

    def _list_points(self, *, by_section: bool) -> Iterator[_Drawn]:
        held: dict[tuple[int, str, LayerStatus, bool], list[Item]] = {}
        for item in self._list_items(PlaceShown):
            if find_gate(item) not in read_chokepoints() and not find_sea(item):
                for section in sorted(self._find_sections([item])) if by_section else [0]:
                    key = (section, _classify(item)[0], item.layer_status, item.is_open)
                    held.setdefault(key, []).append(item)
        for number, ((section, kind, status, unchecked), items) in enumerate(sorted(held.items()), start=1):
            heading = self.draft.name_section(section - 1) if section else self.draft.record.title
            title = getattr(self.words, kind)
            layer_id = f"{kind}-{section or 'all'}{'-unchecked' if unchecked else ''}-{status}"
            _, group, style = _classify(items[0])
            file = f"features/{kind}_{number}.csv"
            drawn = self._make(
                items,
                layer_id,
                self._title(title, section),
                PointData(kind="points", file=file),
                group=group,
                style=style,
                description=self.words.named_in.format(section=heading),
                **({"section": section} if section else {}),
            )
            yield replace(drawn, rows=[*list_rows(items, self.draft)])

    def _list_lanes(self) -> Iterator[_Drawn]:
        drawn: set[tuple[str, str]] = set()
        for item in self._list_items(LaneShown):
            shown = item.shown
            if not isinstance(shown, LaneShown) or len(drawn) >= MOST_LANES:
                continue
            words = self.draft.read_words(item.mentions[0])
            places = (shown.origin, shown.destination)
            ends = [end for end in map(find_lane_end, places) if end]
            if len(ends) < len(places) or is_same(*ends):
                self.left_out.append(
                    Message("“{words}”: there are no two ports near its places; choose them.", words=words)
                )
                continue
            names = (ends[0].name, ends[1].name)
            if names in drawn:
                continue
            ship, way = self._sail(shown.ship_class, ends)
            if isinstance(way, NoRoute):
                self.left_out.append(Message("“{words}”: there is no way by sea.", words=words))
                continue
            drawn.add(names)
            yield self._draw_lane(item, places, ends, ship, way)

    def _draw_lane(
        self, item: Item, places: Sequence[Place], ends: Sequence[LaneEnd], ship: str, way: SeaLane
    ) -> _Drawn:
        """Return the layer of a lane: between ports by their ids, else as a line."""
        stops = [end.stop for end in ends]
        title = " – ".join(end.name for end in ends)
        number = item.id.rpartition("-")[2]
        if isinstance(stops[0], Port) and isinstance(stops[1], Port):
            told = {"kind": "lane", "from": stops[0].id, "to": stops[1].id, "ship": ship}
            layer_id = f"lane-{stops[0].id}-{stops[1].id}"[:80].strip("-")
            data: LayerData = LaneData.model_validate(told)
        else:
            layer_id = f"lane-{number}"
            data = OutlineData(kind="lines", file=f"features/lane_{number}.geojson")
        caveats = [self._tell_end(place, end) for place, end in zip(places, ends, strict=True)]
        drawn = self._make(
            [item],
            layer_id,
            title,
            data,
            group="lanes",
            style="lane",
            caveat=" ".join(filter(None, (self.words.lane, *caveats))),
        )
        outline = write_shape(way.line, layer_id) if isinstance(data, OutlineData) else ""
        return replace(drawn, outline=outline)

    def _tell_end(self, place: Place, end: LaneEnd) -> str:
        """Return what stands for the end that the text names; nothing where it is that port's town."""
        told = {"name": place.name, "port": end.name, "km": end.distance_km}
        words = self.words.lane_end if isinstance(end.stop, Port) else self.words.lane_end_at_sea
        return words.format(**told) if end.reason else ""

    def _sail(self, ship_class: str | None, ends: Sequence[LaneEnd]) -> tuple[str, SeaLane | NoRoute]:
        """Return the way between two ends, for the ship of the text where it gets through, else for any."""
        year = int(self.draft.record.date[:4] or 0)
        fits = FIRST_YEAR <= year <= LAST_YEAR
        stops = (ends[0].stop, ends[1].stop)
        if ship_class and fits:
            way = find_lane_via(stops, frozenset(), find_sailing(ship_class, year))
            if isinstance(way, SeaLane):
                return ship_class, way
        return "", find_lane_via(stops, frozenset())

    def _list_members(self) -> Iterator[_Drawn]:
        """Yield the members of the bodies, those that the text names most often first."""
        styles = cycle(OTHER_BODY_STYLES)
        for item in sorted(self._list_items(InstitutionShown), key=lambda item: -len(item.mentions)):
            shown = item.shown
            if not isinstance(shown, InstitutionShown):
                continue
            membership = find_membership(shown.institution, self.draft.record.date)
            if membership is None:
                words = self.draft.read_words(item.mentions[0])
                self.left_out.append(Message("“{words}”: its members are not known here.", words=words))
                continue
            body = membership.body
            drawn = self._make(
                [item],
                f"members-{body.id}",
                self.words.members.format(name=body.label),
                MembershipData(
                    kind="members", file=f"features/members_{body.id}.csv", body=body.id, label=body.label
                ),
                group="actors",
                style=body.style or next(styles),
                sources=(TEXT_SOURCE, *body.sources),
                as_of=membership.date,
                description=self.words.members_at.format(name=body.label, date=membership.date),
                caveat=" ".join(filter(None, (body.note, self.words.areas))),
            )
            yield replace(drawn, rows=[*list_member_rows(membership)])

    def _list_bands(self) -> Iterator[_Drawn]:
        for number, item in enumerate(self._list_items(BandShown), start=1):
            shown = item.shown
            if (
                not isinstance(shown, BandShown)
                or number > MOST_BANDS
                or not 0 < shown.radius_km <= MAX_RADIUS_KM
            ):
                words = self.draft.read_words(item.mentions[0])
                self.left_out.append(Message("“{words}”: the distance is not drawn.", words=words))
                continue
            title = self.words.within.format(km=shown.radius_km, name=shown.centre.name)
            data = OutlineData(kind="shapes", file=f"features/distance_{number}.geojson")
            drawn = self._make(
                [item],
                f"distance-{number}",
                title,
                data,
                group="zones",
                style="outline",
                caveat=self.words.band,
            )
            yield replace(drawn, outline=draw_circle(shown, drawn.layer.id))

    def _list_closures(self) -> Iterator[_Drawn]:
        known = read_chokepoints()
        for item in self._list_items(ClosureShown):
            shown = item.shown
            if isinstance(shown, ClosureShown) and shown.chokepoint in known:
                title = self.words.closed.format(name=known[shown.chokepoint].names.neutral)
                data = ChokepointData(kind="chokepoints", ids=(shown.chokepoint,))
                yield self._make(
                    [item],
                    f"closed-{shown.chokepoint}",
                    title,
                    data,
                    group="chokepoints",
                    style="gate-closed",
                )

    def _list_events(self) -> Iterator[_Drawn]:
        held: dict[tuple[int, LayerStatus, bool], list[Item]] = {}
        for item in self._list_items(EventShown):
            if isinstance(item.shown, EventShown) and item.shown.place:
                section = min(self._find_sections([item]))
                held.setdefault((section, item.layer_status, item.is_open), []).append(item)
        for number, ((section, status, unchecked), items) in enumerate(sorted(held.items()), start=1):
            drawn = self._make(
                items,
                f"events-{section}-{status}{'-unchecked' if unchecked else ''}",
                self._title(self.words.events, section),
                PointData(kind="points", file=f"features/events_{number}.csv"),
                group="events",
                style="event-context" if status == "context" else "event",
                caveat=self.words.event,
                section=section,
            )
            yield replace(drawn, rows=[self._describe_event(item) for item in items])

    def _title(self, title: str, section: int) -> str:
        """Return the title of a layer of one section of the text, or of all of it."""
        heading = self.draft.name_section(section - 1) if section else ""
        return f"{title} · {shorten(heading, HEADING_LETTERS, placeholder=' …')}" if heading else title

    def _describe_event(self, item: Item) -> Row:
        shown = item.shown
        if not isinstance(shown, EventShown) or shown.place is None:
            raise TypeError("an event without a place has no row")
        words = self.draft.read_words(item.mentions[0])
        return {
            **describe_place(shown.place, item.id),
            "id": item.id,
            "name_en": f"{words} · {shown.place.name}",
            "name_dual": "",
            "date": shown.date,
            "place": shown.place.name,
            "passage_ids": " ".join(self.list_passages(item)),
        }


def _make_link(passage: str, status: LayerStatus, words: Sequence[str]) -> Link:
    if status == "context":
        return Link(passage=passage, kind="context")
    terms = tuple(term for term in words if 0 < count_words(term) <= MOST_TERM_WORDS)
    return (
        Link(passage=passage, kind="names", terms=terms) if terms else Link(passage=passage, kind="implies")
    )


def _give_caveat(status: LayerStatus, words: PackWords) -> str:
    """Return the caveat that a layer of a status has to have."""
    return words.from_text if status == "notional" else ""


def _classify(item: Item) -> tuple[str, str, str]:
    kind = item.shown.place.kind if isinstance(item.shown, PlaceShown) else ""
    return CLASSES.get(kind, OTHER_CLASS)


def _call(item: Item) -> str:
    return item.shown.place.name if isinstance(item.shown, PlaceShown) else ""


def _name_outline(layer: Layer) -> str:
    data = layer.get_data(OutlineData)
    return data.file if data else ""


def _show_first(drawn: Iterable[_Drawn]) -> Iterator[_Drawn]:
    """Yield the layers, each visible at the start where it has anything that no visible one has."""
    shown: set[str] = set()
    for one in drawn:
        points = one.rows if one.layer.get_data(PointData) else ()
        keys = {row["id"] for row in points} or {one.layer.id}
        one.layer = one.layer.model_copy(
            update={"visible": bool(keys - shown) and one.layer.style != "gate-closed"}
        )
        shown |= keys
        yield one
