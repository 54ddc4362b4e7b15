"""Write passages and their links to layers as Web Annotations (W3C Recommendation of 23 February 2017)."""

import json
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import quote

from dashboard.i18n.translator import get_translator
from dashboard.wording.formats import label_status
from dashboard.wording.wording import Wording, format_link_kind, format_source, place_passage
from geodata.packs.attribution import list_sources
from geodata.packs.pack import Pack
from geodata.records.brief import Passage
from geodata.records.layers import Layer, Link

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""Context that the model asks for (3.1); its prefixes dc, dcterms and schema are used below."""
TERMS = "urn:seabrief:terms:"
OWN_TERMS = {
    "linkKind": f"{TERMS}linkKind",
    "status": f"{TERMS}status",
    "notional": f"{TERMS}notional",
    "asOf": "dcterms:temporal",
    "sources": {"@id": "dcterms:source", "@container": "@list"},
    "bibliographicCitation": "dcterms:bibliographicCitation",
}
"""Terms that the model does not have: kind of link, status, whether notional, date and sources of a layer."""

Annotation = dict[str, Any]


def write_annotations(wording: Wording, *, passages: Collection[str], layers: Collection[str]) -> str:
    """Return passages, and their links to layers, as one annotation collection in JSON-LD.

    A passage is described by its summary; a link joins the quote of its passage to its layer. Each annotation
    finds its words by a text quote selector; a link says status, date and sources of its layer.

    Parameters
    ----------
    wording
        Words of the pack by a naming policy.
    passages, layers
        Ids of those that are written.
    """
    pack = wording.pack
    items = [
        annotation
        for passage in pack.passages
        if passage.id in passages
        for annotation in _list_annotations(passage, wording, layers)
    ]
    brief = pack.brief
    collection = {
        "@context": [CONTEXT, OWN_TERMS],
        "id": _name(pack),
        "type": "AnnotationCollection",
        "label": brief.title,
        "total": len(items),
        "bibliographicCitation": f"{brief.author}, {brief.title}, {brief.series}, {brief.date}",
        "dcterms:rights": brief.rights,
        "first": {"id": _name(pack, "page"), "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _list_annotations(passage: Passage, wording: Wording, layers: Collection[str]) -> Iterator[Annotation]:
    pack = wording.pack
    yield _start(passage, pack, passage.id) | {
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "value": wording.rename(passage.summary),
            "format": "text/plain",
            "language": get_translator().language,
            "purpose": "describing",
        },
        "dc:title": f"{passage.id}: {place_passage(passage)}",
    }
    for layer in pack.layers:
        for link in layer.links:
            if link.passage == passage.id and layer.id in layers:
                yield _describe_link(passage, layer, link, wording)


def _describe_link(passage: Passage, layer: Layer, link: Link, wording: Wording) -> Annotation:
    pack = wording.pack
    told = {
        "type": "TextualBody",
        "value": f"{wording.call(layer)}: {label_status(layer)}. {format_link_kind(link)}.",
        "format": "text/plain",
        "language": get_translator().language,
        "purpose": "linking",
    }
    data = {
        "id": _name(pack, "layer", layer.id),
        "type": "Dataset",
        "format": "application/geo+json",
        "dc:title": wording.call(layer),
        "status": layer.status,
        "notional": layer.status == "notional",
        "asOf": layer.as_of,
        "sources": [
            f"{source.title}. {format_source(source)} {source.url}".strip()
            for source in list_sources(pack, layer)
        ],
    }
    return _start(passage, pack, passage.id, layer.id) | {
        "motivation": "linking",
        "linkKind": link.kind,
        "body": [told, data],
    }


def _start(passage: Passage, pack: Pack, *names: str) -> Annotation:
    """Return an annotation of the quote of a passage, without its body."""
    selector = {"type": "TextQuoteSelector", "exact": passage.quote}
    selector |= {side: text for side in ("prefix", "suffix") if (text := getattr(passage, side))}
    target: Annotation = {"source": pack.brief.url or _name(pack, "text"), "selector": selector}
    return {
        "id": _name(pack, "annotation", *names),
        "type": "Annotation",
        "creator": {"id": "urn:seabrief:software", "type": "Software", "name": "SeaBrief"},
        "target": target,
    }


def _name(pack: Pack, *parts: str) -> str:
    """Return the IRI of a thing of a pack."""
    return ":".join(
        ("urn:seabrief", *(quote(part, safe="") for part in (pack.folder.resolve().name, *parts)))
    )
