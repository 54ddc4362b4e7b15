"""Hold the names of a feature in several scripts."""

from pydantic import BaseModel, ConfigDict


class Names(BaseModel):
    """Names of one feature; only the English one is required."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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

    @property
    def neutral(self) -> str:
        """Dual name where the feature has one, else the English name."""
        return self.dual or self.en


NAME_COLUMNS = tuple(f"name_{field}" for field in Names.model_fields)
"""Columns that carry these names in a feature table."""
