"""Decks in a wider face than their own: no text leaves its box, and no box lies on the next one."""

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.ft2font import FT2Font, LoadFlags
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide

from dashboard.exports.deck.deck import DeckStyle, write_deck
from dashboard.exports.deck.metrics import count_lines
from dashboard.exports.deck.shapes import EMU_PER_PX
from dashboard.exports.deck.templates.template import open_own
from dashboard.layout.page import PAGES
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.theme import LIGHT
from dashboard.wording.wording import Wording
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import resolve_scene

SEEDS = Path("seeds")
PANEL_PX, FOOT_PX = PAGES["1080p"].map_rect.left, PAGES["1080p"].footer_rect.top
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
WIDE = {bold: FT2Font(str(FONTS / f"DejaVuSans{'-Bold' * bold}.ttf")) for bold in (False, True)}
LINE = 1.164
"""Line distance of DejaVu Sans in multiples of its size."""


def measure(text: str, size_px: float, *, bold: bool) -> float:
    face = WIDE[bold]
    known = [ord(character) for character in text if face.get_char_index(ord(character))]
    advances = (face.load_char(code, flags=LoadFlags.NO_SCALE).horiAdvance for code in known)
    han = len(text) - len(known)  # as wide as they are high, whatever face stands in
    return (sum(advances) / face.units_per_EM + han) * size_px


def wrap(text: str, size_px: float, width: float, *, bold: bool) -> int:
    lines, line = 1, ""
    for word in text.replace("/", "/ ").replace("-", "- ").split():
        if line and measure(f"{line} {word}", size_px, bold=bold) > width:
            lines, line = lines + 1, ""
        line = f"{line} {word}".strip()
    return lines


class Box:
    """A text frame with the room that its text takes in DejaVu Sans, in page units."""

    def __init__(self, shape: object) -> None:
        sides = (shape.left, shape.top, shape.width, shape.height)  # type: ignore[attr-defined]
        self.left, self.top, self.width, self.height = (side / EMU_PER_PX for side in sides)
        self.text = shape.text_frame.text  # type: ignore[attr-defined]
        self.wraps = shape.text_frame.word_wrap  # type: ignore[attr-defined]
        self.align = shape.text_frame.paragraphs[0].alignment  # type: ignore[attr-defined]
        self.needed_height, self.needed_width = 0.0, 0.0
        for paragraph in shape.text_frame.paragraphs:  # type: ignore[attr-defined]
            text = "".join(run.text for run in paragraph.runs)
            size = max(run.font.size.pt for run in paragraph.runs) * 2
            bold = any(run.font.bold for run in paragraph.runs)
            spacing = paragraph.line_spacing if isinstance(paragraph.line_spacing, float) else 1.0
            lines = wrap(text, size, self.width, bold=bold) if self.wraps else 1
            after = (paragraph.space_after.pt if paragraph.space_after else 0) * 2
            self.needed_height += lines * size * LINE * spacing + after
            longest = max(text.split(), key=len, default="") if self.wraps else text
            self.needed_width = max(self.needed_width, measure(longest, size, bold=bold))

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + min(other.height, other.needed_height) - 1
            and other.top < self.top + min(self.height, self.needed_height) - 1
        )


def list_boxes(slide: Slide, *, on_map: bool = False) -> Iterator[Box]:
    """Yield the boxes of words beside a map and on slides without one, or those on the map alone."""
    has_map = any(shape.name == "Sea depth, metres" for shape in slide.shapes)
    for box in list_every(slide):
        if (has_map and box.left > PANEL_PX - 1 and box.top < FOOT_PX) is on_map:
            yield box


def list_every(slide: Slide) -> Iterator[Box]:
    for shape in slide.shapes:
        members = shape.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP else [shape]
        for member in members:
            if getattr(member, "has_text_frame", False) and member.text_frame.text.strip():
                yield Box(member)


@pytest.fixture(scope="module", params=["nato-goes-east", "danish-straits"])
def slides(request: pytest.FixtureRequest) -> list[Slide]:
    pack: Pack = read_pack(SEEDS / request.param)
    scenes = [resolve_scene(pack, scene) for scene in pack.scenes]
    written = write_deck(scenes, Wording(pack, "en"), DeckStyle(open_own(LIGHT)))
    return list(Presentation(BytesIO(written)).slides)


def test_no_text_is_taller_or_wider_than_its_box_in_a_wide_face(slides: list[Slide]) -> None:
    for number, slide in enumerate(slides, 1):
        for box in list_boxes(slide):
            assert box.needed_height <= box.height + 9, (number, box.text)
            assert box.needed_width <= box.width + 1, (number, box.text)


def test_no_box_lies_on_the_next_one_in_a_wide_face(slides: list[Slide]) -> None:
    for number, slide in enumerate(slides, 1):
        for one, other in combinations(list_boxes(slide), 2):
            assert not one.meets(other), (number, one.text, other.text)


def test_sizes_are_whole_tenths_of_a_point_which_no_program_rounds_up(slides: list[Slide]) -> None:
    sizes = {size for slide in slides for size in slide.element.xpath(".//a:rPr/@sz")}
    assert len(sizes) > 5
    assert {size for size in sizes if int(size) % 10} == set()


def test_lines_are_counted_by_the_widest_face() -> None:
    style = TEXT_STYLES["takeaway"]
    text = "Whoever goes by sea into the Baltic passes one of three straits"
    assert count_lines(text, style, 384) >= wrap(text, style.size_pt * 4 / 3, 384, bold=False)
    assert count_lines("", style, 384) == 0
    assert count_lines("W" * 100, style, 384) > 4  # a word that is longer than a line is broken


def test_names_of_a_map_stay_on_it_in_a_wide_face(slides: list[Slide]) -> None:
    named = 0
    for number, slide in enumerate(slides, 1):
        for box in list_boxes(slide, on_map=True):
            named += 1
            spare = {PP_ALIGN.LEFT: box.width, PP_ALIGN.CENTER: (box.width + box.needed_width) / 2}
            right = (
                box.left
                + spare.get(box.align, box.width)
                - (box.width - box.needed_width) * (box.align == PP_ALIGN.LEFT)
            )
            assert right <= PAGES["1080p"].width + 4, (number, box.text)
    assert named > 100


def test_a_deck_of_shapes_keeps_the_rules_of_its_format(tmp_path: Path) -> None:
    pack = read_pack(SEEDS / "danish-straits")
    scene = resolve_scene(pack, pack.scenes[0])
    (tmp_path / "deck.pptx").write_bytes(write_deck([scene], Wording(pack, "en"), DeckStyle(open_own(LIGHT))))
    assert not OpenXmlValidator(max_errors=0).validate(tmp_path / "deck.pptx").errors
