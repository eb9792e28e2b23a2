from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.suites.config.experiments import updates
from gonogo.suites.config.observations.updates import RenderedUpdates, Step
from gonogo.targets.rendering import Rendering
from tests.judging import Case
from tests.suites.config.test_failed_update_is_rolled_back import CONTRACT, GOOD, SHOP

STOPPING = replace(GOOD, order="stop-first")


def having(replicas: int | None, update: Step = STOPPING, back: Step | None = None) -> RenderedUpdates:
    return RenderedUpdates((replace(SHOP, replicas=replicas, update=update, back=back),))


CASE = Case("config/update-leaves-some-serving", CONTRACT, clean=having(2), broken=having(1))


@pytest.mark.parametrize(
    ("replicas", "parallelism", "refused"),
    [
        *((1, 1, True), (2, 2, True), (2, 0, True), (3, 5, True), (None, 0, True)),
        *((2, 1, False), (None, 1, False), (0, 1, False), (3, 2, False)),
    ],
)
def test_as_many_at_a_time_as_there_are_leave_nobody(
    replicas: int | None, parallelism: int, *, refused: bool
) -> None:
    assert bool(CASE.problems(having(replicas, replace(STOPPING, parallelism=parallelism)))) is refused


def test_one_that_starts_first_may_be_alone() -> None:
    assert CASE.problems(having(1, GOOD)) == ()


def test_the_way_back_is_held_to_it_where_it_is_said() -> None:
    (problem,) = CASE.problems(having(2, GOOD, replace(STOPPING, parallelism=0)))
    assert (problem.where, problem.observed) == (
        "service shop, rollback_config",
        "stop-first, all of 2 at a time",
    )


def test_another_service_is_another_matter() -> None:
    database = replace(SHOP, name="store", replicas=1, update=STOPPING)
    assert CASE.problems(RenderedUpdates((SHOP, database))) == ()


def test_what_compose_renders_is_read_with_the_defaults_of_a_swarm(monkeypatch: pytest.MonkeyPatch) -> None:
    services: dict[str, dict[str, Any]] = {
        "shop": {"healthcheck": {"test": ["CMD", "ask"], "retries": 2, "interval": "1m30s"}},
        "worker": {
            "deploy": {
                "mode": "global",
                "update_config": {"monitor": "1m0s", "parallelism": 0, "max_failure_ratio": 0.2},
                "rollback_config": {"order": "start-first"},
            },
            "healthcheck": {"disable": True},
        },
        "store": {"deploy": {"replicas": 3}},
    }
    monkeypatch.setattr(updates, "render", lambda *_: Rendering(0, "", services))
    target: Any = SimpleNamespace(context=None)
    assert CONTRACT.deployment
    assert CONTRACT.deployment.compose
    shop, worker = updates.render_updates(target, CONTRACT.deployment.compose).services
    assert (shop.replicas, shop.update, shop.back, shop.check_seconds) == (1, Step(), None, 180.0)
    assert (worker.replicas, worker.check_seconds) == (None, None)
    assert worker.update == Step("stop-first", 0, "pause", 60.0, 0.2)
    assert worker.back == Step("start-first")
