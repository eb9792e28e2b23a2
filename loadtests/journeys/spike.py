"""A shape for `users.py`: a few users, many at once, a few again, to see whether it recovers."""

from typing import Any

from locust import events

from gonogo.loadtests.journeys.shape import Shape


@events.init_command_line_parser.add_listener  # type: ignore[untyped-decorator]
def add_options(parser: Any) -> None:
    """How many, and for how long; Locust's page asks for them as well."""
    parser.add_argument("--calm-users", type=int, default=10, help="before the spike and after it")
    parser.add_argument("--calm-seconds", type=float, default=30.0, help="before the spike, and after it")
    parser.add_argument("--spike-users", type=int, default=100, help="in the spike")
    parser.add_argument("--spike-seconds", type=float, default=20.0, help="how long they stay")


class Spike(Shape):
    """Calm, spike, calm."""

    abstract = False

    def tick(self) -> tuple[int, float] | None:
        """How many users there are to be now, and how many of them come or go in a second."""
        asked = self.environment.parsed_options
        return at(self.second, asked.calm_users, asked.calm_seconds, asked.spike_users, asked.spike_seconds)


def at(
    second: float, calm: int, calm_seconds: float, many: int, spike_seconds: float
) -> tuple[int, float] | None:
    """Users and their rate of coming at a second; None when it is over."""
    if second < calm_seconds:
        return calm, float(calm)
    if second < calm_seconds + spike_seconds:
        return many, float(many)
    return (calm, float(many)) if second < 2 * calm_seconds + spike_seconds else None
