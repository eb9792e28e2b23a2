"""One start with nothing wrong beside those with something wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from fixtures.targets.base import Start
from suites.config.experiments import start_with_wrong_environment, trials
from suites.config.experiments.refusals import start_with_refused_configurations
from tests.judging import contract

CONFIG = {"required": ["SHOP_KEY"], "bad_values": {"SHOP_LEVEL": ["loud"]}, "prefix": "SHOP_"}
CONTRACT = contract(config=CONFIG | {"guards": [{"name": "a desk", "environment": {"SHOP_ENV": "prod"}}]})


class Control:
    """A start that answers what it is told to."""

    def __init__(self, status: int | None, output: str, *, serves: bool) -> None:
        self.ended, self.said, self.served = status, output, serves

    def status(self) -> int | None:
        return self.ended

    def serves(self) -> bool:
        return self.served

    def seen(self) -> Start:
        return Start(self.status(), 4.0, self.said)


class Target:
    def __init__(self, status: int | None = None, output: str = "", *, serves: bool = True) -> None:
        self.control, self.ends_meanwhile = Control(status, output, serves=serves), False
        self.starts: list[tuple[dict[str, str | None], float]] = []
        self.running = False

    @contextmanager
    def trial(self, changes: Mapping[str, str | None]) -> Iterator[Control]:
        assert not changes
        self.running = True
        yield self.control
        self.running = False

    def start_once(self, changes: Mapping[str, str | None], within_seconds: float) -> Start:
        assert self.running, "the control runs for as long as the others take"
        self.starts.append((dict(changes), within_seconds))
        self.control.ended = 1 if self.ends_meanwhile else self.control.ended
        return Start(2, 0.4, "refused")


def test_each_wrong_variable_is_started_once_beside_the_control() -> None:
    target: Any = Target()
    seen = start_with_wrong_environment(target, CONTRACT)
    assert [(s.variable, s.change) for s in seen.starts] == [
        ("SHOP_KEY", "missing"),
        ("SHOP_KEY", "blank"),
        ("SHOP_LEVEL", '"loud"'),
    ]
    assert [made for made, _ in target.starts] == [
        {"SHOP_KEY": None},
        {"SHOP_KEY": ""},
        {"SHOP_LEVEL": "loud"},
    ]
    assert (seen.control[0].status, seen.control[0].variable) == (None, "")


def test_a_slow_control_gives_the_others_more_time() -> None:
    target: Any = Target()
    start_with_wrong_environment(target, CONTRACT)
    assert {seconds for _, seconds in target.starts} == {12.0}


def test_where_the_control_does_not_start_nothing_else_is_tried() -> None:
    target: Any = Target(1, output="no directory", serves=False)
    seen = start_with_refused_configurations(target, CONTRACT)
    assert (seen.unknown, seen.guarded, target.starts) == ((), (), [])
    assert (seen.control[0].status, seen.control[0].output) == (1, "no directory")


def test_a_control_that_ends_while_the_others_start_is_seen_as_it_ended() -> None:
    target: Any = Target()
    target.ends_meanwhile = True
    assert start_with_wrong_environment(target, CONTRACT).control[0].status == 1


def test_misspelt_names_and_guards_are_told_apart() -> None:
    target: Any = Target()
    seen = start_with_refused_configurations(target, CONTRACT)
    assert [(s.what, s.near) for s in seen.unknown] == [("SHOP_KY", "SHOP_KEY"), ("SHOP_LEVL", "SHOP_LEVEL")]
    assert [s.what for s in seen.guarded] == ["a desk"]


def test_a_control_that_nobody_sees_serve_waits_for_its_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "_LONGEST_CONTROL_SECONDS", 0.0)
    quick = contract(config=CONFIG | {"refuses_within_seconds": 0.3})
    target: Any = Target(serves=False)
    start_with_wrong_environment(target, quick)
    assert {seconds for _, seconds in target.starts} == {0.3}
