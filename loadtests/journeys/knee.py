"""Where more users no longer get more answers: told from steps of a ramp, each with what it measured."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_EFFICIENCY, MOST_TIMES_SLOWER, MOST_FAILED = 0.8, 4.0, 0.01
QUICK_SECONDS = 0.05
"""Below it nobody notices how many times slower an answer became."""
BEYOND = 2
"""So many steps in a row are beyond the knee; a single one may be the machine's."""


@dataclass(frozen=True)
class Step:
    """One step: users, answers a second, the 95th percentile in seconds, the share that failed."""

    users: int
    rate_per_second: float
    p95_seconds: float
    failed: float

    @property
    def per_user(self) -> float:
        """Answers a second that each user gets."""
        return self.rate_per_second / self.users


def p95_of(times: Mapping[int, int], before: Mapping[int, int]) -> float:
    """Return the 95th percentile in seconds of what was counted since, by milliseconds; 0 of nothing."""
    since = Counter(times)
    since.subtract(before)
    left = 0.95 * sum(since.values())
    for milliseconds in sorted(since):
        left -= since[milliseconds]
        if left <= 0 and since[milliseconds]:
            return milliseconds / 1000
    return 0.0


def beyond(step: Step, first: Step) -> str:
    """Return why a step is beyond the knee, empty where it is not."""
    if step.failed > MOST_FAILED:
        return f"{step.failed:.1%} failed"
    if step.per_user < LEAST_EFFICIENCY * first.per_user:
        return f"each user got {step.per_user / first.per_user:.0%} of what each got at first"
    if step.p95_seconds > max(QUICK_SECONDS, MOST_TIMES_SLOWER * first.p95_seconds):
        return f"p95 was {step.p95_seconds:.3f} s, and {first.p95_seconds:.3f} s at first"
    return ""


def is_over(steps: Sequence[Step]) -> bool:
    """Whether the last steps are all beyond the knee, so that more users would show nothing new."""
    return len(steps) > BEYOND and all(beyond(step, steps[0]) for step in steps[-BEYOND:])


def told(steps: Sequence[Step]) -> str:
    """Say where the knee is, and why there."""
    if not steps:
        return "no step was measured"
    if not steps[0].rate_per_second or steps[0].failed > MOST_FAILED:
        return f"no knee: the first step already failed ({steps[0].failed:.1%} of its requests)"
    place = len(steps)
    while place > 1 and beyond(steps[place - 1], steps[0]):
        place -= 1
    last = steps[place - 1]
    found = f"{last.users} users, {last.rate_per_second:.1f} answers a second, p95 {last.p95_seconds:.3f} s"
    if place == len(steps):
        return f"no knee up to {found}"
    return f"the knee is at {found}; with {steps[place].users} users {beyond(steps[place], steps[0])}"
