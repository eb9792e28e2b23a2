"""Leave out some of the inputs, evenly, where a slow service would take too long for all of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

_FEWEST = 50  # inputs that were sent, before anything is known of the pace
_SPARE = 1.5  # what grows comes last, and takes longer


@dataclass
class Thinning:
    """Decides on each kind when it is first met, and says the same of it ever after: a series is sent whole.

    ``total`` inputs are to be sent within so many ``seconds``; ``left_out`` counts those that are not.
    """

    total: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    left_out: int = 0
    _sent: int = 0
    _kinds: int = 0
    _known: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._began = self.clock()

    def takes(self, kind: str) -> bool:
        """Whether an input of this kind is sent."""
        if kind not in self._known:
            self._kinds += 1
            self._known[kind] = self._kinds % self._every() == 0
        taken = self._known[kind]
        self._sent += taken
        self.left_out += not taken
        return taken

    def _every(self) -> int:
        """Return one of how many kinds is sent from here on."""
        if self._sent < _FEWEST:
            return 1
        took = self.clock() - self._began
        open_, left = self.total - self._sent - self.left_out, self.seconds - took
        needed = _SPARE * open_ * took / self._sent
        return max(1, ceil(needed / left)) if left > 0 else 1
