"""The bet on the order of two releases: it wins where one is slower, and hardly ever where none is."""

import math
from itertools import product

import pytest

from gonogo.suites.latency import stochastic_order as order
from gonogo.suites.latency.stochastic_order import Round, bet, least_seen, quantile
from tests.suites.latency.rounds import Server, rounds, seeded, stalling, steady, times

ALPHA = 0.05
RUNS = 60


def ever(made: list[Round], share: float) -> tuple[float, float]:
    """The most that the bets had won at any look."""
    looks = [bet([made[:count]], share) for count in range(2, len(made) + 1, 2)]
    return max(one.slower for one in looks), max(one.apart for one in looks)


@pytest.mark.parametrize("share", [0.5, 0.95])
@pytest.mark.parametrize("stalls", ["none", "own", "short"])
def test_whoever_stops_when_it_looks_worst_is_wrong_as_seldom_as_said(share: float, stalls: str) -> None:
    """Ville's inequality, tried: a run counts as wrong where any look of it would have refused."""
    rng = seeded(f"{share} {stalls}")
    wrong = apart = 0
    for _ in range(RUNS):
        servers: list[Server] = [steady, steady]
        if stalls != "none":
            begins, lasts = (1 / 500, 50) if stalls == "own" else (1 / 100, 10)
            servers = [stalling(begins, lasts, rng) for _ in range(2)]
        slower, differs = ever(rounds(rng, *servers), share)
        wrong += slower >= 1 / ALPHA
        apart += differs >= 1 / ALPHA
    slack = 3 * math.sqrt(ALPHA * (1 - ALPHA) / RUNS)
    assert wrong / RUNS <= ALPHA + slack
    assert apart / RUNS <= ALPHA + slack


@pytest.mark.parametrize("shares", [(0.0, 1.0), (0.1, 0.9), (0.5, 0.5), (0.7, 0.8)])
def test_a_bet_is_fair_whoever_had_which_turn(shares: tuple[float, float]) -> None:
    """Every way in which rounds of known shares may be dealt, summed up exactly: 1 is expected of 1."""
    others = (0.2, 0.4)
    deals = list(product((1, -1), repeat=4))
    won = [
        order._won(
            [
                (pair if at > 0 else (pair[1], pair[0]))
                for pair, at in zip((shares, others) * 2, deal, strict=True)
            ]
        )
        for deal in deals
    ]
    assert sum(won) / len(won) == pytest.approx(1.0)
    assert min(won) > 0


def test_a_candidate_that_takes_half_as_long_again_is_seen() -> None:
    made = rounds(seeded(1), times(1.5))
    assert bet([made], 0.5, 1.1).slower > 1000
    assert bet([made], 0.5, 1.1).apart < 20
    assert bet([made], 0.5, 1.6).slower < 20


def test_a_quicker_one_and_one_within_what_is_tolerated_win_nothing() -> None:
    assert bet([rounds(seeded(2), times(0.7))], 0.5).slower < 1
    assert bet([rounds(seeded(3), times(1.1))], 0.5, 1.1).slower < 20


def test_what_never_answers_is_above_every_quantile() -> None:
    failing = rounds(seeded(4), lambda _place, rng: math.inf if rng.random() < 0.3 else 0.02)
    assert bet([failing], 0.95, 1.1).slower > 1000


def test_one_stall_is_no_evidence() -> None:
    made = rounds(seeded(5))
    struck = Round(tuple(1.0 for _ in made[7].candidate), made[7].baseline, made[7].arm)
    assert bet([[*made[:7], struck, *made[8:]]], 0.95).slower < 20


def test_journeys_together_say_more_than_one() -> None:
    rng = seeded(6)
    journeys = [rounds(rng, times(1.3), each=8) for _ in range(3)]
    assert bet(journeys, 0.5, 1.1).slower > max(bet([one], 0.5, 1.1).slower for one in journeys)


def test_a_quantile_is_each_journeys_own() -> None:
    rng = seeded(7)
    slow, quick = rounds(rng, times(100), times(100)), rounds(rng, times(1.5))
    assert bet([slow, quick], 0.5).slower > 100


def test_the_least_that_could_be_seen_is_less_where_there_is_more_to_see() -> None:
    rng = seeded(8)
    few, many = rounds(rng, each=6), rounds(rng, each=60)
    found = [least_seen([made], 0.5, 1.1, 1000) for made in (few, many)]
    assert 1.1 < found[1] < found[0] < 4
    slower = [Round(tuple(3 * v for v in one.candidate), one.baseline, one.arm) for one in many]
    assert least_seen([slower], 0.5, 1.1, 1000) == pytest.approx(found[1], rel=0.15)
    assert least_seen([few[:3]], 0.5, 1.1, 1000) == math.inf


def test_nothing_wins_nothing() -> None:
    assert bet([], 0.5).slower == 1
    assert bet([[Round((), (), 0)]], 0.5).slower == 1
    assert math.isnan(quantile([], 0.5))
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.0
