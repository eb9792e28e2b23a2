"""Find versions that a workflow writes without quotes, and that YAML takes for numbers: 3.10 is 3.1.

Source: YAML 1.2.2, 10.3; GitHub, "Workflow syntax": what `with`, `env` and a matrix hand on is a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from gonogo.suites.config.observations.variables import OddValue

_FOLDERS = (".github/workflows", ".github/actions")
_MOST_BYTES = 200_000
_TOOL = r"(?:python|node|go|ruby|php|java|rust|dotnet)"
_CUT = {
    re.compile(rf"(?i)(?:^|[-_.])(?:versions?|ver|tag|release|{_TOOL})$"): re.compile(r"\d+\.\d+0"),
    re.compile(rf"(?i)(?:^|[-_.]){_TOOL}(?:[-_.]versions?)?$"): re.compile(r"\d+\.0"),
}
"""Which number says another version than was written, by its name: a cache's key is as good without `.0`."""
_DEFAULTS = frozenset({"default", "value"})
"""What an input is where nobody says otherwise stands one level below its name."""


def versions_cut_short(source: Path) -> Iterator[OddValue]:
    """Give each version that loses its last digit on the way to who is asked for it."""
    for folder in _FOLDERS:
        for path in sorted((source / folder).rglob("*.y*ml")):
            if path.stat().st_size <= _MOST_BYTES:
                yield from _of_a_file(path.relative_to(source).as_posix(), path.read_text(encoding="utf-8"))


def _of_a_file(file: str, text: str) -> Iterator[OddValue]:
    try:
        typed, written = yaml.safe_load(text), yaml.load(text, yaml.BaseLoader)  # noqa: S506 - nothing but text
    except yaml.YAMLError:
        return  # the rules on pipelines say so
    for name, number, said in dict.fromkeys(_pairs("", typed, written)):
        if any(named.search(name) and form.fullmatch(said) for named, form in _CUT.items()):
            yield OddValue(file, name, f"{number:g}, for YAML reads {said} so without quotes")


def _pairs(name: str, typed: Any, written: Any) -> Iterator[tuple[str, float, str]]:
    """Give each number with a fraction, its name, and how it is written; items of a list have the list's."""
    if isinstance(typed, float) and isinstance(written, str):
        yield name, typed, written
    elif isinstance(typed, dict) and isinstance(written, dict):
        for (key, value), text in zip(typed.items(), written.values(), strict=False):
            yield from _pairs(name if key in _DEFAULTS else str(key), value, text)
    elif isinstance(typed, list) and isinstance(written, list):
        for value, text in zip(typed, written, strict=False):
            yield from _pairs(name, value, text)
