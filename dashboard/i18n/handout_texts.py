"""Messages of handouts."""

from dashboard.i18n.messages import MessageTable, Plural, Text, TextMap


class HandoutTexts(MessageTable):
    """The words of handouts in one language; `texts.Texts` holds them with all others."""

    handout = Text("Handout")
    handout_of = Plural("Handout · {count} scene", "Handout · {count} scenes")
    handout_notes = Text("With speaker notes")
    paper = Text("Paper")
    papers = TextMap({"a4": Text("A4"), "letter": Text("US Letter")})
    """By `dashboard.layout.page.PAPERS`."""
    handout_made = Text(
        "Made with SeaBrief. Maps, summaries, titles and figures are ours; quotes are the author’s."
    )
    handout_notional = Text("Some maps show notional content. It is marked where it stands: {stamp}.")
    page_of = Text("Page {page} of {pages}")
    quotes = Text("What the brief says")
    our_summary = Text("In our words: {summary}")
    events = Text("Events")
    later_than_brief = Text("{status} · after the brief")
    figures = Text("Figures and facts")
    from_start_nm = Text("Nautical miles from the start")
    usual_nm = Text("Usual, nm")
    with_closure_nm = Text("With the closure, nm")
    more_nm = Text("More, nm")
    lane_lengths = Text("Length of the lanes")
    lane_note = Text("Illustrative routes; ports and routes are ours.")
    spoken_notes = Text("Speaker notes")
    inner_km = Text("Inner, km")
    middle_km = Text("Nominal, km")
    outer_km = Text("Outer, km")
    body = Text("Body")
    members = Text("Members")
    members_table = Text("Who belonged to what")
    how_many = Text("How many")
    members_listed = Text("Their names stand at the end.")
    scene_sources = Text("Sources of this scene")
    sources_numbered = Text(
        "The numbers in square brackets stand under the scenes. The best rank comes first."
    )
    ranked_sources = TextMap(
        {
            "primary": Text("Primary sources"),
            "secondary": Text("Secondary sources"),
            "weak": Text("Weak sources"),
            "unranked": Text("Sources without a rank"),
        }
    )
    """By the standing of sources."""
    numbered_map = Text("Map")
    map_of = Text("Map: {title}")
    map_caption = Text("{projection}. {as_of}. {limits}")
