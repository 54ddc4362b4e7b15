"""Keep every string of the interface in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """The words of the interface in one language."""

    product: str = "SeaBrief"
    home: str = "Home"
    explore: str = "Explore"
    brief: str = "Brief"
    layers: str = "Layers"
    hide_layers: str = "Hide layers"
    open_layer: str = "Open the passages of this layer:"
    map: str = "Map of the brief: arrow keys move it, plus and minus zoom"
    promise: str = (
        "A policy brief as a map that can be briefed from. Every layer answers the question "
        "“where does the text say that?”"
    )
    explore_all: str = "Open the map"
    read_brief: str = "Read the brief, passage by passage"
    subject_seas: str = "East and South China Seas"
    subject_seas_text: str = "The two seas in which the brief sees crises that may get out of control."
    subject_islands: str = "Senkaku / Diaoyu islands"
    subject_islands_text: str = "Eight features under Japanese administration, claimed by China and Taiwan."
    subject_lanes: str = "Sea lines of communication"
    subject_lanes_text: str = "Illustrative routes between Europe, the Gulf, China and Japan."
    subject_bands: str = "Notional A2/AD ranges"
    subject_bands_text: str = "Public figures for classes, drawn from a generalised coast; never operational."
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
    group_actors: str = "Actors"
    group_events: str = "Events"
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
    covers_hint: str = "Nominal, in brackets inner and outer distance; from the generalised coast."
    sources: str = "Sources"
    caveat: str = "Caveat"
    as_of: str = "As of"
    after_brief: str = "after the brief"
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
    places: str = "Places"
    actors: str = "Actors"


ENGLISH = Texts()
