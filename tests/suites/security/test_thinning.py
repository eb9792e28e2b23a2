"""How many inputs a slow service is spared."""

from __future__ import annotations

from gonogo.suites.security.experiments.thinning import Thinning

MOST_SECONDS = 100.0
KINDS = 1_000


def sent(seconds_each: float, sizes: int = 1) -> tuple[list[str], Thinning, float]:
    """Offer so many kinds in so many sizes; returns what was taken, and how long that took."""
    now, taken = [0.0], list[str]()
    thinning = Thinning(KINDS * sizes, MOST_SECONDS, lambda: now[0])
    for size in range(sizes):
        for kind in range(KINDS):
            if thinning.takes(f"kind {kind}"):
                now[0] += seconds_each
                taken.append(f"kind {kind}, size {size}")
    return taken, thinning, now[0]


def test_a_quick_service_is_spared_nothing() -> None:
    taken, thinning, _ = sent(0.02)
    assert (len(taken), thinning.left_out) == (KINDS, 0)


def test_a_slow_one_is_sent_as_many_as_there_is_time_for() -> None:
    taken, thinning, took = sent(0.5)
    assert len(taken) > 100
    assert took < MOST_SECONDS
    assert thinning.left_out == KINDS - len(taken)


def test_what_is_left_out_is_spread_over_all() -> None:
    taken, _, _ = sent(0.5)
    numbers = [int(one.split()[1].rstrip(",")) for one in taken]
    assert sum(number > KINDS / 2 for number in numbers) > len(numbers) / 4
    assert numbers[-1] > 0.98 * KINDS


def test_a_series_is_sent_whole_or_not_at_all() -> None:
    taken, _, _ = sent(0.2, sizes=2)
    kinds = [one.partition(",")[0] for one in taken]
    assert all(kinds.count(kind) == 2 for kind in set(kinds))
