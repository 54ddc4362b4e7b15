"""Find the international organisations and forums that a text names."""

import re
from collections.abc import Mapping
from functools import cache

from geodata.drafting.folding import SearchedText, fold_name
from geodata.drafting.proposals import InstitutionProposal
from geodata.errors import Message


def _decline(adjective: str, noun: str) -> tuple[str, ...]:
    """Return the German cases of a name that is an adjective and a masculine noun."""
    return tuple(f"{adjective}{ending} {noun}" for ending in ("e", "er", "en", "em"))


BODIES: Mapping[str, tuple[str, ...]] = {
    "nato": (
        "NATO",
        "Nato",
        "North Atlantic Treaty Organization",
        "North Atlantic Treaty Organisation",
        "北大西洋条約機構",
        "北约",
        "北約",
        "Nordatlantikpakt",
    ),
    "eu": ("European Union", "EU", "Europäische Union", "Europäischen Union", "欧州連合", "欧盟", "歐盟"),
    "asean": (
        "ASEAN",
        "Asean",
        "Association of Southeast Asian Nations",
        "東南アジア諸国連合",
        "东盟",
        "東協",
    ),
    "arf": ("ASEAN Regional Forum",),
    "eas": ("East Asia Summit", "East Asian Summit", "Ostasiengipfel", "東アジア首脳会議", "东亚峰会"),
    "osce": (
        "OSCE",
        "Organization for Security and Co-operation in Europe",
        "Organisation for Security and Co-operation in Europe",
        "OSZE",
        "欧州安全保障協力機構",
    ),
    "un": (
        "United Nations",
        "UN",
        "U.N.",
        "Vereinte Nationen",
        "Vereinten Nationen",
        "国際連合",
        "国連",
        "联合国",
        "聯合國",
    ),
    "quad": ("the Quad", "Quadrilateral Security Dialogue", "日米豪印", "四方安全对话"),
    "aukus": ("AUKUS",),
    "apec": ("APEC", "Asia-Pacific Economic Cooperation"),
    "sco": (
        "SCO",
        "Shanghai Cooperation Organisation",
        "Shanghai Cooperation Organization",
        "上海協力機構",
        "上海合作组织",
    ),
    "brics": ("BRICS",),
    "gcc": (
        "GCC",
        "Gulf Cooperation Council",
        "Golf-Kooperationsrat",
        "Golfkooperationsrat",
        "湾岸協力会議",
        "海湾合作委员会",
    ),
    "opec": ("OPEC", "Opec"),
    "african-union": (
        "African Union",
        "Afrikanische Union",
        "Afrikanischen Union",
        "アフリカ連合",
        "非洲联盟",
    ),
    "ecowas": ("ECOWAS",),
    "arab-league": (
        "Arab League",
        "League of Arab States",
        "Arabische Liga",
        "Arabischen Liga",
        "アラブ連盟",
    ),
    "g7": ("G7", "G-7", "Group of Seven"),
    "g20": ("G20", "G-20", "Group of Twenty"),
    "imo": (
        "IMO",
        "International Maritime Organization",
        "International Maritime Organisation",
        "Internationale Seeschifffahrts-Organisation",
        "Internationalen Seeschifffahrts-Organisation",
        "国際海事機関",
    ),
    "helcom": ("HELCOM", "Helsinki Commission"),
    "arctic-council": ("Arctic Council", *_decline("Arktisch", "Rat"), "北極評議会", "北极理事会"),
    "nordic-council": ("Nordic Council", "Nordic Council of Ministers", *_decline("Nordisch", "Rat")),
    "cbss": ("Council of the Baltic Sea States", "CBSS", "Ostseerat"),
    "csto": ("CSTO", "Collective Security Treaty Organization"),
    "pif": ("Pacific Islands Forum", "太平洋諸島フォーラム"),
    "saarc": ("SAARC",),
    "bimstec": ("BIMSTEC",),
    "iora": ("IORA", "Indian Ocean Rim Association"),
}
"""Id of a body, as packs have it -> the names by which texts call it."""


@cache
def _compile() -> tuple[re.Pattern[str], Mapping[str, str]]:
    named = {fold_name(name): body for body, names in BODIES.items() for name in names}
    longest_first = sorted(named, key=len, reverse=True)
    spaced = "|".join(re.escape(name) for name in longest_first if name[0].isascii())
    unspaced = "|".join(re.escape(name) for name in longest_first if not name[0].isascii())
    first = "".join({re.escape(name[0]) for name in longest_first if name[0].isascii()})
    return re.compile(rf"(?<![A-Za-z0-9-])(?=[{first}])(?:{spaced})(?![A-Za-z0-9])|{unspaced}"), named


def find_institutions(folded: SearchedText) -> tuple[InstitutionProposal, ...]:
    """Return the organisations and forums that a text names, in order and without overlaps."""
    pattern, named = _compile()
    return tuple(
        InstitutionProposal(
            start,
            end,
            folded.text[start:end],
            named[found[0]],
            Message("{name} is a name of this body.", name=found[0]),
        )
        for found in pattern.finditer(folded.key)
        for start, end in [folded.locate(*found.span())]
    )
