"""Overlays: the words of a pack in another language, beside it in files of the same names."""

from pathlib import Path

import pytest

from dashboard.cli.main import main
from geodata.errors import PackError, UnknownIdError
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.overlays import read_overlay, write_skeletons
from geodata.packs.pack import Pack, read_pack
from geodata.packs.translation import translate_pack
from geodata.packs.verification import verify_pack
from geodata.packs.wordings import list_wordings
from tests.support.harbour import write_harbour

SCENES = """
[[scenes]]
id = "dawn"
title = "Dawn"
takeaway = "In 2013 three ships left."
passages = ["H1"]
camera = { west = 118, south = 8, east = 124, north = 12 }
notes = "Two\\nlines."
"""
OPENING = """
[[subjects]]
title = "The mole"
text = "Two towns want it."
feature = "mole.head"
"""
GERMAN = {
    "passages.toml": """
[values]
"Fog" = "Nebel"
[[passages]]
id = "F1"
summary = "Zwei Städte wollen die Mole."
rendering = "Niemandem gehört die äußere Mole"
""",
    "layers.toml": """
[[layers]]
id = "mole"
title = "Äußere Mole"
""",
    "scenes.toml": """
[[scenes]]
id = "dawn"
title = "Morgen"
takeaway = "2013 fuhren drei Schiffe ab."
""",
    "opening.toml": """
[[subjects]]
feature = "mole.head"
title = "Die Mole"
""",
    "features/mole.toml": """
[[rows]]
id = "head"
name = "Mole / Pier"
note = "rotes Licht"
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_harbour(tmp_path / "harbour")
    (folder / "brief.txt").unlink(missing_ok=True)
    (folder / "scenes.toml").write_text(SCENES, encoding="utf-8")
    (folder / "opening.toml").write_text(OPENING, encoding="utf-8")
    return folder


def write_overlay(folder: Path, files: dict[str, str], language: str = "de") -> None:
    for name, content in files.items():
        path = folder / language / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def translate(folder: Path, language: str = "de") -> Pack:
    pack = read_pack(folder)
    return translate_pack(pack, read_overlay(pack, language))


def test_a_pack_is_said_in_the_words_of_its_overlay(folder: Path) -> None:
    write_overlay(folder, GERMAN)
    pack = translate(folder)
    first, second = pack.passages
    assert second.summary == "Zwei Städte wollen die Mole."
    assert (second.section, second.rendering) == ("Nebel", "Niemandem gehört die äußere Mole")
    assert first.summary == "Ships are kept in by fog."
    assert [layer.title for layer in pack.layers][:2] == ["Basin", "Äußere Mole"]
    [scene] = pack.scenes
    assert (scene.title, scene.notes) == ("Morgen", "Two\nlines.")
    assert [subject.title for subject in pack.opening.subjects] == ["Die Mole"]
    [head] = pack.tables["features/mole.csv"]
    assert head.texts["note"] == "rotes Licht"
    assert head.names.call("dual-de") == "Mole / Pier"


def test_quotes_titles_figures_and_the_key_stay_those_of_the_pack(folder: Path) -> None:
    write_overlay(folder, GERMAN)
    pack, translated = read_pack(folder), translate(folder)
    assert translated.key == pack.key
    assert translated.brief.title == pack.brief.title
    assert [one.quote for one in translated.passages] == [one.quote for one in pack.passages]
    [head] = translated.tables["features/mole.csv"]
    assert head.figures == pack.tables["features/mole.csv"][0].figures
    assert head.names.en == "Mole head"


def test_a_translated_pack_can_be_written_and_read_as_json(folder: Path) -> None:
    write_overlay(folder, GERMAN)
    translated = translate(folder)
    read = Pack.model_validate_json(translated.model_dump_json(by_alias=True))
    assert read.model_dump() == translated.model_dump()


def test_an_overlay_changes_the_key_of_the_pack(folder: Path) -> None:
    before = read_pack(folder).key
    write_overlay(folder, GERMAN)
    assert read_pack(folder).key != before


def test_a_layer_that_is_one_named_thing_has_its_name_by_every_policy(folder: Path) -> None:
    layers = (folder / "layers.toml").read_text(encoding="utf-8")
    named = layers.replace('title = "Basin"\n', 'title = "Basin"\nnames = { en = "Basin", ja = "泊地" }\n')
    (folder / "layers.toml").write_text(named, encoding="utf-8")
    write_overlay(folder, {"layers.toml": '[[layers]]\nid = "basin"\ntitle = "Becken"\n'})
    pack = translate(folder)
    layer, gazetteer = pack.layers[0], read_gazetteer(pack)
    called = [
        format_layer_name(pack, layer, policy, gazetteer=gazetteer) for policy in ("dual-de", "en", "ja")
    ]
    assert called == ["Becken", "Basin", "泊地"]
    assert gazetteer.rewrite("Das Becken ist tief.", "ja") == "Das 泊地 ist tief."
    japanese = translate(folder, "ja")
    assert japanese.layers[0].title == "泊地"


def test_what_a_language_has_a_name_for_is_not_asked_unless_it_is_in_dispute(folder: Path) -> None:
    mole = folder / "features/mole.csv"
    mole.write_text(
        "id,name_en,name_dual,name_ja,lat,lon,sources\n"
        "head,Mole head,Mole / Pier,突堤,10,120,chart\nfoot,Mole foot,,堤根,10,120.1,chart\n",
        encoding="utf-8",
    )
    asked = {
        language: [
            wording.entry
            for wording in list_wordings(read_pack(folder), language)
            if wording.file == "features/mole.toml" and wording.field == "name" and not wording.known
        ]
        for language in ("de", "ja")
    }
    assert asked == {"de": ["head", "foot"], "ja": ["head"]}


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("layers.toml", '[[layers]]\nid = "pier"\n', r"de/layers.toml, pier: The pack has no such entry"),
        ("layers.toml", '[[layers]]\ntitle = "X"\n', r"de/layers.toml, number 1: Expected id; known"),
        ("layers.toml", '[[layers]]\nid = "mole"\nstyle = "x"\n', r"mole, field style: There are no words"),
        ("layers.toml", '[[layers]]\nid = "mole"\ntitle = 3\n', r"mole, field title: Expected a text"),
        ("layers.toml", '[[scenes]]\nid = "dawn"\n', r"Expected a list of \[\[layers\]\] tables"),
        ("layers.toml", "layers = 3\n", r"Expected a list of \[\[layers\]\] tables"),
        ("layers.toml", "[values]\nMole = 3\n", r"field values: No text of the pack in this file is “Mole”"),
        ("layers.toml", 'values = "x"\n', r"field values: Expected a table"),
        ("passages.toml", "[values]\nFog = 3\n", r"field Fog: Expected a text"),
        (
            "layers.toml",
            '[[layers]]\nid = "mole"\ntitle = "X"\n[[layers]]\nid = "mole"\ntitle = "X"\n',
            r"mole, field title: This entry stands twice",
        ),
        ("opening.toml", '[[subjects]]\nscene = "dawn"\n', r"scene=dawn: The pack has no such entry"),
        ("opening.toml", '[[subjects]]\ntitle = "X"\n', r"Expected passage or feature or scene; known"),
        ("features/mole.toml", '[[rows]]\nid = "head"\nlat = "1"\n', r"head, field lat: There are no words"),
        ("features/piers.toml", '[[rows]]\nid = "x"\n', r"de/features/piers.toml: The pack has no such file"),
        ("brief.toml", 'title = "X"\n', r"de/brief.toml, field title: There are no words of this field"),
        ("brief.toml", "rights =\n", r"de/brief.toml: This is not valid TOML"),
    ],
)
def test_what_the_pack_does_not_have_is_refused(folder: Path, file: str, content: str, message: str) -> None:
    write_overlay(folder, {file: content})
    with pytest.raises(PackError, match=message):
        read_overlay(read_pack(folder), "de")


def test_an_unknown_language_is_refused(folder: Path) -> None:
    with pytest.raises(UnknownIdError, match="There is no language 'xx'"):
        read_overlay(read_pack(folder), "xx")


def test_skeletons_ask_for_every_text_once_and_keep_what_is_there(folder: Path) -> None:
    write_overlay(folder, {"scenes.toml": GERMAN["scenes.toml"]})
    pack = read_pack(folder)
    write_skeletons(pack, read_overlay(pack, "de"))
    scenes = (folder / "de/scenes.toml").read_text(encoding="utf-8")
    assert '# Dawn\ntitle = "Morgen"' in scenes
    assert '# Two\n# lines.\nnotes = """\n\n"""' in scenes
    assert '# its ships wait for the north wind\nrendering = ""' in (folder / "de/passages.toml").read_text(
        encoding="utf-8"
    )
    again = read_overlay(read_pack(folder), "de")
    assert again.texts == {
        ("scenes.toml", "dawn", "title"): "Morgen",
        ("scenes.toml", "dawn", "takeaway"): "2013 fuhren drei Schiffe ab.",
    }


def test_what_was_written_on_several_lines_is_kept(folder: Path) -> None:
    told = 'Zwei "kleine" \\ \nZeilen.'
    write_overlay(folder, {"scenes.toml": f"[[scenes]]\nid = 'dawn'\nnotes = '''{told}'''\n"})
    for _ in range(2):
        pack = read_pack(folder)
        write_skeletons(pack, read_overlay(pack, "de"))
    assert translate(folder).scenes[0].notes == told


def test_verification_tells_what_an_overlay_lacks_and_which_figures_differ(folder: Path) -> None:
    write_overlay(folder, GERMAN)
    report = verify_pack(read_pack(folder))
    lacks = [finding for finding in report.findings if finding.code == "not-translated"]
    assert report.languages == ("de",)
    assert {finding.severity for finding in lacks} == {"warning"}
    assert {finding.entry: finding.message for finding in lacks}["de/scenes.toml"] == (
        "1 not translated: dawn, notes."
    )
    assert not [finding for finding in report.findings if finding.code == "figure-differs"]
    wrong = GERMAN["scenes.toml"].replace("2013", "2014").replace("drei", "vier")
    write_overlay(folder, {"scenes.toml": wrong})
    [finding] = [one for one in verify_pack(read_pack(folder)).findings if one.code == "figure-differs"]
    assert finding.entry == "de/scenes.toml: dawn, takeaway"
    assert finding.message == "It says 2014, 4, where the pack says 2013, 3."
    assert finding.severity == "error"


def test_verification_refuses_the_name_of_one_side_of_a_dispute(folder: Path) -> None:
    write_overlay(folder, {"features/mole.toml": '[[rows]]\nid = "head"\nname = "Mole"\n'})
    codes = [finding.code for finding in verify_pack(read_pack(folder)).findings]
    assert "one-sided-name" in codes


def test_the_command_writes_an_overlay(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["overlay", str(folder), "ja"]) == 0
    assert str(folder / "ja/passages.toml") in capsys.readouterr().out
    assert main(["verify", str(folder)]) == 0
    assert "ja/passages.toml: " in capsys.readouterr().out
