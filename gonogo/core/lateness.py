"""Late is not wrong: what can be told of a promise when our own machine did not keep its time. Pure.

Times run from the intended moment, so that a late machine can only make them longer, and what it did not do
can only be unknown. Hence two figures: one where all of that counts against the service, one where it is left
out. A promise that the first one keeps is kept; one that the second one breaks is broken.
"""

from __future__ import annotations

from enum import Enum


class Told(Enum):
    """What two figures tell of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    UNTOLD = "untold"


def tell(most: float, at_worst: float, at_best: float | None, *, lighter: bool = False) -> Told:
    """Tell from two figures that grow as things get worse, in the unit of ``most``, whether it is kept.

    ``at_worst`` counts everything that is our own doing against the service, ``at_best`` leaves it out; None
    where nothing is left then. A ``lighter`` load than the planned one can bend a promise that seems kept,
    and never one that is broken: more of it would have made nothing better.
    """
    if at_worst <= most:
        return Told.UNTOLD if lighter else Told.KEPT
    return Told.BROKEN if at_best is not None and at_best > most else Told.UNTOLD
