"""Quantiles against figures that others computed: printed tables of chi-square and Student's t."""

import math

import pytest

from gonogo.suites.latency.gamma import gamma_quantile, gamma_share, student_quantile


@pytest.mark.parametrize(
    ("freedom", "probability", "chi_square"),
    [(2, 0.01, 0.0201), (2, 0.99, 9.210), (10, 0.05, 3.940), (10, 0.995, 25.188), (100, 0.01, 70.065)],
)
def test_half_of_chi_square_is_gamma(freedom: int, probability: float, chi_square: float) -> None:
    assert 2 * gamma_quantile(freedom / 2, probability) == pytest.approx(chi_square, abs=6e-4, rel=3e-3)


@pytest.mark.parametrize("shape", [0.2, 1.0, 7.5, 400.0])
def test_the_share_below_a_quantile_is_its_probability(shape: float) -> None:
    for probability in (0.001, 0.3, 0.5, 0.99):
        found = gamma_share(shape, gamma_quantile(shape, probability))
        assert found == pytest.approx(probability, rel=1e-6)


def test_nothing_lies_below_nothing() -> None:
    assert gamma_share(2.0, 0.0) == 0.0
    assert gamma_share(1.0, 1.0) == pytest.approx(1 - math.exp(-1))


@pytest.mark.parametrize(("freedom", "table"), [(5, 4.032), (10, 3.169), (23, 2.807), (100, 2.626)])
def test_student_s_t_is_that_of_the_table(freedom: int, table: float) -> None:
    assert student_quantile(freedom, 0.005) == pytest.approx(table, rel=2e-3)
