"""Whether time grows faster than the text that takes it. Pure; the experiment asks as well whether to go on.

A step of cost, as when a text no longer fits into memory, is no growth: three lengths have to show it, each
at most twice the one before. In proportion a doubling takes twice the time, sorting 2.3 times it, the square
four times.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gonogo.suites.latency.observations.texts import Attempt, Series

GROWS = 2.83
"""From this ratio on, at each of two steps, it is more than proportion: 2 to the power of 1.5."""
_RESOLUTION_SECONDS = (
    0.003  # less than this beyond a short text's time is noise, from which no ratio is taken
)
_TWICE = 2
_REFUSALS = frozenset({400, 404, 406, 409, 410, 411, 412, 413, 414, 415, 416, 422, 431})
_ERROR = 400


def floor(usual: float, seconds: float) -> float:
    """Return from how much more than usual on time is looked at: a slow service is as slow now and then."""
    return max(seconds, 2 * usual)


def outgrows(times: Sequence[float], usual: float, seconds: float) -> bool:
    """Whether time outgrows length over the times of three lengths; what is quick, or noise, does not."""
    more = [max(0.0, each - usual) for each in times]
    if len(more) < 3 or more[-1] < floor(usual, seconds):
        return False
    told = more[0] >= max(_RESOLUTION_SECONDS, usual / 4)
    return told and all(large >= GROWS * small for small, large in pairwise(more))


def grown(series: Series, usual: float, seconds: float) -> Attempt | None:
    """Return the last of two attempts in which time outgrew length while ordinary words were taken."""
    sure = [
        each
        for each in series.attempts
        if each.ordinary_seconds is not None and outgrows(each.times, usual, seconds)
    ]
    return sure[-1] if len(sure) >= _TWICE else None


def is_mute(series: Series) -> bool:
    """Whether a text had no answer, and ordinary words one soon: a machine that stands still has neither."""
    silence = series.silence
    beside = silence.ordinary_seconds if silence else None
    return bool(silence and beside is not None and GROWS**2 * beside <= silence.seconds)


def is_taken(status: int | None, promised: int) -> bool:
    """Whether a text was looked at: taken, or refused for what it is.

    Who refuses the client (401, 403, 407, 408, 429), or fails, has not.
    """
    return status is not None and (status < _ERROR or status == promised or status in _REFUSALS)
