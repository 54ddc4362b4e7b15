"""The Export page: what is asked becomes one export, followed, previewed, cancelled and offered."""

import time
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.exports.jobs import ExportJob
from dashboard.i18n.texts import ENGLISH
from tests.support.app import open_page

EXPORT = "dashboard/pages/export.py"
LIMIT_S = 120


@pytest.fixture
def page() -> Iterator[AppTest]:
    app = open_page(EXPORT)
    yield app
    if "export_job" in app.session_state:
        job: ExportJob = app.session_state["export_job"]
        job.cancel()
        job.thread.join()


def find_button(app: AppTest, label: str) -> object:
    return next(button for button in app.button if button.label == label)


def finish(app: AppTest) -> ExportJob:
    job: ExportJob = app.session_state["export_job"]
    deadline = time.monotonic() + LIMIT_S
    while job.running and time.monotonic() < deadline:
        time.sleep(0.2)
    job.thread.join()
    app.run()
    return job


def test_data_of_a_scene_is_made_and_offered_under_a_name_that_sorts(page: AppTest) -> None:
    page.selectbox(key="form").select("geojson").run()
    page.multiselect(key="export_scenes").set_value(["senkaku-diaoyu"]).run()
    find_button(page, ENGLISH.make_export).click().run()  # type: ignore[attr-defined]
    job = finish(page)
    assert not page.exception
    assert job.name == "nato-goes-east-07-senkaku-diaoyu.geojson"
    assert page.success[0].value.replace("\\", "").startswith(job.name)
    assert ENGLISH.download in [button.proto.label for button in page.get("download_button")]


def test_the_place_of_the_file_says_which_one_it_waits_for(page: AppTest) -> None:
    (awaited,) = (told.value for told in page.caption)
    assert awaited.replace("\\", "").startswith("nato-goes-east-all-scenes.pptx ")
    page.multiselect(key="export_scenes").set_value([]).run()
    assert not page.caption


def test_no_scene_no_export(page: AppTest) -> None:
    page.multiselect(key="export_scenes").set_value([]).run()
    assert [told.value for told in page.info] == [ENGLISH.choose_scene]
    assert find_button(page, ENGLISH.make_export).disabled  # type: ignore[attr-defined]
    assert find_button(page, ENGLISH.preview_export).disabled  # type: ignore[attr-defined]


def test_what_a_format_does_not_need_is_not_asked(page: AppTest) -> None:
    asked = dict.fromkeys(("pptx", "png", "geojson"))
    for form in asked:
        page.selectbox(key="form").select(form).run()
        held = {widget.key for kind in ("selectbox", "toggle", "button_group") for widget in page.get(kind)}
        asked[form] = held & {"export_size", "export_theme", "export_pictures"}
    assert "export_pictures" in asked["pptx"]
    assert "export_size" in asked["png"]
    assert not {"export_size", "export_pictures"} & asked["geojson"]


def test_an_export_can_be_cancelled_while_it_runs(page: AppTest) -> None:
    page.selectbox(key="form").select("pptx").run()
    find_button(page, ENGLISH.make_export).click().run()  # type: ignore[attr-defined]
    find_button(page, ENGLISH.cancel_export).click().run()  # type: ignore[attr-defined]
    job = finish(page)
    assert job.cancelled
    assert ENGLISH.export_cancelled in [told.value for told in page.info]
    assert not job.path.exists()


def test_a_failed_export_says_why(page: AppTest) -> None:
    page.selectbox(key="form").select("gpkg").run()
    find_button(page, ENGLISH.make_export).click().run()  # type: ignore[attr-defined]
    job: ExportJob = page.session_state["export_job"]
    job.process.terminate()
    finish(page)
    assert [told.value.replace("\\", "") for told in page.error] == [ENGLISH.export_failed]
