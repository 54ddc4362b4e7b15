"""Keep every string of the interface in one place."""

from dataclasses import dataclass

from dashboard.export_texts import ExportTexts
from dashboard.sources_texts import SourcesTexts
from dashboard.tool_texts import ToolTexts


@dataclass(frozen=True)
class Texts(ExportTexts, SourcesTexts, ToolTexts):
    """The words of the interface in one language."""

    product: str = "SeaBrief"
    home: str = "Home"
    explore: str = "Explore"
    brief: str = "Brief"
    subjects: str = "Subjects"
    briefing: str = "Briefing"
    layers: str = "Layers"
    hide_layers: str = "Hide layers"
    live_layers: str = "Yours"
    open_layer: str = "Open the passages of this layer:"
    settings: str = "Settings"
    choose_brief: str = "Brief"
    upload_pack: str = "Your own brief, as a zipped pack"
    upload_hint: str = (
        "It stays in this session: no link leads to it, nobody else sees it, and it is gone when you reload "
        "the page. “Your own brief in an hour” in the documentation says how to make one."
    )
    uploaded: str = "{title} (your upload)"
    opening_pack: str = "Checking and drawing your pack …"
    pack_opened: str = "“{title}” is on the map, in this session only."
    pack_refused: str = "The pack was not taken, and nothing has changed. {problem}"
    names: str = "Names of places"
    names_hint: str = (
        "Neutral gives both sides’ names where a name is in dispute. Local writes a name as it is written "
        "there, and a disputed one in the scripts of all sides. Where a language lacks a name, the neutral "
        "one stands. Quotes and titles of sources keep their own words."
    )
    policies: tuple[str, ...] = (
        "Neutral, dual names",
        "Local",
        "English",
        "Japanese",
        "Chinese (simplified)",
        "Chinese (traditional)",
    )
    """In the order of `geodata.names.POLICIES`."""
    theme: str = "Theme"
    themes: tuple[str, ...] = ("As my system", "Light", "Dark")
    """The system's, then in the order of `dashboard.selection.THEMES`."""
    copy_link: str = "Copy link"
    link_copied: str = "Link copied"
    link_not_copied: str = "Not copied"
    map: str = "Map of the brief: arrow keys move it, plus and minus zoom"
    sea_lanes: str = "Sea lanes"
    range_bands: str = "Range bands"
    islands: str = "Islands"
    lanes_lead: str = "Close a strait and see where the ships go, how far, and for how much longer."
    lane: str = "Lane"
    other_ends: str = "Any two ports or places"
    from_place: str = "From"
    to_place: str = "To"
    place_hint: str = "a port by any name, or 12.5, 80.25"
    pick_points: str = "Pick two points on the map"
    pick_start: str = "Click the start on the map."
    pick_end: str = "Now click the end."
    close_gates: str = "Closed chokepoints"
    close_gates_hint: str = "Choose here, or click a gate on the map. • marks those that the lane passes."
    question_lane: str = "A lane between two places, computed for you."
    question_ends: str = "Ends of the lane"
    closed_gates: str = "Closed"
    speed: str = "Speed, kn"
    speed_hint: str = "14 knots is our default; set the speed of your ships."
    fuel: str = "Fuel, t/day"
    fuel_hint: str = "Yours; nothing is assumed."
    price: str = "Price per t"
    price_hint: str = "Yours, in any currency; nothing is assumed."
    undo_question: str = "Undo"
    reset_question: str = "Reset"
    no_route: str = "No route"
    unaffected: str = "The lane does not pass what is closed: it runs as usual."
    usual_answer: str = "{nm} nm, {days} days"
    extra_answer: str = "+{nm} nm, +{days} days"
    usual_way: str = "As usual"
    way_left: str = "With closures"
    difference: str = "Difference"
    distance: str = "Distance"
    days_at: str = "Days at {speed} kn"
    fuel_used: str = "Fuel, tonnes"
    fuel_cost: str = "Cost of fuel"
    passed_in_order: str = "Chokepoints in order"
    over_land: str = "Canals and rivers, km"
    how_computed: str = "How this is computed"
    lane_method: str = (
        "The cheapest way over a sea graph built from the GSHHG shoreline, where a mile near land counts "
        "more; pulled taut, corners rounded, measured on the WGS84 ellipsoid. A closed chokepoint is a gate "
        "that no leg may cross. Canals and rivers that the shoreline does not show are opened by hand. No "
        "weather, draught, traffic scheme, toll or waiting time is counted. Days are distance divided by "
        "speed. Illustrative; not for navigation."
    )
    islands_lead: str = "Names, areas, distances; who administers them and who claims them."
    no_islands: str = "This pack has no islands."
    show: str = "Show"
    locator: str = "Where this lies"
    published: str = "Published"
    computed: str = "Computed"
    why_distances_differ: str = (
        "Published distances are rounded and do not say between which points they run. Ours run on the WGS84 "
        "ellipsoid from the nearest shore of the island to the point named."
    )
    name: str = "Name"
    scripts: tuple[str, ...] = ("Japanese", "Chinese, simplified", "Chinese, traditional")
    column_area_km2: str = "Area"
    column_height_m: str = "Height"
    column_uncertainty_km: str = "Uncertainty"
    column_administered_by: str = "Administered by"
    column_occupied_by: str = "Held by"
    column_claimed_by: str = "Claimed by"
    column_time: str = "Time"
    column_place: str = "Place"
    column_other_names: str = "Other names"
    column_end_point: str = "Measured to"
    bands_lead: str = (
        "How far classes of ranges might reach, how unsure that is, and what lies inside. No site, no system."
    )
    classes: str = "Classes"
    origin: str = "Measured from"
    origin_hint: str = "A generalised coast or whole-degree reference points of ours; never a site."
    origin_coast: str = "Generalised mainland coast"
    origin_points: str = "All notional reference points"
    origin_point: str = "Notional point: {name}"
    figures_for: str = "Figures for"
    no_bands_chosen: str = "Choose a class to see how far it might reach."
    nominal_km: str = "Nominal distance, km"
    inner_pct: str = "Inner distance, per cent of the nominal one"
    outer_pct: str = "Outer distance, per cent of the nominal one"
    inner: str = "Inner"
    nominal: str = "Nominal"
    outer: str = "Outer"
    held: str = "Places inside the outer distance"
    held_places: str = "{held} of {count} {kind}"
    spot_ports: str = "ports"
    spot_chokepoints: str = "chokepoints"
    spot_islands: str = "islands and features"
    uncertainty: str = "What changes as the uncertainty grows"
    no_uncertainty: str = "The ceiling of a class by definition: one line, no inner and outer distance."
    share_grows: str = "{lane}: from {inner:.0%} to {outer:.0%} of the lane."
    from_inner_to_nominal: str = "Inside from the nominal distance on"
    from_nominal_to_outer: str = "Inside at the outer distance alone"
    figure_from: str = "Where the figure comes from"
    band_method: str = (
        "Plain distance on the WGS84 ellipsoid from the origin, over land as over sea. Shares are taken "
        "along the lane every 20 km, at the inner, nominal and outer distance. Moved bands are drawn "
        "within 0.6 % of their distance; figures do not depend on the drawing. Notional, illustrative, "
        "not operational."
    )
    all_closures: str = "Every lane, one chokepoint closed at a time"
    all_closures_hint: str = (
        "Extra nautical miles; a dot: the lane does not pass there. Lanes keep clear of land and are not the "
        "shortest, so that the way left can be a few miles shorter."
    )
    one_closure: str = "{lane}: one chokepoint closed at a time"
    promise: str = (
        "A policy brief as a map that can be briefed from. Every layer answers the question "
        "“where does the text say that?”"
    )
    take_away: str = "Take something away"
    uses: tuple[tuple[str, str], ...] = (
        (
            "A link",
            "“Copy link”, at the top of every page, copies what is on screen: layers, place and scene.",
        ),
        (
            "A briefing",
            "Scene by scene with arrow keys or a clicker: full screen, speaker notes in a second window.",
        ),
        (
            "Slides and files",
            "Editable slides, pictures, data, and a page for a room without network: on the page Export.",
        ),
        ("Sources", "Every layer and figure with its source, ready to cite as BibTeX or CSL-JSON."),
    )
    """Heading and sentence of each way to use what is on screen elsewhere."""
    explore_all: str = "Open the map"
    read_brief: str = "Read the brief, passage by passage"
    preparing: str = "Preparing the map"
    loading: str = "Loading the map …"
    map_failure: str = (
        "The map could not be loaded. Reload the page; if that does not help, run “make setup” again."
    )
    group_seas: str = "Seas"
    group_islands: str = "Islands"
    group_lanes: str = "Sea lanes"
    group_bands: str = "Range bands (notional)"
    group_features: str = "Features"
    group_chokepoints: str = "Chokepoints"
    group_zones: str = "Zones and claims"
    group_actors: str = "Actors and institutions"
    group_events: str = "Events"
    group_what_if: str = "What if"
    what_if: str = "What if · not in the brief"
    longer: str = "+{extra} nm"
    no_scenes: str = (
        "This pack has no briefing yet. Add a scenes.toml to its folder; seeds/README.md says what it holds."
    )
    scene_of: str = "Scene {number} of {count}"
    start_briefing: str = "Start the briefing"
    scenes: str = "Scenes of the briefing"
    previous_scene: str = "Previous scene (left arrow, Page Up)"
    next_scene: str = "Next scene (right arrow, space, Page Down)"
    return_to_scene: str = "Back to the scene (R)"
    notes: str = "Notes"
    window: str = "Second window"
    full_screen: str = "Full screen"
    present: str = "Present full screen (F)"
    speaker_window: str = "Speaker window in step (S)"
    speaker_notes: str = "Speaker notes (N)"
    restart_clock: str = "Time of day and time since the start; start the time again"
    next_up: str = "Next"
    last_scene: str = "This is the last scene."
    detours: str = "With {closed} closed"
    lane_detour: str = "{lane}: {detour}"
    detour: str = "{length} nm instead of {usual} nm: {extra} nm more, {days} days at {speed} knots"
    map_in_words: str = "The map in words and as a table"
    map_in_words_hint: str = "Everything that is on the map: names, status, place and passages."
    map_shows: str = "{count} layers are on the map. {layers}."
    empty_map: str = "The map shows land, sea depth and places; no layer of the brief is on."
    feature: str = "Feature"
    layer: str = "Layer"
    place: str = "Place"
    contents: str = "Contents"
    legend: str = "Legend"
    nautical_miles: str = "{length} nautical miles"
    exact_at_bar: str = "keeps areas; lengths exact at the bar"
    angles_exact_at_bar: str = "as on screen; lengths exact at the bar"
    kicker: str = "Scene {number} · {passages}"
    one_passage: str = "Passage {ids}"
    several_passages: str = "Passages {ids}"
    citation: str = "{author}, “{title}”, {series}, {date} · passage {passage}"
    brief_citation: str = "{author}, “{title}”, {series}, {date}"
    ranges_ours: str = "The brief gives no ranges: all distances are ours."
    routes_ours: str = "Ports and routes are ours."
    coast_distance: str = "Notional distance from the coast"
    passed: str = "{lane}: nautical miles"
    shares: str = "Share of lane inside a band, %"
    shares_hint: str = "Nominal, in brackets inner to outer distance."
    no_position: str = "Names and limits imply no position on sovereignty. Not for navigation."
    more_sources: str = "and {count} more sources"
    sources_line: str = "Sources: {sources}."
    scale_within: str = "scale within ±{most} %"
    scale_spread: str = "scale {low} to {high} %"
    search_layers: str = "Search layers"
    status: str = "Status"
    any_status: str = "Any status"
    on_map: str = "On the map"
    no_layers_found: str = "No layer fits. Try fewer words or another status."
    undo: str = "Take the last step back (Ctrl+Z)"
    reset: str = "Start afresh: layers, place and selection as at first"
    depth: str = "Sea depth, metres"
    stamp: str = "Notional · illustrative · not operational"
    passages: str = "Passages"
    passages_hint: str = (
        "Choose a passage to light up its layers, or click anything on the map to read what it stands for."
    )
    in_brief: str = "Named in the brief"
    in_brief_short: str = "In the brief"
    context_short: str = "Context"
    notional: str = "Notional"
    notional_lane: str = "Illustrative route"
    context: str = "Context, not in the brief"
    names_link: str = "The passage names it"
    implies_link: str = "The passage implies it"
    context_link: str = "Helps to read the passage; not stated in the brief"
    where_it_says: str = "Where the brief says it"
    its_layers: str = "Its layers on the map"
    no_layers: str = "No layer of this pack belongs to this passage."
    light_up: str = "Light up"
    features: str = "On the map"
    also_here: str = "Also at this point"
    facts: str = "Facts"
    covers: str = "Share of its length inside the notional bands"
    covers_in_scene: str = "Share of the lanes inside the notional bands"
    covers_hint: str = "Nominal, in brackets inner and outer distance; from the generalised coast."
    sources: str = "Sources"
    caveat: str = "Caveat"
    as_of: str = "As of"
    after_brief: str = "after the brief"
    closed: str = "closed"
    close: str = "Close"
    back: str = "All passages"
    previous: str = "Previous"
    next: str = "Next"
    zoom_to: str = "Zoom to it"
    show_on_map: str = "Show on the map"
    ignored: str = (
        "Part of this link was not understood and was left out: {names}. Everything else is as linked."
    )
    read_at_publisher: str = "Read the brief at its publisher"
    text_missing: str = (
        "The full text of the brief is its publisher’s and does not come with SeaBrief. To read whole "
        "paragraphs here, put it into the pack folder as brief.txt, or start with `seabrief run --text FILE`."
    )
    text_unfit: str = "The text supplied does not fit this pack: {problem}"
    passage: str = "passage"
    nearest_place: str = "The nearest place; struck out: only in the quote, underlined: only in the text:"
    sources_promise: str = "Everything on the map and who says so: figures, shapes and names."
    choose_source: str = "Choose a row of the table for its note and its layers."
    later_features: str = "{fact} of {count} features"
    later_fact: str = "state"
    sources_found: str = "{found} of {all} sources"
    no_sources_found: str = "No source holds all these words. Try fewer."
    search: str = "Search"
    search_hint: str = "title, publisher, year, licence, layer …"
    any: str = "any"
    title: str = "Title"
    publisher: str = "Publisher"
    year: str = "Year"
    licence: str = "Licence"
    confidence: str = "Confidence"
    used_by: str = "Used by"
    address: str = "Address"
    open_address: str = "open"
    bibtex: str = "Cite: BibTeX"
    csl_json: str = "Cite: CSL-JSON"
    coverage: str = "Coverage"
    coverage_promise: str = (
        "How passages, layers, facts and sources hang together, checked anew at each start."
    )
    coverage_without_text: str = (
        "The full text of the brief was not supplied: what stands outside the quotes is unchecked."
    )
    linked_passages: str = "Passages with a layer"
    linked_layers: str = "Layers with a passage"
    checked_terms: str = "Terms found in the brief"
    notional_promise: str = (
        "Our illustrations of what the brief names as a class. None of them is operational."
    )
    later: str = "Later than the brief"
    later_promise: str = "Layers and figures dated after the brief ({date})."
    quoted_words: str = "Words quoted from the brief"
    quoted_share: str = " ({share:.1%} of its words)"
    passages_without_layers: str = "Passages without a layer"
    layers_without_passages: str = "Layers without a passage"
    layers_not_named: str = "Layers of status brief that no link names"
    long_quotes: str = "Quotes over 25 words"
    dead_references: str = "References to features that are not there"
    unused_sources: str = "Sources that nothing cites"
    facts_without_source: str = "Facts without a source"
    none: str = "none"
    paragraph: str = "paragraph"
    places: str = "Places"
    actors: str = "Actors"


ENGLISH = Texts()
