"""The wheel: what it holds, and that what it installs works outside of the source folder."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from dashboard.exports.formats import EXPORT_FORMATS
from dashboard.installation import ROOT
from tests.support.streamlit_client import fetch, find_port, visit, wait_for_health

SOURCES = ("dashboard", "geodata", "seeds", ".streamlit")
FILES = ("pyproject.toml", "README.md", "LICENSE")
NOT_ADOPTED = "A sentence that stands in no wheel."
PLANTED = (
    "seeds/nato-goes-east/brief.txt",
    "seeds/nato-goes-east/brief.md",
    "seeds/nato-goes-east/brief.pdf",
    "seeds/danish-straits/brief.txt",
    "seeds/danish-straits/brief.pdf",
    "seeds/nato-goes-east/features/brief.txt",
    ".streamlit/secrets.toml",
    "dashboard/__pycache__/app.cpython-311.pyc",
    "geodata/data/__pycache__/ports.cpython-311.pyc",
    "dashboard/frontend/node_modules/tool/package.json",
    "dashboard/frontend/node_modules/tool/lib/main.js",
)
"""Files that may lie in a checkout and belong to its operator, its interpreter or its tools alone."""
FRONTEND_TOOLS = ("biome.jsonc", "jsconfig.json", "package.json", "package-lock.json", "tests", "types")
"""What checks the front end; it is in the repository but in no wheel."""
EXPECTED_START = {
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "pdf": b"%PDF-",
    "pptx": b"PK",
    "html": b"<!doctype html>",
    "geojson": b"{",
    "gpkg": b"SQLite format 3",
    "kml": b"<?xml",
    "csv": b"\xef\xbb\xbfscene",
    "annotations": b"{",
    "handout": b"%PDF-",
    "docx": b"PK",
    "kit": b"PK",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what the wheel is made from, with files beside it that have to stay out."""
    folder = tmp_path_factory.mktemp("source") / "Über uns" / "seabrief"
    for name in SOURCES:
        copytree(
            ROOT / name,
            folder / name,
            ignore=ignore_patterns("__pycache__", "node_modules", "brief.txt", "brief.pdf"),
        )
    for name in FILES:
        (folder / name).write_bytes((ROOT / name).read_bytes())
    for name in PLANTED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(NOT_ADOPTED, encoding="utf-8")
    return folder


def build_wheel(what: Path, out: Path) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", str(out), str(what)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    [wheel] = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def archive(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the source distribution."""
    out = tmp_path_factory.mktemp("sdist")
    code = "import sys; from setuptools.build_meta import build_sdist; build_sdist(sys.argv[1])"
    command = [sys.executable, "-c", code, str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)  # noqa: S603 - as above
    [made] = out.glob("*.tar.gz")
    return made


def read_wheel(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def list_files(folder: Path) -> set[str]:
    """Return the files of a folder of the source that a wheel should hold, relative to it."""
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    planted = {
        str((folder.parent / name).relative_to(folder)) for name in PLANTED if name.startswith(folder.name)
    }
    tools = {name for name in files if name.startswith(tuple(f"frontend/{tool}" for tool in FRONTEND_TOOLS))}
    return files - planted - tools


def test_the_wheel_holds_every_file_of_the_packages_but_the_data_build(source: Path, wheel: Path) -> None:
    held = read_wheel(wheel)
    expected = {f"geodata/{name}": source / "geodata" / name for name in list_files(source / "geodata")}
    expected = {name: path for name, path in expected.items() if not name.startswith("geodata/build/")}
    expected |= {
        f"dashboard/{name}": source / "dashboard" / name for name in list_files(source / "dashboard")
    }
    expected |= {f"dashboard/seeds/{name}": source / "seeds" / name for name in list_files(source / "seeds")}
    expected["dashboard/settings/config.toml"] = source / ".streamlit/config.toml"
    told = {name for name in held if ".dist-info/" not in name}
    assert told == set(expected)
    assert all(held[name] == path.read_bytes() for name, path in expected.items())
    kinds = {Path(name).suffix for name in told}
    assert kinds >= {
        ".py",
        ".js",
        ".css",
        ".svg",
        ".toml",
        ".parquet",
        ".npz",
        ".csv",
        ".geojson",
        ".json",
        ".md",
    }


def test_the_wheel_tells_its_version_and_the_licences_of_code_and_data(wheel: Path) -> None:
    held = read_wheel(wheel)
    [metadata] = [held[name].decode() for name in held if name.endswith(".dist-info/METADATA")]
    assert f"\nVersion: {wheel.name.split('-')[1]}\n" in metadata
    licences = {name.partition("/licenses/")[2] for name in held if "/licenses/" in name}
    assert licences == {
        "LICENSE",
        "geodata/data/LICENCES.md",
        "geodata/data/licences/COPYING",
        "geodata/data/licences/COPYING.LESSER",
    }


def test_neither_the_text_of_a_brief_nor_secrets_enter_a_wheel_or_a_source_archive(
    wheel: Path, archive: Path
) -> None:
    held = read_wheel(wheel)
    with tarfile.open(archive) as opened:
        files = [member for member in opened.getmembers() if member.isfile()]
        held |= {member.name: opened.extractfile(member).read() for member in files}  # type: ignore[union-attr]
    assert [name for name, content in held.items() if NOT_ADOPTED.encode() in content] == []
    assert [name for name in held if name.endswith("danish-straits/brief.md")] != []


def test_the_source_archive_makes_the_same_wheel(archive: Path, wheel: Path, tmp_path: Path) -> None:
    made, expected = read_wheel(build_wheel(archive, tmp_path)), read_wheel(wheel)
    assert {name: made[name] for name in made if "RECORD" not in name} == {
        name: expected[name] for name in expected if "RECORD" not in name
    }


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel, and nothing of the source folder, on its path."""

    folder: Path
    """The environment."""
    elsewhere: Path
    """Where commands run."""
    environment: dict[str, str]
    """Their environment variables: an empty home, and nothing of this process but the path of programs."""

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / "python"

    @property
    def seabrief(self) -> str:
        return str(self.python.with_name("seabrief"))

    def run(self, command: Sequence[str], **more: str) -> str:
        ended = subprocess.run(  # noqa: S603 - our own commands
            command,
            cwd=self.elsewhere,
            env=self.environment | more,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel where the packages that it needs are seen through a path, but not this project."""
    top = tmp_path_factory.mktemp("installed")
    venv.create(top / "venv", with_pip=False, symlinks=os.name != "nt")
    for name in ("home", "elsewhere", "tmp"):
        (top / name).mkdir()
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment |= {"HOME": str(top / "home"), "TMPDIR": str(top / "tmp")}
    made = Installed(top / "venv", top / "elsewhere", environment)
    command = [sys.executable, "-m", "pip", "--python", str(made.python), "install", "--quiet", "--no-index"]
    subprocess.run([*command, "--no-deps", str(wheel)], check=True, capture_output=True)  # noqa: S603 - as above
    site = Path(
        made.run([str(made.python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
    )
    # Of a folder that is named so no *.pth is read, hence not that of an editable installation either.
    needed = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (site / "needed.pth").write_text("\n".join(needed), encoding="utf-8")
    return made


def test_what_is_imported_comes_from_the_wheel(installed: Installed) -> None:
    code = "import dashboard.cli, geodata, json, sys; from dashboard import packs"
    code += (
        "; print(json.dumps([dashboard.__file__, geodata.__file__, *map(str, packs.list_packs().values())]))"
    )
    files = json.loads(installed.run([str(installed.python), "-c", code]))
    assert [path for path in files if not Path(path).is_relative_to(installed.folder)] == []
    assert [Path(path).name for path in files[2:]] == ["nato-goes-east", "danish-straits"]
    assert installed.run([installed.seabrief, "--version"]) == "seabrief 0.2.0\n"


def test_the_packs_are_sound_and_lanes_are_found(installed: Installed) -> None:
    assert installed.run([installed.seabrief, "verify"]).endswith("\nok\n")
    [route] = json.loads(installed.run([installed.seabrief, "route", "hamburg", "yokohama", "--json"]))[
        "routes"
    ]
    assert route["status"] == "ok"
    started = installed.run([installed.seabrief, "new", "mine"])
    assert "layers.toml" in started
    assert installed.run([installed.seabrief, "verify", "mine"]).endswith("\nok\n")


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_every_kind_of_file_is_exported(form: str, installed: Installed) -> None:
    out = installed.elsewhere / f"out-{form}.{EXPORT_FORMATS[form].ending}"
    [pack] = installed.folder.rglob("dashboard/seeds/danish-straits")
    command = [installed.seabrief, "export", form]
    installed.run([*command, "--pack", str(pack), "--scene", "three-doors", "--out", out.name])
    assert out.read_bytes()[:20].lower().startswith(EXPECTED_START[form].lower())
    assert list((installed.elsewhere.parent / "tmp").iterdir()) == []


@pytest.fixture(scope="module")
def served(installed: Installed) -> Iterator[str]:
    port = find_port()
    command = [installed.seabrief, "run", "--address", "127.0.0.1", "--port", str(port)]
    with (installed.elsewhere / "log").open("wb") as log:
        running = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=installed.elsewhere, env=installed.environment, stdout=log, stderr=log
        )
    try:
        wait_for_health(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0
    assert list((installed.elsewhere.parent / "tmp").iterdir()) == []


def test_the_application_runs_and_serves_its_files(served: str, installed: Installed) -> None:
    content, kind = fetch(served)
    assert (kind, b"<title>" in content) == ("text/html", True)
    home = visit(served)
    assert home.errors == []
    assert "NATO Goes East" in home.markup
    index = json.loads(fetch(f"{served}/app/static/index.json")[0])
    bridge, kind = fetch(f"{served}/{index['bridge']}")
    assert (kind.partition("/")[2], b"module_bridge" in bridge) == ("javascript", True)
    # What it wrote lies in the cache of its user, and in no folder of the installation.
    cache = installed.elsewhere.parent / "home" / ".cache" / "seabrief"
    [folder] = cache.iterdir()
    assert (folder / "static/index.json").is_file()
    assert (folder / ".streamlit/config.toml").read_bytes() == (ROOT / ".streamlit/config.toml").read_bytes()
    assert not list(installed.folder.rglob("static/index.json"))


def test_without_a_home_the_files_lie_in_a_folder_of_the_user_alone(
    installed: Installed, tmp_path: Path
) -> None:
    code = "from dashboard.installation import *; print(prepare_script()); print(find_home())"
    script, home = installed.run(
        [str(installed.python), "-c", code], HOME=os.devnull, TMPDIR=str(tmp_path)
    ).splitlines()
    assert Path(script).read_text(encoding="utf-8").startswith('if __name__ == "__main__":\n')
    assert Path(home) == Path(script).parent
    [top] = tmp_path.iterdir()
    assert top.stat().st_mode & 0o777 == 0o700
    assert Path(home).parent == top


def test_a_folder_that_others_may_write_into_is_not_run_from(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / f"seabrief-{os.getuid()}").mkdir(mode=0o777)
    (tmp_path / f"seabrief-{os.getuid()}").chmod(0o777)
    ended = subprocess.run(  # noqa: S603 - our own command
        [installed.seabrief, "run", "--address", "127.0.0.1"],
        cwd=tmp_path,
        env=installed.environment | {"HOME": os.devnull, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "others may write into it" in ended.stderr
    assert "SEABRIEF_HOME" in ended.stderr


def test_another_folder_for_the_files_may_be_named(installed: Installed, tmp_path: Path) -> None:
    code = "from dashboard.packs import STATIC; print(STATIC)"
    named = str(tmp_path / "files")
    assert installed.run([str(installed.python), "-c", code], SEABRIEF_HOME=named) == f"{named}/static\n"
