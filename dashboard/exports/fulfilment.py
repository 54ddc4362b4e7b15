"""Fulfil an export request."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name

from dashboard.exports.formats import COMPARISON_FORMATS, EXPORT_FORMATS, list_formats
from dashboard.exports.request import ExportRequest
from dashboard.i18n.translator import use_language
from dashboard.layout.font_files import gather_missing
from dashboard.layout.page import WIDE_SIZES
from dashboard.packs import find_overlay_fault, tell_left_out, translate_to
from dashboard.wording.wording import tell_missing
from geodata.errors import Message, SeaBriefError
from geodata.names import speak
from geodata.packs.pack import Pack

ProgressCallback = Callable[[str, float], None]
"""Takes what is being made, and how much of the whole is done, from 0 to 1."""
Writer = Callable[[ExportRequest, Pack, Path, ProgressCallback], list[str]]
"""Writes a file and returns what the viewer should know about it."""


def fulfil_request(
    request: ExportRequest,
    pack: Pack,
    out: Path,
    writer: str = "",
    *,
    report: ProgressCallback = lambda _step, _share: None,
) -> list[str]:
    """Write the file of a request, which appears when it is whole, and return notices for the viewer.

    Parameters
    ----------
    request, pack, out
        What is to be made, of what, and where.
    writer
        Name of the function that writes it, for `pkgutil.resolve_name`; that of the format if empty.
    report
        Takes the progress.

    Raises
    ------
    SeaBriefError
        The request cannot be fulfilled, or the file cannot be written; the message says why.
    """
    _check_format(request)
    fault = find_overlay_fault(pack, request.language)
    pack = translate_to(pack, request.language)
    request = replace(request, names=speak(request.names, request.language))
    with use_language(request.language), gather_missing() as missing:
        try:
            with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-") as making:
                path = Path(making) / out.name
                notices = [tell_left_out(request.language, fault)] if fault else []
                notices += write_file(request, pack, path, report, writer)
                path.replace(out)
        except BrokenPipeError:
            raise  # nobody reads the progress any more; the file itself is no pipe
        except OSError as error:
            raise SeaBriefError(
                Message("{out}: cannot be written ({reason}).", out=out, reason=error.strerror or error)
            ) from error
        return [*notices, *tell_missing(missing)]


def write_file(
    request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback, writer: str = ""
) -> list[str]:
    """Write the file of a request at its place by a writer or that of its format, and return its notices.

    Raises
    ------
    SeaBriefError
        The request cannot be fulfilled; the message says why.
    """
    write: Writer = resolve_name(writer or EXPORT_FORMATS[request.form].writer)
    return write(request, pack, out, report)


def _check_format(request: ExportRequest) -> None:
    form = EXPORT_FORMATS[request.form]
    if request.layer is not None and form.kind != "data":
        raise SeaBriefError(
            Message("A layer is written as data, not as {id}: name a scene, or --all.", id=form.id)
        )
    if request.languages and "languages" not in form.choices:
        raise SeaBriefError(
            Message("Only an offline page holds several languages, alone or in a kit, not {id}.", id=form.id)
        )
    if request.comparison is not None:
        _check_comparison(request)
    if request.view is not None and form.kind != "picture":
        pictures = ", ".join(list_formats("picture"))
        raise SeaBriefError(
            Message("A view is written as {pictures}, not as {id}.", pictures=pictures, id=form.id)
        )


def _check_comparison(request: ExportRequest) -> None:
    if request.form not in COMPARISON_FORMATS:
        forms = ", ".join(COMPARISON_FORMATS)
        raise SeaBriefError(
            Message("Two states are written as {forms}, not as {id}.", forms=forms, id=request.form)
        )
    if request.size not in WIDE_SIZES:
        sizes = ", ".join(WIDE_SIZES)
        raise SeaBriefError(
            Message("Two states stand on a wide slide: {sizes}, not {size}.", sizes=sizes, size=request.size)
        )
