"""Preparing in the background."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dashboard.errors import StaticError
from dashboard.webmap import publish
from dashboard.webmap.publish import Preparation, StaticIndex
from geodata.packs.pack import Pack

INDEX = StaticIndex(key="k", bridge="b", packs={}, files={})

Report = Callable[[str, float], None]


def test_a_preparation_tells_its_step_while_it_runs_and_gives_the_index(
    harbour_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported, go_on = threading.Event(), threading.Event()

    def prepare(packs: Sequence[Pack], *, report: Report) -> StaticIndex:
        assert list(packs) == [harbour_pack]
        report("Outer mole", 0.4)
        reported.set()
        assert go_on.wait(5)
        return INDEX

    monkeypatch.setattr(publish, "prepare_static", prepare)
    under_way = Preparation([harbour_pack])
    assert reported.wait(5)
    assert not under_way.done
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "preparation")
    assert (under_way.step, under_way.share) == ("Outer mole", 0.4)
    go_on.set()
    assert under_way.get_index() == INDEX
    assert under_way.done


def test_an_error_reaches_everybody_who_asks_for_the_index(
    harbour_pack: Pack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_packs: Sequence[Pack], *, report: Report) -> StaticIndex:
        report("base map", 0)
        raise StaticError(tmp_path, "disk full")

    monkeypatch.setattr(publish, "prepare_static", fail)
    failed = Preparation([harbour_pack])
    for _ in range(2):
        with pytest.raises(StaticError, match="disk full"):
            failed.get_index()
    assert failed.done
