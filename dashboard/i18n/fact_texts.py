"""Messages of facts: what the columns of features are called, and quantities with their units."""

from dashboard.i18n.messages import MessageTable, Text, TextMap


class FactTexts(MessageTable):
    """The words of facts in one language; `texts.Texts` holds them with all others."""

    columns = TextMap(
        {
            "name_en": Text("English"),
            "name_ja": Text("Japanese"),
            "name_romaji": Text("Romanised"),
            "name_zh_hans": Text("Chinese, simplified"),
            "name_zh_hant": Text("Chinese, traditional"),
            "name_pinyin": Text("Pinyin"),
            "date": Text("Date"),
            "account": Text("What happened"),
            "part": Text("Its part in the brief"),
            "bodies": Text("Sits in"),
            "since": Text("Since"),
            "administered_by": Text("Administered by"),
            "occupied_by": Text("Held by"),
            "claimed_by": Text("Claimed by"),
            "other_names": Text("Other names"),
            "position_from": Text("Position"),
            "measured": Text("Width, measured by us"),
            "width": Text("Width"),
            "second_width": Text("Width, second source"),
            "gate": Text("Gate"),
            "area_km2": Text("Area"),
            "height_m": Text("Height"),
            "length_km": Text("Length"),
            "depth_m": Text("Depth"),
            "clearance_m": Text("Clearance"),
            "span_m": Text("Span"),
            "opened": Text("Opened"),
            "oil": Text("Oil"),
            "cargo": Text("Cargo"),
            "passes": Text("Passes"),
            "distance_km": Text("Distance, computed"),
            "published_km": Text("Distance, published"),
            "published_by": Text("Published by"),
            "end_point": Text("Measured to"),
            "time": Text("Time"),
            "place": Text("Place"),
            "uncertainty_km": Text("Uncertainty"),
            "note": Text("fact", "Note"),
            "passage_ids": Text("Passages"),
            "confidence": Text("Confidence"),
        }
    )
    """By the columns of the tables of features, in the order in which facts are shown."""
    data_columns = TextMap(
        {
            "name": Text("Name"),
            "title": Text("Layer"),
            "layer": Text("Id of the layer"),
            "status": Text("Status"),
            "notional": Text("Notional"),
            "passages": Text("Passages"),
            "sources": Text("Sources"),
            "licence": Text("Licence"),
            "grounds": Text("How well it is founded"),
            "as_of": Text("As of"),
            "caveat": Text("Caveat"),
            "brief": Text("The brief"),
            "role": Text("Role"),
            "closed": Text("Closed"),
            "extra_km": Text("Longer by, km"),
            "reason": Text("Why there is no way"),
            "id": Text("Id"),
            "unchecked": Text("Unchecked"),
            "name_dual": Text("Neutral name"),
            "name_local": Text("Local name"),
            "lat": Text("Latitude"),
            "lon": Text("Longitude"),
            "origin": Text("From"),
            "destination": Text("To"),
            "kind": Text("Kind"),
            "share": Text("Share of the nominal distance"),
            "scene": Text("Id of the scene"),
            "layer_title": Text("Layer"),
            "feature": Text("Name"),
            "figure": Text("Column of the figure"),
            "value": Text("Value"),
            "unit": Text("Unit"),
            "source_title": Text("Title"),
            "publisher": Text("Publisher"),
            "year": Text("Year"),
            "locator": Text("Place in the source"),
            "rank": Text("Rank"),
            "url": Text("Address"),
            "read_at": Text("Address of the copy that was read"),
        }
    )
    """By the columns of tables of data, of figures and of sources, beside those of features."""
    list_comma = Text(", ")
    list_semicolon = Text("; ")
    sentence = Text("{text}.")
    undated = Text("n.d.")
    source_column = Text("{column}: source")
    date_column = Text("{column}: as of")
    coordinates = Text("Coordinates")
    passed_at = Text("{name} at {nm:,.0f} nm")
    unit_km = Text("km")
    unit_nm = Text("nm")
    length_km = Text("{km:,.0f} km")
    length_nm = Text("{nm:,.0f} nm")
    band_km = Text("{inner:,.0f} – {nominal:,.0f} – {outer:,.0f} km")
    distances_told = Text("{km:,.0f} km ({by}); {computed:,.0f} km computed")
    length = Text("{km:,.0f} km ({nm:,.0f} nm)")
    length_side_by_side = Text("{km:,.0f} km · {nm:,.0f} nm")
    area_side_by_side = Text("{km2:,.0f} km² · {nm2:,.0f} nm²")
    area_km2 = Text("{km2:g} km²")
    height_m = Text("{m:,.0f} m")
    depth_zero = Text("0 m")
    uncertainty_km = Text("± {km:g} km")
    scale_km = Text("{km:,.10g} km")
    compass = TextMap(
        {"N": Text("north", "N"), "E": Text("east", "E"), "S": Text("south", "S"), "W": Text("west", "W")}
    )
    """Letters of the directions, as behind degrees."""
    spread = Text("{nominal:.0%} ({inner:.0%} to {outer:.0%})")
    as_of_date = Text("As of {date}")
    dated = Text("as of {date}")
    spread_around = Text("{inner:.0%} to {outer:.0%}")
    confidences = TextMap({"high": Text("high"), "medium": Text("medium"), "low": Text("low")})
    source_confidence = Text("confidence {confidence}")
    unnamed_character = Text("without a name")
