from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.scrapes import Scrape
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


@pytest.mark.parametrize(
    "large",
    [
        scrape(TEXT + "".join(f'a{{client="{n}"}} 1\n' for n in range(13))),
        scrape(TEXT + "".join(f'h_bucket{{le="{n}"}} 1\n' for n in range(13))),
        scrape(TEXT + f'a{{query="{"x" * 2000}"}} 1\n'),
        scrape(TEXT + f"# {'x' * 2000}\n"),
        scrape(seconds=1.001),
        scrape(f"{TEXT}# {'ü' * 800}\n"),
    ],
    ids=["clients", "buckets", "a long label", "a long comment", "slow", "bytes, not letters"],
)
def test_one_process_beyond_one_limit_is_refused(large: Scrape) -> None:
    seen = scrapes(scrape(), replace(large, source="shop-2"))
    assert [p.where for p in CASE.problems(seen)] == ["shop-2 for text"]


@pytest.mark.parametrize(
    "small",
    [
        scrape(TEXT + "".join(f'a{{n="{n}"}} 1\n' for n in range(12))),
        scrape(TEXT + "#" * (1999 - len(TEXT)) + "\n"),
        scrape(seconds=1.0),
    ],
    ids=["as many samples", "as many bytes", "as many seconds"],
)
def test_a_scrape_at_its_limit_passes(small: Scrape) -> None:
    assert CASE.finding(scrapes(small)).outcome is Outcome.PASSED
