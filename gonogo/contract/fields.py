"""Fields of a variable in JSON, as `config.bad_values` names them: `KEYS/*/scopes`, `POLICY/**`. Pure."""

from __future__ import annotations

import json
import operator
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from gonogo.contract.config import Config
from gonogo.contract.deployment import Deployment

MOST = 32
"""So many fields one name may stand for: each of them is a start for each value."""
Path = tuple[str | int, ...]


def variable_of(name: str) -> str:
    """Return the variable of a name under `config.bad_values`, which may name fields of it."""
    return name.partition("/")[0]


def started_with(deployment: Deployment | None, kind: str, name: str) -> str:
    """Return the text of a variable with which a kind of target starts the release; empty for none."""
    made = getattr(deployment, kind, None)
    return made.environment.get(variable_of(name), "") if made else ""


def fields(text: str, name: str) -> tuple[tuple[Path, ...], ...]:
    """Return which fields of the JSON a name means, those together that differ by places in a list alone."""
    steps = name.split("/")[1:]
    alike: dict[Path, tuple[Path, ...]] = {}
    for path in _paths(_read(text), ()):
        if _fits(path, steps):
            shape = tuple("*" if isinstance(step, int) else step for step in path)
            alike[shape] = (*alike.get(shape, ()), path)
    return tuple(alike.values())


def bad_texts(text: str, name: str, value: str) -> Iterator[tuple[str, str]]:
    """Give the place of each field and the JSON with the value there, of those that are alike the first.

    What stands in one of them already is legal there: the release has started with it.
    """
    wanted = json.loads(value)
    for alike in fields(text, name):
        document = json.loads(text)
        *way, last = alike[0]
        if json.dumps(wanted) not in [json.dumps(_at(document, path)) for path in alike]:  # 0 is not false
            _at(document, way)[last] = wanted
            yield "/".join(map(str, alike[0])), json.dumps(document, ensure_ascii=False)


def unfit(config: Config | None, deployment: Deployment | None) -> Iterator[str]:
    """Say which name means no field of what the release is started with, and which value is no JSON."""
    for name, values in config.bad_values.items() if config else ():
        if "/" not in name:
            continue
        where = f"config.bad_values.{name}"
        if any(_read(value) is _NOTHING for value in values):
            yield f'{where}: a field is given JSON: write null as "null", and an empty text as \'""\''
        for kind in ("local", "compose"):
            if getattr(deployment, kind, None):
                yield from _unmet(where, len(fields(started_with(deployment, kind, name), name)), kind, name)


def _unmet(where: str, found: int, kind: str, name: str) -> Iterator[str]:
    if not found:
        stated = f"deployment.{kind}.environment.{variable_of(name)}"
        yield f"{where}: {stated} is expected to be JSON with such a field, each ${{NAME}} in a text"
    elif found > MOST:
        yield f"{where}: it stands for {found} fields; name at most {MOST}, as KEYS/*/scopes"


_NOTHING = object()


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return _NOTHING


def _paths(found: Any, path: Path) -> Iterator[Path]:
    items: Any = found.items() if isinstance(found, dict) else ()
    for step, one in enumerate(found) if isinstance(found, list) else items:
        yield (*path, step)
        yield from _paths(one, (*path, step))


def _at(document: Any, path: Iterable[str | int]) -> Any:
    return reduce(operator.getitem, path, document)


def _fits(path: Path, steps: list[str]) -> bool:
    if steps[-1] == "**" and len(path) >= len(steps):
        steps = [*steps[:-1], *("*" for _ in path[len(steps) - 1 :])]
    return len(path) == len(steps) and all(
        step in ("*", str(one)) for step, one in zip(steps, path, strict=True)
    )
