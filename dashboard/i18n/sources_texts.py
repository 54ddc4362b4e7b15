"""Messages of the Sources page."""

from dashboard.i18n.messages import MessageTable, Text, TextMap


class SourcesTexts(MessageTable):
    """The words of licences and methods in one language; `texts.Texts` holds them with all others."""

    licences = Text("Licences")
    licences_promise = Text(
        "What may be done with what: sources of this brief, and the data sets that come with SeaBrief."
    )
    no_licence = Text("Facts cited from a publication")
    data_sets = Text("Data sets")
    data_set_titles = Text("Which data sets")
    methods = Text("How it is computed")
    methods_promise = Text(
        "How shapes and figures come about, and how far they were measured to be off. The file "
        "docs/accuracy.md of the project has the commands."
    )
    subject = Text("Subject")
    method_column = Text("Method")
    measured = Text("Measured")
    seas_and_limits = Text("Seas and their limits")
    depths = Text("Depths")
    unofficial_zones = Text("Unofficial zones")
    lane_accuracy = Text(
        "Against 300 distances printed in NGA Pub. 151, half of the lanes are within 0.96 %, nine in ten "
        "within 6.3 %. Narrow waters are opened by hand, 1.4 km wide, and can cut their shores."
    )
    band_accuracy = Text(
        "Edges of 1,000 bands along random coasts were at most 0.220 % off their distance, of 1,000 rings "
        "at most 0.049 %. That is the drawing; the distances themselves are rounded public figures."
    )
    zone_method = Text(
        "Geodesic distance of 12, 24 and 200 nautical miles from the GSHHG shoreline, land included, divided "
        "where two coasts are equally near. Contested islands stand in rows that name no country. No "
        "baseline, treaty, ruling or claim is followed."
    )
    zone_accuracy = Text(
        "The outer limit is drawn to 0.5 % of the width; a limit between two coasts is off by up to 1 km in "
        "narrow straits."
    )
    sea_method = Text(
        "Limits of IHO S-23 of 1953 joined vertex by vertex, with land taken away; the Taiwan Strait stands "
        "apart. Approximate, without political significance. Off Palawan, off Mindanao and inside the "
        "Philippines the limits are our choice."
    )
    sea_accuracy = Text(
        "Areas differ from published ones by +1.1 % (Yellow Sea) to -6.1 % (South China Sea); publishers "
        "differ among each other by more, for their limits do."
    )
    depth_method = Text(
        "Areas deeper than 50, 200, 1,000, 3,000 and 6,000 m outlined from ETOPO5 (1988), cells of 9 km, "
        "smoothed and simplified. Not for navigation."
    )
    depth_accuracy = Text(
        "Of 28 places with a published depth and position, 25 lie in their band and 3 within 22 km of it."
    )
    contested_borders = Text("Borders drawn dashed")
    contested_borders_promise = Text(
        "Lines on land that the base map does not draw as settled, as of October 2013. Each follows Natural "
        "Earth, which shows who holds the land in fact; none of it says whose a land is."
    )
    border = Text("Between")
    border_kind = Text("What the line is")
    border_reason = Text("Why it is dashed")
    border_source = Text("Source and entry")
    sources_promise = Text("Everything on the map and who says so: figures, shapes and names.")
    choose_source = Text("Choose a row of the table for its note and its layers.")
    later_features = Text("{fact} of {count} features")
    later_facts = TextMap({"area": Text("area"), "height": Text("height"), "width": Text("width")})
    """By what a dated column of features is about; the columns of a pack go by their own names."""
    later_fact = Text("condition of a feature", "state")
    sources_found = Text("{found} of {all} sources")
    no_sources_found = Text("No source holds all these words. Try fewer.")
    search = Text("Search")
    search_hint = Text("title, publisher, year, licence, layer …")
    any = Text("any")
    title = Text("Title")
    publisher = Text("Publisher")
    year = Text("Year")
    licence = Text("Licence")
    confidence = Text("Confidence")
    rank = Text("Rank")
    ranks = TextMap(
        {
            "primary": Text("primary"),
            "secondary": Text("secondary"),
            "weak": Text("weak"),
            "unranked": Text("of a source", "unranked"),
        }
    )
    """By what a source stands as, as in the table of sources."""
    rank_labels = TextMap(
        {
            "primary": Text("primary source"),
            "secondary": Text("secondary source"),
            "weak": Text("weak source"),
            "unranked": Text("no rank given"),
        }
    )
    ranks_promise = Text(
        "The best come first. Primary: official or peer-reviewed. Secondary: reputable. Weak: shown where no "
        "better one was found. The rank is that of the source; confidence is in the claim taken from it."
    )
    ranks_counted = Text(
        "Sources by rank, with those of the data: {primary} primary, {secondary} secondary, {weak} weak, "
        "{unranked} without a rank"
    )
    place_in_source = Text("Where in it")
    read_at = Text("Read at")
    weak_alone = Text("Weak sources alone: no better one was found.")
    one_source = Text("One source: no second, independent one was found.")
    used_by = Text("Used by")
    address = Text("Address")
    open_address = Text("a link", "open")
    bibtex = Text("Cite: BibTeX")
    csl_json = Text("Cite: CSL-JSON")
    coverage = Text("Coverage")
    coverage_promise = Text(
        "How passages, layers, facts and sources hang together, checked anew at each start."
    )
    coverage_without_text = Text(
        "The full text of the brief was not supplied: what stands outside the quotes is unchecked."
    )
    linked_passages = Text("Passages with a layer")
    linked_layers = Text("Layers with a passage")
    checked_terms = Text("Terms found in the brief")
    notional_promise = Text(
        "Our illustrations of what the brief names as a class. None of them is operational."
    )
    later = Text("Later than the brief")
    later_promise = Text("Layers and figures dated after the brief ({date}).")
    part = Text("{part} of {whole}")
    quoted_words = Text("Words quoted from the brief")
    quoted_share = Text(" ({share:.1%} of its words)")
    passages_without_layers = Text("Passages without a layer")
    layers_without_passages = Text("Layers without a passage")
    layers_not_named = Text("Layers of status brief that no link names")
    long_quotes = Text("Quotes over 25 words")
    dead_references = Text("References to features that are not there")
    unused_sources = Text("Sources that nothing cites")
    facts_without_source = Text("Facts without a source")
    unchecked_layers = Text("Layers that nobody has confirmed")
