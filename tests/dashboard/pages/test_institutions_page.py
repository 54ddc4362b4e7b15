"""The page of institutions and events, run without a browser."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli.main import main
from dashboard.i18n.texts import ENGLISH
from dashboard.session import active_pack
from tests.support.app import open_page, read_html, read_link, read_map
from tests.support.context import activate_pack

INSTITUTIONS = "dashboard/pages/institutions/page.py"
EVENTS = {"events-brief", "events-context", "events-later"}


def open_institutions(**params: str) -> AppTest:
    return open_page(INSTITUTIONS, **params)


def read_shown(page: AppTest) -> set[str]:
    return set(read_map(page)["layers"])


def test_three_bodies_and_the_events_up_to_the_brief_are_shown_at_the_start() -> None:
    page = open_institutions()
    assert read_shown(page) == {"members-eas", "members-arf", "members-osce"} | EVENTS
    assert read_map(page)["until"] == "2013-10"
    assert read_link(page) == {}
    assert "In all of EAS, ARF and OSCE, October 2013: 2" in read_html(page)


def test_who_of_the_arf_is_also_in_the_osce_is_answered_alike_by_page_and_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = open_institutions()
    page.multiselect(key="bodies").set_value(["arf", "osce"]).run()
    assert "In all of ARF and OSCE, October 2013: 4" in read_html(page)
    assert "<p>Canada, Mongolia, Russia, United States.</p>" in read_html(page)
    assert read_shown(page) == {"members-arf", "members-osce"} | EVENTS
    assert main(["members", "ARF", "OSCE", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [member["name"] for member in answer["members"]] == [
        "Canada",
        "Mongolia",
        "Russia",
        "United States",
    ]
    assert main(["members", "arf", "osce"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "ARF and OSCE: 4 in all of them"


def test_countries_are_told_where_they_sit_together() -> None:
    page = open_institutions()
    page.multiselect(key="countries").set_value(["jpn", "chn"]).run()
    assert "Japan and China sit together in: EAS, ARF" in read_html(page)
    page.multiselect(key="countries").set_value(["irq", "fra"]).run()
    assert f"sit together in: {ENGLISH.nowhere}" in read_html(page)


def test_the_date_filters_members_events_passages_and_map_and_goes_into_the_link() -> None:
    page = open_institutions()
    page.select_slider(key="date").set_value("2011-10").run()
    assert read_link(page)["date"] == "2011-10"
    assert read_map(page)["until"] == "2011-10"
    shown = read_html(page)
    assert (
        "In all of EAS, ARF and OSCE, October 2011: 0" in shown
    )  # Russia and the United States came in November
    buttons = [button.key for button in page.button if button.key and button.key.startswith("passage-")]
    assert buttons == ["passage-D5", "passage-P3"]  # the dialogue since 1993, the collision of 2010
    page.select_slider(key="date").set_value("2013-10").run()
    assert "date" not in read_link(page)


def test_what_changed_since_stands_apart_whatever_the_date() -> None:
    for params in ({}, {"date": "2010-01"}):
        happened, since = read_html(open_institutions(**params)).split(ENGLISH.changed_since, 1)
        assert "Finland joins NATO" in since
        assert "Finland joins NATO" not in happened
        assert "NATO and Japan sign a declaration" not in since.split(ENGLISH.sources)[0]


@pytest.mark.parametrize("date", ["2013-13", "1950-01", "soon", "2013"])
def test_a_date_that_cannot_be_chosen_falls_back_and_is_named(date: str) -> None:
    page = open_institutions(date=date)
    assert read_map(page)["until"] == "2013-10"
    assert [toast.value for toast in page.toast] == [ENGLISH.ignored.format(names="date")]


@pytest.mark.parametrize(
    ("date", "month"), [("1993-01-01", "2010-01"), ("2013-05-01", "2013-05"), ("2022-06-29", "2014-12")]
)
def test_an_event_chosen_on_explore_is_the_nearest_month_here(date: str, month: str) -> None:
    assert read_map(open_institutions(date=date))["until"] == month


def test_a_link_with_a_date_and_bodies_is_followed() -> None:
    page = open_institutions(date="2014-06", layers="members-nato,events-later")
    assert read_shown(page) == {"members-nato", "events-later"}
    assert page.multiselect(key="bodies").value == ["nato"]
    assert "In NATO, October 2013: 28" in read_html(page)  # the table says nothing of later months
    assert read_link(page) == {"date": "2014-06", "layers": "members-nato,events-later"}


def test_the_matrix_has_a_row_for_each_member_and_a_column_for_each_body() -> None:
    [table] = open_institutions().dataframe
    matrix = table.value.set_index(ENGLISH.country)
    assert len(matrix) == 82
    assert (matrix.drop(columns=ENGLISH.in_how_many) != "").sum().to_dict() == {
        "NATO": 28,
        "Partners": 8,
        "EU": 28,
        "ASEAN": 10,
        "EAS": 18,
        "ARF": 27,
        "OSCE": 57,
    }
    assert matrix.loc["United States", ENGLISH.in_how_many] == 4


def test_a_passage_and_a_member_are_shown_beside_the_map() -> None:
    page = open_institutions(passage="P4")
    assert "sb-passage" in read_html(page)
    page = open_institutions(feature="members-arf.chn")
    assert "<th>Sits in</th><td>EAS; ARF" in read_html(page)
    page = open_institutions(feature="events-brief.declaration-2013")
    assert "15 April 2013" in read_html(page)


def test_coming_from_another_page_its_layers_give_way() -> None:
    page = open_page("dashboard/pages/explore/page.py", layers="lane-gulf-japan")
    page.query_params.clear()
    page.switch_page(INSTITUTIONS).run()
    assert read_shown(page) == {"members-eas", "members-arf", "members-osce"} | EVENTS


def test_a_pack_without_bodies_and_events_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = active_pack.get_active().pack
    seas = pack.model_copy(update={"layers": tuple(layer for layer in pack.layers if layer.group == "seas")})
    activate_pack(seas, monkeypatch)
    page = open_institutions()
    assert [info.value for info in page.info] == [ENGLISH.no_bodies]


def test_the_command_names_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["members", "Hansa"]) == 2
    assert "There is no body 'Hansa'" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["members", "--on", "yesterday"])
    assert "expected a year, month or day" in capsys.readouterr().err


def test_the_command_lists_bodies_and_tells_where_countries_meet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["members", "--on", "2012"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 7
    assert any(line.split()[:3] == ["eu", "EU", "27"] for line in lines)
    assert main(["members", "--country", "JPN", "--country", "中国", "--names", "ja"]) == 0
    assert capsys.readouterr().out == "日本, 中国: together in EAS, ARF\n"
