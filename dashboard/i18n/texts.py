"""Messages of all pages."""

from functools import cache

from dashboard.i18n.comparison_texts import ComparisonTexts
from dashboard.i18n.draft_texts import DraftTexts
from dashboard.i18n.export_texts import ExportTexts
from dashboard.i18n.fact_texts import FactTexts
from dashboard.i18n.handout_texts import HandoutTexts
from dashboard.i18n.messages import Plural, Text, TextMap
from dashboard.i18n.sources_texts import SourcesTexts
from dashboard.i18n.subject_texts import SubjectTexts
from dashboard.i18n.tool_texts import ToolTexts
from dashboard.i18n.translator import SOURCE, Translator, get_translator, load_translator


class Texts(
    ComparisonTexts, DraftTexts, ExportTexts, FactTexts, HandoutTexts, SourcesTexts, SubjectTexts, ToolTexts
):
    """The words of the interface in one language."""

    product = Text("SeaBrief")
    home = Text("Home")
    explore = Text("Explore")
    brief = Text("Brief")
    subjects = Text("Subjects")
    briefing = Text("Briefing")
    layers = Text("Layers")
    hide_layers = Text("Hide layers")
    live_layers = Text("Yours")
    open_layer = Text("Open the passages of this layer:")
    settings = Text("Settings")
    choose_brief = Text("Brief")
    upload_pack = Text("Your own brief, as a zipped pack")
    upload_hint = Text(
        "It stays in this window and in its speaker window: no link leads to it, and nobody else sees it. "
        "Your browser keeps it and offers it when you come back. “Your own brief in ten minutes” in the "
        "documentation says how to make one."
    )
    uploaded = Text("{title} (your upload)")
    opening_pack = Text("Checking and drawing your pack …")
    pack_opened = Text("“{title}” is on the map. No link leads to it.")
    pack_refused = Text("The pack was not taken, and nothing has changed. {problem}")
    names = Text("Names of places")
    names_hint = Text(
        "Neutral gives both sides’ names where a name is in dispute. Local writes a name as it is written "
        "there, and a disputed one in the scripts of all sides. Where a language lacks a name, the neutral "
        "one stands. Quotes and titles of sources keep their own words."
    )
    policies = TextMap(
        {
            "dual": Text("Neutral, dual names"),
            "local": Text("names of a place", "Local"),
            "en": Text("English"),
            "ja": Text("Japanese"),
            "zh-hans": Text("Chinese (simplified)"),
            "zh-hant": Text("Chinese (traditional)"),
        }
    )
    """By `geodata.names.POLICIES`."""
    language = Text("Language")
    rendering = Text("“{text}” (our translation, not authorised)")
    """Below a quote in another language."""
    title_rendering = Text("{text} (our translation, not authorised)")
    """Below a title in another language."""
    theme = Text("Theme")
    themes = TextMap({None: Text("As my system"), "light": Text("Light"), "dark": Text("Dark")})
    """By `dashboard.session.selection.THEMES`; None is the system's."""
    positions = Text("Coordinates")
    positions_hint = Text(
        "How positions are written: under the pointer, at pins, in tables and facts. MGRS names squares of "
        "100 m. Fields read all of them."
    )
    notations = TextMap(
        {
            "dd": Text("Degrees: 35.450° N"),
            "ddm": Text("Degrees, minutes: 35°27.0′ N"),
            "dms": Text("Degrees, minutes, seconds: 35°27′00″ N"),
            "mgrs": Text("MGRS: 54S UE 774 237"),
        }
    )
    """By `geodata.geometry.notations.NOTATIONS`."""
    read_out = Text("Position under the pointer, or in the middle of the map")
    next_notation = Text("Write positions in another way")
    copy_link = Text("Copy link")
    link_copied = Text("Link copied")
    share_view = Text("a button", "Share")
    share_link = Text("Link to what is on")
    share_picture = Text("QR code of the link")
    share_private = Text("An uploaded brief stays in this window: the link leads to the settings alone.")
    embed_height = Text("Height")
    embed_code = Text("Code that embeds the map in a page of another site")
    copy_by_hand = Text("The link, to copy by hand")
    uploads_lost = Text("The server was started again and no longer holds {files}.")
    kept_here = Text("Kept in this browser on {when}: {things}.")
    kept_things = TextMap(
        {
            "notes": Text("notes and arrows ({name})"),
            "own-layer": Text("own layer {name}"),
            "pack": Text("brief {name}"),
            "draft": Text("draft {name}"),
        }
    )
    """By places of `KeptPart`; parts of the list in `kept_here`."""
    kept_earlier = Text("Kept earlier")
    bring_back = Text("Bring back")
    bringing_back = Text("Bringing back {things} …")
    not_brought_back = Text("It could not be brought back and stays in this browser: {problem}")
    forget = Text("Forget")
    bring_later = Text("Not now")
    forgotten = Text("Forgotten: {things}.")
    undo_forget = Text("Keep it after all")
    not_kept = Text(
        "This browser keeps nothing for this site, as in a private window. Still on screen, but lost when "
        "the page is left: {things}. Save it to a file first."
    )
    not_kept_full = Text(
        "This browser has no room left. Still on screen, but lost when the page is left: {things}. "
        "Save it to a file first."
    )
    forget_all = Text("Forget everything kept in this browser")
    nothing_kept = Text("Nothing is kept in this browser")
    kept_hint = Text(
        "Notes, own layers, an uploaded brief and the draft of a new one stay in this browser alone: "
        "of the last five visits, for 30 days."
    )
    map = Text("Map of the brief: arrow keys move it, plus and minus zoom")
    sea_lanes = Text("Sea lanes")
    range_bands = Text("Range bands")
    islands = Text("Islands")
    promise = Text(
        "A policy brief as a map that can be briefed from. Every layer answers the question "
        "“where does the text say that?”"
    )
    ask_map = Text("Ask the map")
    questions = TextMap(
        {
            "sea-lanes": Text("What if a strait is closed?"),
            "range-bands": Text("What lies inside the notional ranges?"),
            "islands": Text("Whose islands, how far, how large?"),
            "institutions": Text("Who sits where with whom?"),
        }
    )
    """By the addresses of the pages that answer them."""
    take_away = Text("Take something away")
    use_link = Text("A link")
    use_link_hint = Text(
        "“Copy link”, at the top of every page, copies what is on screen: layers, place and scene."
    )
    use_briefing = Text("A briefing")
    use_briefing_hint = Text(
        "Scene by scene with arrow keys or a clicker: full screen, speaker notes in a second window."
    )
    use_files = Text("Slides and files")
    use_files_hint = Text(
        "Editable slides, pictures, data, and a page for a room without network: on the page Export."
    )
    use_sources = Text("Sources")
    use_sources_hint = Text("Every layer and figure with its source, ready to cite as BibTeX or CSL-JSON.")
    explore_all = Text("Open the map")
    read_brief = Text("Read the brief, passage by passage")
    preparing = Text("Preparing the map")
    sign_in_why = Text("This server shows its maps to those who sign in.")
    sign_in = Text("Sign in")
    sign_out = Text("Sign out")
    page_failed = Text(
        "Something went wrong on this page. What you chose is kept in its address: reload it, or go back. "
        "The log of the server has the error under number {number}."
    )
    loading = Text("Loading the map …")
    map_failure = Text(
        "The map could not be loaded. Reload the page; if that does not help, run “make setup” again."
    )
    not_loaded = Text("Could not be loaded:")
    unread_base_map = Text("base map")
    no_connection = Text("No connection: the map stays; trying again")
    try_again = Text("Try again")
    groups = TextMap(
        {
            "seas": Text("Seas"),
            "islands": Text("Islands"),
            "lanes": Text("Sea lanes"),
            "bands": Text("Range bands (notional)"),
            "features": Text("Features"),
            "chokepoints": Text("Chokepoints"),
            "zones": Text("Zones and claims"),
            "actors": Text("Actors and institutions"),
            "events": Text("Events"),
        }
    )
    """By the groups of layers of a pack."""
    group_what_if = Text("What if")
    what_if = Text("What if · not in the brief")
    longer = Text("+{extra} nm")
    no_scenes = Text(
        "This pack has no briefing yet. Add a scenes.toml to its folder; seeds/README.md says what it holds."
    )
    scene_of = Text("Scene {number} of {count}")
    start_briefing = Text("Start the briefing")
    scenes = Text("Scenes of the briefing")
    previous_scene = Text("Previous scene (left arrow, Page Up, backspace)")
    next_scene = Text("Next scene (right arrow, space, Enter, Page Down)")
    return_to_scene = Text("Back to the scene (R)")
    notes = Text("Notes")
    window = Text("Speaker")
    full_screen = Text("Full screen")
    present = Text("Present full screen (F)")
    speaker_window = Text("Speaker window in step (S)")
    speaker_notes = Text("Speaker notes (N)")
    black_screen = Text("Black screen and back (B or full stop); white (W or comma)")
    uncover_screen = Text("Show the map again")
    screen_is_blank = Text("The main window is blank. B, or a key that goes to a scene, brings the map back.")
    window_blocked = Text(
        "The browser did not let the second window open. Allow this site to open windows, then press S again."
    )
    no_full_screen = Text(
        "The browser allows no full screen here, so that the briefing fills this window; F or Escape ends it."
    )
    joining_window = Text("The other window shows another brief, which is being opened here …")
    pack_let_go = Text(
        "The brief of the other window is no longer held by the server. Upload it again in the main window."
    )
    room_open = Text("Present")
    room_open_hint = Text("Let others follow on their own screens")
    room_opening = Text("Opening a room …")
    room_code = Text("Code")
    room_link = Text("Link for those who follow")
    room_picture = Text("QR code of the link for those who follow")
    room_followers = Text("Followers: {count}")
    room_hide = Text("Hide")
    room_end = Text("End")
    room_failed = Text(
        "This server cannot let others follow, or it is away. The speaker’s window works all the same."
    )
    room_full = Text("No room is free, or several were opened just now. Try again in a few minutes.")
    room_private = Text(
        "Others cannot follow an uploaded brief: it stays in this window, and no link leads to it."
    )
    room_over = Text(
        "The room is gone: it was idle for hours, or the server started anew. Present again for a new one."
    )
    room_cut = Text("The connection is interrupted and is tried again.")
    time_line = Text("Events in time")
    time_all = Text("Events: {count}")
    time_previous = Text("Previous event")
    time_next = Text("Next event")
    time_play = Text("Play the events")
    time_pause = Text("Pause")
    time_pace = Text("Seconds per event")
    time_seconds = Text("{seconds} s")
    stage_open = Text("Overview, time and keys (O or ?)")
    stage_overview = Text("Overview")
    stage_play = Text("Play (P)")
    stage_plays = Text("Each scene stays for {seconds} seconds. Any key or a click stops.")
    stage_stopped = Text("Stopped.")
    stage_seconds = Text("Seconds a scene")
    stage_minutes = Text("Minutes planned")
    stage_go_to = Text("Scene {number}: Enter goes there.")
    stage_keys = Text("Keys")
    stage_key_names = TextMap(
        {
            "on": Text("→, ↓, Page Down, space, Enter"),
            "back": Text("←, ↑, Page Up, backspace"),
            "ends": Text("Home, End"),
            "number": Text("Digits, then Enter"),
            "return": Text("R"),
            "overview": Text("O, ?"),
            "blank": Text("B or full stop, W or comma"),
            "full": Text("F"),
            "notes": Text("N, S"),
            "laser": Text("L"),
            "play": Text("P"),
        }
    )
    """By what they do."""
    stage_acts = TextMap(
        {
            "on": Text("Next scene; a clicker’s button, or a swipe to the left below the map"),
            "back": Text("Previous scene; a swipe to the right"),
            "ends": Text("First scene, last scene"),
            "number": Text("The scene of that number"),
            "return": Text("Back to the scene after a look around"),
            "overview": Text("This overview"),
            "blank": Text("Black screen, white screen, and back"),
            "full": Text("Full screen and back"),
            "notes": Text("Speaker notes; the speaker’s window"),
            "laser": Text("Large pointer and back"),
            "play": Text(
                "Play by itself from here, again and again; #play=20 at the end of a link begins so"
            ),
        }
    )
    follow_joining = Text("Joining the presenter …")
    follow_on = Text("You follow the presenter")
    follow_around = Text("You look around")
    follow_back = Text("Shown before: {step} of {count}")
    follow_come_back = Text("Back to the presenter")
    follow_earlier = Text("What was shown before (left arrow)")
    follow_later = Text("What was shown after (right arrow)")
    follow_ended = Text("The presenter has ended the room. The map stays, and you can go on by yourself.")
    follow_unknown = Text("There is no such room. Ask the presenter for the code or the link.")
    follow_often = Text("Too many codes were tried. Wait a minute, then load the page again.")
    follow = Text("Follow")
    follow_code = Text("Code of the presenter")
    follow_wrong = Text("A code has six letters and digits, such as {example}.")
    follow_stop = Text("Stop following")
    restart_clock = Text("Time of day and time since the start; start the time again")
    next_up = Text("Next")
    last_scene = Text("This is the last scene.")
    detours = Text("With {closed} closed")
    lane_detour = Text("{lane}: {detour}")
    detour = Text("{length} nm instead of {usual} nm: {extra} nm more, {days} days at {speed} knots")
    detour_of_ship = Text("{detour}, for a {ship}")
    map_in_words = Text("The map in words and as a table")
    map_in_words_hint = Text("Everything that is on the map: names, status, place and passages.")
    map_shows = Plural("{count} layer is on the map. {layers}.", "{count} layers are on the map. {layers}.")
    empty_map = Text("The map shows land, sea depth and places; no layer of the brief is on.")
    feature = Text("Feature")
    layer = Text("Layer")
    place = Text("Place")
    contents = Text("Contents")
    legend = Text("Legend")
    nautical_miles = Text("{length} nautical miles")
    exact_at_bar = Text("keeps areas; lengths exact at the bar")
    angles_exact_at_bar = Text("as on screen; lengths exact at the bar")
    kicker = Text("Scene {number} · {passages}")
    kicker_passages = Plural("Passage {ids}", "Passages {ids}")
    citation = Text("{author}, “{title}”, {series}, {date} · passage {passage}")
    brief_citation = Text("{author}, “{title}”, {series}, {date}")
    ranges_ours = Text("The brief gives no ranges: all distances are ours.")
    routes_ours = Text("Ports and routes are ours.")
    coast_distance = Text("Notional distance from the coast")
    passed = Text("{lane}: nautical miles")
    shares = Text("Share of lane inside a band, %")
    shares_hint = Text("Nominal, in brackets inner to outer distance.")
    no_position = Text("Names and limits imply no position on sovereignty. Not for navigation.")
    more_sources = Plural("and {count} more source", "and {count} more sources")
    sources_line = Text("Sources: {sources}.")
    scale_within = Text("scale within ±{most} %")
    scale_spread = Text("scale {low} to {high} %")
    search_layers = Text("Search layers")
    status = Text("Status")
    any_status = Text("Any status")
    on_map = Text("On the map")
    no_layers_found = Text("No layer fits. Try fewer words or another status.")
    undo = Text("Take the last step back (Ctrl+Z)")
    reset = Text("Start afresh: layers, place and selection as at first")
    depth = Text("Sea depth, metres")
    zoom_in = Text("Zoom in")
    zoom_out = Text("Zoom out")
    bar_km = Text("{km} km")
    bar_nm = Text("{nm} nm")
    all_sources = Text("All sources")
    fewer_sources = Text("Fewer")
    stamp = Text("Notional · illustrative · not operational")
    unchecked_stamp = Text("Unchecked proposals")
    unchecked = Text("Proposed from the text, unchecked")
    unchecked_short = Text("unchecked")
    not_written = Text("Not written yet.")
    passages = Text("Passages")
    passages_hint = Text(
        "Choose a passage to light up its layers, or click anything on the map to read what it stands for."
    )
    in_brief = Text("Named in the brief")
    in_brief_short = Text("In the brief")
    context_short = Text("Context")
    notional = Text("Notional")
    notional_lane = Text("Illustrative route")
    context = Text("Context, not in the brief")
    link_kinds = TextMap(
        {
            "names": Text("The passage names it"),
            "implies": Text("The passage implies it"),
            "context": Text("Helps to read the passage; not stated in the brief"),
        }
    )
    """By the kinds of links between passages and layers."""
    where_it_says = Text("Where the brief says it")
    its_layers = Text("Its layers on the map")
    no_layers = Text("No layer of this pack belongs to this passage.")
    light_up = Text("Light up {passage}")
    features = Text("On the map")
    also_here = Text("Also at this point")
    facts = Text("Facts")
    covers = Text("Share of its length inside the notional bands")
    covers_in_scene = Text("Share of the lanes inside the notional bands")
    covers_hint = Text("Nominal, in brackets inner and outer distance; from the generalised coast.")
    sources = Text("Sources")
    caveat = Text("Caveat")
    as_of = Text("As of")
    after_brief = Text("after the brief")
    closed = Text("closed")
    close = Text("Close")
    back = Text("All passages")
    previous = Text("Previous")
    next = Text("Next")
    zoom_to = Text("Zoom to it")
    show_on_map = Text("Show on the map")
    ignored = Text(
        "Part of this link was not understood and was left out: {names}. Everything else is as linked."
    )
    read_at_publisher = Text("Read the brief at its publisher")
    text_missing = Text(
        "The full text of the brief is its publisher’s and does not come with SeaBrief. To read whole "
        "paragraphs here, put it into the pack folder as brief.txt, or start with `seabrief run --text FILE`."
    )
    text_unfit = Text("The text supplied does not fit this pack: {problem}")
    passage_problem = Text("passage {passage}: {problem}")
    nearest_place = Text("The nearest place; struck out: only in the quote, underlined: only in the text:")
    none = Text("none")
    paragraph = Text("{section}, paragraph {number}")


ENGLISH = Texts(load_translator(SOURCE))
"""The messages as they stand in the code."""


@cache
def make_texts(translator: Translator) -> Texts:
    """Return the messages of a translator."""
    return Texts(translator)


def get_texts() -> Texts:
    """Return the messages in the language of this run."""
    return make_texts(get_translator())
