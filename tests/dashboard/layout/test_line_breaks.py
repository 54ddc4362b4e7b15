"""Where lines end: at spaces, at dashes, and between Han characters and kana where these may part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.layout.fonts import NO_END, NO_START, join_phrases, split_words, wrap_text
from dashboard.layout.type_styles import TextStyle

STYLE = TextStyle(10)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("海上、交通", ["海", "上、", "交", "通"]),
        ("「日本」は", ["「日", "本」", "は"]),
        ("NATOの声明", ["NATO", "の", "声", "明"]),
        ("チャット", ["チャッ", "ト"]),
        ("コーヒー", ["コー", "ヒー"]),
        ("1,000 kmの帯", ["1,000 km", "の", "帯"]),
        ("約10海里", ["約", "10", "海", "里"]),
        ("(2013)年", ["(2013)", "年"]),
        ("sea lanes", ["sea ", "lanes"]),
        ("5 km long", ["5 km ", "long"]),
        ("1.000 sm weit", ["1.000 sm ", "weit"]),
        ("Anti-Access", ["Anti-", "Access"]),
        ("", []),
    ],
)
def test_a_text_parts_only_where_its_language_allows(text: str, parts: list[str]) -> None:
    assert list(split_words(text)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("中国、海上法執行機関を統合", ["中国、", "海上法執行機関を", "統合"]),
        ("NATOと日本が宣言に署名", ["NATOと", "日本が", "宣言に", "署名"]),
        ("第14回防衛協議", ["第14回防衛協議"]),
        ("尖閣諸島／釣魚島", ["尖閣諸島／", "釣魚島"]),
        ("Strait of Malacca", ["Strait ", "of ", "Malacca"]),
        ("", []),
    ],
)
def test_a_name_keeps_its_phrases_together(text: str, parts: list[str]) -> None:
    assert list(join_phrases(split_words(text))) == parts


def test_no_line_starts_with_a_closing_mark_or_a_small_kana() -> None:
    text = "国際安全保障、海上交通路。「チャット」を、（見る）。" * 4
    for width in range(30, 200, 7):
        lines = wrap_text(text, STYLE, width)
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in NO_START or line[-1] in NO_END]


@given(st.text(alphabet="海上路のッー、。「」（）NATO 5-km", max_size=60))
def test_parting_loses_nothing(text: str) -> None:
    assert "".join(split_words(text)) == text
