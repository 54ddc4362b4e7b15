"""Exports in a process of their own: one at a time, followed, and cancelled."""

import time

import pytest

from dashboard.exports.jobs import ExportJob, start_job
from dashboard.exports.request import ExportRequest
from geodata.packs.pack import Pack

LIMIT_S = 120


def wait_for(job: ExportJob) -> None:
    deadline = time.monotonic() + LIMIT_S
    while (job.running or job.thread.is_alive()) and time.monotonic() < deadline:
        time.sleep(0.1)


def test_one_export_runs_at_a_time_and_its_file_lies_ready_at_the_end() -> None:
    job = start_job("islands.kml", ExportRequest("kml", ("senkaku-diaoyu",)))
    assert job is not None
    assert start_job("other.kml", ExportRequest("kml", ("partner",))) is None
    wait_for(job)
    assert job.done, job.told
    assert b"<kml" in job.path.read_bytes()[:200]


def test_an_export_says_why_it_failed_and_lets_the_next_one_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")  # the process writes much that is not for the viewer
    job = start_job("none.kml", ExportRequest("kml", ("no-such-scene",)))
    assert job is not None
    wait_for(job)
    assert not job.done
    [said] = job.told
    assert said.startswith("There is no scene 'no-such-scene'")


def test_a_cancelled_export_leaves_nothing(nato_pack: Pack) -> None:
    job = start_job("all.pptx", ExportRequest("pptx", tuple(scene.id for scene in nato_pack.scenes)))
    assert job is not None
    job.cancel()
    wait_for(job)
    assert job.cancelled
    assert not job.done
    assert not job.path.exists()
