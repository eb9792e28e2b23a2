"""What rules say is kept from run to run, and never that of other files than these."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from gonogo.core import catalogue
from gonogo.core.discover import rule_files, rule_id
from gonogo.core.rule import BrokenRuleError, Rule
from gonogo.home import HOME
from tests.gonogo.rules import Stopped

IDS = [rule_id(path) for path in rule_files()]
FEW = IDS[::40]
SAID = [each.name for each in fields(Rule)]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep some rules, with a file of ours that a test may change."""
    ours = tmp_path / "ours.py"
    ours.write_text("LIMIT = 5\n")
    os.utime(ours, (1, 1))
    monkeypatch.setattr(catalogue, "_read_so_far", lambda: [os.path.relpath(ours, HOME)])
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    catalogue.keep([catalogue.load(one) for one in FEW], tmp_path / "kept.json")
    return tmp_path / "kept.json"


def test_what_is_recalled_is_what_an_import_finds(place: Path) -> None:
    rules = [catalogue.load(one) for one in IDS]
    catalogue.keep(rules, place)
    found = catalogue.recall(IDS, place)
    assert found is not None
    for rule, kept in zip(rules, found, strict=True):
        assert [getattr(rule, name) for name in SAID] == [getattr(kept, name) for name in SAID]
        assert (rule.experiment, rule.gate, rule.name) == (kept.experiment, kept.gate, kept.name)


def changed(place: Path) -> None:
    (place.parent / "ours.py").write_text("LIMIT = 6\n")


def grown(place: Path) -> None:
    (place.parent / "ours.py").write_text("LIMIT = 50\n")
    os.utime(place.parent / "ours.py", (1, 1))


def removed(place: Path) -> None:
    (place.parent / "ours.py").unlink()


def damaged(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-9])


def of_another_shape(place: Path) -> None:
    place.write_text("[]")


def with_an_unknown_power(place: Path) -> None:
    kept = json.loads(place.read_text())
    kept["experiments"][0]["needs"] = ["fly"]
    place.write_text(json.dumps(kept))


def lost(place: Path) -> None:
    place.unlink()


@pytest.mark.parametrize(
    "happens", [changed, grown, removed, damaged, of_another_shape, with_an_unknown_power, lost]
)
def test_what_may_be_of_other_files_is_read_anew(place: Path, happens: Callable[[Path], None]) -> None:
    assert catalogue.recall(FEW, place) is not None
    happens(place)
    assert catalogue.recall(FEW, place) is None


@pytest.mark.parametrize("ids", [FEW[1:], [*FEW, "health/new"], FEW[::-1], []])
def test_other_rules_are_read_anew(place: Path, ids: list[str]) -> None:
    assert catalogue.recall(ids, place) is None


def test_a_file_that_changed_since_this_process_began_is_not_kept(place: Path) -> None:
    place.unlink()
    (place.parent / "ours.py").touch()
    catalogue.keep([catalogue.load(FEW[0])], place)
    assert not place.exists()


def test_who_keeps_no_bytecode_keeps_no_rules(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    catalogue.keep([catalogue.load(FEW[0])], place)
    assert not place.exists()


def test_where_nothing_can_be_written_nothing_is(place: Path) -> None:
    catalogue.keep([catalogue.load(FEW[0])], place.parent / "none" / "kept.json")
    assert sorted(path.name for path in place.parent.iterdir()) == ["kept.json", "ours.py"]


def test_a_copy_with_another_observation_has_its_experiment(place: Path) -> None:
    found = catalogue.recall(FEW, place)
    assert found is not None
    assert replace(found[0], observation=Stopped).experiment.path == "gonogo.suites.health.experiments:stop"


def test_a_kept_rule_has_nothing_more_than_a_rule(place: Path) -> None:
    found = catalogue.recall(FEW, place)
    assert found is not None
    with pytest.raises(AttributeError, match="has no 'colour'"):
        _ = found[0].colour  # type: ignore[attr-defined]


def test_a_rule_that_is_not_there_is_named() -> None:
    with pytest.raises(BrokenRuleError, match=r"^health/no-such-rule: no_such_rule\.py does not load: "):
        catalogue.load("health/no-such-rule")


WHERE = """
import sys
from gonogo.core import catalogue, discover
from pathlib import Path
catalogue.PLACE = Path(sys.argv[1])
catalogue.recall.__defaults__ = catalogue.keep.__defaults__ = (catalogue.PLACE,)
rules = discover.discover()
names = {f"gonogo.suites.{rule.gate}.rules.{rule.name.replace('-', '_')}" for rule in rules}
print(len(rules), len(names & set(sys.modules)))
"""


def test_the_next_process_imports_no_rule(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")}
    command = [sys.executable, "-c", WHERE, str(tmp_path / "kept.json")]
    told = [
        subprocess.run(command, cwd=HOME, env=environment, check=True, capture_output=True, text=True).stdout
        for _ in range(2)
    ]
    assert told == [f"{len(IDS)} {len(IDS)}\n", f"{len(IDS)} 0\n"]
