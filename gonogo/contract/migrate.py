"""Write an older contract as this version reads it. What is not changed stays as it is, comments too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from gonogo.contract.bounded import text_of
from gonogo.contract.errors import ContractError
from gonogo.contract.history import BUDGET_KEYS, RENAMED_RULES

_Pair = tuple[yaml.Node, yaml.Node]


class Edit(NamedTuple):
    """Characters from ``start`` to ``end`` become ``text``; ``said`` tells a reader what was done."""

    start: int
    end: int
    text: str
    said: str


def migrated(path: Path) -> tuple[str, list[str]]:
    """Return the contract's text of today, and a line for each change; no line where it is one already.

    ContractError where it cannot be read, or where what has to be changed is an alias of another place.
    """
    text = text_of(path)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    edits = sorted([*_budgets(root, text, path), *_rules(root)])
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text, [edit.said for edit in edits if edit.said]


def _budgets(root: yaml.Node | None, text: str, path: Path) -> Iterator[Edit]:
    """Join the percentiles of each journey into one mapping, where the first of them stood."""
    for journey in _items(_at(root, "latency", "journeys")):
        old = [pair for pair in _pairs(journey) if pair[0].value in BUDGET_KEYS]
        if not old:
            continue
        for key, value in old:
            _refuse_alias(key, value, path)
        kept = [pair for pair in old if pair[1].tag != "tag:yaml.org,2002:null"]
        written = ", ".join(f"{BUDGET_KEYS[key.value]}: {_source(value, text)}" for key, value in kept)
        names, line = ", ".join(key.value for key, _ in old), old[0][0].start_mark.line + 1
        said = f"line {line}: {names} became `budgets: {{{written}}}`"
        yield Edit(old[0][0].start_mark.index, old[0][1].end_mark.index, f"budgets: {{{written}}}", said)
        for key, value in old[1:]:
            yield Edit(
                _begin(key, text, flow=bool(getattr(journey, "flow_style", False))),
                value.end_mark.index,
                "",
                "",
            )


def _rules(root: yaml.Node | None) -> Iterator[Edit]:
    """Write each rule that a contract names by its name of today."""
    named = [*_items(_at(root, "required"))]
    for section in ("waivers", "demotions"):
        named += [rule for item in _items(_at(root, section)) if (rule := _at(item, "rule"))]
    for node in named:
        if (today := RENAMED_RULES.get(str(node.value))) is not None:
            said = f"line {node.start_mark.line + 1}: {node.value} became {today}"
            yield Edit(node.start_mark.index, node.end_mark.index, today, said)


def _begin(key: yaml.Node, text: str, *, flow: bool) -> int:
    """Return where what is taken out begins: the line's end before it, or the comma."""
    found = text.rfind("," if flow else "\n", 0, key.start_mark.index)
    return found - 1 if text[found - 1 : found + 1] == "\r\n" else found


def _source(node: yaml.Node, text: str) -> str:
    return text[node.start_mark.index : node.end_mark.index]


def _refuse_alias(key: yaml.Node, value: yaml.Node, path: Path) -> None:
    if value.start_mark.index < key.end_mark.index:
        raise ContractError(
            f"{path}: line {key.start_mark.line + 1}: {key.value} is an alias (*): write its value there"
        )


def _pairs(node: yaml.Node | None) -> list[_Pair]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _at(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    for name in keys:
        node = next((value for key, value in _pairs(node) if key.value == name), None)
    return node
