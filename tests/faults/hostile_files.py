"""Files that are large, deep, crossed, damaged or packed to burst: what a stranger may bring, made by code.

All of them come from a seed, so that every run measures the same bytes. Their words are harmless markers."""

from dataclasses import dataclass

from tests.faults.hostile.addresses import list_addresses
from tests.faults.hostile.annotations import list_annotations
from tests.faults.hostile.drafts import list_drafts
from tests.faults.hostile.geojson import list_geojson
from tests.faults.hostile.geopackages import list_geopackages
from tests.faults.hostile.packs import list_packs
from tests.faults.hostile.parts import Make
from tests.faults.hostile.tables import list_tables
from tests.faults.hostile.templates import list_templates
from tests.faults.hostile.texts import list_texts
from tests.faults.hostile.xml import list_xml


@dataclass(frozen=True)
class HostileFile:
    """What a stranger brings."""

    title: str
    """What is wrong with it."""
    reader: str
    """What reads it: `shapes`, `annotations`, `pack`, `text`, `draft`, `template` or `address`."""
    name: str
    """Name under which it comes."""
    make: Make
    """Makes its bytes."""


def list_hostile_files() -> list[HostileFile]:
    """Return all of them."""
    named = (
        ("shapes", list_geojson()),
        ("shapes", list_xml()),
        ("shapes", list_tables()),
        ("shapes", list_geopackages()),
        ("annotations", list_annotations()),
        ("pack", list_packs()),
        ("text", list_texts()),
        ("draft", list_drafts()),
        ("template", list_templates()),
        ("address", list_addresses()),
    )
    return [
        HostileFile(title, reader, name, make) for reader, listed in named for title, name, make in listed
    ]
