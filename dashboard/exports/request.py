"""Export requests, file names and reproducible zip files."""

import json
import shutil
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import field
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any, Self

import geopandas
from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    TypeAdapter,
    model_validator,
)
from pydantic.dataclasses import dataclass

from dashboard.exports.formats import EXPORT_FORMATS
from dashboard.i18n.translator import SOURCE, list_languages
from dashboard.layout.page import PAGES, PAPERS
from dashboard.packs import PACK
from dashboard.theme import PALETTES
from geodata.geometry.geodesy import Position
from geodata.names import NEUTRAL, Policy
from geodata.packs.pack import Pack
from geodata.records.layers import Layer
from geodata.records.scenes import Frame, Scene

TEMPLATES = ("pptx", "potx", "pptm", "potm", "ppsx", "ppsm")
"""Endings of files whose masters and layouts can be used."""
HANDOUTS = ("handout", "docx")
"""Formats of handouts, whose files are named as such."""
HANDOUT_PAGES = "pages.zip"
"""Name of the file with the maps and words of a handout until it is typeset."""
LONGEST_NAME = 80
"""Longest file name that is kept of a viewer's own, in characters: 240 bytes at most in most scripts."""
WORLD = Frame(west=-180, south=-85, east=180, north=85)
"""Extent of a view where none is given."""
_CONFIG = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


def _check_key(known: Collection[str]) -> AfterValidator:
    """Return the check that a text is one of some keys."""

    def check(value: str) -> str:
        if value not in known:
            raise ValueError(f"expected one of {', '.join(known)}")
        return value

    return AfterValidator(check)


def _read_features(value: object) -> geopandas.GeoDataFrame:
    """Return a frame as it is, or the one that `_write_features` wrote."""
    if isinstance(value, geopandas.GeoDataFrame):
        return value
    if not isinstance(value, dict) or not isinstance(value.get("features"), list):
        raise ValueError("expected a GeoJSON feature collection")  # noqa: TRY004 - pydantic reports a ValueError
    return geopandas.GeoDataFrame.from_features(value, crs="EPSG:4326")


def _write_features(frame: geopandas.GeoDataFrame) -> dict[str, Any]:
    collection: dict[str, Any] = json.loads(frame.to_json(drop_id=True))
    return collection


Features = Annotated[geopandas.GeoDataFrame, PlainValidator(_read_features), PlainSerializer(_write_features)]
"""A frame in EPSG:4326, in JSON a GeoJSON feature collection."""


@dataclass(frozen=True, config=_CONFIG)
class ViewerLayer:
    """A layer of one viewer, uploaded or computed on a page."""

    record: Layer
    features: Features = field(compare=False, repr=False)
    """What it is drawn from, as `geodata.layers.loading.load_layer` returns it."""


@dataclass(frozen=True, config=_CONFIG)
class Camera:
    """Where a web map looks."""

    lat: Annotated[float, Field(ge=-85, le=85, allow_inf_nan=False)]
    """Latitude of the middle in degrees."""
    lon: Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]
    """Longitude of the middle in degrees."""
    zoom: Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)]
    """The equator is 256 pixels long at zoom 0."""

    @property
    def middle(self) -> Position:
        """Middle of the map."""
        return Position(self.lat, self.lon)


@dataclass(frozen=True, config=_CONFIG)
class Screen:
    """Size of a web map in CSS pixels; as on a page where not given."""

    width: Annotated[int, Field(ge=100, le=8000)] = 1100
    height: Annotated[int, Field(ge=100, le=8000)] = 760


@dataclass(frozen=True, config=_CONFIG)
class ViewRequest:
    """What is on a map."""

    layers: tuple[str, ...] = ()
    """Ids of the layers of the pack that are on."""
    scene: str | None = None
    """Id of the scene that is on screen: the view has its words and closures. None outside a briefing."""
    passage: str | None = None
    """Id of the passage that is being read; it is quoted. None for none."""
    own: tuple[ViewerLayer, ...] = ()
    """Layers of the viewer, from below to above."""
    until: Annotated[str, Field(pattern=r"^(\d{4}(-\d\d){0,2})?$")] = ""
    """Year, month or day; what came later is left out. Empty for everything."""
    extent: Frame = WORLD
    """Part of the world that the picture shows where there is no camera."""
    camera: Camera | None = None
    """Where the web map looks that the picture repeats."""
    screen: Screen = Screen()
    """Size of that web map."""


@dataclass(frozen=True, config=_CONFIG)
class ComparedView:
    """One of two views on a slide."""

    title: str
    """What stands above it."""
    detail: str
    """Page, lane and brief; smaller, below the title."""
    pack: Path
    """Folder of its pack."""
    view: ViewRequest
    """What is on its map; both have the same extent or camera."""


@dataclass(frozen=True, config=_CONFIG)
class ComparisonRequest:
    """Two views on one slide."""

    left: ComparedView
    right: ComparedView
    differences: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By what they differ, in words: headings, each with its lines."""


@dataclass(frozen=True, config=_CONFIG)
class ExportRequest:
    """What is to be made: a file with scenes, with a layer, with a view of a pack or with two of them."""

    form: Annotated[str, _check_key(EXPORT_FORMATS)]
    """Id of the format."""
    scenes: tuple[str, ...] = ()
    """Ids of the scenes, in the order of the briefing."""
    names: Policy = NEUTRAL
    """How places are called."""
    theme: Annotated[str, _check_key(PALETTES)] = "light"
    size: Annotated[str, _check_key(PAGES)] = "1080p"
    """Of pictures."""
    joined: bool = False
    """Whether the prints (PDF) of several scenes are one document instead of a zip file."""
    paper: Annotated[str, _check_key(PAPERS)] = "a4"
    """Of a handout."""
    notes: bool = False
    """Whether a handout has the speaker notes."""
    pictures: bool = False
    """Whether the maps of a deck are pictures instead of shapes."""
    template: Path | None = None
    """A deck whose layouts and colours are used; none for our own."""
    pack: Path = PACK
    """Folder or zip file of the pack."""
    layer: str | None = None
    """Id of the layer that is written alone."""
    view: ViewRequest | None = None
    comparison: ComparisonRequest | None = None
    language: str = SOURCE
    """Tag of the language of our words in the file."""
    languages: tuple[Annotated[str, _check_key(list_languages())], ...] = ()
    """Tags of the other languages that an offline page can be switched to."""
    made: Path | None = None
    """Folder with what was made before: parts of a kit, each named by `name_part`, the pages of a handout."""

    @model_validator(mode="after")
    def _check_subject(self) -> Self:
        alone = (self.layer, self.view, self.comparison)
        if bool(self.scenes) + sum(subject is not None for subject in alone) > 1:
            raise ValueError("expected scenes, a layer, a view or a comparison, not several of them")
        if self.joined and self.form != "pdf":
            raise ValueError("expected PDF where prints are joined")
        return self

    def to_json(self) -> str:
        """Return the request as JSON text, in ASCII."""
        return json.dumps(_REQUEST.dump_python(self, mode="json", by_alias=True))

    @staticmethod
    def from_json(text: str | bytes) -> "ExportRequest":
        """Return the request that `to_json` wrote.

        Raises
        ------
        ValueError
            The text is no JSON, or a field is not what it has to be.
        """
        return _REQUEST.validate_python(json.loads(text))


_REQUEST = TypeAdapter(ExportRequest)
_OWN = TypeAdapter(tuple[ViewerLayer, ...])


def read_own_layers(text: str) -> tuple[ViewerLayer, ...]:
    """Return layers of a viewer from JSON text: a list of objects with `record` and `features`.

    Raises
    ------
    ValueError
        The text is no JSON, or a field is not what it has to be.
    """
    return _OWN.validate_python(json.loads(text))


def name_file(request: ExportRequest, pack: Pack) -> str:
    """Return a file name that sorts and says what it holds, such as `nato-goes-east-05-partner.png`."""
    slug = pack.folder.resolve().name
    if request.form == "kit":
        return f"{slug}-kit.zip"
    if request.form in HANDOUTS:
        slug = f"{slug}-handout"
    form, every = EXPORT_FORMATS[request.form], len(request.scenes) == len(pack.scenes)
    if len(request.scenes) == 1:
        number = [scene.id for scene in pack.scenes].index(request.scenes[0]) + 1
        return f"{slug}-{number:02}-{request.scenes[0]}.{form.ending}"
    ending = form.ending if form.combined or request.joined else f"{form.ending}.zip"
    return f"{slug}-{'all' if every else len(request.scenes)}-scenes.{ending}"


def name_part(form: str) -> str:
    """Return the name of a part of a kit while it waits for the others; libraries want the usual ending."""
    return f"part.{EXPORT_FORMATS[form].ending}"


def name_upload(name: str) -> str:
    """Return the name of a viewer's file as one that any file system takes, with its ending."""
    kept = "".join(part if part.isprintable() and part not in '/\\:*?"<>|' else "_" for part in name)
    stem, dot, ending = kept.rpartition(".")
    return f"{(stem or 'template')[: LONGEST_NAME - len(ending)].strip('. ') or 'template'}{dot}{ending}"


def name_picture(pack: Pack, scene: Scene, form: str) -> str:
    """Return a file name that sorts in the order of the briefing, such as `01-goes-east.png`."""
    return f"{pack.scenes.index(scene) + 1:02}-{scene.id}.{form}"


EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Date of every file: the earliest that the format knows."""
READABLE = 0o644 << 16


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, in their order."""
    written = BytesIO()
    pack_zip(written, files)
    return written.getvalue()


def pack_zip(out: Path | BytesIO, files: Mapping[str, bytes | Path]) -> None:
    """Write a zip of files by name, in their order; what lies on disk is read piece by piece."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, READABLE
            if isinstance(content, bytes):
                packed.writestr(info, content)
                continue
            info.file_size = content.stat().st_size
            with content.open("rb") as source, packed.open(info, "w") as target:
                shutil.copyfileobj(source, target)
