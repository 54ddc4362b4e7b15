"""The Export page: what is asked becomes one export, followed, previewed, cancelled and offered."""

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from dashboard.exports import queue as queue_module
from dashboard.exports.deck.templates import summary
from dashboard.exports.jobs import ExportJob, State, Viewer
from dashboard.exports.queue import QUEUE
from dashboard.exports.request import ExportRequest
from dashboard.i18n.texts import ENGLISH
from dashboard.installation import ROOT
from tests.support.app import open_page

EXPORT = "dashboard/pages/export.py"
LIMIT_S = 120


@pytest.fixture
def page() -> Iterator[AppTest]:
    app = open_page(EXPORT)
    yield app
    if "export_job" in app.session_state:
        QUEUE.cancel(app.session_state["export_job"])
    if "export_folder" in app.session_state:
        app.session_state["export_folder"].cleanup()


def find_button(app: AppTest, label: str) -> object:
    return next(button for button in app.button if button.label == label)


def finish(app: AppTest) -> ExportJob:
    job: ExportJob = app.session_state["export_job"]
    assert job.ended.wait(LIMIT_S)
    app.run()
    return job


def list_captions(page: AppTest) -> list[str]:
    """Return the captions of the page, without the one in its settings."""
    return [told.value for told in page.caption if told.value != ENGLISH.kept_hint]


def test_data_of_a_scene_is_made_and_offered_under_a_name_that_sorts(page: AppTest) -> None:
    page.selectbox(key="form").select("geojson").run()
    page.multiselect(key="export_scenes").set_value(["senkaku-diaoyu"]).run()
    find_button(page, ENGLISH.make_export).click().run()  # type: ignore[attr-defined]
    job = finish(page)
    assert not page.exception
    assert job.state is State.DONE
    assert job.name == "nato-goes-east-07-senkaku-diaoyu.geojson"
    assert page.success[0].value.replace("\\", "").startswith(job.name)
    assert ENGLISH.download in [button.proto.label for button in page.get("download_button")]


def test_the_place_of_the_file_says_which_one_it_waits_for(page: AppTest) -> None:
    (awaited,) = list_captions(page)
    assert awaited.replace("\\", "").startswith("nato-goes-east-all-scenes.pptx ")
    page.multiselect(key="export_scenes").set_value([]).run()
    assert not list_captions(page)


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


def test_a_handout_asks_for_its_paper_and_prints_are_one_document_unless_told(page: AppTest) -> None:
    page.selectbox(key="form").select("handout").run()
    held = {widget.key for kind in ("selectbox", "toggle", "button_group") for widget in page.get(kind)}
    assert {"export_paper", "export_notes"} <= held
    assert "export_size" not in held
    (awaited,) = list_captions(page)
    assert awaited.replace("\\", "").startswith("nato-goes-east-handout-all-scenes.pdf ")
    page.selectbox(key="form").select("pdf").run()
    (awaited,) = list_captions(page)
    assert awaited.replace("\\", "").startswith("nato-goes-east-all-scenes.pdf ")
    page.toggle(key="export_joined").set_value(False).run()
    (awaited,) = list_captions(page)
    assert awaited.replace("\\", "").startswith("nato-goes-east-all-scenes.pdf.zip ")


def test_an_export_can_be_cancelled_while_it_runs(page: AppTest) -> None:
    page.selectbox(key="form").select("pptx").run()
    find_button(page, ENGLISH.make_export).click().run()  # type: ignore[attr-defined]
    assert find_button(page, ENGLISH.make_export).disabled  # type: ignore[attr-defined]
    find_button(page, ENGLISH.cancel_export).click().run()  # type: ignore[attr-defined]
    job = finish(page)
    assert job.state is State.CANCELLED
    assert ENGLISH.export_cancelled in [told.value for told in page.info]
    assert not find_button(page, ENGLISH.make_export).disabled  # type: ignore[attr-defined]


def test_an_export_that_waits_says_how_many_come_before_it_and_can_be_cancelled(page: AppTest) -> None:
    others = [
        QUEUE.add(f"{number}.kml", ExportRequest("kml", ("partner",)), Viewer(str(number), lambda: True))
        for number in range(2)
    ]
    page.selectbox(key="form").select("kml").run()
    find_button(page, ENGLISH.make_export).click().run()  # type: ignore[attr-defined]
    (progress,) = page.get("progress")
    assert ENGLISH.export_waits.format(2) in progress.proto.text.replace("\\", "")
    find_button(page, ENGLISH.cancel_export).click().run()  # type: ignore[attr-defined]
    assert finish(page).state is State.CANCELLED
    for other in others:
        QUEUE.cancel(other)


def test_a_full_line_is_said_where_the_export_would_stand(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QUEUE, "_limits", queue_module.Limits(waiting=0))
    find_button(page, ENGLISH.make_export).click().run()  # type: ignore[attr-defined]
    (told,) = (warning.value for warning in page.warning)
    assert told.startswith("0 exports are waiting on this server")
    assert "export_job" not in page.session_state


def test_a_failed_export_says_why(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_module, "WorkerProcess", refuse_start)
    page.selectbox(key="form").select("gpkg").run()
    find_button(page, ENGLISH.make_export).click().run()  # type: ignore[attr-defined]
    assert finish(page).state is State.FAILED
    (told,) = (error.value.replace("\\", "") for error in page.error)
    assert told == "nato-goes-east-all-scenes.gpkg: cannot be written (No space left on device)."


def refuse_start(*_arguments: object, **_options: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("state", "kind", "told"),
    [
        (State.ABANDONED, "warning", ENGLISH.export_abandoned),
        (State.DISCARDED, "info", ENGLISH.export_discarded),
        (State.FAILED, "error", ENGLISH.export_failed),
    ],
)
def test_an_end_is_told(page: AppTest, state: State, kind: str, told: str) -> None:
    job = ExportJob("a.kml", ExportRequest("kml", ("partner",)), Viewer("", lambda: True), state=state)
    job.ended.set()
    page.session_state["export_job"] = job
    page.run()
    assert [shown.value.replace("\\", "") for shown in page.get(kind)] == [told]


def make_template(edit: Callable[[dict[str, bytes]], object] = lambda _files: None) -> bytes:
    saved, edited = BytesIO(), BytesIO()
    Presentation().save(saved)
    with zipfile.ZipFile(saved) as package:
        files = {name: package.read(name) for name in package.namelist()}
    edit(files)
    with zipfile.ZipFile(edited, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return edited.getvalue()


def upload_template(page: AppTest, content: bytes) -> None:
    page.selectbox(key="form").select("pptx").run()
    page.file_uploader(key="export_template").set_value(("house.pptx", content, "")).run()
    assert not page.exception


def add_macros(files: dict[str, bytes]) -> None:
    relations = "ppt/_rels/presentation.xml.rels"
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    added = f'<Relationship Id="rIdX" Type="{kind}" Target="vbaProject.bin"/></Relationships>'
    files[relations] = files[relations].replace(b"</Relationships>", added.encode())
    files["ppt/vbaProject.bin"] = b"macros"


def test_what_a_template_holds_is_said_where_it_is_chosen(page: AppTest) -> None:
    upload_template(page, make_template(add_macros))
    told = [caption.replace("\\", "") for caption in list_captions(page)]
    assert told[0] == (
        "It has 1 slide master with 11 layouts, for slides of 25.4 × 19.1 cm. "
        "All slides are made with its layout “Title Only”. Left out: macros."
    )
    assert not page.error


def test_the_name_of_a_layout_is_shown_as_it_is(page: AppTest) -> None:
    def rename(files: dict[str, bytes]) -> None:
        layout = "ppt/slideLayouts/slideLayout6.xml"
        files[layout] = files[layout].replace(b'name="Title Only"', b'name="**{{7*7}}** :smile: [a](b)"')

    upload_template(page, make_template(rename))
    (told,) = (caption.value for caption in page.caption if "layout" in caption.value)
    assert r"\*\*\{\{7\*7\}\}\*\*" in told
    assert r"\[a\]\(b\)" in told


def test_a_file_that_cannot_be_a_template_is_refused_where_it_is_chosen(page: AppTest) -> None:
    upload_template(page, b"no deck")
    (told,) = (error.value.replace("\\", "") for error in page.error)
    assert told.startswith("house.pptx cannot be used as a template: it is no PowerPoint deck")
    assert told.endswith("Without one the deck has our own look.")


def test_a_template_is_read_once_and_not_in_the_server(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    read = summary.read_apart

    def note(function: str, content: bytes, **options: str) -> object:
        calls.append(len(content))
        return read(function, content, **options)

    monkeypatch.setattr(summary, "read_apart", note)
    upload_template(page, make_template())
    page.run()
    page.toggle(key="export_pictures").set_value(True).run()
    assert len(calls) == 1


def test_the_server_does_without_what_reads_templates() -> None:
    asked = "import sys, dashboard.exports.deck.templates.summary; print('pptx' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    assert ran.stdout.strip() == "False"
