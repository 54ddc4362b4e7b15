"""Messages of all pages."""

from dataclasses import dataclass

from dashboard.i18n.export_texts import ExportTexts
from dashboard.i18n.sources_texts import SourcesTexts
from dashboard.i18n.subject_texts import SubjectTexts
from dashboard.i18n.tool_texts import ToolTexts


@dataclass(frozen=True)
class Texts(ExportTexts, SourcesTexts, SubjectTexts, ToolTexts):
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
        "It stays in this window and in its speaker window: no link leads to it, and nobody else sees it. "
        "It is gone when you close or reload the page; a briefing finds it again if you reload it. “Your own "
        "brief in an hour” in the documentation says how to make one."
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
    copy_by_hand: str = "The link, to copy by hand"
    map: str = "Map of the brief: arrow keys move it, plus and minus zoom"
    sea_lanes: str = "Sea lanes"
    range_bands: str = "Range bands"
    islands: str = "Islands"
    promise: str = (
        "A policy brief as a map that can be briefed from. Every layer answers the question "
        "“where does the text say that?”"
    )
    ask_map: str = "Ask the map"
    ask_lanes: str = "What if a strait is closed?"
    ask_bands: str = "What lies inside the notional ranges?"
    ask_islands: str = "Whose islands, how far, how large?"
    ask_institutions: str = "Who sits where with whom?"
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
    previous_scene: str = "Previous scene (left arrow, Page Up, backspace)"
    next_scene: str = "Next scene (right arrow, space, Enter, Page Down)"
    return_to_scene: str = "Back to the scene (R)"
    notes: str = "Notes"
    window: str = "Second window"
    full_screen: str = "Full screen"
    present: str = "Present full screen (F)"
    speaker_window: str = "Speaker window in step (S)"
    speaker_notes: str = "Speaker notes (N)"
    black_screen: str = "Black screen and back (B or full stop); white (W or comma)"
    uncover_screen: str = "Show the map again"
    screen_is_blank: str = "The main window is blank. B, or a key that goes to a scene, brings the map back."
    window_blocked: str = (
        "The browser did not let the second window open. Allow this site to open windows, then press S again."
    )
    no_full_screen: str = (
        "The browser allows no full screen here, so that the briefing fills this window; F or Escape ends it."
    )
    joining_window: str = "The other window shows another brief, which is being opened here …"
    pack_let_go: str = (
        "The brief of the other window is no longer held by the server. Upload it again in the main window."
    )
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
    all_sources: str = "All sources"
    fewer_sources: str = "Fewer"
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
    none: str = "none"
    paragraph: str = "paragraph"
    places: str = "Places"
    actors: str = "Actors"


ENGLISH = Texts()
