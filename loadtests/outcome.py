"""How one request ended."""

from dataclasses import dataclass

from gonogo.loadtests.result import OWN


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one request ended: its status (0 without an answer), or an error's kind; body bytes received."""

    status: int
    expected: bool
    error: str | None
    received_bytes: int

    @property
    def is_own(self) -> bool:
        """Whether it failed by the generator's own doing."""
        return self.error is not None and self.error.startswith(OWN)
