"""The measurement of found places counts as its words say."""

from pathlib import Path

import pytest

BENCH = Path(__file__).parent
CORPUS = """<articles><article>
<text>Ships left Rotterdam for Japan. The mayor of Qwertzstadt spoke in Peru.</text>
<locations>
<location><name>Rotterdam</name><start>12</start><end>21</end><lat>51.9</lat><lon>4.5</lon></location>
<location><name>Japan</name><start>25</start><end>30</end><lat>36</lat><lon>138</lon></location>
<location><name>Qwertzstadt</name><start>45</start><end>56</end><lat>0</lat><lon>0</lon></location>
</locations></article></articles>"""


def test_a_toy_corpus_is_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "corpus.xml"
    path.write_text(CORPUS, encoding="utf-8")
    monkeypatch.syspath_prepend(BENCH)
    import measure_drafting  # noqa: PLC0415 - lies beside the tests

    monkeypatch.setattr("sys.argv", ["measure_drafting.py", str(path), "--errors", "--calibration"])
    measure_drafting.main()
    printed = capsys.readouterr().out
    assert "all: P 0.667  R 0.667  F 0.667  within 161 km 1.000" in printed
    assert "[[Qwertzstadt]]" in printed
    assert "[[Peru]]" in printed


def test_a_long_text_is_measured_step_by_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(BENCH)
    import measure_drafting  # noqa: PLC0415 - lies beside the tests

    assert 300 < len(measure_drafting.write_long_text(300).split()) < 450
    monkeypatch.setattr("sys.argv", ["measure_drafting.py", "--words", "300"])
    measure_drafting.main()
    printed = capsys.readouterr().out
    assert "300 words" in printed
    assert [line.split("  ")[1] for line in printed.splitlines()[1:6]] == [
        "read",
        "find",
        "begin the draft",
        "write the pack",
        "peer: words with a capital",
    ]
