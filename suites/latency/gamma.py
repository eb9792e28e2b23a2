"""Quantiles of the gamma distribution and of Student's t, so that a verdict needs no library of numerics."""

from __future__ import annotations

import math
from statistics import NormalDist

_PRECISION = 1e-13
_TERMS = 100_000
_CLOSE = 1e-8


def gamma_quantile(shape: float, probability: float) -> float:
    """Return the value below which a gamma variable of scale 1 lies with a probability, by bisection."""
    low, high = 0.0, shape + 10 * math.sqrt(shape) + 50
    while high - low > _CLOSE * high:
        middle = (low + high) / 2
        low, high = (middle, high) if gamma_share(shape, middle) < probability else (low, middle)
    return high


def gamma_share(shape: float, value: float) -> float:
    """Return the regularized lower incomplete gamma function P(shape, value).

    Its series below shape + 1, Lentz's continued fraction above. Source: DLMF 8.7.1, 8.9.2.
    """
    if value <= 0:
        return 0.0
    factor = math.exp(shape * math.log(value) - value - math.lgamma(shape))
    return factor * _series(shape, value) if value < shape + 1 else 1 - factor * _fraction(shape, value)


def student_quantile(freedom: float, error: float) -> float:
    """Return what Student's t exceeds with a small probability, expanded in 1 / ``freedom``.

    Source: Abramowitz and Stegun, 26.7.5.
    """
    z = NormalDist().inv_cdf(1 - error)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom ** (power + 1) for power, term in enumerate(terms))


def _series(shape: float, value: float) -> float:
    term = total = 1 / shape
    for step in range(1, _TERMS):
        term *= value / (shape + step)
        total += term
        if term < total * _PRECISION:
            break
    return total


def _fraction(shape: float, value: float) -> float:
    base = value + 1 - shape
    above, below = 1 / math.ulp(0.0) ** 0.5, 1 / base
    result = below
    for step in range(1, _TERMS):
        numerator = -step * (step - shape)
        base += 2
        below = 1 / (numerator * below + base)
        above = base + numerator / above
        result *= above * below
        if abs(above * below - 1) < _PRECISION:
            break
    return result
