"""Messages of the tools of the Explore page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ToolTexts:
    """The words of the tools in one language; `texts.Texts` holds them with all others."""

    tools: str = "Tools"
    own_layer: str = "Your layer: GeoJSON, GeoPackage, KML, GPX or CSV"
    own_layer_hint: str = (
        "It stays in this session: it is in no link, nobody else sees it, and of the exports only “Save this "
        "view” has it. A CSV file needs columns for longitude and latitude."
    )
    own_title: str = "your layer: {file}"
    own_badge: str = "yours"
    own_shown: str = "{file}: features on the map: {count}. In this session only; not in the link."
    own_description: str = "What a viewer brought; not in the brief."
    own_unreadable: str = (
        "{file}: Something in the file is not as any reader expects it ({fault}). Save it in another format."
    )
    remove_own: str = "Remove your layer"
    own_status: str = "Yours, not in the brief"
    own_passage: str = "Tie it to a passage"
    own_passage_none: str = "to none"
    own_passage_hint: str = (
        "Your choice, not the brief’s: where it lights up with a passage, it is marked as yours."
    )
    click_does: str = "A click on the map"
    click_pins: str = "drops a pin"
    click_measures: str = "measures a course"
    click_encloses: str = "measures an area"
    click_notes: str = "writes a note"
    click_points: str = "draws an arrow"
    click_hint: str = "Choose what a click does; choose it again, and a click opens what is there."
    by_degrees: str = "Or without a click"
    degrees_example: str = "25.7, 123.5; Ishigaki"
    by_degrees_hint: str = (
        "Latitude and longitude in degrees (12.5, 80.25 or 35°27'N 139°39'E), or the name of a port; "
        "several parted by semicolons."
    )
    one_pin: str = "The pin takes one place, and these are {count}. Measure a course for several."
    too_many_corners: str = "At most {most} corners are measured."
    pin_start: str = "Click a place to read how far it lies from coast, islands, lanes and bands."
    note_start: str = "Write the note, then click where it belongs."
    arrow_start: str = "Click where the arrow begins, then where it points."
    arrow_goes_on: str = "Click where the arrow points."
    note_text: str = "Note"
    arrow_text: str = "Words at the arrow (none needed)"
    arrow: str = "Arrow"
    arrows: str = "Your arrows"
    notes_layer: str = "Your notes and arrows"
    note_without_text: str = "Write the note first, then click where it belongs."
    too_many_notes: str = "At most {most} notes and arrows can be on the map. Remove some first."
    undo_note: str = "Undo"
    clear_notes: str = "Remove all"
    save_notes: str = "Save notes and arrows"
    save_notes_hint: str = (
        "A GeoJSON file with notes, arrows, pin, course and area. They are in no link and nobody else sees "
        "them: load the file again for the next briefing."
    )
    load_notes: str = "Load notes and arrows"
    load_notes_hint: str = "A file that was saved here. What is on the map stays."
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
    area: str = "Area"
    area_corners: str = "Corners of the area"
    corner: str = "Corner"
    perimeter: str = "Perimeter"
    area_start: str = "Click the corners one after the other; the first one again ends it."
    area_goes_on: str = "An area takes three corners."
    area_crossed: str = "crosses itself"
    clear_area: str = "Remove the area"
    area_hint: str = (
        "On the WGS84 ellipsoid, between geodesics from corner to corner; land counts as sea does."
    )
    undo_leg: str = "Undo the last click"
    clear_course: str = "Remove the course"
    course_hint: str = "Legs are geodesics on the WGS84 ellipsoid and may cross land. Not for navigation."
