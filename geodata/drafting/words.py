"""Words that a written pack has beside those of its text, in the language of the text where we have them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PackWords:
    """Titles, descriptions and caveats of the layers of a draft."""

    states: str
    places: str
    waters: str
    events: str
    closed: str
    """With the field `{name}`."""
    within: str
    """With the fields `{km}` and `{name}`."""
    part: str
    """A section without a heading, with the field `{number}`."""
    named_in: str
    """Description of a layer of places, with the field `{section}`."""
    from_text: str
    """Description of any other layer."""
    unchecked: str
    """Caveat of what nobody has confirmed."""
    lane: str
    """Caveat of a lane."""
    lane_end: str
    """A port that is not the end that the text names, with the fields `{name}`, `{port}` and `{km}`."""
    lane_end_at_sea: str
    """A position at sea that stands for what the text names, with the field `{name}`."""
    members: str
    """With the field `{name}`."""
    members_at: str
    """Description of a layer of members, with the fields `{name}` and `{date}`."""
    areas: str
    """Caveat of a layer of members."""
    band: str
    """Caveat of a distance."""
    event: str
    """Caveat of events."""
    more: str
    """Places that a list leaves out, with the field `{count}`."""
    rights_own: str
    rights_other: str
    no_author: str
    no_publisher: str
    """Stand in the record for what nobody has filled in."""


WORDS: Mapping[str, PackWords] = {
    "en": PackWords(
        states="States",
        places="Places",
        waters="Waters and coasts",
        events="Events",
        closed="Closed: {name}",
        within="{km:,.0f} km around {name}",
        part="Part {number}",
        named_in="What the text names under “{section}”.",
        from_text="What the text speaks of.",
        unchecked="Unchecked: proposed by rules from the words of the text; nobody has confirmed it.",
        lane="An illustrative route between two ports: the text gives no course.",
        lane_end="{port} stands for {name}: the listed port nearest to it, {km:.0f} km away.",
        lane_end_at_sea="No port is listed near {name}: the lane ends at sea beside it.",
        members="{name}: members",
        members_at="Members of {name}, as of {date}.",
        areas="Areas of countries take no side: contested islands, Kosovo, Northern Cyprus and Taiwan are "
        "filled for nobody, nor are territories with a code of their own, such as Greenland.",
        band="A circle around one point: it illustrates a figure, and is no range of any system.",
        event="The text gives the date; the point is the place that it names nearest to it.",
        more="and {count} more",
        rights_own="Rights: whoever made this pack.",
        rights_other="Rights: author and publisher. Of a paragraph, at most 25 words are quoted.",
        no_author="author not given",
        no_publisher="publisher not given",
    ),
    "de": PackWords(
        states="Staaten",
        places="Orte",
        waters="Gewässer und Küsten",
        events="Ereignisse",
        closed="Gesperrt: {name}",
        within="{km:,.0f} km um {name}",
        part="Teil {number}",
        named_in="Was der Text unter „{section}“ nennt.",
        from_text="Wovon der Text spricht.",
        unchecked="Ungeprüft: nach Regeln aus den Worten des Textes vorgeschlagen, von niemandem bestätigt.",
        lane="Eine Route zur Veranschaulichung zwischen zwei Häfen: Der Text nennt keinen Kurs.",
        lane_end="{port} steht für {name}: der nächste verzeichnete Hafen, {km:.0f} km entfernt.",
        lane_end_at_sea="Bei {name} ist kein Hafen verzeichnet: Die Route endet davor auf See.",
        members="{name}: Mitglieder",
        members_at="Mitglieder von {name}, Stand {date}.",
        areas="Die Flächen der Länder ergreifen keine Partei: Umstrittene Inseln, Kosovo, Nordzypern und "
        "Taiwan sind für niemanden gefüllt, ebenso wenig Gebiete mit eigenem Kürzel wie Grönland.",
        band="Ein Kreis um einen Punkt: Er veranschaulicht eine Zahl, keine Reichweite eines Systems.",
        event="Der Text nennt das Datum; der Punkt ist der Ort, den er am nächsten dazu nennt.",
        more="und {count} weitere",
        rights_own="Rechte: wer dieses Paket erstellt hat.",
        rights_other="Rechte: Autor und Herausgeber des Textes. Zitiert sind je Absatz höchstens 25 Wörter.",
        no_author="Autor nicht angegeben",
        no_publisher="Herausgeber nicht angegeben",
    ),
}
"""Language -> its words."""


def find_words(language: str) -> PackWords:
    """Return the words for a text in a language, given by its IETF tag; English where we have none."""
    return WORDS.get(language.partition("-")[0].lower(), WORDS["en"])
