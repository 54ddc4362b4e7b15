"""The fonts that come with the project: what they hold, and that languages keep their own forms."""

from collections.abc import Iterable

import pytest

from dashboard.layout.embedded_fonts import write_faces, write_han_faces
from dashboard.layout.font_files import (
    ANY,
    BOLD,
    REGULAR,
    Language,
    find_missing,
    gather_missing,
    list_han,
    note_missing,
    tell_language,
)
from dashboard.wording.wording import tell_missing
from geodata.names import Policy
from tests.support.font_faces import read_faces

LANGUAGES: tuple[Language, ...] = ("ja", "zh-Hans", "zh-Hant", "ko")
ROWS = range(0xA1, 0xFF)
BIG5_COMMON = range(0xA4, 0xC7)
"""First bytes of the characters that Big5 calls common."""


def decode_all(encoding: str, rows: Iterable[int], columns: Iterable[int]) -> set[str]:
    """Return all characters of a double-byte character set."""
    pairs = (bytes((row, column)) for row in rows for column in list(columns))
    return set("".join(pair.decode(encoding, "ignore") for pair in pairs))


@pytest.mark.parametrize(
    ("encoding", "rows", "columns", "least"),
    [
        ("euc_jp", ROWS, ROWS, 6_800),
        ("gb2312", ROWS, ROWS, 7_400),
        ("euc_kr", ROWS, ROWS, 8_200),
        ("big5", BIG5_COMMON, (*range(0x40, 0x7F), *ROWS), 5_400),
    ],
)
@pytest.mark.parametrize("face", [("sans", REGULAR), ("sans", BOLD), ("serif", REGULAR), ("serif", BOLD)])
def test_the_usual_character_sets_are_there(
    face: tuple[str, int], encoding: str, rows: Iterable[int], columns: Iterable[int], least: int
) -> None:
    wanted = {letter for letter in decode_all(encoding, rows, columns) if "⺀" <= letter < "\ue000"}
    assert len(decode_all(encoding, rows, columns)) >= least
    assert find_missing(wanted, list_han(*face, "ja")) == set()  # type: ignore[arg-type]


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
@pytest.mark.parametrize("family", ["sans", "serif"])
def test_each_language_has_its_own_form_of_a_character(family: str, weight: int) -> None:
    glyphs = {}
    for language in LANGUAGES:
        styles = write_han_faces({(family, weight, language): "骨"})  # type: ignore[dict-item]
        (face,) = read_faces(styles).values()
        glyphs[language] = face["骨"]
    assert len({glyphs["ja"], glyphs["zh-Hans"], glyphs["zh-Hant"]}) == 3


@pytest.mark.parametrize(
    ("text", "policy", "language"),
    [
        ("Harbour", "dual", "ja"),
        ("尖閣諸島", "dual", "ja"),
        ("尖閣諸島", "zh-hans", "zh-Hans"),
        ("釣魚臺", "zh-hant", "zh-Hant"),
        ("中华人民共和国钓鱼岛白皮书", "dual", "zh-Hans"),
        ("독도 獨島", "dual", "ko"),
        ("沖ノ鳥島", "zh-hans", "ja"),
    ],
)
def test_a_text_tells_its_language(text: str, policy: Policy, language: Language) -> None:
    assert tell_language(text, policy) == language


def test_a_sheet_holds_each_character_once_and_no_other_one() -> None:
    faces = read_faces(write_han_faces({("sans", REGULAR, "ja"): "直a鱼龙ทЖ"}))
    held = "".join("".join(face) for face in faces.values())
    assert sorted(held) == sorted("直鱼龙")


def test_cyrillic_and_greek_come_where_they_are_used() -> None:
    face = "Source Sans Pro", 400
    assert "Ж" not in read_faces(write_faces())[face]
    assert {"Ж", "λ"} <= read_faces(write_faces(frozenset("Жλท")))[face].keys()


def test_marks_without_a_form_are_not_missing() -> None:
    assert find_missing("a\u200d\ufe0f\U000e0100葛 \n") == set()
    assert find_missing("a🐟ท\ue000") == set("🐟ท\ue000")
    assert find_missing("한글かな漢字汉字", ANY) == set()


def test_what_is_missing_is_told_once_to_the_one_who_asks() -> None:
    note_missing("x")
    with gather_missing() as missing:
        note_missing("🐟🐟ท")
        note_missing("ท")
    assert missing == set("🐟ท")
    (told,) = tell_missing(missing)
    assert "ท (U+0E17 thai character tho thahan), 🐟 (U+1F41F fish)" in told
    assert tell_missing(()) == []
    assert "3 more" in tell_missing("กขคงจฉชซฌญฎ")[0]
