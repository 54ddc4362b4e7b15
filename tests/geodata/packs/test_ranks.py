"""Ranks of sources: every source has one, the best come first, and the first view rests on good ones."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.cli.main import main
from dashboard.components.passages import format_sources
from dashboard.wording.wording import format_source, label_rank, tell_grounds
from geodata.layers.loading import find_layer
from geodata.packs.attribution import gather_sources, list_grounds, list_resting_on_weak, list_sources
from geodata.packs.pack import Pack, read_pack
from geodata.packs.verification import verify_pack
from geodata.records.layers import BandData
from geodata.sources import DATA_SOURCES, Source, are_weak, count_ranks, sort_by_rank

SEEDS = Path(__file__).parents[3] / "seeds"
LISTS = (DATA_SOURCES, SEEDS / "nato-goes-east/sources.toml", SEEDS / "danish-straits/sources.toml")
MOST_WEAK = 21
COPIES = (
    *("piglix.com", "megalodon.jp", "docslib.org", "vdocuments.us", "riddle.ru", "wikimili.com", "bitlit.ru"),
    *("blogspot.com", "researcher.life", "worldjpn.net", "keyanhelp.cn", "slovar-vocab.com", "wordscope.be"),
)
"""Hosts that keep copies of what others published."""


def read_list(path: Path) -> list[dict[str, str]]:
    sources: list[dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))["sources"]
    return sources


def make(name: str, rank: str) -> Source:
    return Source.model_validate(
        {"id": name, "title": name, "publisher": "Toy Press", "year": "2012", "rank": rank}
    )


Change = Callable[[str, str, str], Pack]


@pytest.fixture
def change(harbour: Path) -> Change:
    """Return what changes a file of the small pack and reads it again."""

    def replace(file: str, old: str, new: str) -> Pack:
        path = harbour / file
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new), encoding="utf-8")
        return read_pack(harbour)

    return replace


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)
def test_every_source_says_its_rank_its_confidence_its_date_and_the_place_in_it(path: Path) -> None:
    for source in read_list(path):
        for field in ("rank", "confidence", "year", "locator"):
            assert source.get(field), (source["id"], field)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)
def test_the_address_is_the_publishers_and_a_copy_stands_in_a_field_of_its_own(path: Path) -> None:
    for source in read_list(path):
        host = urlsplit(source.get("url", "")).netloc
        assert not host.endswith(COPIES), source["id"]
        assert source.get("url") != source.get("read_at") or not source.get("url"), source["id"]


def test_few_sources_are_weak() -> None:
    weak = [source["id"] for path in LISTS for source in read_list(path) if source["rank"] == "weak"]
    assert len(weak) == len(set(weak)) <= MOST_WEAK


@pytest.mark.parametrize("name", ["nato-goes-east", "danish-straits"])
def test_no_layer_that_is_visible_at_the_start_rests_on_weak_sources_alone(name: str) -> None:
    pack = read_pack(SEEDS / name)
    assert list_resting_on_weak(pack) == ()
    assert verify_pack(pack).ok


def test_a_range_class_has_two_sources_or_its_card_says_that_it_has_one(nato_pack: Pack) -> None:
    bands = [layer for layer in nato_pack.layers if isinstance(layer.data, BandData)]
    assert len(bands) == 7
    for band in bands:
        publishers = {nato_pack.sources[source_id].publisher for source_id in band.sources}
        said = [line for line in tell_grounds(nato_pack, band) if line.startswith("One source")]
        assert len(publishers) >= 2 or said, band.id
        assert not are_weak(list_grounds(nato_pack, band)), band.id


def test_the_best_source_comes_first_and_one_without_a_rank_last() -> None:
    sources = [
        make("a", ""),
        make("b", "weak"),
        make("c", "primary"),
        make("d", "secondary"),
        make("e", "weak"),
    ]
    assert [source.id for source in sort_by_rank(sources)] == ["c", "d", "b", "e", "a"]
    assert count_ranks(sources) == {"primary": 1, "secondary": 1, "weak": 2, "unranked": 1}


def test_sources_of_every_layer_are_sorted_by_rank(nato_pack: Pack) -> None:
    for layer in nato_pack.layers:
        sources = list_sources(nato_pack, layer)
        assert sources == sort_by_rank(sources)
    everything = list(gather_sources(nato_pack).values())
    assert everything == sort_by_rank(everything)
    assert everything[0].rank == "primary"


def test_a_visible_layer_on_weak_sources_alone_fails(change: Change) -> None:
    report = verify_pack(change("sources.toml", 'rank = "primary"', 'rank = "weak"'))
    assert [(finding.code, finding.entry) for finding in report.findings] == [("weak-alone", "layer basin")]
    assert not report.ok


def test_a_hidden_layer_may_rest_on_weak_sources_and_its_card_says_so(change: Change) -> None:
    change("layers.toml", "visible = true\n", "")
    pack = change("sources.toml", 'rank = "primary"', 'rank = "weak"')
    assert verify_pack(pack).ok
    assert tell_grounds(pack, find_layer(pack, "basin")) == ["Weak sources alone: no better one was found."]


def test_a_better_source_beside_a_weak_one_is_enough(change: Change) -> None:
    change("sources.toml", 'rank = "primary"', 'rank = "weak"')
    better = 'id = "atlas"\ntitle = "Atlas"\npublisher = "P"\nyear = "2011"\nrank = "secondary"\n'
    change("sources.toml", "[[sources]]", f"[[sources]]\n{better}\n[[sources]]")
    visible = 'visible = true\nsources = ["chart"'
    pack = change("layers.toml", f"{visible}]", f'{visible}, "atlas"]')
    assert verify_pack(pack).ok
    assert tell_grounds(pack, find_layer(pack, "basin")) == []
    assert [source.id for source in list_sources(pack, find_layer(pack, "basin"))] == ["atlas", "chart"]


def test_a_pack_from_before_ranks_works_and_is_told_what_is_missing(change: Change) -> None:
    report = verify_pack(change("sources.toml", 'rank = "primary"\n', ""))
    assert report.ok
    (finding,) = report.findings
    assert (finding.code, finding.severity, finding.entry) == ("no-rank", "warning", "sources.toml")
    assert "1 without a rank (chart)" in finding.message
    assert report.counts.ranks["unranked"] == 1


def test_a_rank_that_there_is_not_is_refused_by_name(change: Change) -> None:
    with pytest.raises(Exception, match=r"sources\.toml, source chart, field rank"):
        change("sources.toml", 'rank = "primary"', 'rank = "best"')


def test_verify_prints_and_reports_the_ranks(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", str(harbour)])
    printed = capsys.readouterr().out
    counts = verify_pack(read_pack(harbour)).counts.ranks
    assert f"{counts['primary']} primary, {counts['secondary']} secondary, 0 weak, 0 without" in printed
    main(["verify", str(harbour), "--json"])
    assert json.loads(capsys.readouterr().out)["counts"]["ranks"] == dict(counts)


def test_several_sources_of_one_fact_are_all_known_and_all_named(change: Change) -> None:
    with pytest.raises(Exception, match="There is no source 'nowhere'"):
        change(
            "features/mole.csv",
            "note,sources\nhead,Mole head,Mole / Pier,10,120,4,red light,chart",
            "note,height_m_source,sources\nhead,Mole head,Mole / Pier,10,120,4,red light,chart nowhere,chart",
        )


def test_a_source_is_told_with_rank_place_and_copy() -> None:
    source = make("a", "secondary").model_copy(
        update={"locator": "p. 3", "read_at": "https://example.org/copy", "confidence": "medium"}
    )
    told = "Toy Press, 2012, p. 3, secondary source, confidence medium. Read at example.org"
    assert format_source(source) == told
    assert label_rank(make("b", "")) == "no rank given"


def test_the_copy_that_was_read_is_linked_by_its_host_whatever_the_address() -> None:
    for address, host in {"https://www.example.org/a?b": "example.org", "http://[odd/x": "[odd"}.items():
        markup = format_sources([make("a", "weak").model_copy(update={"read_at": address})])
        assert f'href="{address}" target="_blank" rel="noopener">{host}</a></small>' in markup
