"""Type styles of slides and decks: one for each kind of text."""

from dataclasses import dataclass
from typing import Literal

Family = Literal["sans", "serif"]


@dataclass(frozen=True)
class TextStyle:
    """How a kind of text is set."""

    size_pt: float
    """Size in points; four thirds as many page units."""
    weight: int = 400
    """400 regular, 600 semibold, 700 bold."""
    family: Family = "sans"
    italic: bool = False
    colour: str = "ink"
    """Field of `Palette`."""
    halo_pt: float = 0
    """Width of the halo around the letters; 0 for none."""
    halo: str = "halo"
    """Field of `Palette`."""
    halo_opacity: float = 0.85
    capitals: bool = False
    spacing_em: float = 0
    """Space between letters in multiples of the size."""
    leading: float = 1.25
    """Distance of lines in multiples of the size."""


FAMILIES = {"sans": "Source Sans Pro", "serif": "Source Serif Pro"}
"""Faces of the packages `font-source-sans-pro` and `font-source-serif-pro`, under the OFL."""

TEXT_STYLES = {
    "kicker": TextStyle(11.5, 600, colour="ink2"),
    "title": TextStyle(30, 600, family="serif", leading=1.08),
    "takeaway": TextStyle(16),
    "head": TextStyle(11, 700, colour="ink2"),
    "legend": TextStyle(12.5, leading=1.2),
    "figure": TextStyle(12.5, 600),
    "note": TextStyle(10.5, colour="ink2", leading=1.3),
    "quote": TextStyle(15.5, family="serif", italic=True),
    "citation": TextStyle(11, colour="ink2", leading=1.3),
    "footer": TextStyle(10, colour="ink2"),
    "as-of": TextStyle(10.5, 600),
    "stamp": TextStyle(15, 700, colour="band"),
    "number": TextStyle(12, 700),
    "stop": TextStyle(10.5, 700),
    "bar": TextStyle(10.5, halo_pt=2.5),
    "degrees": TextStyle(10, colour="ink2", halo_pt=2.5, halo_opacity=0.7),
    "country": TextStyle(
        13, 600, colour="country_label", halo_pt=4, halo="land", capitals=True, spacing_em=0.12
    ),
    "city": TextStyle(12.5, colour="city_label", halo_pt=3),
    "place": TextStyle(13, 600, halo_pt=3),
    "sea": TextStyle(13, family="serif", italic=True, colour="water", halo_pt=3, halo_opacity=0.45),
    "ocean": TextStyle(19, family="serif", italic=True, colour="water", halo_pt=3, halo_opacity=0.45),
    "named-sea": TextStyle(
        18, 600, family="serif", italic=True, colour="water", capitals=True, halo_pt=3, halo_opacity=0.45
    ),
    "disputed": TextStyle(14, 700, colour="disputed", halo_pt=3, leading=1.1),
    "member": TextStyle(11.5, colour="city_label", halo_pt=3),
    "actor": TextStyle(14, 700, halo_pt=3, leading=1.1),
    "event": TextStyle(12.5, 600, halo_pt=3, leading=1.1),
    "gate": TextStyle(13, 600, halo_pt=3, leading=1.1),
    "band": TextStyle(15, 700, colour="band", halo_pt=4),
    "lane": TextStyle(13, 600, colour="lane", halo_pt=4),
    "distance": TextStyle(15, 700, colour="lane", halo_pt=4),
}
"""Kind of text -> its style; the kinds of map labels are those of the web map."""
