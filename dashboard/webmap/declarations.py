"""Declare the messages between Python and the browser for TypeScript, which checks the browser's modules."""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.messages import MESSAGES, make_adapter
from dashboard.webmap.bundle import FRONTEND

DECLARATIONS = FRONTEND / "types" / "messages.d.ts"
HEAD = "// What Python and the browser send each other. Written from dashboard/messages.py by `make types`.\n"
PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}
"""Name of a type in JSON Schema -> in TypeScript."""


def write_declarations() -> str:
    """Return the module that declares all messages."""
    definitions = make_adapter(*MESSAGES).json_schema()["$defs"]
    return "\n".join((HEAD, *map(_write_interface, definitions.values())))


def _write_interface(schema: Mapping[str, Any]) -> str:
    required = schema["required"]
    lines = list(_comment(schema, ""))
    lines.append(f"export interface {schema['title']} {{")
    for name, field in schema["properties"].items():
        key = name if name.isidentifier() else json.dumps(name)
        lines += _comment(field, "  ")
        lines.append(f"  {key}{'' if name in required else '?'}: {write_type(field)};")
    return "\n".join((*lines, "}\n"))


def _comment(schema: Mapping[str, Any], indent: str) -> Iterator[str]:
    if "description" in schema:
        yield f"{indent}/** {schema['description']} */"


def write_type(schema: Mapping[str, Any]) -> str:
    """Return a type of JSON Schema in TypeScript.

    Raises
    ------
    ValueError
        The messages have no type like this.
    """
    match schema:
        case {"$ref": str(address)}:
            return address.rpartition("/")[2]
        case {"anyOf": [*choices]}:
            return " | ".join(map(write_type, choices))
        case {"enum": [*values]}:
            return " | ".join(map(json.dumps, values))
        case {"const": value}:
            return json.dumps(value)
        case _:
            return _write_plain_type(schema)


def _write_plain_type(schema: Mapping[str, Any]) -> str:
    match schema:
        case {"type": "array", "prefixItems": [*items]}:
            return f"[{', '.join(map(write_type, items))}]"
        case {"type": "array", "items": item}:
            return f"Array<{write_type(item)}>"
        case {"type": "object", "additionalProperties": value}:
            return f"Record<string, {write_type(value)}>"
        case {"type": str(name)} if name in PLAIN:
            return PLAIN[name]
        case _:
            raise ValueError(f"No type of TypeScript is known for {schema}.")


def main() -> int:
    """Write the declarations."""
    DECLARATIONS.write_text(write_declarations(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
