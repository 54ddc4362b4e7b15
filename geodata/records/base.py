"""Base class and field types of the records of a pack."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MAX_TEXT = 20_000
"""Longest text of a field, in characters."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
PartialDate = Annotated[str, Field(pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$")]
"""Year, month or day as in ISO 8601; empty where none is known."""
WebAddress = Annotated[str, Field(pattern=r"^(https?://[^\s<>\"']+)?$")]


class Record(BaseModel):
    """Base of the records of a pack: unchangeable, and no field but the named ones."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        str_max_length=MAX_TEXT,
        use_attribute_docstrings=True,
    )
