"""Messages of two states of the map beside each other."""

from dashboard.i18n.messages import MessageTable, Plural, Text, TextMap


class ComparisonTexts(MessageTable):
    """The words of a comparison in one language; `texts.Texts` holds them with all others."""

    compare = Text("Compare")
    compare_lead = Text("Two states of the map side by side. Move one map, and the other moves with it.")
    sides = TextMap({"left": Text("Left"), "right": Text("Right")})
    """By the parameters of the link."""
    side_named = Text("{side}: {title}")
    open_side = Text("Open this side")
    swap_sides = Text("Swap sides")
    choose_side = TextMap({"left": Text("Choose the left side"), "right": Text("Choose the right side")})
    """By the parameters of the link."""
    side_offers = Text("A state of this brief, or another brief")
    side_link = Text("Or a link of this app")
    side_link_hint = Text("Paste what “Copy link” or “Share” gave on any page with a map.")
    compare_private = Text(
        "No link leads to your own brief, so it cannot stand beside another state. Choose a brief of the "
        "application in the settings."
    )
    compare_with = Text("Compare with …")
    compare_open = Text("Compare with all straits open")
    compare_today = Text("Compare with today")
    compare_date = Text("Compare with the brief’s date")
    all_open = Text("All straits open")
    until_date = Text("Up to {date}")
    differs = Text("What differs")
    same_state = Text("Both sides show the same.")
    two_briefs = Text("Two briefs")
    joined = Text("Joined {body}")
    members_as_of = Text("Members are those of {date}; what changed after that is among the events.")
    events_between = Plural(
        "{count} event between {start} and {end}", "{count} events between {start} and {end}"
    )
    events_later = Plural(
        "{count} event after the brief, up to {end}", "{count} events after the brief, up to {end}"
    )
    event_told = Text("{date}: {event}")
    only_on = TextMap({"left": Text("On the left only"), "right": Text("On the right only")})
    """By the parameters of the link."""
    save_comparison = Text("Save as a picture or slide")
