"""The preview of a link in the head of the page, without a server."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.server.link_previews import LinkPreviews
from dashboard.webmap.previews import Preview
from dashboard.webmap.publish import PackIndex, StaticIndex
from tests.support.asgi import Answer, ask

HOSTILE = '"><script>alert(1)</script>'
PAGE = "<html><head><title>x</title></head><body></body></html>"


def make_index(title: str, scenes: tuple[str, ...] = ()) -> PackIndex:
    previews = {
        name: Preview(title=f"{title} {name}", description="A & B", picture=f"app/static/pictures/{name}.png")
        for name in ("", *scenes)
    }
    return PackIndex(bridge="", catalogue="", layers={}, previews=previews)


INDEX = StaticIndex(
    key="",
    bridge="",
    packs={"harbour": make_index("Harbour", ("mole",)), "strait": make_index(HOSTILE)},
    translated={"de": {"harbour": make_index("Hafen", ("mole",))}},
    files={},
)


def answer(request: Request) -> Response:
    if request.url.path == "/plain":
        return PlainTextResponse(PAGE)
    encoded = "accept-encoding" in request.headers
    return HTMLResponse(PAGE, headers={"etag": "x", "x-encoded": str(encoded)})


def get(
    query: str = "", path: str = "/briefing", *, host: str = "maps.example.org", **given: object
) -> Answer:
    site = Starlette(routes=[Route("/{path:path}", answer)])
    app = LinkPreviews(site, base="/maps", find_index=lambda: given.get("index", INDEX))  # type: ignore[arg-type]
    return ask(app, path, query=query, headers={"host": host, "accept-encoding": "br", "if-none-match": "x"})


def test_a_link_to_a_scene_is_told_with_its_picture_by_an_address_of_the_host() -> None:
    told = get("scene=mole&layers=none")
    assert '<meta property="og:title" content="Harbour mole">' in told.text
    assert 'content="A &amp; B"' in told.text
    assert 'content="http://maps.example.org/maps/app/static/pictures/mole.png"' in told.text
    assert '<meta name="twitter:card" content="summary_large_image">' in told.text
    assert told.headers["content-length"] == str(len(told.body))
    assert "etag" not in told.headers
    assert told.headers["x-encoded"] == "False"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Harbour "),
        ("lang=de&scene=mole", "Hafen mole"),
        ("lang=fr&scene=mole", "Harbour mole"),
        ("scene=atlantis", "Harbour "),
        ("pack=../../etc&scene=%22%3E%3Cscript%3E", "Harbour "),
    ],
)
def test_what_a_link_does_not_know_falls_back_to_the_preview_of_the_pack(query: str, title: str) -> None:
    told = get(query).text
    assert f'<meta property="og:title" content="{title}">' in told
    assert "<script" not in told
    assert "/etc" not in told


def test_words_of_a_pack_are_escaped_and_a_host_that_is_none_has_no_picture() -> None:
    assert "<script>" not in get("pack=strait").text
    told = get(host='a"><script>').text
    assert "<script" not in told
    assert "og:image" not in told
    assert "og:title" in told


def test_other_answers_and_pages_before_the_files_are_ready_stay_as_they_are() -> None:
    assert get(path="/plain").text == PAGE
    assert get(index=None).text == PAGE
    assert get(path="/index.html").text == PAGE
