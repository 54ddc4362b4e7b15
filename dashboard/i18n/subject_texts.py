"""Messages of the subject pages: islands, sea lanes, range bands, institutions."""

from dashboard.i18n.messages import MessageTable, Text, TextMap


class SubjectTexts(MessageTable):
    """The words of the subjects in one language; `texts.Texts` holds them with all others."""

    lanes_lead = Text("Close a strait and see where the ships go, how far, and for how much longer.")
    lane = Text("Lane")
    other_ends = Text("Any two ports or places")
    from_place = Text("From")
    to_place = Text("To")
    place_hint = Text("a port by any name, or 12.5, 80.25 or 35°27'N 139°39'E, or MGRS as 54S UE 869 342")
    far_start = Text("{place} lies {km} km from navigable water: the lane begins at {water}.")
    far_end = Text("{place} lies {km} km from navigable water: the lane ends at {water}.")
    closed_end = Text(
        "{place} lies at the closed gate of {chokepoint}: its lane keeps to the side of the gate on which "
        "the place lies, and the place itself may be shut off."
    )
    offer = Text("Take {port}")
    pick_points = Text("Pick two points on the map")
    pick_start = Text("Click the start on the map.")
    pick_end = Text("Now click the end.")
    close_gates = Text("Closed chokepoints")
    close_gates_hint = Text("Choose here, or click a gate on the map. • marks those that the lane passes.")
    question_lane = Text("A lane between two places, computed for you.")
    question_ends = Text("Ends of the lane")
    closed_gates = Text("Closed")
    ship = Text("Ship")
    ship_hint = Text(
        "A strait or canal that is too shallow, too narrow or too short for the ship is closed to it."
    )
    no_ship = Text("A ship without size")
    ship_size = Text("Draught {draught} m, beam {beam} m, length {length} m")
    ship_year = Text("Limits of")
    ship_year_hint = Text("Limits change: the locks of Panama are larger since June 2016.")
    arctic = Text("Arctic passages open")
    arctic_hint = Text(
        "The Northeast and the Northwest Passage count as closed by their ice unless you open them; ice "
        "itself is not computed."
    )
    refused = Text("Not by {chokepoint}: {reason}")
    speed = Text("Speed, kn")
    speed_hint = Text("14 knots is our default; set the speed of your ships.")
    costs = Text("Fuel, cost and waiting")
    costs_hint = Text("Your figures, in any one currency; nothing is assumed. A second figure makes a range.")
    fuel = Text("Fuel at sea, t/day")
    price = Text("Price per t")
    hire = Text("Hire of the ship, per day")
    up_to = Text("up to")
    anchor_fuel = Text("Fuel at anchor, t/day")
    fixed_cost = Text("Once, for the detour")
    fixed_cost_hint = Text("Tolls and fees of the detour; below zero where a toll is saved.")
    stopped_share = Text("Ships that the closure stops")
    stopped_share_hint = Text("Below 100 %, the mean over all ships is told beside the single voyage.")
    extra_fuel = Text("More fuel, tonnes")
    extra_cost = Text("Cost of the detour")
    wait_until = Text("Days of closure from which the detour is cheaper than waiting")
    mean_of_all = Text("With {share:.0%} of the ships stopped: on average +{nm} nm, +{days} days a ship.")
    low = Text("Low")
    mid = Text("Middle")
    high = Text("High")
    undo_question = Text("Undo")
    reset_question = Text("Reset")
    open_way = Text("Open")
    longer_way = Text("Longer way")
    no_route = Text("No route")
    no_route_short = Text("no route")
    unaffected = Text("The lane does not pass what is closed: it runs as usual.")
    usual_answer = Text("{nm} nm, {days} days")
    extra_answer = Text("+{nm} nm, +{days} days")
    flows = Text("Published flows")
    flow_later = Text("later than the brief")
    flow_units = TextMap(
        {
            "million barrels a day": Text("{amount:,.1f} million barrels of oil a day"),
            "ships a year": Text("{amount:,.0f} ships a year"),
            "billion US dollars a year": Text("{amount:,.0f} billion US dollars of trade a year"),
            "% of the world's containers at sea": Text("{amount:g} % of the world's containers at sea"),
        }
    )
    """By the units of flows."""
    other_ways = Text("Other ways")
    other_ways_hint = Text("The shortest that keep off one of the chokepoints on the way.")
    other_way = Text("By {passed} instead of {avoided}: {nm} nm, {days} days")
    other_way_clear = Text("Keeping off {avoided}: {nm} nm, {days} days")
    no_other_way = Text("There is no other way by sea.")
    usual_way = Text("As usual")
    way_left = Text("With closures")
    figure = Text("Figure")
    difference = Text("Difference")
    distance_nm = Text("Distance, nm")
    distance_km = Text("Distance, km")
    days_at = Text("Days at {speed} kn")
    passed_in_order = Text("Chokepoints in order")
    over_land = Text("Canals and rivers, km")
    how_computed = Text("How this is computed")
    lane_method = Text(
        "The cheapest way over a sea graph built from the GSHHG shoreline, where a mile near land counts "
        "more; pulled taut, corners rounded, measured on the WGS84 ellipsoid. A closed chokepoint is a gate "
        "that no leg may cross; so is one whose limits the ship exceeds. Canals and rivers that the "
        "shoreline does not show are opened by hand. No weather, traffic scheme or queue is counted. Days "
        "are distance divided by speed. Illustrative; not for navigation."
    )
    cost_method = Text(
        "A ship that waits pays for each day at anchor, one that takes the detour for its extra days at sea "
        "and once for tolls; from the day on which both are equal the detour is cheaper. Without your "
        "figures a day of waiting counts as much as one at sea. Figures are those of one voyage: queues, "
        "freight rates and what later voyages lose are left out. How far a route is exposed does not by "
        "itself foretell losses."
    )
    islands_lead = Text("Names, areas, distances; who administers them and who claims them.")
    no_islands = Text("This pack has no islands.")
    show = Text("Show")
    locator = Text("Where this lies")
    published = Text("Published")
    computed = Text("Computed")
    why_distances_differ = Text(
        "Published distances are rounded and do not say between which points they run. Ours run on the WGS84 "
        "ellipsoid from the nearest shore of the island to the point named."
    )
    name = Text("Name")
    bands_lead = Text(
        "How far classes of ranges might reach, how unsure that is, and what lies inside. No site, no system."
    )
    classes = Text("Classes")
    origin = Text("Measured from")
    origin_hint = Text("A generalised coast or whole-degree reference points of ours; never a site.")
    origin_coast = Text("Generalised mainland coast")
    origin_points = Text("All notional reference points")
    origin_point = Text("Notional point: {name}")
    figures_for = Text("Figures for")
    no_bands_chosen = Text("Choose a class to see how far it might reach.")
    nominal_km = Text("Nominal distance, km")
    inner_pct = Text("Inner distance, per cent of the nominal one")
    outer_pct = Text("Outer distance, per cent of the nominal one")
    band = Text("Band")
    share = Text("Share")
    distances = TextMap({"inner": Text("Inner"), "nominal": Text("Nominal"), "outer": Text("Outer")})
    """By the distances of a band."""
    held = Text("Places inside the outer distance")
    held_places = Text("{held} of {count} {kind}")
    spots = TextMap(
        {
            "ports": Text("ports"),
            "chokepoints": Text("chokepoints"),
            "islands": Text("islands and features"),
        }
    )
    """By the kinds of places."""
    uncertainty = Text("What changes as the uncertainty grows")
    no_uncertainty = Text("The ceiling of a class by definition: one line, no inner and outer distance.")
    share_grows = Text("{lane}: from {inner:.0%} to {outer:.0%} of the lane.")
    inside_from = TextMap(
        {
            "nominal": Text("Inside from the nominal distance on"),
            "outer": Text("Inside at the outer distance alone"),
        }
    )
    """By the distance from which on a place is inside."""
    figure_from = Text("Where the figure comes from")
    band_method = Text(
        "Plain distance on the WGS84 ellipsoid from the origin, over land as over sea. Shares are taken "
        "along the lane every 20 km, at the inner, nominal and outer distance. Moved bands are drawn "
        "within 0.6 % of their distance; figures do not depend on the drawing. Notional, illustrative, "
        "not operational."
    )
    all_closures = Text("Every lane, one chokepoint closed at a time")
    all_closures_hint = Text(
        "Extra nautical miles; a dot: the lane does not pass there. Lanes keep clear of land and are not the "
        "shortest, so that the way left can be a few miles shorter."
    )
    one_closure = Text("{lane}: one chokepoint closed at a time")
