"""Describe the text of the offline page as plain JSON values."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from dashboard.cartography.rows import name_row
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell_built
from dashboard.messages import BookFact, BookFeature, BookLayer, BookPassage, BookScene, BookSource, BookWords
from dashboard.wording.facts import list_facts
from dashboard.wording.formats import format_date, label_status, stamp_layers, tell_unwritten
from dashboard.wording.wording import (
    Wording,
    cite_brief,
    format_link_kind,
    format_source,
    place_passage,
    tell_grounds,
    tell_rendering,
    tell_title_rendering,
)
from geodata.records.brief import Passage
from geodata.records.layers import Layer
from geodata.scenes import ResolvedLayer, ResolvedScene
from geodata.sources import Source, sort_by_rank

THINGS = ("area", "line", "point")
"""Roles of the rows that are the features themselves."""


def describe_book(scenes: Sequence[ResolvedScene], wording: Wording) -> BookWords:
    """Return what the panel of an offline page shows of its scenes, their passages, layers and sources."""
    pack, texts = wording.pack, get_texts()
    shown = {layer.layer.id: layer for scene in scenes for layer in scene.layers}
    cited = {source.id: source for layer in shown.values() for source in layer.sources}
    linked = {link.passage for layer in shown.values() for link in layer.layer.links}
    named = {passage for scene in scenes for passage in scene.scene.passages}
    return {
        "title": pack.brief.title,
        "subtitle": pack.brief.subtitle,
        "rendering": tell_title_rendering(pack.brief),
        "language": pack.brief.language,
        "brief": {"text": cite_brief(pack.brief), "url": pack.brief.url},
        "rights": pack.brief.rights,
        "scenes": {scene.scene.id: _describe_scene(scene, len(pack.scenes), wording) for scene in scenes},
        "passages": {
            passage.id: _describe_passage(passage, wording)
            for passage in pack.passages
            if passage.id in linked | named
        },
        "layers": {layer_id: _describe_layer(layer, wording) for layer_id, layer in shown.items()},
        "sources": [_describe_source(source) for source in sort_by_rank(cited.values())],
        "texts": {
            "all": texts.all_layers,
            "spoken": texts.language,
            "facts": texts.facts,
            "sources": texts.sources,
            "where": texts.where_it_says,
            "notes": texts.speaker_notes,
            "close": texts.close,
            "theme": texts.switch_theme,
            "shares": texts.covers_in_scene,
            "sharesHint": texts.covers_hint,
            "method": texts.method,
            "limits": tuple(texts.limits.values()),
            "failure": texts.map_failure,
            "keys": texts.offline_keys,
        },
    }


def _describe_scene(scene: ResolvedScene, count: int, wording: Wording) -> BookScene:
    rename, record = wording.rename, scene.scene
    return {
        "kicker": get_texts().scene_of.format(number=scene.number, count=count),
        "title": rename(record.title),
        "takeaway": rename(tell_unwritten(record.takeaway)),
        "notes": [rename(line) for line in record.notes.splitlines()],
        "passages": list(record.passages),
        "detoursHead": wording.head_detours(scene) if scene.detours else "",
        "detours": wording.list_detours(scene),
        "shares": wording.list_shares(scene),
    }


def _describe_passage(passage: Passage, wording: Wording) -> BookPassage:
    return {
        "id": passage.id,
        "place": place_passage(passage),
        "summary": wording.rename(tell_unwritten(passage.summary)),
        "quote": passage.quote,
        "rendering": tell_rendering(passage),
    }


def _describe_layer(shown: ResolvedLayer, wording: Wording) -> BookLayer:
    layer, rename = shown.layer, wording.rename
    return {
        "title": wording.call(layer),
        "status": layer.status,
        "badge": label_status(layer),
        "description": rename(layer.description),
        "caveat": rename(layer.caveat),
        "stamp": stamp_layers([layer]),
        "asOf": _date(layer, wording),
        "links": [{"passage": link.passage, "reason": format_link_kind(link)} for link in layer.links],
        "features": _describe_features(shown, wording),
        "grounds": tell_grounds(wording.pack, layer),
        "sources": [_describe_source(source) for source in shown.sources],
    }


def _date(layer: Layer, wording: Wording) -> str:
    texts = get_texts()
    if not layer.as_of:
        return ""
    later = f" · {texts.after_brief}" if layer.as_of > wording.pack.brief.date else ""
    return f"{texts.as_of_date.format(date=format_date(layer.as_of))}{later}"


def _describe_features(shown: ResolvedLayer, wording: Wording) -> dict[str, BookFeature]:
    frame = shown.frame[shown.frame["role"].isin(THINGS)]
    return {
        record["id"]: {
            "name": wording.call(shown.layer)
            if record["id"] == shown.layer.id
            else name_row(record, wording.names),
            "facts": list(_list_facts(record, wording)),
        }
        for record in frame.drop(columns="geometry").to_dict("records")
    }


def _list_facts(record: dict[str, Any], wording: Wording) -> Iterable[BookFact]:
    given = {key: value for key, value in record.items() if value != "" and not pd.isna(value)}
    for fact in list_facts(given, wording.pack.sources, rename=wording.rename):
        yield {"label": fact.label, "text": fact.text, "aside": fact.aside, "language": fact.language}


def _describe_source(source: Source) -> BookSource:
    return {
        "title": source.title,
        "url": source.url,
        "told": f"{format_source(source)} {tell_built(source.note)}".strip(),
    }
