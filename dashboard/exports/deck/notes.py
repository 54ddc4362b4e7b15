"""Write the speaker notes of a slide."""

from collections.abc import Iterable, Sequence

from dashboard.i18n.texts import get_texts
from dashboard.wording.formats import clean_text, format_date, stamp_layers, tell_unwritten
from dashboard.wording.wording import (
    Wording,
    cite_brief,
    format_source,
    place_passage,
    tell_grounds,
    tell_rendering,
)
from geodata.scenes import ResolvedScene


def write_notes(scene: ResolvedScene, wording: Wording, left_out: Sequence[str]) -> str:
    """Return the notes of a scene, with the headings of what found no room on its slide."""
    texts = get_texts()
    parts = [wording.rename(scene.scene.notes.strip()), *_tell_passages(scene, wording)]
    if scene.detours:
        parts += [wording.head_detours(scene), *(": ".join(row) for row in wording.list_detours(scene))]
    parts += _tell_shares(scene, wording)
    parts += _tell_caveats(scene, wording)
    if left_out:
        parts.append(texts.deck_left_out.format(headings=", ".join(left_out)))
    parts += [texts.as_of_date.format(date=format_date(wording.pack.brief.date)), f"{texts.sources}:"]
    parts += [f"{source.title}. {format_source(source)} {source.url}".strip() for source in scene.sources]
    return "\n".join("\n".join(map(clean_text, part.splitlines())) for part in parts)


def _tell_passages(scene: ResolvedScene, wording: Wording) -> Iterable[str]:
    yield f"{get_texts().passages}:"
    for passage in scene.passages:
        place = place_passage(passage)
        told = f"{passage.id} · {place}: {wording.rename(tell_unwritten(passage.summary))} “{passage.quote}”"
        yield f"{told} {tell_rendering(passage)}".strip()
    yield cite_brief(wording.pack.brief)


def _tell_shares(scene: ResolvedScene, wording: Wording) -> Iterable[str]:
    texts = get_texts()
    shares = wording.list_shares(scene)
    if not shares:
        return
    (_, *lanes), *rows = shares
    yield f"{texts.covers_in_scene} ({texts.covers_hint})"
    for band, *row in rows:
        told = (f"{lane} {share}" for lane, share in zip(lanes, row, strict=True))
        yield f"{band}: {'; '.join(told)}"


def _tell_caveats(scene: ResolvedScene, wording: Wording) -> Iterable[str]:
    layers = [shown.layer for shown in scene.layers]
    if stamp := stamp_layers(layers):
        yield stamp
    for layer in layers:
        told = [wording.rename(layer.caveat)] if layer.caveat else []
        told += tell_grounds(wording.pack, layer)
        if told:
            yield f"{wording.call(layer)}: {' '.join(told)}"
