"""A pack in all languages: drawn once with names for all readers, its words by language, exports in one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.cartography.rows import write_called
from dashboard.cli.main import choose_language, main
from dashboard.exports.fulfilment import fulfil_request
from dashboard.exports.request import ExportRequest
from dashboard.i18n.translator import list_languages, use_language
from dashboard.packs import name_for_all, tell_left_out, translate_to, translate_to_all
from dashboard.webmap.pack_index import draw_pack, translate_indexes
from dashboard.webmap.unserved import open_archive, open_folder
from dashboard.wording.wording import tell_rendering
from geodata.errors import UnknownIdError
from geodata.names import Names, speak
from geodata.packs.pack import Pack, read_pack
from tests.support.harbour import pack_folder

GERMAN = {
    "passages.toml": '[[passages]]\nid = "F1"\nrendering = "Niemandem gehört die Mole"\n',
    "layers.toml": '[[layers]]\nid = "gale"\ntitle = "Sturm"\n[[layers]]\nid = "mole"\ntitle = "Mole"\n',
    "features/mole.toml": '[[rows]]\nid = "head"\nname = "Mole / Pier"\nnote = "rotes Licht"\n',
}


@pytest.fixture
def translated(harbour: Path) -> Path:
    for name, content in GERMAN.items():
        path = harbour / "de" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return harbour


def test_a_pack_is_there_in_every_language(translated: Path) -> None:
    told = translate_to_all(read_pack(translated))
    assert tuple(told) == list_languages()
    assert [told[language].layers[-1].title for language in ("en", "de", "ja")] == ["Gale", "Sturm", "Gale"]


def test_layers_are_drawn_once_with_the_names_for_the_readers_of_all_languages(translated: Path) -> None:
    pack = read_pack(translated)
    drawn = draw_pack(name_for_all(pack))
    gale = next(layer.frame for layer in drawn.layers if layer.id == "gale")
    [label] = gale[gale["role"] == "label"].to_dict("records")
    assert (label["name"], label["name_dual-de"]) == ("1,000 km", "1.000 km")
    german = translate_indexes(drawn.indexes, translate_to(pack, "de"))
    (head,) = german["mole"].features.values()
    assert head.properties["note"] == "rotes Licht"
    assert drawn.indexes["mole"].features["head"].properties["note"] == "red light"
    assert head.bounds == drawn.indexes["mole"].features["head"].bounds


def test_names_of_other_languages_travel_where_they_differ() -> None:
    strait = Names(en="Strait of Malacca", ja="マラッカ海峡")
    called = write_called(strait.call)
    assert called["name"] == "Strait of Malacca"
    assert called["name_dual-de"] == "Straße von Malakka"
    assert called["name_dual-ja"] == called["name_ja"] == "マラッカ海峡"
    disputed = Names(en="Mole", dual="Mole / Pier", ja="突堤", neutral_ja="突堤／桟橋")
    assert [disputed.call(policy) for policy in ("dual-ja", "ja", "dual-de", "local-ja")] == [
        "突堤／桟橋",
        "突堤",
        "Mole / Pier",
        "突堤／桟橋",
    ]


@pytest.mark.parametrize(
    ("chosen", "language", "spoken"),
    [("dual", "de", "dual-de"), ("local", "ja", "local-ja"), ("ja", "de", "ja"), ("dual", "en", "dual")],
)
def test_a_policy_is_one_for_the_readers_of_a_language(chosen: str, language: str, spoken: str) -> None:
    assert speak(chosen, language) == spoken  # type: ignore[arg-type]


def test_an_uploaded_pack_brings_its_languages_along(translated: Path) -> None:
    (translated / "de/brief.toml").write_text('rights = "Keine vorbehalten."\n', encoding="utf-8")
    opened = open_archive(pack_folder(translated), "harbour.zip")
    with use_language("de"):
        assert opened.told.layers[-1].title == "Sturm"
        entry = opened.parcel.content["catalogue"]["layers"]["gale"]
        assert opened.layers["mole"].features["head"].properties["note"] == "rotes Licht"
    assert entry["name"] == "Sturm"
    assert opened.pack.layers[-1].title == "Gale"
    keys = [opened.translated[language].parcel.key for language in list_languages()]
    assert len(set(keys)) == len(keys)


def test_a_pack_without_overlays_is_shown_in_its_own_words(harbour: Path) -> None:
    opened = open_folder(harbour)
    with use_language("ja"):
        assert opened.told.passages == opened.pack.passages


def test_an_export_is_written_in_the_language_of_its_request(translated: Path, tmp_path: Path) -> None:
    out = tmp_path / "mole.geojson"
    request = ExportRequest("geojson", layer="mole", language="de", pack=translated)
    fulfil_request(request, read_pack(translated), out)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert "rotes Licht" in json.dumps(written, ensure_ascii=False)
    [feature] = written["features"]
    assert feature["properties"]["name_en"] == "Mole head"


def test_a_rendering_is_marked_as_ours(translated: Path) -> None:
    pack: Pack = translate_to(read_pack(translated), "de")
    with use_language("de"):
        assert tell_rendering(pack.passages[1]) == (
            "„Niemandem gehört die Mole“ (unsere Übersetzung, nicht autorisiert)"
        )
        assert tell_rendering(pack.passages[0]) == ""


@pytest.mark.parametrize(
    ("given", "environment", "language"),
    [
        (["--lang", "de", "layers"], {}, "de"),
        (["layers", "--lang=ja"], {"SEABRIEF_LANG": "de"}, "ja"),
        (["layers"], {"SEABRIEF_LANG": "de", "LANG": "ja_JP.UTF-8"}, "de"),
        (["layers"], {"LANG": "ja_JP.UTF-8"}, "ja"),
        (["layers"], {"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}, "en"),
        (["layers"], {"LANG": "fr_FR.UTF-8"}, "en"),
        (["layers"], {}, "en"),
    ],
)
def test_the_command_speaks_the_language_that_is_asked_for(
    given: list[str], environment: dict[str, str], language: str
) -> None:
    assert choose_language(given, environment) == language
    assert given == ["layers"]


def test_a_language_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnknownIdError):
        choose_language([], {"SEABRIEF_LANG": "xx"})
    assert main(["--lang", "xx", "layers"]) == 2
    assert "There is no language 'xx'" in capsys.readouterr().err


def test_lists_and_errors_of_the_command_are_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "de", "layers"]) == 0
    assert "Ostchinesisches Meer" in capsys.readouterr().out
    assert main(["verify", "nowhere", "--lang", "de"]) == 2
    assert "Diesen Ordner gibt es nicht." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("layers.toml", '[values]\n"Gale of old" = "Sturm"\n', "No text of the pack in this file"),
        ("scenes.toml", "title =\n", "This is not valid TOML"),
        ("passages.toml", '[[passages]]\nid = "F1"\nsummary = "40 Schiffe."\n', "It says 40"),
    ],
)
def test_an_overlay_with_a_fault_is_left_out_and_the_pack_opens(
    translated: Path, tmp_path: Path, file: str, content: str, problem: str
) -> None:
    (translated / "de" / file).write_text(content, encoding="utf-8")
    for opened in (open_folder(translated), open_archive(pack_folder(translated), "mine.zip")):
        assert [opened.translated[language].pack.layers[-1].title for language in ("en", "de")] == [
            "Gale"
        ] * 2
        assert problem in tell_left_out("de", opened.faults["de"])
        assert list(opened.faults) == ["de"]
    pack = read_pack(translated)
    request = ExportRequest("csv", layer="gale", pack=translated, language="de")
    [notice] = fulfil_request(request, pack, tmp_path / "gale.csv")
    assert "Deutsch" in notice
    assert problem not in notice  # it is told in German
    assert fulfil_request(replace(request, language="ja"), pack, tmp_path / "gale.csv") == []


def test_the_command_fails_an_overlay_with_a_fault_and_goes_on_with_the_others(
    translated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (translated / "de/layers.toml").write_text(
        '[[layers]]\nid = "storm"\ntitle = "Sturm"\n', encoding="utf-8"
    )
    assert main(["overlay", str(translated), "ja"]) == 0
    assert main(["verify", str(translated)]) == 1
    told = capsys.readouterr().out
    assert "error: de/layers.toml: storm: The pack has no such entry with words" in told
    assert "ja/layers.toml: " in told
