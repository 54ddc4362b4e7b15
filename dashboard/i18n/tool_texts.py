"""Messages of the tools of the Explore page."""

from dashboard.i18n.messages import MessageTable, Text, TextMap


class ToolTexts(MessageTable):
    """The words of the tools in one language; `texts.Texts` holds them with all others."""

    tools = Text("Tools")
    own_layer = Text("Your layer: GeoJSON, GeoPackage, KML, GPX or CSV")
    own_layer_hint = Text(
        "It stays in this window and this browser: it is in no link, nobody else sees it, and of the exports "
        "only “Save this view” has it. A CSV file needs columns for longitude and latitude."
    )
    own_title = Text("your layer: {file}")
    own_badge = Text("yours")
    own_shown = Text("{file}: features on the map: {count}. Not in the link.")
    own_description = Text("What a viewer brought; not in the brief.")
    reading_own = Text("Reading your file …")
    own_unreadable = Text(
        "{file}: Something in the file is not as any reader expects it ({fault}). Save it in another format."
    )
    remove_own = Text("Remove your layer")
    own_status = Text("Yours, not in the brief")
    own_passage = Text("Tie it to a passage")
    own_passage_none = Text("to none")
    own_passage_hint = Text(
        "Your choice, not the brief’s: where it lights up with a passage, it is marked as yours."
    )
    click_does = Text("A click on the map")
    clicks = TextMap(
        {
            "pin": Text("drops a pin"),
            "course": Text("measures a course"),
            "area": Text("measures an area"),
            "note": Text("writes a note"),
            "arrow": Text("draws an arrow"),
        }
    )
    """By the tools that a click can serve."""
    click_hint = Text("Choose what a click does; choose it again, and a click opens what is there.")
    by_degrees = Text("Or without a click")
    degrees_example = Text("25.7, 123.5; Ishigaki")
    by_degrees_hint = Text(
        "Latitude and longitude (12.5, 80.25 or 35°27'N 139°39'E), MGRS (54S UE 869 342), or the name of "
        "a port; several parted by semicolons."
    )
    one_pin = Text("The pin takes one place, and these are {count}. Measure a course for several.")
    too_many_corners = Text("At most {most} corners are measured.")
    pin_start = Text("Click a place to read how far it lies from coast, islands, lanes and bands.")
    note_start = Text("Write the note, then click where it belongs.")
    arrow_start = Text("Click where the arrow begins, then where it points.")
    arrow_goes_on = Text("Click where the arrow points.")
    note_text = Text("Note")
    arrow_text = Text("Words at the arrow (none needed)")
    arrow = Text("Arrow")
    arrows = Text("Your arrows")
    notes_layer = Text("Your notes and arrows")
    note_without_text = Text("Write the note first, then click where it belongs.")
    too_many_notes = Text("At most {most} notes and arrows can be on the map. Remove some first.")
    undo_note = Text("Undo")
    clear_notes = Text("Remove all")
    save_notes = Text("Save notes and arrows")
    save_notes_hint = Text(
        "A GeoJSON file with notes, arrows, pin, course and area. They are in no link and nobody else sees "
        "them: load the file again for the next briefing."
    )
    load_notes = Text("Load notes and arrows")
    load_notes_hint = Text("A file that was saved here. What is on the map stays.")
    pin = Text("Pin")
    pin_at = Text("Pin at {place}")
    measuring = Text("Measuring …")
    clear_pin = Text("Remove the pin")
    pin_from = Text("Distance to")
    coast = Text("Nearest coast")
    inside_bands = Text("inside: {distances}")
    outside_band = Text("outside")
    band_distances = TextMap({"inner": Text("inner"), "nominal": Text("nominal"), "outer": Text("outer")})
    pin_hint = Text(
        "Shortest distances on the WGS84 ellipsoid to what the base map and this pack draw; islands too "
        "small to be drawn are left out. Range bands are notional: distance from their generalised origin."
    )
    course = Text("Course")
    corners = Text("Corners of the course")
    course_start = Text("The course starts where you click next.")
    course_goes_on = Text("Click where the first leg ends.")
    leg = Text("Leg")
    leg_number = Text("Leg {number}")
    bearing = Text("Bearing {degrees:03.0f}°")
    whole_course = Text("Whole course")
    area = Text("Area")
    area_corners = Text("Corners of the area")
    corner = Text("Corner {number}")
    perimeter = Text("Perimeter")
    area_start = Text("Click the corners one after the other; the first one again ends it.")
    area_goes_on = Text("An area takes three corners.")
    area_crossed = Text("crosses itself")
    clear_area = Text("Remove the area")
    area_hint = Text(
        "On the WGS84 ellipsoid, between geodesics from corner to corner; land counts as sea does."
    )
    undo_leg = Text("Undo the last click")
    clear_course = Text("Remove the course")
    course_hint = Text("Legs are geodesics on the WGS84 ellipsoid and may cross land. Not for navigation.")
