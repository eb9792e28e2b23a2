"""Late is not wrong, as a table."""

import pytest

from gonogo.core.lateness import Told, tell

KEPT, BROKEN, UNTOLD = Told.KEPT, Told.BROKEN, Told.UNTOLD


@pytest.mark.parametrize(
    ("at_worst", "at_best", "lighter", "told"),
    [
        (1.0, 1.0, False, KEPT),  # exactly what was promised
        (0.9, 0.1, False, KEPT),  # late, and within it all the same
        (0.9, None, False, KEPT),  # nothing was in time, and it holds all the same
        (0.9, 1.1, False, KEPT),  # those in time were slower than the late ones: all of them count
        (1.1, 1.1, False, BROKEN),  # nothing was late
        (9.0, 1.1, False, BROKEN),  # and without the late ones it is broken still
        (1.1, 1.0, False, UNTOLD),  # it disappears without the late ones
        (9.0, None, False, UNTOLD),  # nothing was in time
        (0.9, 0.9, True, UNTOLD),  # less load than planned may be why it holds
        (1.1, 1.1, True, BROKEN),  # more load would have made nothing better
        (1.1, 0.9, True, UNTOLD),
        (1.1, None, True, UNTOLD),
    ],
)
def test_a_promise_of_one(at_worst: float, at_best: float | None, lighter: bool, told: Told) -> None:
    assert tell(1.0, at_worst, at_best, lighter=lighter) is told


def test_figures_may_be_counts() -> None:
    assert [tell(2, 2, 0), tell(2, 3, 3), tell(2, 3, 2), tell(0, 0, 0)] == [KEPT, BROKEN, UNTOLD, KEPT]
