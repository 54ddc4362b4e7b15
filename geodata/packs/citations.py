"""Write the brief and its sources as BibTeX and CSL-JSON."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import RULE_DICT, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

from geodata.packs.pack import Pack
from geodata.records.brief import Brief
from geodata.sources import Source

MEANINGFUL = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
}
"""Characters that LaTeX would not print as they are -> what prints them; braces stay balanced for BibTeX."""

_SAFE_IN_ADDRESS = "%:/?#[]@!$&'()*+,;=~"
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def write_bibtex(pack: Pack, sources: Iterable[Source]) -> str:
    """Return the brief of a pack and its sources as BibTeX (UTF-8); what LaTeX would act on is escaped."""
    records = [_enter_brief(pack.brief, choose_key(pack)), *map(_enter_source, sources)]
    library = Library([Entry(kind, key, _make_fields(fields)) for kind, key, fields in records])
    return str(write_string(library))


def write_csl_json(pack: Pack, sources: Iterable[Source]) -> str:
    """Return the brief of a pack and its sources as CSL-JSON (Citation Style Language 1.0.2 data)."""
    items = [_describe_brief(pack.brief, choose_key(pack)), *map(_describe_source, sources)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def choose_key(pack: Pack) -> str:
    """Return the key under which the brief itself is cited: the name of its pack, unless a source has it."""
    name = re.sub(r"[^a-z0-9-]+", "-", pack.folder.resolve().name.lower()).strip("-") or "brief"
    return f"{name}-brief" if name in pack.sources else name


def _make_fields(fields: Mapping[str, str]) -> list[Field]:
    return [Field(name, _escape(name, _flatten(text))) for name, text in fields.items() if text]


def _escape(name: str, text: str) -> str:
    """Return the text of a field so that LaTeX prints it; an address stays verbatim but for braces."""
    if name == "url":
        return quote(text, safe=_SAFE_IN_ADDRESS)
    rule = UnicodeToLatexConversionRule(RULE_DICT, {ord(key): shown for key, shown in MEANINGFUL.items()})
    encoder = UnicodeToLatexEncoder(
        conversion_rules=[rule], unknown_char_policy="keep", unknown_char_warning=False
    )
    return str(encoder.unicode_to_latex(text))


def _flatten(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _enter_brief(brief: Brief, key: str) -> tuple[str, str, dict[str, str]]:
    title = f"{brief.title}: {brief.subtitle}" if brief.subtitle else brief.title
    fields = {
        "author": brief.author,
        "title": title,
        "type": brief.series,
        "institution": brief.publisher,
        "address": brief.place,
        **_split_date(brief.date),
        "issn": brief.issn,
        "url": brief.url,
        "language": brief.language,
        "note": brief.rights,
    }
    return "techreport", key, fields


def _enter_source(source: Source) -> tuple[str, str, dict[str, str]]:
    fields = {
        "title": source.title,
        "howpublished": source.publisher,
        **_split_date(source.year),
        "url": source.url,
        "note": _tell(source),
    }
    return "misc", source.id, fields


def _split_date(date: str) -> dict[str, str]:
    found = _DATE.match(date)
    if not found:
        return {"year": date}
    year, month, day = found.groups()
    return {"year": year, "month": month.lstrip("0") if month else "", "date": date if day else ""}


def _describe_brief(brief: Brief, key: str) -> dict[str, Any]:
    title = f"{brief.title}: {brief.subtitle}" if brief.subtitle else brief.title
    return _keep_filled(
        {
            "id": key,
            "type": "report",
            "title": title,
            "author": [_describe_author(brief.author)],
            "publisher": brief.publisher,
            "publisher-place": brief.place,
            "collection-title": brief.series,
            "issued": _describe_date(brief.date),
            "ISSN": brief.issn,
            "language": brief.language,
            "URL": brief.url,
            "note": brief.rights,
        }
    )


def _describe_source(source: Source) -> dict[str, Any]:
    return _keep_filled(
        {
            "id": source.id,
            "type": "webpage" if source.url else "document",
            "title": source.title,
            "publisher": source.publisher,
            "issued": _describe_date(source.year),
            "URL": source.url,
            "note": _tell(source),
        }
    )


def _tell(source: Source) -> str:
    """Return where in it, as of when, how good and under which licence a source is, and its note."""
    told = [
        _sentence(source.locator[:1].upper() + source.locator[1:]),
        f"As of {source.as_of}." if source.as_of else "",
        f"Rank: {source.rank}." if source.rank else "",
        _sentence(source.note),
        f"Read at {source.read_at}" if source.read_at else "",
        _sentence(source.licence),
    ]
    return " ".join(part for part in told if part)


def _describe_author(author: str) -> dict[str, str]:
    """Return a name in its parts where it is plainly given name and family name."""
    given, _, family = author.rpartition(" ")
    return {"family": family, "given": given} if given.isalpha() and family.isalpha() else {"literal": author}


def _describe_date(date: str) -> dict[str, Any]:
    found = _DATE.match(date)
    if found:
        return {"date-parts": [[int(part) for part in found.groups() if part]]}
    return {"literal": date} if date else {}


def _keep_filled(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _flatten(value) if isinstance(value, str) else value for name, value in item.items() if value
    }


def _sentence(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."
