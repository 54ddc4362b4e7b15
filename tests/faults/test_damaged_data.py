"""Data files that are cut, empty, overwritten or gone are named in a sentence, whoever reads them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.installation import ROOT
from geodata.datasets import DATA, read_manifest

READ_ALL = """
from geodata import borders, datasets, sources
from geodata.errors import DataError
from geodata.drafting import gazetteer
from geodata.institutions import bodies
from geodata.routing import chokepoints, graph, ports, ships

def tell(read, *arguments):
    try:
        read(*arguments)
    except DataError as error:
        print(error)

for read in (borders.read_contested_borders, sources.read_data_sources, chokepoints.read_chokepoints,
             ports.read_ports, ports.read_other_names, ships.read_ships, graph.read_graph,
             gazetteer.load_gazetteer, bodies.read_bodies):
    tell(read)
for name in ("names", "places", "bearers"):
    tell(gazetteer.locate_table, name)
for name, record in datasets.read_manifest().items():
    if record.file.endswith(".parquet"):
        tell(datasets.read_dataset, name)
"""
DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 - 7]),
    "empty": lambda file: file.write_bytes(b""),
    "overwritten": lambda file: file.write_bytes(bytes([255, 0]) * 5000),
    "gone": Path.unlink,
}
BY_HAND = {"bodies.toml", "chokepoints.toml", "ships.toml"}
UNDER_TEST = sorted({record.file for record in read_manifest().values()} | BY_HAND)
FILES = [*UNDER_TEST, "sources.toml", "contested_borders.toml"]


def copy_package(folder: Path) -> Path:
    """Put the package with data of its own into a folder, and return the folder of the data."""
    package = folder / "geodata"
    package.mkdir()
    for path in (ROOT / "geodata").iterdir():
        if path != DATA and path.name != "__pycache__":
            (package / path.name).symlink_to(path)
    return Path(shutil.copytree(DATA, package / "data"))


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damaged_file_is_named_by_whoever_reads_it(tmp_path: Path, damage: str) -> None:
    data = copy_package(tmp_path)
    for name in FILES:
        DAMAGES[damage](data / name)
    ran = run(tmp_path, "-c", READ_ALL)
    assert ran.returncode == 0, ran.stderr
    told = ran.stdout.splitlines()
    unread = {name for name in FILES if not any(line.startswith(f"{data / name}: ") for line in told)}
    # A table that is cut between two rows or emptied is a smaller table.
    assert unread <= ({"ports.csv", "port-names.csv"} if damage in {"cut", "empty"} else set())
    assert all(line.endswith("Run `make data` to build the data again.") for line in told)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_is_named(tmp_path: Path, damage: str) -> None:
    DAMAGES[damage](copy_package(tmp_path) / "manifest.toml")
    ran = run(tmp_path, "-m", "dashboard.cli", "route", "52,2", "58,10")
    assert "Traceback" not in ran.stderr
    assert "manifest.toml" in ran.stderr
    assert ran.returncode == 2


def test_a_command_ends_with_the_sentence_where_the_sea_graph_is_damaged(tmp_path: Path) -> None:
    DAMAGES["cut"](copy_package(tmp_path) / "sea-graph.npz")
    ran = run(tmp_path, "-m", "dashboard.cli", "route", "52,2", "58,10")
    assert "Traceback" not in ran.stderr
    assert "sea-graph.npz: The file is damaged (" in ran.stderr
    assert ran.returncode == 2
