"""Which texts are for people or are names: examples, descriptions, members of enumerations."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_EXAMPLES = ("example", "examples", "json_schema_extra", "openapi_examples")
_ABOUT = frozenset(
    {
        *(
            "description",
            "contact",
            "license",
            "license_info",
            "licence",
            "terms_of_service",
            "termsOfService",
        ),
        *("external_docs", "externalDocs", "openapi_external_docs", "documentation", "documentation_url"),
        *("docs_url", "help", "help_text", "summary", "homepage", "project_urls", "epilog"),
    }
)
"""What a service or a command says of itself."""
_NAMED = re.compile(r"(?:Enum|Flag|Choices)$")
_OWN = re.compile(r"[^\d]*")


def shown(tree: ast.Module) -> Iterator[ast.expr]:
    """Give what a field, an operation, a command or a service is documented with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in (*_EXAMPLES, *_ABOUT):
            yield node.value
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            kinds = (*_EXAMPLES, *_ABOUT)
            yield from (v for k, v in pairs if isinstance(k, ast.Constant) and k.value in kinds)


def members(tree: ast.Module) -> Iterator[int]:
    """Give the id of each member of an enumeration that is a word: its name says nothing of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            values = dict(_constants(node))
            by_base = any(_NAMED.search(ast.unparse(base)) for base in node.bases)
            alike = sum(_plain(name) == _plain(str(value.value)) for name, value in values.items())
            if by_base or 1 < len(values) <= 2 * alike:
                yield from (id(one) for one in values.values() if _OWN.fullmatch(str(one.value)))


def _constants(node: ast.ClassDef) -> Iterator[tuple[str, ast.Constant]]:
    for one in node.body:
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            value = one.value.elts[0] if isinstance(one.value, ast.Tuple) and one.value.elts else one.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield one.targets[0].id, value


def _plain(name: str) -> str:
    return re.sub(r"[-_]", "", name).lower()
