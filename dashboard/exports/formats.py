"""The formats of exports."""

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["document", "picture", "data"]
Choice = Literal["theme", "size", "deck", "paper", "joined", "languages"]


@dataclass(frozen=True)
class ExportFormat:
    """A format that scenes can be written in."""

    id: str
    """Name of the format in the command and in addresses."""
    kind: Kind
    """Documents hold scenes alone; views are written as pictures too, layers as data too."""
    media_type: str
    writer: str
    """Name of the function that writes it, for `pkgutil.resolve_name`: importing all of them takes long."""
    ending: str
    """Ending of a file, without the dot."""
    combined: bool = True
    """Whether one file holds any number of scenes; a zip file holds the files of the scenes otherwise."""
    choices: frozenset[Choice] = frozenset()
    """What can be chosen: the theme, the size of pictures, how a deck is made, the paper of a handout,
    whether the files of scenes are joined to one, and more languages."""


_WRITERS = "dashboard.exports.writers"
_DATA = "dashboard.exports.vector.files:write_data"
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PICTURE: frozenset[Choice] = frozenset({"theme", "size"})


def _make_picture(form: str, media_type: str) -> ExportFormat:
    writer = f"{_WRITERS}.pictures:write_pictures"
    return ExportFormat(form, "picture", media_type, writer, form, combined=False, choices=_PICTURE)


def _make_handout(form: str, media_type: str, ending: str) -> ExportFormat:
    writer = f"{_WRITERS}.handouts:write_handout"
    return ExportFormat(form, "document", media_type, writer, ending, choices=frozenset({"paper"}))


def _make_data(form: str, media_type: str, *, combined: bool = True) -> ExportFormat:
    return ExportFormat(form, "data", media_type, _DATA, form, combined=combined)


EXPORT_FORMATS = {
    form.id: form
    for form in (
        ExportFormat(
            "pptx",
            "document",
            _PRESENTATION,
            f"{_WRITERS}.slides:write_slides",
            "pptx",
            choices=frozenset({"theme", "deck"}),
        ),
        ExportFormat(
            "html",
            "document",
            "text/html",
            f"{_WRITERS}.offline_page:write_offline_page",
            "html",
            choices=frozenset({"theme", "languages"}),
        ),
        _make_handout("handout", "application/pdf", "pdf"),
        _make_handout("docx", _WORD, "docx"),
        ExportFormat(
            "kit",
            "document",
            "application/zip",
            "dashboard.exports.kit:write_kit",
            "zip",
            choices=frozenset({"theme", "size", "deck", "paper", "languages"}),
        ),
        _make_picture("png", "image/png"),
        _make_picture("svg", "image/svg+xml"),
        replace(_make_picture("pdf", "application/pdf"), choices=_PICTURE | {"joined"}),
        _make_data("geojson", "application/geo+json", combined=False),
        _make_data("gpkg", "application/geopackage+sqlite3"),
        _make_data("kml", "application/vnd.google-earth.kml+xml"),
        _make_data("csv", "text/csv"),
        replace(_make_data("annotations", "application/ld+json"), ending="jsonld"),
    )
}
"""Id -> format, in the order in which the Export page offers them."""


def list_formats(*kinds: Kind) -> tuple[str, ...]:
    """Return the ids of the formats of some kinds, kind by kind."""
    return tuple(form.id for kind in kinds for form in EXPORT_FORMATS.values() if form.kind == kind)


def find_media_type(ending: str) -> str:
    """Return the media type of files with an ending, which is one of a format."""
    return next(form.media_type for form in EXPORT_FORMATS.values() if form.ending == ending)


COMPARISON_FORMATS = (*list_formats("picture"), "pptx")
"""Ids of the formats that two states beside each other are written in."""
