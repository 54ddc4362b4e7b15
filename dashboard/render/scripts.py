"""Join a map program with the modules that it runs with: one file is fetched, not thirty."""

from pathlib import Path

from xstatic.pkg import leaflet

from dashboard.render.bundle import gather_modules, join_modules

MAPVIEW = Path(__file__).parents[1] / "mapview"


def join_script(entry: str, program: str) -> str:
    """Return a map program and all that a module needs as one script, in which it is `module_<entry>`.

    Parameters
    ----------
    entry
        Name of the module without `.js`.
    program
        The program, as `write_program` returns it.
    """
    written = {"program": program, "leaflet": read_library("leaflet.js")}
    return join_modules(gather_modules(entry, lambda name: written.get(name) or _read_module(name)))


def read_library(name: str) -> str:
    """Return the text of a file of Leaflet, from its package."""
    return (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")


def _read_module(name: str) -> str:
    return (MAPVIEW / f"{name}.js").read_text(encoding="utf-8")
