"""One start with nothing wrong beside those with something wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.secrets import Secrets
from gonogo.suites.config.experiments import trials
from gonogo.suites.config.experiments.refusals import start_with_refused_configurations
from gonogo.suites.config.experiments.starts import start_with_wrong_environment
from gonogo.targets.base import Start
from tests.judging import contract, done

CONFIG = {"required": ["SHOP_KEY"], "bad_values": {"SHOP_LEVEL": ["loud"]}, "prefix": "SHOP_"}
CONTRACT = contract(config=CONFIG | {"guards": [{"name": "a desk", "environment": {"SHOP_ENV": "prod"}}]})

SECRETS = {"SHOP_SEED": "0f1e2d3c4b5a69788796a5b4c3d2e1f0" * 2, "SHOP_PIN": "listening"}


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


class Wrong(Control):
    """A start with something wrong: it ends within its first time, its second, or never."""

    def __init__(self, target: Target, changes: Mapping[str, str | None]) -> None:
        super().__init__(None, "refused", serves=target.survivors_serve)
        self.target, self.changes = target, dict(changes)

    def wait(self, within_seconds: float) -> Start:
        assert self.target.running, "the control runs for as long as the others take"
        self.target.waits.append((self.changes, within_seconds))
        waited = len([w for w in self.target.waits if w[0] == self.changes])
        return Start(2 if waited > self.target.late else None, 0.4, "refused")


class Target:
    def __init__(self, status: int | None = None, output: str = "", *, serves: bool = True) -> None:
        self.control, self.ends_meanwhile = Control(status, output, serves=serves), False
        self.waits: list[tuple[dict[str, str | None], float]] = []
        self.running, self.late, self.controls, self.survivors_serve = False, 0, 0, False
        self.context = SimpleNamespace(secrets=Secrets(SECRETS))

    @contextmanager
    def trial(self, changes: Mapping[str, str | None]) -> Iterator[Control]:
        if changes:
            yield Wrong(self, changes)
            self.control.ended = 1 if self.ends_meanwhile else self.control.ended
            return
        self.controls += 1
        self.running, before = True, self.running
        yield self.control
        self.running = before


def test_each_wrong_variable_is_started_once_beside_the_control() -> None:
    target: Any = Target()
    seen = done(start_with_wrong_environment, target, CONTRACT)
    assert [(s.variable, s.change) for s in seen.starts] == [
        ("SHOP_KEY", "missing"),
        ("SHOP_KEY", "blank"),
        ("SHOP_LEVEL", '"loud"'),
    ]
    assert [made for made, _ in target.waits] == [
        {"SHOP_KEY": None},
        {"SHOP_KEY": ""},
        {"SHOP_LEVEL": "loud"},
    ]
    assert (seen.control[0].status, seen.control[0].variable) == (None, "")


def test_a_slow_control_gives_the_others_more_time() -> None:
    target: Any = Target()
    done(start_with_wrong_environment, target, CONTRACT)
    assert {seconds for _, seconds in target.waits} == {12.0}


def test_where_the_control_does_not_start_nothing_else_is_tried() -> None:
    target: Any = Target(1, output="no directory", serves=False)
    seen = done(start_with_refused_configurations, target, CONTRACT)
    assert (seen.unknown, seen.guarded, target.waits) == ((), (), [])
    assert (seen.control[0].status, seen.control[0].output) == (1, "no directory")


def test_a_control_that_ends_while_the_others_start_is_seen_as_it_ended() -> None:
    target: Any = Target()
    target.ends_meanwhile = True
    assert done(start_with_wrong_environment, target, CONTRACT).control[0].status == 1


def test_misspelt_names_and_guards_are_told_apart() -> None:
    target: Any = Target()
    seen = done(start_with_refused_configurations, target, CONTRACT)
    *misspelt, other = seen.unknown
    assert {s.near: s.what for s in misspelt} == {
        "SHOP_ENV": "SHOP_EV",
        "SHOP_KEY": "SHOP_KY",
        "SHOP_LEVEL": "SHOP_LEVL",
    }
    assert other.what.startswith("SHOP_")
    assert [s.what for s in seen.guarded] == ["a desk"]


def test_a_control_that_nobody_sees_serve_waits_for_its_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "_LONGEST_CONTROL_SECONDS", 0.0)
    quick = contract(config=CONFIG | {"refuses_within_seconds": 0.3})
    target: Any = Target(serves=False)
    done(start_with_wrong_environment, target, quick)
    assert {seconds for _, seconds in target.waits} == {0.3}


def test_a_start_that_got_nowhere_has_the_time_of_another_control() -> None:
    """A machine that became busy meanwhile is no fault of the release."""
    target: Any = Target()
    target.late = 1
    seen = done(start_with_wrong_environment, target, CONTRACT)
    assert {start.status for start in seen.starts} == {2}
    assert (target.controls, len(target.waits)) == (4, 6)


def test_one_that_serves_by_the_end_of_its_time_was_not_refused() -> None:
    target: Any = Target()
    target.late, target.survivors_serve = 1, True
    seen = done(start_with_wrong_environment, target, CONTRACT)
    assert {start.status for start in seen.starts} == {None}
    assert (target.controls, len(target.waits)) == (1, 3)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (SECRETS["SHOP_SEED"], ("SHOP_SEED",)),
        (f"input_value={{'key': '{SECRETS['SHOP_SEED'][:20]}...': ''}}", ("SHOP_SEED",)),
        ("listening for SHOP_SEED at postgres://user:password@host", ()),
    ],
)
def test_a_secret_in_a_refusal_is_found_whole_or_in_part(said: str, told: tuple[str, ...]) -> None:
    seen = done(start_with_wrong_environment, Target(None, said), CONTRACT)
    assert seen.control[0].told == told
