"""The coverage report: what hangs together in the small pack, and what is told where it does not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.cli.main import main
from dashboard.wording.provenance import describe_completeness, list_users
from geodata.packs.completeness import Completeness, is_later, measure_completeness
from geodata.packs.pack import Pack, read_pack
from geodata.packs.verification import verify_pack
from tests.support.harbour import TEXT

Change = Callable[[str, str, str], Completeness]


@pytest.fixture
def change(harbour: Path) -> Change:
    """Return what changes a file of the small pack and measures again."""

    def replace(file: str, old: str, new: str) -> Completeness:
        path = harbour / file
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new), encoding="utf-8")
        return measure_completeness(read_pack(harbour))

    return replace


def test_a_sound_pack_has_no_gaps(harbour_pack: Pack) -> None:
    coverage = measure_completeness(harbour_pack, words=50)
    assert coverage.quoted_words == 12
    assert coverage.quoted_share == 0.24
    assert coverage.notional_layers == ("gale",)
    gaps = coverage.model_dump(exclude={"quoted_words", "text_words", "quoted_share", "notional_layers"})
    assert set(gaps.values()) == {()}


def test_the_share_is_of_the_words_in_paragraphs_and_unknown_without_the_text(harbour_pack: Pack) -> None:
    # 14 and 12 words; headings do not count.
    assert verify_pack(harbour_pack, text=TEXT).coverage.text_words == 26
    assert verify_pack(harbour_pack, text=TEXT).coverage.quoted_share == pytest.approx(12 / 26)
    assert verify_pack(harbour_pack).coverage.quoted_share is None


def test_a_passage_without_a_layer_is_listed(change: Change) -> None:
    coverage = change("layers.toml", 'passage = "H1"', 'passage = "F1"')
    assert coverage.passages_without_layers == ("H1",)


def test_a_layer_without_a_passage_is_listed(change: Change) -> None:
    link = 'links = [{ passage = "F1", kind = "names", terms = ["outer mole", "two towns"] }]\n'
    coverage = change("layers.toml", link, "")
    assert coverage.layers_without_passages == ("mole",)
    assert coverage.layers_not_named == ("mole",)


def test_a_figure_without_a_source_is_listed(change: Change, harbour: Path) -> None:
    coverage = change("features/mole.csv", "red light,chart", "red light,")
    assert coverage.facts_without_source == ("features/mole.csv: head: height_m",)
    assert coverage.unused_sources == ()
    [finding] = [finding for finding in verify_pack(read_pack(harbour)).findings if "fact" in finding.code]
    assert (finding.severity, finding.entry) == ("warning", "features/mole.csv, row head")
    assert finding.message == "No source is given for height_m."


def test_a_figure_with_a_source_of_its_own_or_of_its_layer_is_not_listed(change: Change) -> None:
    change("features/mole.csv", "red light,chart", "red light,")
    assert (
        change(
            "layers.toml", 'as_of = "2012"\n', 'as_of = "2012"\nsources = ["chart"]\n'
        ).facts_without_source
        == ()
    )


def test_a_reference_to_a_feature_that_is_not_there_is_an_error(change: Change, harbour: Path) -> None:
    data = '{ kind = "shapes", file = "features/basin.geojson" }'
    coverage = change("layers.toml", data, '{ kind = "dataset", dataset = "seas", ids = ["atlantis"] }')
    assert coverage.dead_references == ("basin.atlantis",)
    report = verify_pack(read_pack(harbour))
    assert not report.ok
    assert [finding.message for finding in report.findings] == ["Its data set has no feature 'atlantis'."]


def test_what_is_later_than_the_brief_is_listed(change: Change) -> None:
    coverage = change("layers.toml", 'as_of = "2012"', 'as_of = "2014"')
    assert coverage.later_layers == ("mole",)
    coverage = change("features/mole.csv", "note,sources\nhead", "as_of,sources\nhead")
    assert coverage.later_features == ()
    coverage = change("features/mole.csv", "red light", "2013-11-23")
    assert coverage.later_features == ("features/mole.csv: head",)


@pytest.mark.parametrize(
    ("date", "later"),
    [
        ("2013", False),
        ("2013-10", False),
        ("2013-10-31", False),
        ("2013-11", True),
        ("2014", True),
        ("2012-12", False),
        ("", False),
        ("red light", False),
    ],
)
def test_a_date_is_later_where_it_lies_wholly_after_the_brief(
    date: str,
    later: bool,  # noqa: FBT001 - a parameter of the test
    harbour_pack: Pack,
) -> None:
    assert harbour_pack.brief.date == "2013-10"
    assert is_later(date, harbour_pack) == later


def test_each_source_names_the_layers_that_rest_on_it(harbour_pack: Pack) -> None:
    users = list_users(harbour_pack)
    assert users["chart"] == ["basin", "mole", "spokes", "ferry", "gale"]
    assert users["gshhg"] == ["gale"]  # measured from the mainland coast


def test_the_report_in_words_counts_what_it_does_not_name() -> None:
    coverage = measure_coverage_of_nothing().model_copy(
        update={
            "quoted_words": 3,
            "text_words": 20,
            "unused_sources": tuple(f"s{number}" for number in range(15)),
        }
    )
    told = list(describe_completeness(coverage))
    assert told[0] == "Words quoted from the brief: 3 (15.0% of its words)"
    assert "Passages without a layer: none" in told
    assert told[-2].startswith("Sources that nothing cites: s0, s1, ")
    assert told[-2].endswith(", s11 +3")


def measure_coverage_of_nothing() -> Completeness:
    names = [name for name in Completeness.model_fields if name not in ("quoted_words", "text_words")]
    return Completeness(quoted_words=0, text_words=None, **dict.fromkeys(names, ()))


def test_the_command_tells_the_coverage(
    harbour: Path, harbour_text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(harbour), "--text", str(harbour_text)]) == 0
    assert "Words quoted from the brief: 12 (46.2% of its words)" in capsys.readouterr().out
    assert main(["verify", str(harbour), "--text", str(harbour_text), "--json"]) == 0
    coverage = json.loads(capsys.readouterr().out)["coverage"]
    assert coverage["quoted_share"] == pytest.approx(12 / 26)
    assert coverage["notional_layers"] == ["gale"]
