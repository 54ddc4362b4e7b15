"""What stands beside a link: its words, and its picture."""

import struct

import shapely

from dashboard.i18n.translator import use_language
from dashboard.packs import translate_to
from dashboard.theme import LIGHT
from dashboard.webmap.preview_pictures import SIZE_PX, draw_preview
from dashboard.webmap.previews import describe_previews
from dashboard.webmap.thumbnails import Line, Painted
from geodata.packs.pack import Pack


def test_a_scene_is_told_by_its_takeaway_with_its_stamp_before_it_and_a_pack_by_its_record(
    nato_pack: Pack,
) -> None:
    pictures = {scene.id: f"{scene.id}.png" for scene in nato_pack.scenes}
    previews = describe_previews(nato_pack, pictures)
    bands = previews["anti-access"]
    assert bands.title == "Anti-access in outline · NATO Goes East"
    assert bands.description.startswith("Notional · illustrative · not operational. ")
    assert bands.picture == "anti-access.png"
    assert not previews["partner"].description.startswith("Notional")
    assert previews[""].title == "NATO Goes East"
    assert "Michael Paul" in previews[""].description
    with use_language("de"):
        german = describe_previews(translate_to(nato_pack, "de"), pictures)
    assert german["partner"].title != previews["partner"].title


def test_a_picture_is_as_large_as_networks_ask_for_and_always_the_same() -> None:
    shapes = [
        Painted(shapely.box(100, 100, 200, 200).difference(shapely.box(120, 120, 140, 140)), LIGHT.land, 0.5),
        Painted(shapely.LineString([(0, 0), (480, 300)]), line=Line(LIGHT.lane, 2, 1, (4, 2))),
        Painted(shapely.Point(240, 150), LIGHT.accent, radius=5),
        Painted(shapely.MultiPolygon(), LIGHT.land),
    ]
    drawn = draw_preview(shapes, LIGHT)
    assert struct.unpack(">II", drawn[16:24]) == SIZE_PX
    assert drawn == draw_preview(shapes, LIGHT)
    assert drawn != draw_preview(shapes[:2], LIGHT)
    assert drawn != draw_preview(shapes, LIGHT, stamp="Notional")
