"""A shape for `users.py`: more users step by step, until more of them get nothing more."""

from typing import Any

from locust import events

from gonogo.loadtests.journeys.knee import Step, is_over, p95_of, told
from gonogo.loadtests.journeys.shape import Shape


@events.init_command_line_parser.add_listener  # type: ignore[untyped-decorator]
def add_options(parser: Any) -> None:
    """How steep, and how far; Locust's page asks for them as well."""
    parser.add_argument("--ramp-users", type=int, default=20, help="more of them with each step")
    parser.add_argument("--ramp-seconds", type=float, default=15.0, help="how long a step is")
    parser.add_argument("--ramp-most-users", type=int, default=1000, help="where it ends in any case")


class Ramp(Shape):
    """Steps; it prints each, and the knee at the end."""

    abstract = False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._begin()

    def _begin(self) -> None:
        self._steps: list[Step] = []
        self._times: dict[int, int] = {}
        self._counts, self._closed_at, self._ended = (0, 0), 0.0, False

    def reset_time(self) -> None:
        """Locust's page starts a second test with the same shape."""
        super().reset_time()  # type: ignore[no-untyped-call]
        self._begin()

    def tick(self) -> tuple[int, float] | None:
        """How many users there are to be now, and how many of them come in a second."""
        asked, second = self.environment.parsed_options, self.second
        while second - self._closed_at >= asked.ramp_seconds and not self._ended:
            self._close(asked.ramp_users, second)
            self._ended = (
                is_over(self._steps) or (len(self._steps) + 1) * asked.ramp_users > asked.ramp_most_users
            )
            if self._ended:
                print(told(self._steps))
        return None if self._ended else ((len(self._steps) + 1) * asked.ramp_users, float(asked.ramp_users))

    def _close(self, more_users: int, second: float) -> None:
        total = self.environment.stats.total
        requests, failures = total.num_requests - self._counts[0], total.num_failures - self._counts[1]
        step = Step(
            users=(len(self._steps) + 1) * more_users,
            rate_per_second=requests / (second - self._closed_at),
            p95_seconds=p95_of(total.response_times, self._times),
            failed=failures / requests if requests else 1.0,
        )
        self._steps.append(step)
        self._counts, self._times = (total.num_requests, total.num_failures), dict(total.response_times)
        self._closed_at = second
        print(
            f"{step.users} users: {step.rate_per_second:.1f} answers a second, p95 {step.p95_seconds:.3f} s, "
            f"{step.failed:.1%} failed"
        )
