import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.metrics.examples import CONTRACT, DOWN, TEXT, openmetrics, scrape, scrapes

CASE = Case(
    "metrics/histograms-are-consistent",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(TEXT.replace('le="+Inf"} 6', 'le="+Inf"} 7'))),
)
HEAD = "# TYPE t histogram\n"


def histogram(*buckets: tuple[str, str], end: str = "t_sum 1\nt_count 3\n") -> str:
    return HEAD + "".join(f't_bucket{{le="{bound}"}} {value}\n' for bound, value in buckets) + end


BROKEN = {
    "no +Inf": (histogram(("1", "3")), 't_bucket{le="1"} is the last'),
    "+Inf is not _count": (histogram(("1", "2"), ("+Inf", "4")), "t_count is 3, and the bucket 4"),
    "not cumulative": (
        histogram(("1", "5"), ("2", "2"), ("+Inf", "3")),
        't_bucket{le="2"} is 2 after 5',
    ),
    "not sorted": (histogram(("2", "2"), ("1", "1"), ("+Inf", "3")), "[2.0, 1.0, inf]"),
    "a bound twice": (histogram(("1", "2"), ("1.0", "2"), ("+Inf", "3")), "[1.0, 1.0, inf]"),
    "negative": (histogram(("1", "-1"), ("+Inf", "3")), 't_bucket{le="1"} -1'),
    "not a number": (histogram(("1", "NaN"), ("+Inf", "3")), 't_bucket{le="1"} nan'),
    "no bucket": (HEAD + "t_sum 1\nt_count 3\n", "none of 0"),
    "no _count": (histogram(("+Inf", "3"), end="t_sum 1\n"), "none"),
}


@pytest.mark.parametrize(("body", "said"), BROKEN.values(), ids=BROKEN)
def test_parts_that_disagree_are_refused(body: str, said: str) -> None:
    assert [p.observed for p in CASE.problems(scrapes(scrape(body)))] == [said]


BOUNDS = ["", "fast", "1_000", "0x1p3", " 1", "NaN"]  # Python's float takes three of them


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bucket_whose_bound_no_reader_takes_is_left_out_as_they_do(bound: str) -> None:
    """The text format's own rule refuses it where the histogram is promised."""
    assert CASE.problems(scrapes(scrape(histogram((bound, "9"), ("1", "1"), ("+Inf", "3"))))) == ()


@pytest.mark.parametrize("bound", BOUNDS)
def test_without_a_bucket_that_has_a_bound_there_is_no_histogram(bound: str) -> None:
    (problem,) = CASE.problems(scrapes(scrape(histogram((bound, "3")))))
    assert (problem.expected, problem.observed) == ("t: buckets, each with a number in le", "none of 1")


def test_openmetrics_needs_neither_sum_nor_count() -> None:
    assert CASE.problems(scrapes(openmetrics(histogram(("1", "1"), ("+Inf", "3"), end="# EOF\n")))) == ()
    assert len(CASE.problems(scrapes(scrape(histogram(("1", "1"), ("+Inf", "3"), end=""))))) == 1


SOME = (("0.1", "3"), ("1", "30"), ("+Inf", "30"))  # from 2.7 to 27.3


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("9000", "a sum from 2.7 to 27.3, as the buckets have it"),
        ("0", "a sum from 2.7 to 27.3, as the buckets have it"),
        ("-9", "a sum from 2.7 to 27.3, as the buckets have it"),
        ("+Inf", "a sum that is finite"),
    ],
    ids=["in milliseconds", "never added to", "of a clock that goes back", "infinite"],
)
def test_a_sum_that_no_such_observations_have_is_refused(total: str, expected: str) -> None:
    body = histogram(*SOME, end=f"t_sum {total}\nt_count 30\n")
    problems = CASE.problems(scrapes(scrape(body), openmetrics(f"{body}# EOF\n")))
    assert [p.expected for p in problems] == [expected] * 2


@pytest.mark.parametrize(
    "body",
    [
        histogram(*SOME, end="t_sum 2.7\nt_count 30\n"),
        histogram(*SOME, end="t_sum 27.3\nt_count 30\n"),
        histogram(*SOME, end="t_sum 1.5\nt_count 30\n"),
        histogram(*SOME, end="t_count 30\n"),
        histogram(("1", "3"), ("+Inf", "9"), end="t_sum 9e9\nt_count 9\n"),
        histogram(("1", "3"), ("+Inf", "30"), end="t_sum 9e9\nt_count 30\n"),
        histogram(("-1", "20"), ("+Inf", "30"), end="t_sum -9e9\nt_count 30\n"),
        histogram(("0.1", "0"), ("+Inf", "0"), end="t_sum 0\nt_count 0\n"),
    ],
    ids=["least", "most", "one not yet added", "none", "of a few", "beyond the last", "below zero", "empty"],
)
def test_a_sum_that_can_be_passes(body: str) -> None:
    assert CASE.problems(scrapes(scrape(body))) == ()


def test_label_sets_are_judged_one_by_one() -> None:
    body = (
        HEAD
        + 't_bucket{x="a",le="1"} 9\nt_bucket{x="a",le="+Inf"} 9\nt_sum{x="a"} 1\nt_count{x="a"} 9\n'
        + 't_bucket{x="b",le="1"} 0\nt_bucket{x="b",le="+Inf"} 0\nt_sum{x="b"} 0\nt_count{x="b"} 1\n'
    )
    (problem,) = CASE.problems(scrapes(scrape(body)))
    assert problem.expected == 't{x="b"}: a _count equal to the bucket le="+Inf"'


def test_both_formats_are_looked_at() -> None:
    assert CASE.finding(scrapes()).evidence == {"histograms": 3}
    broken = openmetrics(scrapes().scrapes[1].body.replace("_count 6.0", "_count 5.0"))
    assert len(CASE.problems(scrapes(scrape(), broken))) == 1


@pytest.mark.parametrize(
    "body", ["a 1\n", "", "# TYPE t histogram\n", "# TYPE t summary\nt_sum 1\nt_count 1\n"]
)
def test_without_a_histogram_nothing_was_examined(body: str) -> None:
    finding = CASE.finding(scrapes(scrape(body)))
    assert (finding.outcome, finding.examined) == (Outcome.INCONCLUSIVE, 0)
    assert finding.reason == "no scrape held a histogram"


@pytest.mark.parametrize(
    ("metrics", "promised"),
    [
        ({"series": ["shop_up", "shop_requests_total"]}, False),
        ({"series": ["shop_seconds_bucket"]}, True),
        ({"thresholds": {"shop_seconds": [0.1]}}, True),
    ],
)
def test_it_is_promised_by_the_name_of_a_histogram(metrics: dict[str, object], promised: bool) -> None:
    assert contract(metrics=metrics).promises(CASE.rule.promises[0]) is promised


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE
