"""What every shape asks of Locust: its options, and how long it has run."""

from typing import Any, cast

from locust import LoadTestShape


class Shape(LoadTestShape):
    """A shape whose numbers are options of the command line, and fields of Locust's page."""

    abstract = True

    @property
    def environment(self) -> Any:
        """Locust's own, with what was asked in `parsed_options`."""
        assert self.runner is not None
        return self.runner.environment

    @property
    def second(self) -> float:
        """Seconds since the test began."""
        return cast("float", self.get_run_time())  # type: ignore[no-untyped-call]
