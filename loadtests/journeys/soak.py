"""A shape for `users.py`: as many users as on a working day, for hours, to see what grows."""

from typing import Any

from locust import events

from gonogo.loadtests.journeys.shape import Shape


@events.init_command_line_parser.add_listener  # type: ignore[untyped-decorator]
def add_options(parser: Any) -> None:
    """How many, and for how long; Locust's page asks for them as well."""
    parser.add_argument("--soak-users", type=int, default=20, help="all the time")
    parser.add_argument("--soak-minutes", type=float, default=60.0, help="how long they stay")


class Soak(Shape):
    """The same load all the time; users come within the first minute."""

    abstract = False

    def tick(self) -> tuple[int, float] | None:
        """How many users there are to be now, and how many of them come in a second."""
        asked = self.environment.parsed_options
        return at(self.second, asked.soak_users, asked.soak_minutes)


def at(second: float, users: int, minutes: float) -> tuple[int, float] | None:
    """Users and their rate of coming at a second; None when it is over."""
    return (users, max(1.0, users / 60)) if second < 60 * minutes else None
