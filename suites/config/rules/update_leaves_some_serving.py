"""An update of the release, and the way back, leave some of its tasks serving.

Why: `stop-first` is what happens where nobody says anything, and with one replica, or with all of them at a
time, nobody answers between the old task's end and the new one's start.
Reference: Compose Deploy Specification, update_config and rollback_config (order, parallelism);
moby/moby#43081.
Remedy: `order: start-first`, or fewer at a time (`parallelism`) than there are replicas; so in
`rollback_config` where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.deployment import Compose
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.updates import RenderedUpdates, UpdatedService


@rule("stack.updates", "deployment.compose")
def judge(seen: RenderedUpdates, compose: Compose) -> Judgement:
    """Refuse a step of the release that stops every task before another one has started.

    A global service has a task for each node, so that one at a time leaves those of the other nodes. What
    nobody says of the way back is not judged: it begins where the old tasks may still be there.
    """
    release = [service for service in seen.services if service.name == compose.service]
    problems = tuple(problem for service in release for problem in _problems(service))
    why = (
        f"compose renders nothing: {seen.error[-300:]}"
        if seen.error
        else f"no {compose.service} was rendered"
    )
    return Judgement(len(release), problems, why)


def _problems(service: UpdatedService) -> Iterator[Problem]:
    for name, step in (("update_config", service.update), ("rollback_config", service.back)):
        if step is None:
            continue
        at_once = step.parallelism == 0 or step.parallelism >= (service.replicas or step.parallelism + 1)
        if step.order == "stop-first" and at_once and service.replicas != 0:
            count = "all" if step.parallelism == 0 else str(step.parallelism)
            yield Problem(
                f"service {service.name}, {name}",
                "the new ones first, or fewer tasks at a time than there are",
                f"{step.order}, {count} of {service.replicas or 'one a node'} at a time",
            )
