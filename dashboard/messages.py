"""What Python and the browser send each other, as plain JSON values.

`dashboard/frontend/types/messages.d.ts` says the same to the browser's modules; `make types` writes it from
here.
"""

from types import GenericAlias
from typing import Any, Literal, NotRequired

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import TypedDict  # pydantic takes that of `typing` only from Python 3.12 on

from geodata.geometry.notations import Notation
from geodata.names import Policy

Corners = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner as (latitude, longitude) in degrees."""
Place = tuple[float, float]
"""Latitude and longitude in degrees."""
At = tuple[float, float, float]
"""Latitude and longitude in degrees, and web zoom."""
Side = Literal["left", "right", "above", "below"]
"""Which side of a name its mark is on."""

Theme = Literal["light", "dark"]

_OtherNames = TypedDict(
    "_OtherNames",
    {
        "name_local": NotRequired[str],
        "name_en": NotRequired[str],
        "name_ja": NotRequired[str],
        "name_dual-de": NotRequired[str],
        "name_dual-ja": NotRequired[str],
        "name_zh-hans": NotRequired[str],
        "name_zh-hant": NotRequired[str],
    },
)


class Called(_OtherNames):
    """What something is called: the neutral name, and that by each policy by which it differs."""

    name: str


class ShapeProperties(_OtherNames):
    """An area or a line; `grade`, `limit` and `edge` have no names."""

    id: str
    role: Literal["area", "line", "grade", "limit", "edge"]
    name: NotRequired[str]
    opacity: NotRequired[float]
    """Opacity of the fill, 0 to 1; 1 where absent."""
    text_at: NotRequired[float]
    """Share of the line where its name would best stand; absent where it is named elsewhere or not at all."""
    text: NotRequired[str]
    """What stands along the line instead of its name."""
    since: NotRequired[str]
    """Year, month or day from which it is."""


class MarkProperties(Called):
    """A mark at a place."""

    id: str
    role: Literal["mark"]
    shape: str
    size: float
    """Width and height in CSS pixels."""
    min_zoom: float
    max_zoom: float
    since: NotRequired[str]


class WrittenName(Called):
    """A name at a place, as the base map has it."""

    id: str
    kind: str
    rank: float
    """Of two names that collide the one of the lower rank is shown."""
    min_zoom: float
    max_zoom: float
    rotate: NotRequired[float]
    """Degrees clockwise."""
    spacing: NotRequired[float]
    """Space between the letters in em."""
    anchor: NotRequired[Side]
    offset_x: NotRequired[float]
    """CSS pixels eastward; with an anchor to a side, the distance from it."""
    offset_y: NotRequired[float]
    """CSS pixels downward."""


class LabelProperties(WrittenName):
    """A name at a place that belongs to a feature of a layer."""

    role: Literal["label"]
    since: NotRequired[str]
    sparse_zoom: NotRequired[float]
    """Zoom from which it is shown where there is room for it, and few others of its kind are."""


class Drawing(TypedDict):
    """How a layer is drawn, beside what its style class says."""

    key: str
    """Key of its style."""
    casing: bool
    """Whether its lines have a casing."""
    aside: float
    """CSS pixels by which its lines are moved to the right of their course."""


class Panes(TypedDict):
    """The map pane for each role of the features of a layer."""

    area: str
    grade: str
    line: str
    limit: str
    edge: str
    casing: str
    mark: str


class LandEntry(TypedDict):
    """Land at one level of detail: a whole-world file, or tiles."""

    minZoom: float
    url: str
    outsideUrl: str
    folder: str
    """Folder of the tiles `<west>_<south>.json`."""
    size: int
    """Edge of a tile in degrees."""
    box: tuple[int, int, int, int]
    """West, south, east, north of the tiled area in degrees."""
    tiles: list[str]
    """Keys of the tiles that hold any land."""


class _Listed(TypedDict):
    status: Literal["brief", "notional", "context"]
    badge: str
    statusText: str
    style: str
    mark: str
    passages: list[str]
    credits: list[str]


class DetourEntry(Called, _Listed):
    """The detours of a scene, which are a layer that only this scene shows."""


class LayerDescription(_Listed):
    """What the browser shows of a layer beside its names."""

    bounds: Corners
    stamp: bool
    """Whether the map is stamped as notional while the layer is on."""
    unchecked: bool
    """Whether the map is stamped as unchecked while the layer is on."""


class LayerEntry(Called, LayerDescription):
    """A layer in the catalogue."""


class DrawnEntry(LayerEntry):
    """A layer in the catalogue, with how it is drawn."""

    drawing: Drawing
    panes: Panes


class LiveEntry(DrawnEntry):
    """A layer that was computed for one viewer."""

    id: str
    key: str
    """Checksum of its content, by which the browser keeps it."""
    features: NotRequired[str]
    """GeoJSON text; absent where it was sent before."""


class LayerGroup(TypedDict):
    """Layers under one heading."""

    title: str
    layers: list[str]


class MovedLabel(TypedDict):
    """How a scene moves a name by hand."""

    dx: float
    """CSS pixels."""
    dy: float
    anchor: Side


class SceneEntry(Called):
    """A scene in the catalogue."""

    id: str
    takeaway: Called
    pictures: dict[str, str]
    """Addresses of its pictures by theme; empty where there are none."""
    layers: list[str]
    labels: dict[str, MovedLabel]
    """By `layer.feature`."""
    fly: Corners


class EventEntry(Called):
    """A dated feature in the catalogue."""

    layer: str
    id: str
    """Id in its layer."""
    date: str
    """Year, month or day."""
    told: str
    """The date as it is written in the language."""
    kind: Literal["brief", "context", "later"]
    """Whether the brief names it, it is beside the brief, or came after it."""


class PassageEntry(TypedDict):
    """What the map shows beside a passage."""

    lit: list[str]
    fly: Corners | None


class RoomTexts(TypedDict):
    """Words about rooms: the presenter's, then, by what a follower does, a follower's."""

    open: str
    openHint: str
    opening: str
    code: str
    link: str
    picture: str
    copy: str
    followers: str
    """How many follow, with the field `{count}`."""
    hide: str
    end: str
    failed: str
    full: str
    private: str
    over: str
    cut: str
    joining: str
    on: str
    around: str
    back: str
    """Which step is on, with the fields `{step}` and `{count}`."""
    ended: str
    unknown: str
    often: str
    earlier: str
    later: str
    comeBack: str
    leave: str


class StageTexts(TypedDict):
    """Words of the overview of a briefing, and of what is done by keys."""

    open: str
    overview: str
    close: str
    play: str
    plays: str
    """Said when playing begins, with the field `{seconds}`."""
    stopped: str
    secondsAScene: str
    minutesPlanned: str
    goTo: str
    """Said while the number of a scene is typed, with the field `{number}`."""
    keysHead: str
    keys: tuple[tuple[str, str], ...]
    """Keys, and what they do."""


class TimeTexts(TypedDict):
    """Words of the time bar."""

    line: str
    all: str
    """Said while nothing is hidden, with the field `{count}`."""
    previous: str
    next: str
    play: str
    pause: str
    pace: str
    seconds: str
    """How long an event stays, with the field `{seconds}`."""
    brief: str
    """Stands where the brief was published."""
    later: str
    """Said of what came after the brief."""


class MapTexts(TypedDict):
    """Words that the map itself shows."""

    layers: str
    hideLayers: str
    live: str
    open: str
    notLoaded: str
    """Stands before the names of what could not be read."""
    baseMap: str
    tryAgain: str
    away: str
    """Shown while the server is away."""
    map: str
    depth: str
    common: str
    """Above the scale of those who belong to several bodies."""
    legend: str
    search: str
    status: str
    anyStatus: str
    onMap: str
    noLayers: str
    undo: str
    reset: str
    stamp: str
    unchecked: str
    allSources: str
    fewerSources: str
    scenes: str
    previousScene: str
    nextScene: str
    returnToScene: str
    present: str
    speakerWindow: str
    speakerNotes: str
    blackScreen: str
    uncover: str
    screenIsBlank: str
    windowBlocked: str
    noFullScreen: str
    joining: str
    notes: str
    window: str
    fullScreen: str
    restartClock: str
    nextUp: str
    lastScene: str
    language: str
    """IETF tag of the language that numbers are written in."""
    north: str
    """Letter behind the degrees of a latitude."""
    east: str
    south: str
    west: str
    kilometres: str
    """Length on the scale bar, with the field `{km}`."""
    nauticalMiles: str
    """Length on the scale bar, with the field `{nm}`."""
    zoomIn: str
    zoomOut: str
    readOut: str
    nextNotation: str
    room: RoomTexts
    stage: StageTexts
    time: TimeTexts


class Catalogue(TypedDict):
    """Layers and scenes of a pack."""

    groups: list[LayerGroup]
    layers: dict[str, LayerEntry]
    detours: dict[str, DetourEntry]
    scenes: list[SceneEntry]
    events: list[EventEntry]
    """The earliest first."""
    passages: dict[str, PassageEntry]
    mostBodies: int
    """Number of bodies from which members of several have the last colour of their scale."""
    depths: list[int]
    """Depths in metres at which the colours of the sea change, without 0."""
    base: list[str]
    """Credits of the base map."""
    credits: list[str]
    """Credits of the sources of all layers, by rank, the best first."""
    asOf: str
    texts: MapTexts


class ParcelLayer(TypedDict):
    """A layer of a pack that is not served."""

    id: str
    drawing: Drawing
    panes: Panes
    features: str
    """GeoJSON text."""


class ParcelContent(TypedDict):
    """What the browser needs of a pack that is not served."""

    catalogue: Catalogue
    layers: list[ParcelLayer]


class Parcel(TypedDict):
    """A pack that is not served."""

    key: str
    """Checksum of its content, by which the browser keeps it."""
    content: NotRequired[ParcelContent]
    """Absent where it was sent before."""


class Rooms(TypedDict):
    """Where rooms are, for pages with a map."""

    url: str
    """Address of the rooms, relative to the page."""
    follows: str
    """Id or code of the room that is followed; empty where none is."""


class MapData(TypedDict):
    """What the map is to show."""

    bridge: NotRequired[str]
    """Address of the bridge module; a page without a server has it already."""
    catalogue: str | Parcel
    """Address of the catalogue, or what travels instead of it."""
    loading: NotRequired[str]
    """What is said until the map is there; a page without a server has said it already."""
    failure: str
    """What is said where the map cannot be drawn."""
    styled: NotRequired[bool]
    """Whether the page has the style sheets of the map already."""
    revision: int
    """Counts the changes made by Python; the browser takes over layers and camera when it is new."""
    layers: list[str]
    """The layers that are on."""
    at: At | None
    fly: Corners | None
    """Area to fly to; goes before `at`."""
    feature: str | None
    """The selected feature."""
    lit: list[str]
    """Layers brought forward while the others fade."""
    theme: Theme
    scene: str | None
    """Scene of the briefing that is on; none on other pages."""
    ticket: NotRequired[str]
    """What another window of a briefing asks for to be shown the same pack."""
    rooms: NotRequired[Rooms | None]
    """Where others can follow; null where nobody can."""
    names: Policy
    positions: NotRequired[Notation]
    """Notation of the position under the pointer; decimal degrees where absent."""
    live: list[LiveEntry]
    folded: NotRequired[bool]
    """Whether the list of layers is folded away at first."""
    reader: NotRequired[bool]
    """Whether the map stands beside a text and follows what is read there."""
    passage: NotRequired[str | None]
    """Passage at which reading begins."""
    undo: NotRequired[bool | None]
    """Whether there is a step to take back; null where the page keeps no steps."""
    until: NotRequired[str]
    """Year, month or day; what came later is hidden. Empty for everything."""
    timed: NotRequired[bool]
    """Whether events stand along a bar, on which the viewer chooses up to when to show."""


class View(TypedDict):
    """Layers and camera of the map."""

    layers: list[str]
    at: At
    until: NotRequired[str]
    """Year, month or day up to which it shows; absent where it shows everything."""


class Clicked(View):
    """Event `clicked`: something on the map or in the list of its layers."""

    feature: str
    """Key of the topmost feature, empty where there is none."""
    also: list[str]
    """Keys of what lies under it."""
    place: Place | None
    """None where a row of the list was clicked."""


class Stepped(TypedDict):
    """Event `stepped`: the map shows a scene; with a ticket, it asks for one of another pack."""

    scene: str
    ticket: NotRequired[str]
    query: NotRequired[str]
    """What a presenter shows, as the query of a link; present where he is followed. Beside the briefing the
    scene is empty."""


class Acted(TypedDict):
    """Event `acted`: a step is to be taken back, or all of them."""

    act: Literal["undo", "reset"]


class Written(TypedDict):
    """Event `written`: positions are to be written in another notation."""

    positions: Notation


class Read(TypedDict):
    """Event `read`: another passage is being read."""

    passage: str


class Missing(TypedDict):
    """Event `missing`: the browser holds nothing under these keys."""

    keys: list[str]


class Screen(View):
    """Events `view` and `screen`: what is on screen, changed by the viewer or otherwise."""

    size: tuple[int, int]
    """Width and height of the map in CSS pixels."""
    moment: float
    """Milliseconds from the opening of the page until it was told."""


class Reviewed(TypedDict):
    """Event `reviewed`: what is to be done with an item of a draft."""

    act: Literal["choose", "accept", "reject", "next", "previous", "undo", "acceptKind"]
    item: str
    """Id of the item; empty where there is none."""


class ComparedSides(TypedDict):
    """Event `sides`: what two frames beside each other show."""

    left: str
    """Address of a page with its parameters."""
    right: str
    size: tuple[int, int]
    """Width and height of each in CSS pixels."""


class StateEvents(TypedDict):
    """Events that stay in the state of the component, by name."""

    view: Screen
    screen: Screen
    sides: ComparedSides


class Returned(TypedDict):
    """Event `returned` of the bar: the connection to the server is there again."""

    at: int
    """When, in milliseconds since 1970."""


class Copying(TypedDict):
    """Event `copying`: a picture of the view is to be made for the clipboard."""

    at: int
    """When, in milliseconds since 1970."""


class Bringing(TypedDict):
    """Event `bringing`: what the browser kept is on its way, with what it belongs to."""

    pack: str
    """What a link calls the pack; empty for that of the start and for an upload."""
    passage: str
    """Passage that the viewer's layer is tied to; empty for none."""


class TriggerEvents(TypedDict):
    """Events that hold for one run of the script, by name."""

    clicked: Clicked
    stepped: Stepped
    acted: Acted
    written: Written
    read: Read
    missing: Missing
    reviewed: Reviewed
    returned: Returned
    copying: Copying
    bringing: Bringing


class BarData(TypedDict):
    """What the bar at the top of a page shows."""

    copy: str
    copied: str
    byHand: str
    theme: Theme | None
    """The theme that the link asks for."""
    drawn: Theme | None
    """The theme that the page is drawn in, where that is known."""
    look: str
    """Classes of the button."""
    language: str
    """Language of the page as an IETF tag."""


class ComparedFrame(TypedDict):
    """One of two pages beside each other."""

    label: str
    """What it is, for screen readers: the side and the title."""
    title: str
    detail: str
    """Page, lane and brief."""
    address: str
    """Address of the frame, relative to the page."""
    open: str
    """Address of the page alone."""


class CompareData(TypedDict):
    """Two pages in frames, which look at the same place."""

    frames: tuple[ComparedFrame, ComparedFrame]
    """The left one and the right one."""
    open: str
    """What the link says that opens a side alone."""


KeptPlace = Literal["notes", "own-layer", "pack", "draft"]
"""Where the viewer has something of his own that his browser keeps."""


class KeptPart(TypedDict):
    """Something of the viewer that his browser keeps: a file that he chose, or a text that was made here."""

    place: KeptPlace
    name: str
    """What a notice calls it."""
    file: str
    """Name of the file that brings it back."""
    size: int
    """Bytes of the file that he chose, which his browser has at hand; 0 for a text."""
    text: str
    """Content of the text; empty for a file."""
    pack: str
    """What a link calls the pack that is on; empty for that of the start and for an upload."""
    passage: str
    """Passage that it is tied to; empty for none."""


class KeepTexts(TypedDict):
    """Words of the notice on what the browser keeps."""

    kept: str
    """Said of what a visit left, with when for `{when}` and what for `{things}`."""
    things: dict[str, str]
    """What something is called by its place, with its name for `{name}`."""
    earlier: str
    bringBack: str
    coming: str
    """Said of `{things}` on their way back."""
    notBack: str
    """Said of `{problem}` that they met on their way."""
    forget: str
    later: str
    forgotten: str
    undo: str
    lost: str
    """Said of files that a former session held, with their names for `{files}`."""
    refused: str
    """Said of `{things}` where the browser keeps nothing."""
    full: str
    """Said of `{things}` where it has no room."""
    close: str


class ForgetTexts(TypedDict):
    """Words of the button that forgets everything that the browser keeps."""

    all: str
    nothing: str


class KeepData(TypedDict):
    """What the browser is to keep, and what it says of it."""

    session: str
    """Tells the session of the server from others."""
    look: str
    """Classes of the notice."""
    places: list[KeptPlace]
    """For which places this speaks: what is not among the parts is gone."""
    parts: list[KeptPart]
    uploads: NotRequired[list[str]]
    """Names of all files that the session holds for the viewer."""
    notice: NotRequired[KeepTexts]
    """Given where the notice stands."""
    forget: NotRequired[ForgetTexts]
    """Given where the button stands that forgets everything."""


class SaveData(TypedDict):
    """What has the browser save a file that was made."""

    file: str
    """Tells files apart; each is saved once."""
    button: str
    """CSS selector of the button that downloads it."""


class CopyData(TypedDict):
    """What puts a picture of the view on the clipboard."""

    label: str
    busy: bool
    """Whether a picture is being made."""
    file: str
    """Tells pictures apart; empty before the first."""
    picture: str
    """The picture as PNG in Base64; empty where it was handed over already, or could not be made."""
    copied: str
    unable: str
    """Said where the browser has no such clipboard."""
    refused: str
    """Said where the browser does not let the picture through."""


class ReviewMark(TypedDict):
    """What is proposed for a piece of text."""

    item: str
    kind: str


class ReviewPiece(TypedDict):
    """A piece of a paragraph."""

    text: str
    mark: NotRequired[ReviewMark]


class ReviewParagraph(TypedDict):
    """A paragraph of a draft."""

    id: str
    pieces: list[ReviewPiece]


class ReviewData(TypedDict):
    """The text of a draft, a section of it, with what is proposed."""

    key: str
    """Tells sections and texts apart: paragraphs are drawn anew when it is another one."""
    paragraphs: list[ReviewParagraph]
    statuses: dict[str, str]
    """What was decided, by the ids of the items."""
    current: str
    """Id of the item that is decided about; empty for none."""
    passage: str
    """Id of the paragraph that it lies in."""
    kinds: dict[str, str]
    """Words for the kinds of items."""
    states: dict[str, str]
    """Words for what was decided."""
    look: str
    """Classes of the text."""


class BookBrief(TypedDict):
    """How the brief is cited, and where it is."""

    text: str
    url: str


class BookScene(TypedDict):
    """What the panel of an offline page says of a scene."""

    kicker: str
    title: str
    takeaway: str
    notes: list[str]
    passages: list[str]
    detoursHead: str
    detours: list[tuple[str, ...]]
    shares: list[tuple[str, ...]]


class BookPassage(TypedDict):
    """A passage on an offline page."""

    id: str
    place: str
    summary: str
    quote: str
    rendering: str
    """Our translation of the quote, marked as such; may be empty."""


class BookFact(TypedDict):
    """A fact about a feature."""

    label: str
    text: str
    aside: str
    language: str


class BookFeature(TypedDict):
    """A feature on an offline page."""

    name: str
    facts: list[BookFact]


class BookLink(TypedDict):
    """Why a passage calls for a layer."""

    passage: str
    reason: str


class BookSource(TypedDict):
    """A source on an offline page."""

    title: str
    url: str
    told: str


class BookLayer(TypedDict):
    """What the panel of an offline page says of a layer."""

    title: str
    status: str
    badge: str
    description: str
    caveat: str
    stamp: str
    asOf: str
    links: list[BookLink]
    features: dict[str, BookFeature]
    grounds: list[str]
    """What is said of the sources as a whole."""
    sources: list[BookSource]


class BookTexts(TypedDict):
    """Words that the panel of an offline page and its buttons show."""

    all: str
    spoken: str
    """Label of the choice of the language."""
    facts: str
    sources: str
    where: str
    notes: str
    close: str
    theme: str
    shares: str
    sharesHint: str
    method: str
    limits: tuple[str, ...]
    failure: str
    keys: str


class BookWords(TypedDict):
    """The text of an offline page."""

    title: str
    subtitle: str
    rendering: str
    """Our translation of both, marked as such; may be empty."""
    language: str
    """Language of the quotes as an IETF tag."""
    brief: BookBrief
    rights: str
    scenes: dict[str, BookScene]
    passages: dict[str, BookPassage]
    layers: dict[str, BookLayer]
    sources: list[BookSource]
    texts: BookTexts


class BookView(TypedDict):
    """What the map of an offline page shows in a scene."""

    layers: list[str]
    fly: Corners


class Book(BookWords):
    """All that an offline page is made of in one language beside the files of its map."""

    spoken: str
    """The language as an IETF tag."""
    spokenName: str
    """Its name in itself."""
    catalogue: str
    """Address of the catalogue within the page."""
    names: Policy
    views: dict[str, BookView]


MESSAGES: tuple[Any, ...] = (
    MapData,
    Catalogue,
    View,
    StateEvents,
    TriggerEvents,
    ShapeProperties,
    MarkProperties,
    LabelProperties,
    WrittenName,
    LandEntry,
    BarData,
    CompareData,
    SaveData,
    CopyData,
    KeepData,
    ReviewData,
    Book,
)
"""The messages that no other one contains."""


def make_adapter(*messages: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - classes of messages
    """Return what checks and describes messages, a tuple of one of each; unknown keys are errors."""
    exact = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    one_of_each: Any = GenericAlias(tuple, messages)
    return TypeAdapter(one_of_each, config=exact)
