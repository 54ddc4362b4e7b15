"""A small pack about a harbour, with every kind of data but a lane; as a folder and as a zip file."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

TEXT = """# Harbour

The old harbour fears the fog, and its ships wait for the north wind.

# Fog

Nobody owns the outer mole, though two towns say that they do.
"""
BRIEF = f"""
title = "Harbour"
author = "Ann Author"
publisher = "Toy Press"
series = "Toy Series 1"
date = "2013-10"
language = "en"
url = "https://example.org/harbour"
rights = "None reserved."
text_file = "brief.txt"
text_sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"
"""
PASSAGES = """
[[passages]]
id = "H1"
section = "Harbour"
number = 1
summary = "Ships are kept in by fog."
quote = "its ships wait for the north wind"

[[passages]]
id = "F1"
section = "Fog"
number = 1
summary = "Two towns want the mole."
quote = "Nobody owns the outer mole"
"""
LAYERS = """
[[layers]]
id = "basin"
title = "Basin"
group = "seas"
status = "context"
description = "The basin."
style = "sea"
visible = true
sources = ["chart"]
links = [{ passage = "H1", kind = "context" }]
data = { kind = "shapes", file = "features/basin.geojson" }

[[layers]]
id = "mole"
title = "Outer mole"
group = "islands"
status = "brief"
description = "The mole."
style = "incident"
as_of = "2012"
links = [{ passage = "F1", kind = "names", terms = ["outer mole", "two towns"] }]
data = { kind = "points", file = "features/mole.csv" }

[[layers]]
id = "spokes"
title = "Distances"
group = "islands"
status = "context"
description = "Distances from the mole."
style = "spokes"
links = [{ passage = "F1", kind = "context" }]
data = { kind = "distances", file = "features/towns.csv", layer = "mole", origin = "head" }

[[layers]]
id = "ferry"
title = "Ferry"
group = "lanes"
status = "context"
description = "Two ferry lines."
style = "lane"
sources = ["chart"]
links = [{ passage = "H1", kind = "context" }]
data = { kind = "lines", file = "features/ferry.geojson" }

[[layers]]
id = "gale"
title = "Gale"
group = "bands"
status = "notional"
description = "How far a gale might reach."
caveat = "Notional."
style = "band-short-range"
sources = ["chart"]
links = [{ passage = "H1", kind = "names", terms = ["north wind"] }]
data = { kind = "band", nominal_km = 1000, single_line = true }
"""
SOURCES = """
[[sources]]
id = "chart"
title = "A chart"
publisher = "Toy Office"
year = "2012"
locator = "sheet 1"
rank = "primary"
licence = "CC0-1.0"
"""
MOLE = """id,name_en,name_dual,lat,lon,height_m,note,sources
head,Mole head,Mole / Pier,10,120,4,red light,chart
"""
TOWNS = """id,name_en,lat,lon,published_km,sources
east,Easton,10,121,110,chart
west,Weston,10,119,110,chart
"""
SHAPES = {
    "inner": {"type": "Polygon", "coordinates": [[[119, 9], [121, 9], [121, 11], [119, 11], [119, 9]]]},
    "outer": {"type": "MultiPolygon", "coordinates": [[[[122, 9], [123, 9], [123, 10], [122, 9]]]]},
}
LINES = {
    "day": {"type": "LineString", "coordinates": [[119, 10], [120, 10]]},
    "night": {"type": "MultiLineString", "coordinates": [[[178, 10], [180, 11]], [[-180, 11], [-178, 12]]]},
}


def write_outlines(shapes: dict[str, dict[str, object]]) -> str:
    features = [
        {"type": "Feature", "properties": {"id": name}, "geometry": shape} for name, shape in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def write_harbour(folder: Path) -> Path:
    (folder / "features").mkdir(parents=True)
    files = {
        "brief.toml": BRIEF,
        "passages.toml": PASSAGES,
        "layers.toml": LAYERS,
        "sources.toml": SOURCES,
        "features/mole.csv": MOLE,
        "features/towns.csv": TOWNS,
        "features/basin.geojson": write_outlines(SHAPES),
        "features/ferry.geojson": write_outlines(LINES),
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def pack_folder(folder: Path, *, inside: str = "") -> bytes:
    """Return a folder as a zip file, in a folder of its own where `inside` names one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, inside + str(path.relative_to(folder)))
    return packed.getvalue()
