"""Markup, running heads and page numbers are masked; every offset stays."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.text.markup import mask_markup
from geodata.text.paragraphs import anchor_passages, split_paragraphs
from geodata.text.quotes import Selector


def show(text: str) -> str:
    return " ".join(mask_markup(text).replace("\u2060", "").split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The *quiet* **old** ***port***.", "The quiet old port."),
        ("The _quiet_ __old__ port.", "The quiet old port."),
        (
            'A [quiet port](https://example.org/a_b "Port") and ![a ship](ship.png).',
            "A quiet port and a ship.",
        ),
        ("It waited.[^3] And left.", "It waited. And left."),
        ("Nine<sup>2</sup> ships<br/> <!-- page 4 --> wait.", "Nine² ships wait."),
        ("1\\. Ships \\*wait\\*.", "1. Ships *wait*."),
        ("> Ships\n> wait.", "Ships wait."),
        ("Tea&nbsp;&amp;&#32;ships &hellip;", "Tea & ships …"),
        ("The `port` log.", "The port log."),
        ("A [light [old]](http://x.org/y_(z)) shines.", "A light [old] shines."),
        ("A [light](<http://x.org/a b> 'Light (old)') shines.", "A light shines."),
        ("A [![light](l.png)](http://x.org/) shines.", "A light shines."),
        (
            "A [light][1], [pier][] and [mole].\n\n[1]: http://x.org\n[pier]: /pier\n[Mole]: #m",
            "A light, pier and mole.",
        ),
        ("See <https://example.org/a> or <a@b.org>.", "See https://example.org/a or a@b.org."),
        ("A light**house** and foot*note*.", "A lighthouse and footnote."),
        ("A ~~low~~ pier\\\nand ``mole``.", "A low pier and mole."),
        ("Wait<br>in<p class='x'>port</p>", "Wait in port"),
        ("Sea<!-- a\n- b --> lane.", "Sea lane."),
        ("---\ntitle: Port\ntags: [a, b]\n---\n\nShips wait.", "Ships wait."),
        ("| Port | Ships |\n|:---|---:|\n| Quiet | 9 |\n", "Port Ships Quiet 9"),
        ("```text\nShips wait.\n```", "Ships wait."),
        ("# Port {#port .old}", "# Port"),
        ("Nine^2^ ships.", "Nine² ships."),
        ("> Ships\r> wait.", "Ships wait."),
    ],
)
def test_markup_is_masked(text: str, shown: str) -> None:
    assert show(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "A low 2 * 3 * 4 sum.",
        "The file port_of_call and snake_case_names.",
        "See [the note] and (this).",
        "5 < 6 and 7 > 6 & so on; AT&T.",
        "A footnote* and another** here.",
        "{{7*7}}",
        "3\n2013",
        "A M*A*S*H unit; 5*3*2; 2^3^4.",
        "See [1] and [a](b c) and [old] boats.",
        "From {1} to <here> and back\\slash.",
        "Ships | boats",
    ],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert mask_markup(text) == text


def test_a_running_head_goes_where_it_repeats_and_a_number_where_it_counts() -> None:
    words = ("one", "two", "three")
    pages = [
        f"Toy Comment {page}\n{word} ship\nwaits for {word}\n{page}" for page, word in enumerate(words, 7)
    ]
    expected = " ".join(f"{word} ship waits for {word}" for word in words)
    assert show("\f".join(pages)) == expected
    assert show("Ships wait\n1066\fand 1815\nships come") == "Ships wait 1066 and 1815 ships come"


def test_a_quote_in_markdown_is_anchored_at_its_offsets_in_the_file() -> None:
    text = "# Port\n\nThe **quiet** [old port](https://example.org) waits.\n\nFog\n===\n\nIt _falls_ on us.\n"
    first, second = anchor_passages(
        [Selector("A", "quiet old port waits"), Selector("B", "It falls on")], text
    )
    assert text[first.anchor.start : first.anchor.end] == "quiet** [old port](https://example.org) waits"
    assert [first.paragraph.section, second.paragraph.section] == ["Port", "Fog"]
    assert first.paragraph.text == "The quiet old port waits."
    assert first.paragraph.text[first.highlight.start : first.highlight.end] == "quiet old port waits"


def test_rules_part_paragraphs_and_underlined_lines_are_headings() -> None:
    text = "Fog fell\n---\nand rose\n\n* * *\n\nand fell again over the\nport\n"
    assert [(paragraph.section, paragraph.text) for paragraph in split_paragraphs(text)] == [
        ("Fog fell", "and rose and fell again over the port"),
    ]
    assert len(split_paragraphs("It fell.\n\n***\n\nIt rose.")) == 2


@settings(deadline=None)
@given(st.text(alphabet='ab *_`[]()<>!&;#\\\n\f1^"x', max_size=80))
def test_masking_keeps_the_length_and_every_letter_that_it_shows(text: str) -> None:
    masked = mask_markup(text)
    assert len(masked) == len(text)
    raised = {"1": "¹", "\r": "\n"}
    assert all(
        new in (old, " ", "\u2060", raised.get(old)) or old == "&"
        for old, new in zip(text, masked, strict=True)
    )


@pytest.mark.parametrize(
    "piece",
    [
        "*a ",
        "[a](",
        "<!--",
        "&#32",
        "_a_",
        "> ",
        "\f1\n",
        "`a",
        "<b ",
        "![[",
        "\\",
        "| - ",
        "[a]: b\n",
        "](",
        "~~a",
        "{.",
        "a*b",
    ],
)
def test_no_text_is_slow_to_mask(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    assert len(mask_markup(text)) == len(text)
    assert time.process_time() - start < 3
