"""Names of a feature in several languages, and the naming policies that choose among them."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

Chosen = Literal["dual", "local", "en", "ja", "zh-hans", "zh-hant"]
"""What a viewer chooses: neutral dual names, local names, or names in one language."""
Spoken = Literal["dual-de", "dual-ja", "local-de", "local-ja"]
"""Neutral and local names for readers of a language, which `speak` makes of what a viewer chooses."""
Policy = Chosen | Spoken
"""Which of its names a thing is called by."""
POLICIES: tuple[Chosen, ...] = get_args(Chosen)
SPOKEN: tuple[Spoken, ...] = get_args(Spoken)
NEUTRAL: Chosen = "dual"
"""The policy where none was chosen."""
NEUTRAL_SPOKEN = tuple(policy for policy in SPOKEN if policy.startswith(f"{NEUTRAL}-"))
"""The same for readers of each language."""

FALLBACKS: Mapping[Policy, tuple[str, ...]] = {
    "dual": ("dual", "en"),
    "local": ("local", "dual", "en"),
    "en": ("en",),
    "ja": ("ja", "romaji", "dual", "en"),
    "zh-hans": ("zh_hans", "zh_hant", "pinyin", "dual", "en"),
    "zh-hant": ("zh_hant", "zh_hans", "pinyin", "dual", "en"),
    "dual-de": ("neutral_de", "dual", "en"),
    "dual-ja": ("neutral_ja", "dual", "ja", "romaji", "en"),
    "local-de": ("local", "neutral_de", "dual", "en"),
    "local-ja": ("local", "neutral_ja", "dual", "ja", "romaji", "en"),
}
"""Policy -> fields of `Names`, of which the first that is not empty is shown; English never is."""
SCRIPTS = {"Japan": "ja", "China": "zh_hans", "Taiwan": "zh_hant"}
"""State or area as the tables of a pack call it -> field of `Names` in its script."""
LANGUAGES = {"ja": "ja", "zh_hans": "zh-Hans", "zh_hant": "zh-Hant"}
"""Field of `Names` in Han characters -> its language as an IETF tag."""
JOINT = " / "
"""Between the forms of a name of which none goes before the other."""
BUILT_NAMES = Path(__file__).parent / "data" / "names"
"""Holds `<language>.toml`: names of countries, seas, straits, ports and cities by their neutral names."""
OWN_FIELDS: Mapping[str, str] = {"de": "", "ja": "ja"}
"""Language beside English in which things are called neutrally -> field of `Names` in it; empty for none."""


class Names(BaseModel):
    """Names of one feature; only the English one is required."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    en: str
    """Name customary in English."""
    dual: str = ""
    """Neutral form with both sides' names, as in Senkaku / Diaoyu; empty where one name serves all."""
    ja: str = ""
    """Japanese."""
    romaji: str = ""
    """Japanese, romanised."""
    zh_hans: str = ""
    """Chinese in simplified characters."""
    zh_hant: str = ""
    """Chinese in traditional characters."""
    pinyin: str = ""
    """Chinese, romanised."""
    local: str = ""
    """As written where it lies; of a disputed feature the forms of all sides; empty where unknown."""
    neutral_de: str = ""
    """In German: the customary name, or the neutral form of one in dispute."""
    neutral_ja: str = ""
    """In Japanese: the neutral form of a name in dispute; empty where `ja` serves all."""

    @property
    def neutral(self) -> str:
        """Dual name where the feature has one, else the English name."""
        return self.call(NEUTRAL)

    @property
    def neutral_forms(self) -> tuple[str, ...]:
        """The neutral name in each language."""
        return self.neutral, *map(self.call, NEUTRAL_SPOKEN)

    @property
    def columns(self) -> dict[str, str]:
        """The names as columns of a row, `name_en` and so on, empty ones included."""
        return {f"name_{field}": name for field, name in self.model_dump().items()}

    def call(self, policy: Policy) -> str:
        """Return the name by a policy, or by its fallbacks; never empty."""
        return next(filter(None, map(self._get, FALLBACKS[policy])))

    def _get(self, field: str) -> str:
        """Return a form of the name; one in another language is looked up where it has none of its own."""
        form: str = getattr(self, field)
        if form or not field.startswith("neutral_"):
            return form
        return read_built_names(field.removeprefix("neutral_")).get(self.dual or self.en, "")

    def localise(self, states: Iterable[str]) -> "Names":
        """Return the names with the local form of a feature that these states administer or claim.

        Parameters
        ----------
        states
            The one in possession first, in the words of `SCRIPTS`.
        """
        if self.local:
            return self
        forms = [getattr(self, SCRIPTS[state]) if state in SCRIPTS else "" for state in states]
        known = dict.fromkeys(form for written in forms for form in written.split(JOINT))
        return self.model_copy(update={"local": JOINT.join(known)}) if all(forms) else self


@cache
def read_built_names(language: str) -> Mapping[str, str]:
    """Return what things of the built data are called in a language, by their neutral names."""
    path = BUILT_NAMES / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def speak(policy: Policy, language: str) -> Policy:
    """Return a policy for readers of a language, in which things have their neutral and local names.

    A policy for the readers of another language becomes the same for those of this one.
    """
    chosen = policy.partition("-")[0] if policy in SPOKEN else policy
    wanted = f"{chosen}-{language}"
    return next((one for one in (*SPOKEN, *POLICIES) if one in {wanted, chosen}), policy)


NAME_COLUMNS = tuple(f"name_{field}" for field in Names.model_fields)
"""Columns that carry these names in a feature table."""
