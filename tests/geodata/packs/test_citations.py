"""Brief and sources as BibTeX and CSL-JSON; whatever a field holds stays in its field."""

import json
from functools import cache

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.cli.main import main
from dashboard.packs import PACK
from geodata.packs.attribution import gather_sources
from geodata.packs.citations import choose_key, write_bibtex, write_csl_json
from geodata.packs.pack import Pack, read_pack
from geodata.sources import Source
from tests.support.hostile import HOSTILE

CHART = Source(
    id="chart",
    title="Tea & ships: 50 %",
    publisher="Toy Office",
    year="2012-05-03",
    url="https://example.org/a_b",
)


@cache
def read_nato_pack() -> Pack:
    """Return the pack; hypothesis prints every argument of a test, so that the pack may be none."""
    return read_pack(PACK)


def parse(text: str) -> dict[str, dict[str, str]]:
    """Return the fields of each entry by key."""
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries)
    return {entry.key: {field.key: str(field.value) for field in entry.fields} for entry in library.entries}


def test_the_brief_and_a_source_in_bibtex(nato_pack: Pack) -> None:
    entries = parse(write_bibtex(nato_pack, [CHART]))
    assert list(entries) == ["nato-goes-east", "chart"]
    brief = entries["nato-goes-east"]
    assert brief["author"] == "Michael Paul"
    assert brief["type"] == "SWP Comment 2013/C 33"
    assert (brief["year"], brief["month"], brief["issn"]) == ("2013", "10", "1861-1761")
    chart = entries["chart"]
    assert chart["title"] == r"Tea \& ships: 50 \%"
    assert (chart["year"], chart["month"], chart["date"]) == ("2012", "5", "2012-05-03")
    assert chart["url"] == "https://example.org/a_b"


def test_the_brief_and_a_source_in_csl_json(nato_pack: Pack) -> None:
    brief, chart = json.loads(write_csl_json(nato_pack, [CHART]))
    assert brief["type"] == "report"
    assert brief["author"] == [{"family": "Paul", "given": "Michael"}]
    assert brief["issued"] == {"date-parts": [[2013, 10]]}
    assert chart == {
        "id": "chart",
        "type": "webpage",
        "title": "Tea & ships: 50 %",
        "publisher": "Toy Office",
        "issued": {"date-parts": [[2012, 5, 3]]},
        "URL": "https://example.org/a_b",
    }


def test_a_date_that_is_none_is_given_as_it_stands(nato_pack: Pack) -> None:
    undated = CHART.model_copy(update={"year": "n.d."})
    assert json.loads(write_csl_json(nato_pack, [undated]))[1]["issued"] == {"literal": "n.d."}
    assert parse(write_bibtex(nato_pack, [undated]))["chart"]["year"] == "n.d."


def test_the_key_of_the_brief_is_never_that_of_a_source(nato_pack: Pack) -> None:
    taken = nato_pack.model_copy(update={"sources": {"nato-goes-east": CHART}})
    assert choose_key(taken) == "nato-goes-east-brief"


@pytest.mark.parametrize(
    "text", [HOSTILE, "}, note = {x}} @misc{y,", "\\input{x} \\end", "a\nb\r\n@c{", 'say "x"', "釣魚島"]
)
def test_a_hostile_field_stays_one_field(text: str, nato_pack: Pack) -> None:
    hostile = CHART.model_copy(update={"title": text, "note": text, "licence": text, "publisher": text})
    entries = parse(write_bibtex(nato_pack, [hostile]))
    assert list(entries) == ["nato-goes-east", "chart"]
    assert set(entries["chart"]) == {"title", "howpublished", "year", "month", "date", "url", "note"}
    assert (
        json.loads(write_csl_json(nato_pack, [hostile]))[1]["title"].split()[0] == text.split(maxsplit=1)[0]
    )


def test_what_latex_would_act_on_is_printed_instead(nato_pack: Pack) -> None:
    hostile = CHART.model_copy(update={"title": r"9% \in{x} $y$ #1 ~ ^ & _ é 魚"})
    assert parse(write_bibtex(nato_pack, [hostile]))["chart"]["title"] == (
        r"9\% {\textbackslash}in{\textbraceleft}x{\textbraceright} \$y\$ \#1 "
        r"{\textasciitilde} {\textasciicircum} \& \_ é 魚"
    )


@settings(deadline=None)
@given(st.text(min_size=1))
def test_braces_are_balanced_as_bibtex_counts_them(text: str) -> None:
    # BibTeX counts a brace after a backslash too.
    written = write_bibtex(
        read_nato_pack(), [CHART.model_copy(update={"title": f"x{text}", "url": f"https://x/{text}"})]
    )
    depth = 0
    for letter in written:
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0
    assert list(parse(written)) == ["nato-goes-east", "chart"]


@pytest.mark.parametrize("form", ["table", "bibtex", "csl-json"])
def test_the_command_cites_every_source(
    form: str, nato_pack: Pack, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", "--format", form]) == 0
    written = capsys.readouterr()
    sources = gather_sources(nato_pack)
    assert {"gshhg", "mofa-senkaku"} <= set(sources)
    assert all(source_id in written.out for source_id in sources)
    assert written.err == ""
    if form == "csl-json":
        assert len(json.loads(written.out)) == len(sources) + 1
