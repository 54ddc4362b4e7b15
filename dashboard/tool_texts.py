"""Keep the strings of the tools beside the map."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ToolTexts:
    """The words of the tools in one language; `texts.Texts` holds them with all others."""

    tools: str = "Tools"
    own_layer: str = "Your layer: GeoJSON, GeoPackage, KML or CSV"
    own_layer_hint: str = (
        "It stays in this session: it is in no link and in no export, and nobody else sees it. A CSV file "
        "needs columns for longitude and latitude."
    )
    own_title: str = "your layer: {file}"
    own_badge: str = "yours"
    own_shown: str = (
        "{file}: features on the map: {count}. In this session only; not in the link, not in exports."
    )
    own_description: str = "What a viewer brought; not in the brief."
    remove_own: str = "Remove your layer"
    click_does: str = "A click on the map"
    click_pins: str = "drops a pin"
    click_measures: str = "measures a course"
    click_hint: str = "Choose what a click does; choose it again, and a click opens what is there."
    pin: str = "Pin"
    pin_at: str = "Pin at {place}"
    measuring: str = "Measuring …"
    clear_pin: str = "Remove the pin"
    pin_from: str = "Distance to"
    coast: str = "Nearest coast"
    inside_bands: str = "inside: {distances}"
    outside_band: str = "outside"
    band_distances: tuple[str, str, str] = ("inner", "nominal", "outer")
    pin_hint: str = (
        "Shortest distances on the WGS84 ellipsoid to what the base map and this pack draw; islands too "
        "small to be drawn are left out. Range bands are notional: distance from their generalised origin."
    )
    course: str = "Course"
    corners: str = "Corners of the course"
    course_start: str = "The course starts where you click next."
    course_goes_on: str = "Click where the first leg ends."
    leg: str = "Leg"
    bearing: str = "Bearing"
    whole_course: str = "Whole course"
    undo_leg: str = "Undo the last click"
    clear_course: str = "Remove the course"
    course_hint: str = "Legs are geodesics on the WGS84 ellipsoid and may cross land. Not for navigation."
