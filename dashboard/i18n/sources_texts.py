"""Messages of the Sources page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourcesTexts:
    """The words of licences and methods in one language; `texts.Texts` holds them with all others."""

    licences: str = "Licences"
    licences_promise: str = (
        "What may be done with what: sources of this brief, and the data sets that come with SeaBrief."
    )
    no_licence: str = "Facts cited from a publication"
    data_sets: str = "Data sets"
    data_set_titles: str = "Which data sets"
    methods: str = "How it is computed"
    methods_promise: str = (
        "How shapes and figures come about, and how far they were measured to be off. The file "
        "docs/accuracy.md of the project has the commands."
    )
    subject: str = "Subject"
    method_column: str = "Method"
    measured: str = "Measured"
    seas_and_limits: str = "Seas and their limits"
    depths: str = "Depths"
    unofficial_zones: str = "Unofficial zones"
    lane_accuracy: str = (
        "Against 300 distances printed in NGA Pub. 151, half of the lanes are within 1.05 %, nine in ten "
        "within 7.5 %. Narrow waters are opened by hand, 1.4 km wide, and can cut their shores."
    )
    band_accuracy: str = (
        "Edges of 1,000 bands along random coasts were at most 0.220 % off their distance, of 1,000 rings "
        "at most 0.049 %. That is the drawing; the distances themselves are rounded public figures."
    )
    zone_method: str = (
        "Geodesic distance of 12, 24 and 200 nautical miles from the GSHHG shoreline, land included, divided "
        "where two coasts are equally near. Contested islands stand in rows that name no country. No "
        "baseline, treaty, ruling or claim is followed."
    )
    zone_accuracy: str = (
        "The outer limit is drawn to 0.5 % of the width; a limit between two coasts is off by up to 1 km in "
        "narrow straits."
    )
    sea_method: str = (
        "Limits of IHO S-23 of 1953 joined vertex by vertex, with land taken away; the Taiwan Strait stands "
        "apart. Approximate, without political significance. Off Palawan, off Mindanao and inside the "
        "Philippines the limits are our choice."
    )
    sea_accuracy: str = (
        "Areas differ from published ones by +1.1 % (Yellow Sea) to -6.1 % (South China Sea); publishers "
        "differ among each other by more, for their limits do."
    )
    depth_method: str = (
        "Areas deeper than 50, 200, 1,000, 3,000 and 6,000 m outlined from ETOPO5 (1988), cells of 9 km, "
        "smoothed and simplified. Not for navigation."
    )
    depth_accuracy: str = (
        "Of 28 places with a published depth and position, 25 lie in their band and 3 within 22 km of it."
    )
    contested_borders: str = "Borders drawn dashed"
    contested_borders_promise: str = (
        "Lines on land that the base map does not draw as settled, as of October 2013. Each follows Natural "
        "Earth, which shows who holds the land in fact; none of it says whose a land is."
    )
    border: str = "Between"
    border_kind: str = "What the line is"
    border_reason: str = "Why it is dashed"
    border_source: str = "Source and entry"
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
    rank: str = "Rank"
    primary_source: str = "primary source"
    secondary_source: str = "secondary source"
    weak_source: str = "weak source"
    unranked_source: str = "no rank given"
    ranks_promise: str = (
        "The best come first. Primary: official or peer-reviewed. Secondary: reputable. Weak: shown where no "
        "better one was found. The rank is that of the source; confidence is in the claim taken from it."
    )
    ranks_counted: str = (
        "Sources by rank, with those of the data: {primary} primary, {secondary} secondary, {weak} weak, "
        "{unranked} without a rank"
    )
    locator: str = "Where in it"
    read_at: str = "Read at"
    weak_alone: str = "Weak sources alone: no better one was found."
    one_source: str = "One source: no second, independent one was found."
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
