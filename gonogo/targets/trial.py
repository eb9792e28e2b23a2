"""One start of a release by itself, with another environment."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from gonogo.instruments.waits import Wait, WaitTimeout

Change = Callable[[Mapping[str, str]], Mapping[str, str | None]]
"""What a container's environment is changed by, made of what it is; None removes a variable."""


@dataclass(frozen=True)
class Start:
    """One start of a release: its status, None where it still ran at the end, and what of it was ``left``.

    For ``late_seconds`` it only waited for a processor of this machine, where that is known.
    """

    status: int | None
    seconds: float
    output: str
    left: tuple[str, ...] = ()
    late_seconds: float = 0.0


class Trial(ABC):
    """One start of the release by itself, with another environment; it is over when it was ended."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @abstractmethod
    def status(self) -> int | None:
        """Return its exit status, None while it runs."""

    @abstractmethod
    def serves(self) -> bool:
        """Whether it is seen to listen on the release's port; False too where nobody can see that."""

    @abstractmethod
    def output(self) -> str:
        """Return its last lines, of both streams."""

    @abstractmethod
    def end(self) -> None:
        """End it and remove it."""

    def seen(self) -> Start:
        """Return what has become of it by now."""
        return Start(self.status(), time.monotonic() - self._began, self.output())

    def wait(self, within_seconds: float) -> Start:
        """Wait for its end, at most this long since it began."""
        left = within_seconds - (time.monotonic() - self._began)
        with suppress(WaitTimeout):
            Wait("the start ends", max(0.0, left), 0.1).until(lambda: self.status() is not None)
        return self.seen()
