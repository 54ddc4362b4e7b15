"""Extract the messages of the code, and bring the catalogues up to date.

`python -m dashboard.i18n.extract` writes `locale/seabrief.pot` and takes new messages over into the catalogue
of each language; with `--check` it changes nothing, and fails where the template is not what the code says.
"""

import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dashboard.i18n.translator import BUILT, DOMAIN, LOCALES
from dashboard.installation import ROOT

TEMPLATE = LOCALES / f"{DOMAIN}.pot"
FOLDERS = ("dashboard", "geodata")
METHODS = [
    ("dashboard/frontend/node_modules/**", "ignore"),
    ("dashboard/frontend/tests/**", "ignore"),
    ("geodata/build/**", "ignore"),
    ("**.py", "python"),
    ("**.js", "javascript"),
]
"""Pattern of files -> how Babel reads them."""
KEYWORDS: dict[str, Any] = {
    "Text": {1: (1,), 2: ((1, "c"), 2)},
    "Plural": (1, 2),
    "Message": None,
    "translate": None,
    "UnknownIdError": (1,),
    "gettext": None,
    "ngettext": (1, 2),
}
"""Name of a call -> which of its arguments are a message: all forms, and a context."""
BUILT_TEXTS: Mapping[str, Collection[str]] = {
    "geodata/data/chokepoints.toml": {"note"},
    "geodata/data/contested_borders.toml": {"name", "kind", "why"},
    "geodata/data/manifest.toml": {"title"},
    "geodata/data/sources.toml": {"short", "locator", "note"},
}
"""File of the built data -> its fields that hold texts of ours."""
COMMENTS = ("Translators:",)
"""Beginnings of comments above a message that go to the translators."""
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""Date of the template: a date of today would change it without a change of its messages."""


def extract_messages(root: Path = ROOT) -> Catalog:
    """Return the messages of the code as a template without translations."""
    catalogue = Catalog(
        project="SeaBrief",
        copyright_holder="the SeaBrief contributors",
        msgid_bugs_address="the issues of the repository",
        creation_date=WRITTEN,
        charset="utf-8",
    )
    for folder in FOLDERS:
        found = extract_from_dir(
            str(root / folder),
            method_map=[(pattern.removeprefix(f"{folder}/"), method) for pattern, method in METHODS],
            keywords=KEYWORDS,
            comment_tags=COMMENTS,
        )
        for file, line, message, comments, context in found:
            place = (f"{folder}/{file}", line)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    for built, fields in BUILT_TEXTS.items():
        table = tomllib.loads((root / built).read_text(encoding="utf-8"))
        for text in _list_texts(table, fields):
            catalogue.add(text, None, [(built, 1)], context=BUILT)
    return catalogue


def _list_texts(table: Mapping[str, Any], fields: Collection[str]) -> Iterator[str]:
    """Yield what stands in some fields of nested tables."""
    for name, value in table.items():
        if name in fields:
            yield value
        elif isinstance(value, list):
            for row in value:
                yield from _list_texts(row, fields) if isinstance(row, dict) else ()


def write_catalogue(catalogue: Catalog) -> bytes:
    """Return a catalogue as the content of its file, in a fixed order, with files but no lines of code."""
    written = BytesIO()
    write_po(written, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return written.getvalue()


def main(arguments: Sequence[str] = ()) -> int:
    """Write the template and the catalogues, or check the template; return the exit code."""
    found = extract_messages()
    template = write_catalogue(found)
    if "--check" in arguments:
        stale = not TEMPLATE.is_file() or TEMPLATE.read_bytes() != template
        if stale:
            sys.stderr.write(f"{TEMPLATE.relative_to(ROOT)} is not what the code says: run `make texts`.\n")
        return int(stale)
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(template)
    for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
        catalogue = read_po(BytesIO(path.read_bytes()))
        catalogue.update(found, no_fuzzy_matching=True)
        path.write_bytes(write_catalogue(catalogue))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
