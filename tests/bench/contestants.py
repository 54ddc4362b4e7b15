"""Name the apps of the bench and how the harness finds its way in each.

An app takes part when, in a window of 1400 by 1000 pixels,

* it draws one checkbox a layer, labelled with the layer's id, and the map at 18 N 98 E, zoom 4;
* the content, `static/layers/<id>.json` in its folder, lies on the map;
* a click on a feature brings the line `Passage P05`, with the feature's property `passage`, in the
  document of the page itself;
* its `locate` returns `{map, frame, count, find}` at any time, also while the page is still empty: the
  Leaflet map; the iframe that holds it, if any; a function for the number of features on the map by
  layer id, `coast` included; a function for the place of a marker by feature id. An app needs the two
  functions only where its Leaflet layers do not carry the `feature.properties` of the files.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bridge_files import prepare_bridge
from xstatic.pkg import leaflet

HERE = Path(__file__).parent

IN_FRAME = """() => {
    const frame = document.querySelector('iframe[title*="folium"]');
    return { map: frame?.contentWindow?.map, frame };
}"""


IN_PAGE = "() => ({ map: window.map })"


IN_BRIDGE = r"""() => {
    const view = document.querySelector('.sb-frame')?.briefMap;
    const interactive = (layer) => layer.getLayers().filter((part) => part.getTooltip());
    const count = () => {
        const counts = { coast: document.querySelectorAll('path.sb-land').length };
        const shown = view?.packLayers ? view.visible() : [];
        for (const id of shown) counts[id] = interactive(view.packLayers[id]).length;
        return counts;
    };
    const find = (id) => {
        const parts = interactive(view.packLayers[id.replace(/-\d+$/, '')]);
        return parts.find((part) => part.getTooltip().getContent().textContent === id).getLatLng();
    };
    return { map: view?.map, count, find };
}"""


def copy_leaflet(folder: Path) -> None:
    """Put Leaflet from its package into the folder that the app serves."""
    vendor = folder / "static/vendor"
    vendor.mkdir(parents=True)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(Path(leaflet.BASE_DIR) / name, vendor)


@dataclass(frozen=True)
class Contestant:
    """One app of the bench."""

    name: str
    """Name in the table."""
    files: tuple[str, ...]
    """Files beside this one that go into the app's folder; the first is the script that Streamlit runs."""
    locate: str
    """JavaScript function that finds the map, as above."""
    prepare: Callable[[Path], None]
    """Fill the app's folder, which holds `static/layers` already, with whatever else the app serves."""
    arguments: tuple[str, ...] = ()
    """Command line arguments of the script."""
    streamlit: bool = True
    """Whether a Streamlit server runs the script; else the folder is served as it is."""


CONTESTANTS = (
    Contestant("naive st_folium", ("naive_app.py", "folium_parts.py"), IN_FRAME, copy_leaflet),
    Contestant(
        "feature groups, data embedded",
        ("feature_group_app.py", "folium_parts.py"),
        IN_FRAME,
        copy_leaflet,
        ("embedded",),
    ),
    Contestant(
        "feature groups, data by URL",
        ("feature_group_app.py", "folium_parts.py"),
        IN_FRAME,
        copy_leaflet,
        ("url",),
    ),
    Contestant(
        "static Leaflet page", ("index.html", "static_page.js"), IN_PAGE, copy_leaflet, streamlit=False
    ),
    Contestant("SeaBrief", ("bridge_app.py",), IN_BRIDGE, prepare_bridge),
)
