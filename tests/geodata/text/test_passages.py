"""Our own prose stands in for a brief."""

import time

import pytest

from geodata.errors import AnchorError, mark_changes
from geodata.text.paragraphs import anchor_passages, split_paragraphs
from geodata.text.quotes import Selector, anchor_quote

PLAIN = (
    "The harbour master counted nine ships before noon and wrote each name into a well-thumbed ledger.\n\n"
    "Fog came in from the north, so the pilots stayed ashore and drank their tea without a word.\n\n"
    "By evening the light on the breakwater had failed twice; nobody could say why it came back.\n\n"
    "A letter from the ministry asked for fewer ships, or for better fog, and was filed under humour.\n"
)
WORDS = PLAIN.split()


def find(text: str, quote: str, prefix: str = "", suffix: str = "") -> str:
    anchor = anchor_quote(text, Selector("X1", quote, prefix, suffix))
    return text[anchor.start : anchor.end]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("Ships wait\nin the roads.", "wait in the", "wait\nin the"),
        ("Ships wait\r\nin the roads.", "wait in the", "wait\r\nin the"),
        ("\ufeffShips wait in the roads.", "Ships wait", "Ships wait"),
        ("Ships wait\n\nin the\froads.", "wait in the roads.", "wait\n\nin the\froads."),
        ("A non-\n\nproliferation pact.", "non-proliferation", "non-\n\nproliferation"),
        ("The Secu-\n\nrity Council.", "The Security Council", "The Secu-\n\nrity Council"),
        ("Pre- and post-\nwar trade.", "Pre- and post-war", "Pre- and post-\nwar"),
        ("Pre-\nand post-war trade.", "Pre- and post-war", "Pre-\nand post-war"),
        ("A “pivot” it’s said.", '"pivot" it\'s', "“pivot” it’s"),
        ('A "pivot" it\'s said.', "“pivot” it’s", '"pivot" it\'s'),
        ("Ships – and tea —\nwait.", "Ships - and tea – wait", "Ships – and tea —\nwait"),
        ("Fog—tea—ships.", "Fog–tea–ships", "Fog—tea—ships"),
        ("Nine\u00a0ships, nine\u2009names.", "Nine ships, nine names", "Nine\u00a0ships, nine\u2009names"),
        ("The har\u00adbour mas\u00ad\nter.", "harbour master", "har\u00adbour mas\u00ad\nter"),
        ("An o\ufb03cial \ufb01nding.", "official finding", "o\ufb03cial \ufb01nding"),
        ("The cafe\u0301 closed.", "café", "cafe\u0301"),
        ("霧が北から来た。", "北から", "北から"),
        ("霧が北\nから来た。", "霧が北から来た", "霧が北\nから来た"),
        ("霧が北\n\n　から来た。", "霧が北から来た", "霧が北\n\n　から来た"),
        ("雾从北方\r\n来，领航员留在岸上。", "雾从北方来,领航员", "雾从北方\r\n来，领航员"),
        ("ＮＡＴＯは２０１３年\nに", "NATOは2013年に", "ＮＡＴＯは２０１３年\nに"),
        ("安倍　晋三首相", "安倍晋三首相", "安倍　晋三首相"),
        ("葛\U000e0100飾区の\u2f49", "葛飾区の月", "葛\U000e0100飾区の\u2f49"),
        ("か\u3099くぶち", "がくぶち", "か\u3099くぶち"),
        ("\u1112\u1161\u11ab국의", "한국의", "\u1112\u1161\u11ab국의"),
        ("Die See-\nschifffahrts\u00adstraße „ruht“.", '"ruht"', "„ruht“"),
        (
            "Die See-\nschifffahrts\u00adstraße ruht.",
            "Seeschifffahrtsstraße",
            "See-\nschifffahrts\u00adstraße",
        ),
        ("Ein- und\nAusfuhr", "Ein- und Ausfuhr", "Ein- und\nAusfuhr"),
        ("At 25°46′N they\u2011all -- wait", "25°46'N they-all – wait", "25°46′N they\u2011all -- wait"),
        ("dit «\u202fla passe\u202f» et", 'dit "la passe" et', "dit «\u202fla passe\u202f» et"),
        ('dit "la passe" et', "dit « la passe » et", 'dit "la passe" et'),
        ("dit ‹ la passe › et", "dit “la passe” et", "dit ‹ la passe › et"),
        ("sagt ,,Ja'' und »Nein«", 'sagt "Ja" und „Nein“', "sagt ,,Ja'' und »Nein«"),
        ("says ``yes'' and ‘no’", 'says “yes” and "no"', "says ``yes'' and ‘no’"),
        ("彼は「はい」と『言った』", "彼は“はい”と「言った」", "彼は「はい」と『言った』"),
        ("il dit : non ; oui !", "il dit: non; oui!", "il dit : non ; oui !"),
        ("Fog—tea – ships", "Fog – tea—ships", "Fog—tea – ships"),
        ("of sea/\nland and air\n/ground", "sea/land and air/ground", "sea/\nland and air\n/ground"),
        ("its anti-access/area-\ndenial", "anti-access/area-denial", "anti-access/area-\ndenial"),
        ("A **quiet** port", "A **quiet** port", "A **quiet** port"),
        (
            "left\u200e and \u2067right\u2069 side",
            "left and right side",
            "left\u200e and \u2067right\u2069 side",
        ),
    ],
)
def test_a_quote_is_found_whatever_the_typography(text: str, quote: str, found: str) -> None:
    assert find(text, quote) == found


@pytest.mark.parametrize(
    "quote",
    [
        "wrote each name into a well thumbed ledger",
        "wrote each name into a wellthumbed ledger",
        "wrote each names into a well-thumbed ledger",
        "wrote every name into a well-thumbed ledger",
        "wrote each name in to a well-thumbed ledger",
        "wrote Each name into a well-thumbed ledger",
        "rote each name into a well-thumbed ledger",
        "wrote each name into a well-thumbed ledge",
        "wrote each name into a ledger",
        "wrote each name into a ledger well-thumbed",
        "each name into a well-thumbed ledger and",
    ],
)
def test_a_vaguely_similar_phrase_is_refused(quote: str) -> None:
    with pytest.raises(AnchorError, match="passage X1: the quote is not in the text"):
        find(PLAIN, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("霧が北から来た。", "霧が南から来た"),
        ("雾从北方来。", "雾从南方"),
        ("Ships wait\nin the roads.", "Ships waitin the roads"),
        ("Die Seeschifffahrt ruht.", "Die See-schifffahrt ruht"),
        ("Они ждут.", "ни ждут"),
    ],
)
def test_an_altered_quote_is_refused_in_every_script(text: str, quote: str) -> None:
    with pytest.raises(AnchorError, match="not in the text"):
        find(text, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("25°46′ N", "25°46″ N"),
        ("5'10\" tall", "5\"10' tall"),
        ("sea/land", "sea land"),
        ("fog-tea", "fog - tea"),
    ],
)
def test_marks_that_mean_something_are_not_alike(text: str, quote: str) -> None:
    with pytest.raises(AnchorError, match="nearest place"):
        find(f"They noted {text} in the end.", f"noted {quote} in the")


def test_a_hyphen_inside_a_line_is_not_optional() -> None:
    with pytest.raises(AnchorError):
        find("They re-sign the treaty.", "They resign the treaty")


def test_the_nearest_place_is_named_as_a_hint() -> None:
    with pytest.raises(
        AnchorError, match=r"“the light on the breakwater \[-has-\] \{\+had\+\} failed twice”"
    ):
        find(PLAIN, "the light on the breakwater has failed twice")


@pytest.mark.parametrize(
    ("text", "quote", "difference"),
    [
        (PLAIN, "on the breakwater failed twice", "on the breakwater {+had+} failed twice"),
        (
            PLAIN,
            "the light on the old breakwater had failed",
            "the light on the [-old-] breakwater had failed",
        ),
        (PLAIN, "Mist came in from the north", "[-Mist-] {+Fog+} came in from the north"),
        (PLAIN, "came in from the South", "came in from the [-South-] {+north+}"),
        ("A low-\nlying har-\nbour and fog.", "low-lying harbor and", "low-lying [-harbor-] {+harbour+} and"),
        ("A ship’s log says it.", "A ships log says", "A [-ships-] {+ship's+} log says"),
        ("霧が北から来たので岸に残った。", "霧が南から来たので", "霧が [-南-] {+北+} から来たので"),
    ],
)
def test_the_nearest_place_is_shown_as_a_difference(text: str, quote: str, difference: str) -> None:
    with pytest.raises(AnchorError) as caught:
        find(text, quote)
    assert mark_changes(caught.value.changes) == difference
    assert difference in str(caught.value)


def test_a_letter_of_another_script_is_named() -> None:
    with pytest.raises(
        AnchorError, match=r"Cyrillic small letter o \(U\+043E\) where the text has Latin small"
    ):
        find(PLAIN, "Fоg came in from the north")


def test_a_space_that_is_the_only_difference_is_shown() -> None:
    with pytest.raises(AnchorError, match=r"nine ships before \{\+␣\+\} noon|before \[-␣-\] , noon"):
        find("He had nine ships before, noon came.", "nine ships before , noon")


def test_a_character_that_cannot_be_seen_is_shown_by_its_number() -> None:
    with pytest.raises(AnchorError, match=r"nine \{\+<U\+0003>\+\} ships"):
        find("He had nine\x03 ships before noon.", "He had nine ships before")


def test_what_stands_around_a_quote_is_compared_with_its_prefix() -> None:
    with pytest.raises(AnchorError, match=r"\[-spilt-\] \{\+drank\+\} their tea"):
        find(PLAIN, "their tea without", prefix="and spilt")


def test_an_unrelated_quote_gets_no_hint() -> None:
    with pytest.raises(AnchorError, match=r"word for word\.$"):
        find(PLAIN, "zebras graze upon Kilimanjaro")


@pytest.mark.parametrize("quote", ["", "  ", "–"])
def test_an_empty_quote_is_refused(quote: str) -> None:
    with pytest.raises(AnchorError, match="the quote is empty"):
        find(PLAIN, quote)


def test_a_quote_that_stands_twice_needs_a_prefix_or_suffix() -> None:
    text = "First the tide turned, then the wind turned, then we did."
    with pytest.raises(
        AnchorError, match=r"stands 2 times in the text .after “… First the tide” and after “… then the"
    ):
        find(text, "turned, then")
    assert anchor_quote(text, Selector("X1", "turned, then", prefix="the wind")).start == 37
    assert anchor_quote(text, Selector("X1", "turned, then", suffix="the wind")).start == 15
    with pytest.raises(AnchorError, match="not between its prefix and suffix"):
        find(text, "turned, then", prefix="the moon")


def test_a_prefix_that_is_wrong_is_refused_even_where_the_quote_stands_once() -> None:
    with pytest.raises(AnchorError, match="not between its prefix and suffix"):
        find(PLAIN, "drank their tea", prefix="and spilt")


def test_a_paragraph_broken_by_a_blank_line_is_put_together_again() -> None:
    text = (
        "# Ports\n\nA quiet port\n\nAnn Author\n\n"
        "The port was quiet and the Secu-\n\nrity guard slept, as he\n\nalways did.\n\n"
        "## **Fog**\nFog fell.\n"
    )
    paragraphs = split_paragraphs(text)
    assert [(paragraph.section, paragraph.text) for paragraph in paragraphs] == [
        ("Ports", "A quiet port"),
        ("Ports", "Ann Author"),
        ("Ports", "The port was quiet and the Security guard slept, as he always did."),
        ("Fog", "Fog fell."),
    ]
    assert [paragraph.number for paragraph in paragraphs] == [1, 2, 3, 4]
    assert text[paragraphs[2].start : paragraphs[2].end].startswith("The port was quiet")
    assert text[paragraphs[2].start : paragraphs[2].end].endswith("always did.")


def test_a_long_block_without_a_stop_goes_on_in_the_next_even_with_a_capital() -> None:
    start = "The harbour master counted nine ships and then wrote a long letter to the"
    assert len(split_paragraphs(f"{start}\n\nMinistry of Fog.")) == 1
    assert len(split_paragraphs(f"{start} king.\n\nMinistry of Fog.")) == 2
    assert len(split_paragraphs(f"{start}\n\n# Ministry\n\nof Fog.")) == 2


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("They reassur-\ning say so. It is reassuring.", "They reassuring say so. It is reassuring."),
        ("A low-\nlying coast, a low-lying isle.", "A low-lying coast, a low-lying isle."),
        ("In the end it meets the end-\nstate.", "In the end it meets the end-state."),
        ("The US-\nJapan talks.", "The US-Japan talks."),
        (
            "Its anti-access/area-\ndenial and air-sea-\nland plan.",
            "Its anti-access/area-denial and air-sea-land plan.",
        ),
        ("A DF-\n21, a 19-\nyear-old, a NATO-\nled force.", "A DF-21, a 19-year-old, a NATO-led force."),
        (
            "Pre-\nand post-war non-\nproliferation is non-\nsense.",
            "Pre- and post-war non-proliferation is nonsense.",
        ),
        ("They anti-\ncipate self-\nhelp by sea/\nland.", "They anticipate self-help by sea/land."),
        ("The SECU-\nRITY of security.", "The SECURITY of security."),
        ("The break\u00ad\nwater  broke\tup.", "The breakwater broke up."),
    ],
)
def test_clean_text_keeps_only_the_hyphens_that_belong_to_words(text: str, clean: str) -> None:
    assert split_paragraphs(text)[0].text == clean


def test_a_hyphen_at_a_line_end_is_read_as_the_quote_reads_it() -> None:
    text = "The tug-\nmaster waited. Nobody knew him."
    for quote, shown in (("The tug-master waited", "tug-master"), ("The tugmaster waited", "tugmaster")):
        [passage] = anchor_passages([Selector("A", quote)], text)
        assert passage.paragraph.text == f"The {shown} waited. Nobody knew him."


def test_an_empty_text_has_no_paragraphs() -> None:
    assert split_paragraphs("\ufeff\r\n \n") == ()


def test_passages_come_with_their_paragraph_and_the_place_of_the_quote_in_it() -> None:
    text = "# Port\n\nNine ships lay in the har-\n\nbour mouth. We\n\nwaited.\n\nThen fog fell.\n"
    passages = anchor_passages(
        [Selector("A", "the harbour mouth. We waited"), Selector("B", "fog fell")], text
    )
    assert [passage.id for passage in passages] == ["A", "B"]
    first = passages[0]
    assert first.paragraph.text == "Nine ships lay in the harbour mouth. We waited."
    assert first.paragraph.text[first.highlight.start : first.highlight.end] == "the harbour mouth. We waited"
    assert text[first.anchor.start : first.anchor.end] == "the har-\n\nbour mouth. We\n\nwaited"


def test_a_quote_over_a_blank_line_proves_that_the_blocks_are_one_paragraph() -> None:
    text = "In April the Fog\n\nOffice opened. It closed.\n\nWe left."
    assert len(split_paragraphs(text)) == 3
    [passage] = anchor_passages([Selector("A", "the Fog Office opened")], text)
    assert passage.paragraph.text == "In April the Fog Office opened. It closed."


@pytest.mark.parametrize(
    ("quotes", "problem"),
    [
        (["nine ships", "wrote each name"], "passage P2: it lies in the same paragraph as passage P1"),
        (["Fog came in", "nine ships"], "passage P2: it lies before passage P1"),
    ],
)
def test_passages_have_to_be_distinct_and_in_order(quotes: list[str], problem: str) -> None:
    selectors = [Selector(f"P{number}", quote) for number, quote in enumerate(quotes, start=1)]
    with pytest.raises(AnchorError, match=problem):
        anchor_passages(selectors, PLAIN)


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ("Quiet ports", "lies in a heading"),
        ("was quiet. Fog fell", "not in the text"),
        ("quiet. # Fog Fog fell", "under another heading"),
    ],
)
def test_headings_are_no_passages(quote: str, problem: str) -> None:
    with pytest.raises(AnchorError, match=problem):
        anchor_passages([Selector("A", quote)], "# Quiet ports\n\nIt was quiet.\n\n# Fog\n\nFog fell.")


def test_a_thousand_quotes_in_a_megabyte_take_a_few_seconds() -> None:
    paragraphs = [" ".join(f"{word}{number:x}" for word in WORDS[:60]) + "." for number in range(2000)]
    text = "\n\n".join(paragraphs)
    assert len(text) > 800_000
    selectors = [Selector(f"P{number}", " ".join(paragraphs[number].split()[9:27])) for number in range(1000)]
    start = time.process_time()
    assert len(anchor_passages(selectors, text)) == 1000
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        " " * 300_000 + "end",
        "word-" + "\n" * 300_000 + "1",
        "\u00ad \n" * 100_000 + "1",
        "- " * 150_000,
        "# " * 150_000,
        "ends here without a stop\n\n" * 10_000,
    ],
    ids=["one word", "spaces", "line breaks", "soft hyphens", "hyphens", "hashes", "fragments"],
)
def test_no_text_is_slow_to_read(text: str) -> None:
    start = time.process_time()
    with pytest.raises(AnchorError, match="not in the text"):
        anchor_passages([Selector("A", "nine ships before noon")], text)
    assert time.process_time() - start < 3
