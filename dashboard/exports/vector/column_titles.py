"""Say what the columns of a table are called in all languages: CSV on the Web (W3C, 17 December 2015)."""

import json
from collections.abc import Iterable, Mapping

from dashboard.i18n.texts import make_texts
from dashboard.i18n.translator import SOURCE, list_languages, load_translator

ENDING = "-metadata.json"
"""What the name of a table gets, so that programs find its description (5.3)."""


def describe_columns(name: str, columns: Iterable[str], *, meant: Mapping[str, str] | None = None) -> str:
    """Return the description of a table as JSON: the titles of its columns by language.

    The English titles begin with the name of the column, as its head has it.

    Parameters
    ----------
    name
        File name of the table, which lies in the same folder.
    columns
        Names of its columns in their order, keys of `FactTexts.columns` or `FactTexts.data_columns`.
    meant
        Keys of columns whose names mean something else there.
    """
    texts = {language: make_texts(load_translator(language)) for language in list_languages()}
    known = {language: {**told.columns, **told.data_columns} for language, told in texts.items()}
    described = [
        {
            "name": column,
            "titles": {
                language: [column, title] if language == SOURCE else title
                for language, titles in known.items()
                for title in [titles[(meant or {}).get(column, column)]]
            },
        }
        for column in columns
    ]
    table = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": SOURCE}],
        "url": name,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": described},
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"
