"""Descriptions of a contract's keys, from the docstring beneath each: for the schema alone.

pydantic can do that whenever a section is defined (`use_attribute_docstrings`), and reads every module's
source for it: a tenth of what a smoke of a URL takes.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import Any, get_args

from gonogo.contract.base import Section


def document(section: type[Section]) -> None:
    """Describe each field of a section, and of those below it, and build its schema anew."""
    _document(section, set())


def _document(section: type[Section], done: set[type[Section]]) -> None:
    if section in done:
        return
    done.add(section)
    docstrings: dict[str, str] = {}
    for owner in reversed(section.__mro__):
        if issubclass(owner, Section):
            docstrings |= _docstrings(owner)
    for name, field in section.model_fields.items():
        field.description = field.description or docstrings.get(name)
        for below in _sections(field.annotation):
            _document(below, done)
    section.model_rebuild(force=True)


def _docstrings(section: type[Section]) -> dict[str, str]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(section))).body
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(getattr(definition, "body", []))
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def _sections(annotation: Any) -> list[type[Section]]:
    """Return the sections that an annotation names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return [annotation]
    return [section for part in get_args(annotation) for section in _sections(part)]
