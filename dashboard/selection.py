"""Turn what is on screen into a link and back: the selection and its codec, pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.question import Askable, Question, decode_question, encode_question
from geodata.names import NEUTRAL, POLICIES, Policy

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
LIMITS = ((-85, 85), (-180, 360), (1.5, 13))
"""Least and greatest latitude and longitude in degrees, and web zoom."""


@dataclass(frozen=True)
class Camera:
    """Where the map looks."""

    lat: float
    """Latitude of the middle in degrees."""
    lon: float
    """Longitude of the middle in degrees; beyond 180 east of the date line."""
    zoom: float
    """Web zoom, in quarter steps."""


@dataclass(frozen=True)
class Selection:
    """Everything that a link says."""

    layers: frozenset[str] | None = None
    """Ids of the visible layers; None for the pack's own choice."""
    at: Camera | None = None
    """Camera; None where the page chooses it."""
    feature: str | None = None
    """Selected feature as `layer.feature`, or a whole layer by its id."""
    passage: str | None = None
    """Id of the passage whose layers are lit."""
    scene: str | None = None
    """Id of the scene of the briefing; None outside it."""
    date: str = ""
    """Month up to which events have happened; empty for that of the brief."""
    countries: tuple[str, ...] = ()
    """Ids of the members whose bodies are compared, in the order in which they were chosen."""
    question: Question = field(default_factory=Question)
    """What is asked of a lane or of bands."""
    names: Policy = NEUTRAL
    """Naming policy."""
    pack: str = ""
    """Name of a pack of the repository; empty for the one of the start, and for an upload."""
    theme: Theme | None = None
    """Theme of page and map; None for the one that the viewer's system has."""


@dataclass(frozen=True)
class Known:
    """What a selection may name."""

    default_layers: frozenset[str]
    """Layers that are visible at the start."""
    features: Mapping[str, Collection[str]]
    """Layer id -> ids of its features."""
    passages: Collection[str]
    """Ids of the passages."""
    scenes: Mapping[str, frozenset[str]]
    """Scene id -> ids of the layers that it shows, in the order of the briefing."""
    dates: Sequence[str] = ()
    """Months that can be chosen."""
    countries: Collection[str] = ()
    """Ids of the members of bodies."""
    pack: str = ""
    """Name of the pack that all this belongs to, as a link has it."""
    private: bool = False
    """Whether no link leads to the pack, so that a link that names what is in it would mean another one."""
    askable: Askable = field(default_factory=Askable)
    """What a question may name."""


Params = Mapping[str, Sequence[str]]


def encode_selection(selection: Selection, known: Known) -> dict[str, str]:
    """Return the query parameters of a selection; what equals the default is left out."""
    if known.private:
        return encode_settings(selection)
    return (
        _encode_content(selection, known) | encode_question(selection.question) | encode_settings(selection)
    )


def _encode_content(selection: Selection, known: Known) -> dict[str, str]:
    params = {}
    usual = known.scenes[selection.scene] if selection.scene else known.default_layers
    if selection.scene is not None:
        params["scene"] = selection.scene
    if selection.layers is not None and selection.layers != usual:
        ordered = [layer_id for layer_id in known.features if layer_id in selection.layers]
        params["layers"] = ",".join(ordered) or "none"
    if selection.at is not None:
        params["at"] = f"{selection.at.lat:.3f},{selection.at.lon:.3f},{selection.at.zoom:g}"
    if selection.feature is not None:
        params["feature"] = selection.feature
    if selection.passage is not None:
        params["passage"] = selection.passage
    if selection.date:
        params["date"] = selection.date
    if selection.countries:
        params["countries"] = ",".join(selection.countries)
    return params


def encode_settings(selection: Selection) -> dict[str, str]:
    """Return the query parameters that every page has: pack, names, theme; none where it is the default."""
    pack = {"pack": selection.pack} if selection.pack else {}
    names = {"names": selection.names} if selection.names != NEUTRAL else {}
    return pack | names | ({"theme": selection.theme} if selection.theme else {})


def decode_selection(params: Params, known: Known) -> tuple[Selection, tuple[str, ...]]:
    """Return the selection that query parameters ask for, and the names of those that were not understood.

    A parameter that is damaged or names nothing falls back to its default.
    """
    readers: Mapping[str, Callable[[str, Known], Any]] = {
        "scene": _read_scene,
        "layers": _read_layers,
        "at": _read_camera,
        "feature": _read_feature,
        "passage": _read_passage,
        "date": _read_date,
        "countries": _read_countries,
        "pack": _read_pack,
        "names": _read_names,
        "theme": _read_theme,
    }
    texts = {name: values[-1] for name, values in params.items() if values}
    question, ignored = decode_question(texts, known.askable)
    values: dict[str, Any] = {"question": question}
    for name, read in readers.items():
        text = texts.get(name, "")
        try:
            if text:
                values[name] = read(text, known)
        except ValueError:
            ignored.append(name)
    return Selection(**{**values, "pack": known.pack}), tuple(ignored)


def _read_pack(text: str, known: Known) -> str:
    if text != known.pack:
        raise ValueError(text)
    return text


def _read_scene(text: str, known: Known) -> str:
    if text not in known.scenes:
        raise ValueError(text)
    return text


def _read_layers(text: str, known: Known) -> frozenset[str]:
    wanted = frozenset() if text == "none" else frozenset(text.split(","))
    if not wanted <= set(known.features):
        raise ValueError(text)
    return wanted


def _read_camera(text: str, _known: Known) -> Camera:
    parts = text.split(",")
    if len(parts) != len(LIMITS):
        raise ValueError(text)
    values = [float(part) for part in parts]
    if not all(low <= value <= high for value, (low, high) in zip(values, LIMITS, strict=True)):
        raise ValueError(text)
    lat, lon, zoom = values
    return Camera(round(lat, 3), round(lon, 3), round(zoom * 4) / 4)


def _read_feature(text: str, known: Known) -> str:
    layer_id, _, feature_id = text.partition(".")
    if layer_id not in known.features or (feature_id and feature_id not in known.features[layer_id]):
        raise ValueError(text)
    return text


def _read_passage(text: str, known: Known) -> str:
    if text not in known.passages:
        raise ValueError(text)
    return text


def _read_date(text: str, known: Known) -> str:
    if text not in known.dates:
        raise ValueError(text)
    return text


def _read_countries(text: str, known: Known) -> tuple[str, ...]:
    wanted = tuple(text.split(","))
    if len(set(wanted)) < len(wanted) or not set(wanted) <= set(known.countries):
        raise ValueError(text)
    return wanted


def _read_names(text: str, _known: Known) -> Policy:
    for policy in POLICIES:
        if policy == text:
            return policy
    raise ValueError(text)


def _read_theme(text: str, _known: Known) -> Theme:
    for theme in THEMES:
        if theme == text:
            return theme
    raise ValueError(text)
