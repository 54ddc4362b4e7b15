"""Claims: a summary in its parts, the words that carry each, and whose view it is."""

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.cli.main import main
from dashboard.packs import PACK
from geodata.errors import PackError
from geodata.packs.pack import Pack, find_text, read_pack
from geodata.packs.verification import VerificationReport, verify_pack
from geodata.records.brief import MAX_CLAIM_WORDS, count_words
from geodata.records.layers import LaneData
from geodata.routing.ports import read_ports
from geodata.text.documents import read_document
from geodata.text.normalization import fold_text
from geodata.text.paragraphs import anchor_passages
from geodata.text.quotes import find_quote
from tests.support.harbour import TEXT

DATA = Path(__file__).parents[2] / "data"
TEXT_FILE = find_text(PACK, os.environ.get("SEABRIEF_TEXT"))
needs_text = pytest.mark.skipif(TEXT_FILE is None, reason="SEABRIEF_TEXT does not name the full text")

FOG = 'summary = "Two towns want the mole."\n'
CLAIMED = (
    FOG + 'claims = [{ part = "Two towns", words = ["two towns"], by = "the towns" },\n'
    '{ part = "want the mole.", words = ["owns the outer mole", "say that they do"] }]\n'
)
HEDGES = re.compile(
    r"\b(?:can|could|may|might|would|should|urged|if|in principle|hopefully|hopes)\b", flags=re.IGNORECASE
)
"""Words by which a writer says that a thing is possible, conditional, hoped for or advised."""
OVERSTATEMENTS = ("natural partner", "above all with", "the key partner", "ruled out", "fighting role")
"""What earlier summaries said, and the brief does not."""

Claim = Callable[[str], Pack]


@pytest.fixture
def claim(harbour: Path) -> Claim:
    """Return what writes the claims of the second passage of the small pack, and reads it again."""

    def write(claims: str) -> Pack:
        path = harbour / "passages.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(FOG, claims), encoding="utf-8")
        return read_pack(harbour)

    return write


def list_outcomes(report: VerificationReport) -> list[tuple[str, str]]:
    return [(claim.words, claim.outcome) for claim in report.claims]


def test_words_of_claims_are_found_in_their_paragraph(claim: Claim) -> None:
    report = verify_pack(claim(CLAIMED), text=TEXT)
    assert {outcome for _, outcome in list_outcomes(report)} == {"found"}
    assert [found.part for found in report.claims] == ["Two towns", "want the mole.", "want the mole."]
    assert report.ok


def test_without_the_text_only_words_of_the_quote_are_checked(claim: Claim) -> None:
    report = verify_pack(claim(CLAIMED))
    assert list_outcomes(report) == [
        ("two towns", "unchecked"),
        ("owns the outer mole", "found"),
        ("say that they do", "unchecked"),
    ]
    assert report.ok


def test_words_that_the_paragraph_lacks_fail_and_name_the_passage(claim: Claim) -> None:
    report = verify_pack(claim(CLAIMED.replace("say that they do", "the fog")), text=TEXT)
    [finding] = [finding for finding in report.findings if finding.severity == "error"]
    assert (finding.code, finding.entry) == ("claim-missing", "passage F1")
    assert finding.message == "It does not say “the fog”."


def test_the_command_tells_how_many_were_checked(
    claim: Claim, harbour: Path, harbour_text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim(CLAIMED)
    assert main(["verify", str(harbour), "--text", str(harbour_text)]) == 0
    assert "3 of 3 quotations for claims checked, 0 unchecked" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("want the mole.", "want the whole mole.", "“want the whole mole.” is not in it"),
        ('"Two towns",', '"Two",', "a part is missing, twice or out of order"),
        ('["two towns"]', "[]", "at least 1 item"),
        ('["two towns"]', '["a b c d e f g"]', "“a b c d e f g” has 7 words; from 1 to 6 are allowed"),
        ('["two towns"]', '["–"]', "“–” has 0 words; from 1 to 6 are allowed"),
    ],
)
def test_claims_add_up_to_the_summary_and_quote_a_few_words(
    claim: Claim, old: str, new: str, problem: str
) -> None:
    assert old in CLAIMED
    broken = FOG + CLAIMED.removeprefix(FOG).replace(old, new, 1)
    with pytest.raises(PackError, match=r"passages.toml, passage F1") as failure:
        claim(broken)
    assert problem in str(failure.value)


def test_every_summary_of_the_first_pack_is_claims_from_end_to_end(nato_pack: Pack) -> None:
    for passage in nato_pack.passages:
        assert " ".join(claim.part for claim in passage.claims) == passage.summary


def test_the_first_pack_quotes_few_words_for_its_claims(nato_pack: Pack) -> None:
    words = [
        count_words(quoted)
        for passage in nato_pack.passages
        for claim in passage.claims
        for quoted in claim.words
    ]
    assert max(words) <= MAX_CLAIM_WORDS
    assert sum(words) <= 330


@needs_text
def test_the_words_of_every_claim_stand_in_the_text(nato_pack: Pack) -> None:
    assert TEXT_FILE
    report = verify_pack(nato_pack, text=read_document(TEXT_FILE))
    assert len(report.claims) > 100
    assert [claim for claim in report.claims if claim.outcome != "found"] == []


def test_what_the_brief_hedges_stays_hedged(nato_pack: Pack) -> None:
    hardened = [
        (passage.id, claim.part)
        for passage in nato_pack.passages
        for claim in passage.claims
        if HEDGES.search(" ".join(claim.words)) and not HEDGES.search(claim.part)
    ]
    assert hardened == []


def read_attributions() -> list[dict[str, str]]:
    """Return who says what in which passage, read from the brief: a second reading beside the pack's."""
    with (DATA / "attributions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_views_are_those_of_whom_the_brief_names_and_the_summary_says_so(nato_pack: Pack) -> None:
    told = {(passage.id, claim.by) for passage in nato_pack.passages for claim in passage.claims if claim.by}
    table = read_attributions()
    assert told == {(row["passage"], row["by"]) for row in table}
    summaries = {passage.id: passage.summary for passage in nato_pack.passages}
    assert [row for row in table if row["told"] not in summaries[row["passage"]]] == []


@needs_text
def test_the_table_of_attributions_is_in_the_words_of_the_text(nato_pack: Pack) -> None:
    assert TEXT_FILE
    found = anchor_passages(
        [passage.selector for passage in nato_pack.passages], read_document(TEXT_FILE).text
    )
    paragraphs = {
        passage.id: fold_text(anchored.paragraph.text)
        for passage, anchored in zip(nato_pack.passages, found, strict=True)
    }
    missing = [row for row in read_attributions() if not find_quote(paragraphs[row["passage"]], row["words"])]
    assert missing == []


def test_nothing_is_put_more_strongly_than_in_the_brief(nato_pack: Pack) -> None:
    told = [
        *(passage.summary for passage in nato_pack.passages),
        *(scene.takeaway for scene in nato_pack.scenes),
        *(text for rows in nato_pack.tables.values() for row in rows for text in row.texts.values()),
    ]
    assert [(text, phrase) for text in told for phrase in OVERSTATEMENTS if phrase in text] == []


def test_only_lanes_of_china_are_named_by_the_passage_on_chinese_lanes(nato_pack: Pack) -> None:
    ports = read_ports()
    for layer in nato_pack.layers:
        if isinstance(layer.data, LaneData):
            countries = {ports[end].country for end in (layer.data.origin, layer.data.destination)}
            named = {link.passage for link in layer.links if link.kind == "names"}
            assert ("D6" in named) == ("CHN" in countries), layer.id
            # Passage I2 speaks of the interest of Japan and Germany.
            assert "I2" not in named or countries & {"JPN", "DEU"}, layer.id
