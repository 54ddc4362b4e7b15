"""Tell what a viewer's template holds before a deck is made with it.

The server imports this module alone: what reads templates is imported in the process that reads the file.
"""

from dataclasses import dataclass

from dashboard.errors import TemplateError
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator, tell
from dashboard.wording.formats import clean_text
from geodata.isolation.reading import ReadingStoppedError, read_apart

READER = "dashboard.exports.deck.templates.template:describe_template"
MOST_NAME = 60
"""Characters of the name of a layout that are told."""


@dataclass(frozen=True)
class TemplateSummary:
    """What was found in a template."""

    masters: int
    layouts: int
    layout: str
    """Name of the layout that slides are made with; empty where it has none."""
    width_cm: float
    height_cm: float
    left_out: tuple[str, ...]
    """What is not used of it, in words."""

    def tell(self) -> str:
        """Return it in sentences, as plain text."""
        texts = get_texts()
        told = texts.template_found.format(
            masters=texts.template_masters.format(self.masters),
            layouts=texts.template_layouts.format(self.layouts),
            width=self.width_cm,
            height=self.height_cm,
        )
        if self.layout:
            told = f"{told} {texts.template_layout.format(layout=self.layout)}"
        if self.left_out:
            told = f"{told} {texts.template_left_out.format(parts=', '.join(self.left_out))}"
        return told


def summarize_template(content: bytes) -> TemplateSummary:
    """Return what a file holds that is to be a template, read in a process of its own.

    Raises
    ------
    TemplateError
        It cannot be one; the message says why, in the language of this run.
    """
    try:
        found = read_apart(READER, content, language=get_translator().language)
    except ReadingStoppedError as error:
        raise TemplateError(tell(error)) from error
    name = clean_text(found["layout"]).strip()
    return TemplateSummary(
        found["masters"],
        found["layouts"],
        name if len(name) <= MOST_NAME else f"{name[:MOST_NAME]}…",
        found["width_cm"],
        found["height_cm"],
        tuple(found["left_out"]),
    )
