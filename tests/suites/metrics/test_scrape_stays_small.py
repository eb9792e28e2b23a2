from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.metrics.examples import METRICS, TEXT, scrape, scrapes

CASE = Case(
    "metrics/scrape-stays-small",
    contract(metrics=METRICS | {"scrape_samples": 20, "scrape_bytes": 2000, "scrape_seconds": 1}),
    clean=scrapes(),
    broken=scrapes(scrape(TEXT + "".join(f'a{{n="{n}"}} 1\n' for n in range(20)))),
)


def test_samples_are_counted() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["28 samples"]


def test_bytes_are_counted() -> None:
    (problem,) = CASE.problems(scrapes(scrape(f"# HELP shop_up {'x' * 2000}\n{TEXT}")))
    assert problem.expected == "at most 2000 bytes"


def test_time_is_measured() -> None:
    (problem,) = CASE.problems(scrapes(scrape(seconds=1.5)))
    assert problem.observed == "1.5 seconds"


def test_a_body_without_a_sample_is_no_small_scrape() -> None:
    for body in ("", "{}", "# EOF\n"):
        assert CASE.finding(scrapes(scrape(body))).outcome is Outcome.INCONCLUSIVE
