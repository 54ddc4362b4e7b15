"""The code that embeds a map in a page of another site."""

from dashboard.components.share import write_embed_code

PAGE = "https://example.org/base/briefing"


def test_a_frame_says_what_it_shows_and_has_a_picture_until_the_map_is_there() -> None:
    code = write_embed_code(PAGE, "scene=a", title="Brief: A", height_px=600, picture="app/static/a.png")
    assert code == (
        '<iframe src="https://example.org/base/briefing?scene=a&amp;embed=true" title="Brief: A" '
        'width="100%" height="600" '
        'style="border:0;background:center/cover url(https://example.org/base/app/static/a.png)" '
        'loading="lazy" allow="fullscreen; clipboard-write"></iframe>'
    )


def test_words_of_a_pack_are_text_in_it() -> None:
    code = write_embed_code(PAGE, "", title='"><b>{{7*7}}', height_px=480)
    assert 'title="&quot;&gt;&lt;b&gt;{{7*7}}"' in code
    assert 'src="https://example.org/base/briefing?embed=true"' in code
