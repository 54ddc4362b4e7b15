"""Modules joined into one script, at a scale that can be read by eye."""

import pytest

from dashboard.webmap.bundle import gather_modules, join_modules

LEAF = "export const PI = 3;\nexport function area(r) {\n  return r * r;\n}\n//# sourceMappingURL=a.map\n"
TREE = 'import "./leaf.js";\nimport { area as size } from "./leaf.js";\nimport * as leaf from "./leaf.js";\n'


def test_a_module_takes_what_another_one_gives_and_names_do_not_meet() -> None:
    joined = join_modules({"leaf": LEAF, "tree": f"{TREE}const PI = size(leaf.PI);\n"})
    assert joined.splitlines() == [
        "const module_leaf = (() => {",
        "const PI = 3;",
        "function area(r) {",
        "  return r * r;",
        "}",
        "",
        "",
        "return { PI, area };",
        "})();",
        "const module_tree = (() => {",
        "",
        "const { area: size } = module_leaf;",
        "const leaf = module_leaf;",
        "const PI = size(leaf.PI);",
        "",
        "return {  };",
        "})();",
    ]


def test_modules_are_gathered_after_those_that_they_import() -> None:
    written = {"wood": 'import "./tree.js";\nimport "./leaf.js";\n', "tree": TREE, "leaf": LEAF}
    assert list(gather_modules("wood", written.__getitem__)) == ["leaf", "tree", "wood"]


def test_a_circle_of_modules_is_named() -> None:
    written = {"egg": 'import "./hen.js";\n', "hen": 'import "./egg.js";\n'}
    with pytest.raises(ValueError, match=r"import each other: egg, hen, egg\."):
        gather_modules("egg", written.__getitem__)


@pytest.mark.parametrize(
    ("modules", "problem"),
    [
        ({"tree": TREE, "leaf": LEAF}, "tree.js imports leaf, which does not stand before it"),
        (
            {"odd": 'import one from "https://example.org/one.js";\n'},
            "odd.js has an import or export that is not",
        ),
        ({"odd": "export default 1;\n"}, "odd.js has an import or export that is not ours: 'export'"),
    ],
)
def test_what_cannot_be_joined_is_refused(modules: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        join_modules(modules)
