"""Join the JavaScript modules of the map into one script.

Modules of a page opened from a disk cannot import each other. The bundler understands the import and export
forms of this project and refuses any other: each starts its line and names what it takes or gives.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from xstatic.pkg import leaflet

IMPORT = re.compile(
    r'^import (?:(?P<what>\{[^}]*\}|\* as \w+) from )?"\./(?P<name>[\w.-]+)\.js";$', re.MULTILINE
)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (?P<name>\w+))", re.MULTILINE)
LEFT = re.compile(r"^\s*(?:import\b[^(.]|export\b)", re.MULTILINE)
MAPPED = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def gather_modules(entry: str, read: Callable[[str], str], *, within: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the text of a module and of all that it needs, each one after those that it imports.

    Parameters
    ----------
    entry
        Name of the module without `.js`.
    read
        Returns the text of a module by its name.
    within
        Modules that led here, from the first to the last.

    Raises
    ------
    ValueError
        Modules import each other in a circle, so that none can stand first.
    """
    if entry in within:
        raise ValueError(f"Modules import each other: {', '.join((*within, entry))}.")
    gathered: dict[str, str] = {}
    text = read(entry)
    for found in IMPORT.finditer(text):
        if found["name"] not in gathered:
            gathered |= gather_modules(found["name"], read, within=(*within, entry))
    return gathered | {entry: text}


def join_modules(modules: Mapping[str, str]) -> str:
    """Return one script that does what the modules do.

    Parameters
    ----------
    modules
        Text of each module by its name without `.js`; each one after those that it imports.

    Raises
    ------
    ValueError
        A module imports one that does not stand before it, or is written in another way than ours.
    """
    joined: dict[str, str] = {}
    for name, text in modules.items():
        needed = {found["name"] for found in IMPORT.finditer(text)}
        if missing := sorted(needed - joined.keys()):
            raise ValueError(f"{name}.js imports {', '.join(missing)}, which does not stand before it.")
        given = [found["name"] for found in EXPORT.finditer(text)]
        body = EXPORT.sub("", IMPORT.sub(_take, MAPPED.sub("", text)))
        if left := LEFT.search(body):
            raise ValueError(f"{name}.js has an import or export that is not ours: {left[0].strip()!r}.")
        joined[name] = f"const {_call(name)} = (() => {{\n{body}\nreturn {{ {', '.join(given)} }};\n}})();"
    return "\n".join(joined.values()) + "\n"


def _take(found: re.Match[str]) -> str:
    if not found["what"]:
        return ""
    taken = found["what"].removeprefix("* as ").replace(" as ", ": ")
    return f"const {taken} = {_call(found['name'])};"


def _call(name: str) -> str:
    return f"module_{re.sub(r'[^0-9A-Za-z]', '_', name)}"


FRONTEND = Path(__file__).parents[1] / "frontend"


def join_script(entry: str, program: str) -> str:
    """Return a map program and all that a module needs as one script, in which it is `module_<entry>`.

    Parameters
    ----------
    entry
        Name of the module without `.js`.
    program
        The program, as `write_program` returns it.
    """
    # Two scripts in one page share one Leaflet: parts of one copy do not know the classes of another.
    leaflet_once = f"if (!globalThis.L) {{\n{read_library('leaflet.js')}\n}}"
    written = {"program": program, "leaflet": leaflet_once}
    return join_modules(gather_modules(entry, lambda name: written.get(name) or _read_module(name)))


def read_library(name: str) -> str:
    """Return the text of a file of Leaflet, from its package."""
    return (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")


def _read_module(name: str) -> str:
    folder = "offline" if name == "standalone" else "map"
    return (FRONTEND / folder / f"{name}.js").read_text(encoding="utf-8")
