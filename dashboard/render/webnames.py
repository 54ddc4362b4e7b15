"""Write the names of a feature so that the browser can choose among them by a naming policy."""

from collections.abc import Callable, Mapping
from typing import Any

from geodata.names import NEUTRAL, POLICIES, Names, Policy


def read_names(record: Mapping[str, Any]) -> Names:
    """Return the names of a row of a layer frame."""
    fields = {field: record.get(f"name_{field}") for field in Names.model_fields}
    return Names(**{field: value for field, value in fields.items() if isinstance(value, str)})


def name_row(record: Mapping[str, Any], policy: Policy = NEUTRAL) -> str:
    """Return the name of a row of a layer frame by a policy."""
    return read_names(record).call(policy)


def write_names(names: Names) -> dict[str, str]:
    """Return the columns from which the browser picks the name of a feature, as `write_called` has them."""
    return write_called(names.call)


def write_called(call: Callable[[Policy], str]) -> dict[str, str]:
    """Return what something is called by each policy, as the browser reads it.

    `name` is the neutral name; `name_ja` and so on are the names by the other policies, fallbacks applied,
    each only where it differs from the neutral one. A policy without an entry has the neutral name.
    """
    called = {policy: call(policy) for policy in POLICIES}
    others = {f"name_{policy}": name for policy, name in called.items() if name != called[NEUTRAL]}
    return {"name": called[NEUTRAL], **others}
