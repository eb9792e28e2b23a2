"""What every rule says of itself, kept from run to run: to import all of them takes longer than smoke may.

Kept where Python keeps its bytecode, and good for as long as that: while each file that was read has its time
and its size. Who cannot write there reads the rules anew. What a rule does is imported when it is asked for.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from gonogo.contract.sections import Asked
from gonogo.core.finding import Severity
from gonogo.core.observation import Can, Experiment, Kind
from gonogo.core.rule import BrokenRuleError, Rule, from_module
from gonogo.home import HOME

PLACE = Path(cache_from_source(__file__)).with_suffix(".json")
_TEXTS = ("id", "title", "why", "reference", "remedy")
_LOADED = ("function", "observation")
_BEGAN_NS = time.time_ns()
"""What changes later may not be what this process has read."""


class KeptRule(Rule):
    """A rule whose module is imported when somebody asks what it does, or what it looks at."""

    def __getattr__(self, name: str) -> Any:
        """Import the rule: only what is not there yet is asked for here."""
        if name not in _LOADED:
            raise AttributeError(f"{type(self).__name__} has no {name!r}")
        loaded = load(self.id)
        self.__dict__.update({each: getattr(loaded, each) for each in _LOADED})
        return self.__dict__[name]

    @property
    def experiment(self) -> Experiment:
        """The declaration that was kept; of a changed copy, its observation's."""
        kept: Experiment | None = self.__dict__.get("kept")
        return kept or super().experiment


def load(rule_id: str) -> Rule:
    """Import a rule; BrokenRuleError where its module does not load, or something of it is missing."""
    gate, name = rule_id.replace("-", "_").split("/")
    try:
        return from_module(rule_id, importlib.import_module(f"gonogo.suites.{gate}.rules.{name}"))
    except BrokenRuleError:
        raise
    except Exception as broken:
        raise BrokenRuleError(
            f"{rule_id}: {name}.py does not load: {type(broken).__name__}: {broken}"
        ) from broken


def recall(ids: Sequence[str], place: Path = PLACE) -> tuple[Rule, ...] | None:
    """Return the rules of these ids as they were kept; None where none were, or a file has changed."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        kept = json.loads(place.read_bytes())
        if [each["id"] for each in kept["rules"]] == [*ids] and _seen(kept["files"]) == kept["files"]:
            experiments = [_experiment(said) for said in kept["experiments"]]
            return tuple(_rule(said, experiments[said["experiment"]]) for said in kept["rules"])
    return None


def keep(rules: Sequence[Rule], place: Path = PLACE) -> None:
    """Keep what rules say; that it cannot be written costs nothing but time."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):
        files = _seen(_read_so_far())
        if max(changed for changed, _ in files.values()) >= _BEGAN_NS:
            return
        experiments = list(dict.fromkeys(rule.experiment for rule in rules))
        said = [_told(rule) | {"experiment": experiments.index(rule.experiment)} for rule in rules]
        document = {"files": files, "experiments": [*map(_declared, experiments)], "rules": said}
        partial = place.with_suffix(f".{os.getpid()}.partial")
        partial.write_text(json.dumps(document), encoding="utf-8")
        partial.replace(place)


def _read_so_far() -> list[str]:
    """Return the files of our own modules that this process has imported, the rules' among them."""
    ours = [module for name, module in sys.modules.items() if name.split(".", 1)[0] == "gonogo"]
    return sorted({os.path.relpath(file, HOME) for one in ours if (file := getattr(one, "__file__", None))})


def _seen(files: Iterable[str]) -> dict[str, list[int]]:
    """Return each file's time and size."""
    found = ((name, os.stat(f"{HOME}/{name}")) for name in files)  # noqa: PTH116 - no pathlib: there are hundreds
    return {name: [seen.st_mtime_ns, seen.st_size] for name, seen in found}


def _told(rule: Rule) -> dict[str, Any]:
    texts = {name: getattr(rule, name) for name in _TEXTS}
    return texts | {"severity": rule.severity.value, "promises": rule.promises, "asked": rule.asked}


def _rule(said: dict[str, Any], experiment: Experiment) -> Rule:
    made = object.__new__(KeptRule)
    texts = {name: said[name] for name in _TEXTS}
    asked = tuple(Asked(*each) for each in said["asked"])
    severity, promises = Severity(said["severity"]), tuple(said["promises"])
    made.__dict__.update(texts, severity=severity, promises=promises, asked=asked, kept=experiment)
    return made


def _declared(experiment: Experiment) -> dict[str, Any]:
    said = {each.name: getattr(experiment, each.name) for each in fields(Experiment)}
    spared = [(power.value, promise) for power, promise in experiment.spared]
    needs = sorted(power.value for power in experiment.needs)
    return said | {"kind": experiment.kind.value, "needs": needs, "spared": spared}


def _experiment(said: dict[str, Any]) -> Experiment:
    spared = tuple((Can(power), promise) for power, promise in said["spared"])
    kind, needs = Kind(said["kind"]), frozenset(map(Can, said["needs"]))
    return Experiment(**said | {"kind": kind, "needs": needs, "spared": spared})
