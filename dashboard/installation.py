"""Locate the files of the application: in a checkout of the repository, or installed from a wheel."""

import hashlib
import os
import stat
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs

import geodata
from dashboard.errors import StaticError
from geodata.errors import Message

ROOT = Path(geodata.__file__).parent.parent
"""Folder that holds the packages: the root of a checkout, or where packages are installed."""
_HERE = Path(__file__).parent
_INSTALLED_SEEDS = _HERE / "seeds"
INSTALLED = _INSTALLED_SEEDS.is_dir()
"""Whether the application comes from a wheel."""
SEEDS = _INSTALLED_SEEDS if INSTALLED else ROOT / "seeds"
"""Folder of the packs that come with the application."""
HOME_VARIABLE = "SEABRIEF_HOME"
"""Environment variable that names another folder for the served files."""
_SETTINGS = _HERE / "settings" / "config.toml" if INSTALLED else ROOT / ".streamlit" / "config.toml"
_SCRIPT = "streamlit_app.py"
_LAUNCHER = """if __name__ == "__main__":
    from dashboard.app import run

    run()
else:
    from streamlit.starlette import App

    from dashboard.server.application import create_parts

    app = App(__file__, **create_parts())
"""
"""As `streamlit_app.py` of a checkout; Streamlit finds the application in it by its words."""


def find_home() -> Path:
    """Return the folder that `seabrief run` runs Streamlit in; the served files lie in its `static/`.

    It is the root of a checkout unless nothing can be written there and no served files lie ready; else a
    folder in the user's cache, or among the temporary files where the cache cannot be written either.
    """
    if named := os.environ.get(HOME_VARIABLE):
        return Path(named).absolute()
    if not INSTALLED and (_is_writable(ROOT) or (ROOT / "static" / "index.json").is_file()):
        return ROOT
    home = platformdirs.user_cache_path("seabrief") / _name_installation()
    if _is_writable(home):
        return home
    try:
        return _find_temporary_home()
    except StaticError:
        return home  # whoever writes there says what is wrong


def _is_writable(folder: Path) -> bool:
    """Return whether a folder can be written, or made where it is not."""
    if not folder.is_absolute():
        return False
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def prepare_script() -> Path:
    """Return the script that Streamlit runs, written where none lies ready as it does in a checkout.

    Where the user's cache cannot be written, a folder of the user's among the temporary files is taken, and
    the environment names it from then on.

    Raises
    ------
    StaticError
        No folder can be written.
    """
    home = find_home()
    if home == ROOT:
        return ROOT / _SCRIPT
    try:
        return _write_home(home)
    except OSError as error:
        if HOME_VARIABLE in os.environ:
            raise StaticError(home, str(error)) from error
    os.environ[HOME_VARIABLE] = str(_find_temporary_home())
    return prepare_script()


def read_version() -> str:
    """Return the version that is installed, or that nothing is, as where Streamlit runs a bare checkout."""
    try:
        return version("seabrief")
    except PackageNotFoundError:
        return "(not installed)"


def _name_installation() -> str:
    """Return a name for this installation, which another one beside it does not have."""
    return hashlib.sha256(os.fsencode(_HERE.resolve())).hexdigest()[:12]


def _find_temporary_home() -> Path:
    """Return a folder of the user's own among the temporary files, where nobody else can put a script.

    Raises
    ------
    StaticError
        It belongs to somebody else, or others may write into it.
    """
    owner = str(os.getuid()) if os.name != "nt" else "home"
    top = Path(tempfile.gettempdir()) / f"seabrief-{owner}"
    try:
        top.mkdir(mode=0o700, exist_ok=True)
        found = top.lstat()
    except OSError as error:
        raise StaticError(top, str(error)) from error
    if os.name != "nt" and (
        not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022
    ):
        raise StaticError(top, Message("it belongs to another user, or others may write into it"))
    return top / _name_installation()


def _write_home(home: Path) -> Path:
    """Write what Streamlit looks for beside its script and return the script.

    Raises
    ------
    OSError
        The folder cannot be written, or the user has no home to hold it.
    """
    if not home.is_absolute():
        raise FileNotFoundError(f"{home} is no whole path: the user has no home folder")
    script = home / _SCRIPT
    files = {home / ".streamlit" / "config.toml": _SETTINGS.read_bytes(), script: _LAUNCHER.encode()}
    for file, content in files.items():
        if not file.is_file() or file.read_bytes() != content:  # in an image nothing can be written later
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return script
