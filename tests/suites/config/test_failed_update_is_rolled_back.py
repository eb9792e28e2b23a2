from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.experiments import updates
from gonogo.suites.config.observations.updates import RenderedUpdates, Step, UpdatedService
from gonogo.targets.rendering import Rendering
from tests.judging import Case, contract
from tests.suites.config.stack import DEPLOYMENT

GOOD = Step("start-first", 1, "rollback", 45.0, 0.0)
SHOP = UpdatedService("shop", 2, GOOD, None, 36.0)
CONTRACT = contract(stack={"updates": {}}, deployment=DEPLOYMENT)
PAUSING = contract(stack={"updates": {"failure_action": "pause"}}, deployment=DEPLOYMENT)


def updating(**changes: object) -> RenderedUpdates:
    return RenderedUpdates((replace(SHOP, update=replace(GOOD, **changes)),))  # type: ignore[arg-type]


CASE = Case(
    "config/failed-update-is-rolled-back",
    CONTRACT,
    clean=RenderedUpdates((SHOP,)),
    broken=updating(monitor_seconds=5.0),
)


@pytest.mark.parametrize(
    ("changes", "expected", "observed"),
    [
        ({"monitor_seconds": 35.9}, "monitor of at least 36 s", "monitor: 35.9 s"),
        ({"failure_action": "pause"}, "failure_action: rollback", "failure_action: pause"),
        ({"failure_action": "continue"}, "failure_action: rollback", "failure_action: continue"),
        ({"max_failure_ratio": 1.0}, "max_failure_ratio below 0.5", "max_failure_ratio: 1"),
        ({"max_failure_ratio": 0.5}, "max_failure_ratio below 0.5", "max_failure_ratio: 0.5"),
        ({"max_failure_ratio": 0.75}, "max_failure_ratio below 0.5", "max_failure_ratio: 0.75"),
    ],
)
def test_what_lets_a_failed_update_pass_is_named(
    changes: dict[str, object], expected: str, observed: str
) -> None:
    (problem,) = CASE.problems(updating(**changes))
    assert problem.where == "service shop"
    assert problem.expected.startswith(expected)
    assert problem.observed == observed


def test_a_release_that_says_nothing_is_updated_by_the_defaults() -> None:
    seen = RenderedUpdates((replace(SHOP, update=Step()),))
    assert [p.observed for p in CASE.problems(seen)] == ["monitor: 5 s", "failure_action: pause"]


def test_good_updates_that_look_as_if_they_were_not_watched() -> None:
    quick = RenderedUpdates((replace(SHOP, update=replace(GOOD, monitor_seconds=6.0), check_seconds=6.0),))
    assert CASE.problems(quick) == ()
    assert CASE.problems(updating(max_failure_ratio=0.4)) == ()
    for tasks, ratio in ((10, 0.2), (1, 0.9), (3, 0.4), (None, 0.5)):
        some = replace(SHOP, replicas=tasks, update=replace(GOOD, max_failure_ratio=ratio))
        assert CASE.problems(RenderedUpdates((some,))) == ()
    unknown = replace(SHOP, update=replace(GOOD, monitor_seconds=5.0), check_seconds=None)
    assert CASE.problems(RenderedUpdates((unknown,))) == ()


def test_pausing_may_be_what_is_promised() -> None:
    case = replace(CASE, contract=PAUSING)
    assert case.problems(updating(failure_action="pause")) == ()
    assert [p.observed for p in case.problems(updating())] == ["failure_action: rollback"]


def test_what_is_not_rendered_is_not_judged() -> None:
    finding = CASE.finding(RenderedUpdates((), "no such file"))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "no such file" in finding.reason


WHOLE = "HEALTHCHECK --interval=10s --timeout=3s --start-period=1m --retries=2 CMD curl -f http://localhost/"
SHELL = 'SHELL ["/bin/bash", "-c"]'
TWO = "FROM a:1 AS run\n{}\nFROM a:1 AS tools\nHEALTHCHECK --interval=2h CMD true\nFROM run\n"


@pytest.mark.parametrize(
    ("dockerfile", "check", "seconds"),
    [
        (f"FROM a:1\n{WHOLE}\n", {}, 80.0),
        (f"FROM a:1\n{SHELL}\n{WHOLE}\n", {}, 80.0),
        (TWO.format(WHOLE), {}, 80.0),
        ('FROM a:1\nHEALTHCHECK --interval=5s \\\n  --retries=4 \\\n  CMD ["x", "y"]\n', {}, 20.0),
        ("FROM a:1\nHEALTHCHECK CMD curl -f http://localhost/?--interval=1s\n", {}, 90.0),
        ("FROM a:1\nHEALTHCHECK --interval=0s CMD x\n", {}, 90.0),
        (f"FROM a:1\n{WHOLE}\n", {"interval": "20s"}, 100.0),
        (f"FROM a:1\n{WHOLE}\n", {"test": ["CMD", "y"]}, 80.0),
        (f"FROM a:1\n{WHOLE}\n", {"test": ["CMD", "y"], "interval": "1s", "retries": 1}, 61.0),
        ("FROM a:1\nHEALTHCHECK NONE\n", {"test": ["CMD", "y"]}, 90.0),
        (None, {"test": ["CMD", "y"], "start_period": "10s"}, 100.0),
        (f"FROM a:1\n{WHOLE}\n", {"disable": True}, None),
        (f"FROM a:1\n{WHOLE}\n", {"test": ["NONE"]}, None),
        (f"FROM a:1\n{WHOLE}\nHEALTHCHECK NONE\n", {}, None),
        ("FROM a:1\n", {}, None),
        (None, {}, None),
    ],
)
def test_what_compose_leaves_out_is_as_the_dockerfile_has_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dockerfile: str | None,
    check: dict[str, Any],
    seconds: float | None,
) -> None:
    if dockerfile is not None:
        (tmp_path / "Dockerfile").write_text(dockerfile)
    update = {"monitor": "70s", "failure_action": "rollback", "order": "start-first"}
    made = {"build": {"context": str(tmp_path)}, "healthcheck": check, "deploy": {"update_config": update}}
    monkeypatch.setattr(updates, "render", lambda *_: Rendering(0, "", {"shop": made}))
    target: Any = SimpleNamespace(context=None)
    seen = updates.render_updates(target, CONTRACT.deployment.compose)  # type: ignore[arg-type,union-attr]
    assert seen.services[0].check_seconds == seconds
    assert bool(CASE.problems(seen)) is (seconds is not None and seconds > 70.0)


def test_a_service_without_a_dockerfile_has_its_own_times_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {
        "image": "a:1",
        "healthcheck": {"test": "x", "interval": "2s"},
        "deploy": {"update_config": {"a": 1}},
    }
    monkeypatch.setattr(updates, "render", lambda *_: Rendering(0, "", {"shop": made}))
    target: Any = SimpleNamespace(context=None)
    seen = updates.render_updates(target, CONTRACT.deployment.compose)  # type: ignore[arg-type,union-attr]
    assert seen.services[0].check_seconds == 6.0
