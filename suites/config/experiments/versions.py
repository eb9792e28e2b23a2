"""Find versions that a workflow writes without quotes, and that YAML takes for numbers: 3.10 is 3.1.

Source: YAML 1.2.2, 10.3; GitHub, "Workflow syntax": what `with`, `env` and a matrix hand on is a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import yaml

from gonogo.instruments.own_files import own_files
from gonogo.suites.config.observations.variables import OddValue

_FOLDERS = (".github/workflows", ".github/actions")
_YAML = (".yml", ".yaml")
_MOST_BYTES = 200_000
_NUMBER = "tag:yaml.org,2002:float"
_TOOL = r"(?:python|node|go|ruby|php|rust)"
_CUT = {
    re.compile(rf"(?i)(?:^|[-_.])(?:versions?|ver|tag|release|java|dotnet|{_TOOL})$"): re.compile(
        r"\d+\.\d+0"
    ),
    re.compile(rf"(?i)(?:^|[-_.]){_TOOL}(?:[-_.]versions?)?$"): re.compile(r"\d+\.0"),
}
"""Which number says another version than was written, by its name: a cache's key is as good without `.0`."""
_DEFAULTS = frozenset({"default", "value", "options"})
"""What an input is where nobody says otherwise stands one level below its name."""


def versions_cut_short(source: Path) -> Iterator[OddValue]:
    """Give each version that loses its last digit on the way to who is asked for it.

    A file that is no YAML is for the rules on pipelines to name.
    """
    for path in own_files(source / folder for folder in _FOLDERS):
        if path.suffix in _YAML and path.stat().st_size <= _MOST_BYTES:
            with suppress(yaml.YAMLError, RecursionError):
                text = path.read_text(encoding="utf-8", errors="replace")
                yield from _of_a_file(path.relative_to(source).as_posix(), text)


def _of_a_file(file: str, text: str) -> list[OddValue]:
    node = yaml.compose(text, yaml.SafeLoader)
    return [
        OddValue(file, name, f"{float(said):g}, for YAML reads {said} so without quotes")
        for name, said in dict.fromkeys(_numbers("", node))
        if any(named.search(name) and form.fullmatch(said) for named, form in _CUT.items())
    ]


def _numbers(name: str, node: yaml.Node | None) -> Iterator[tuple[str, str]]:
    """Give each number with a fraction as it is written, and its name; items of a list have the list's."""
    if isinstance(node, yaml.ScalarNode) and node.tag == _NUMBER:
        yield name, node.value
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _numbers(name if key.value in _DEFAULTS else str(key.value), value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _numbers(name, item)
