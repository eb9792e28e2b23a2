import pytest

from gonogo.core.finding import Outcome, Severity
from tests.judging import Case, contract
from tests.suites.metrics.examples import CONTRACT, DOWN, METRICS, TEXT, beside, openmetrics, scrape, scrapes
from tests.suites.metrics.openmetrics_forbidden import ended
from tests.suites.metrics.test_reserved_labels_are_free import HANDED_ON
from tests.suites.metrics.test_text_format_is_valid import MISREAD, NAMED

CASE = Case(
    "metrics/readers-agree",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(content_type="text/plain; charset=utf-8")),
)
UTF8 = "text/plain; version=1.0.0; escaping=allow-utf-8"
FALLING = '# TYPE s summary\ns{quantile="0.5"} 2\ns{quantile="0.9"} 1\ns_sum 3\ns_count 2\n'
TWICE = "# TYPE go_memstats_alloc_bytes gauge\ngo_memstats_alloc_bytes 1\n"
TWICE += "# TYPE go_memstats_alloc_bytes counter\ngo_memstats_alloc_bytes_total 2"


def test_it_only_advises() -> None:
    assert CASE.rule.severity is Severity.ADVISORY


@pytest.mark.parametrize(
    ("content_type", "said"),
    [
        ("text/plain", "version: none"),
        ("text/plain; charset=utf-8", "version: none"),
        ("text/plain; version=0.0.5", "version: 0.0.5"),
        ("application/openmetrics-text; version=2.0.0", "version: 2.0.0"),
    ],
)
def test_a_version_that_is_none_is_told(content_type: str, said: str) -> None:
    made = openmetrics if "openmetrics" in content_type else scrape
    (problem,) = CASE.problems(scrapes(made(content_type=content_type)))
    assert problem.observed == f"{content_type!r}: {said}, by which readers choose: Prometheus guesses"


def test_a_type_that_cannot_be_read_is_left_to_its_own_rule() -> None:
    assert CASE.problems(scrapes(scrape(content_type="text/html"), scrape(content_type=""))) == ()


@pytest.mark.parametrize("body", MISREAD.values(), ids=MISREAD)
def test_what_a_reader_misreads_is_told_where_no_promise_names_it(body: str) -> None:
    assert len(CASE.problems(scrapes(scrape(body)))) == 1
    promising = Case(CASE.rule_id, contract(metrics=METRICS | NAMED[0]), CASE.clean, CASE.broken)
    assert promising.problems(scrapes(scrape(body))) == ()


@pytest.mark.parametrize("made", [scrape, openmetrics])
def test_quantiles_that_fall_are_told(made: type) -> None:
    body = FALLING if made is scrape else FALLING + "# EOF\n"
    (problem,) = CASE.problems(scrapes(made(body)))
    assert problem.observed.startswith('s{quantile="0.9"} is 1 after 2')


@pytest.mark.parametrize("value", ["2", "NaN", "3"])
def test_quantiles_that_rise_or_are_not_known_yet_pass(value: str) -> None:
    assert CASE.problems(scrapes(scrape(FALLING.replace('"0.9"} 1', f'"0.9"}} {value}')))) == ()


def test_two_types_of_one_name_are_told_with_the_library_that_writes_them() -> None:
    (problem,) = CASE.problems(scrapes(openmetrics(ended(TWICE))))
    assert "client_golang" in problem.observed
    assert "prometheus_client" in problem.observed


@pytest.mark.parametrize("line", ['{"a.b"} 1', 'a{"x.y"="1"} 1', '{"a b",x="1"} 1', '{"grün"} 1'])
def test_names_that_have_to_be_quoted_are_told_where_nobody_agreed_on_them(line: str) -> None:
    (problem,) = CASE.problems(scrapes(scrape(f"{line}\n{line}\n")))
    assert "Prometheus 2 drops the whole scrape" in problem.observed
    assert CASE.problems(scrapes(scrape(f"{line}\n", content_type=UTF8))) == ()


def test_a_name_that_is_quoted_for_nothing_passes() -> None:
    assert CASE.problems(scrapes(scrape('{"a",x="1"} 1\n'))) == ()


@pytest.mark.parametrize("body", HANDED_ON.values(), ids=HANDED_ON)
def test_labels_that_are_handed_on_are_told(body: str) -> None:
    (problem,) = CASE.problems(scrapes(scrape(body)))
    assert problem.observed.startswith("job, instance of what it hands on")


def test_a_gateway_that_was_not_pushed_to_hands_nothing_on() -> None:
    assert CASE.problems(scrapes(scrape(TEXT + "pushgateway_build_info 1\n"))) == ()


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE


READERS = {
    'quantile="foo"': "refuse the whole body",
    'quantile="1_0"': "refuse the whole body",
    'quantile="1.01"': "prometheus_client refuses it",
    'quantile="-1"': "prometheus_client refuses it",
    'x="1"': "drop it without a word",
}


@pytest.mark.parametrize(("label", "said"), READERS.items(), ids=READERS)
def test_the_reader_is_the_one_that_does_so(label: str, said: str) -> None:
    body = f"# TYPE s summary\ns{{{label}}} 1\ns_sum 1\ns_count 1\n"
    (problem,) = CASE.problems(scrapes(scrape(body)))
    assert said in problem.observed


def test_a_family_in_two_groups_of_lines_is_told_and_no_more() -> None:
    body = 'a{x="1"} 1\nb 1\na{x="2"} 1\n'
    (problem,) = CASE.problems(scrapes(scrape(body)))
    assert "it goes on after b" in problem.observed
    assert (
        Case("metrics/text-format-is-valid", CONTRACT, CASE.clean, None).problems(scrapes(scrape(body))) == ()
    )


def test_a_further_exposition_is_named_that_readers_read_otherwise() -> None:
    assert CASE.problems(beside(scrape())) == ()
    (problem,) = CASE.problems(beside(scrape(content_type="text/plain")))
    assert problem.where == ":9102/own at shop-1 for default"


SCOPE = '# TYPE otel_scope_info info\notel_scope_info{otel_scope_name="A"} 1\n'


def test_a_family_of_scopes_that_is_called_as_its_samples_is_told() -> None:
    problems = CASE.problems(scrapes(scrape(), openmetrics(ended(f"depth 1\n{SCOPE}".rstrip("\n")))))
    assert [problem.expected for problem in problems] == ["a family otel_scope"]
    assert problems[0].where.endswith("line 2")


def test_a_family_of_scopes_by_its_name_is_none() -> None:
    named = SCOPE.replace("E otel_scope_info", "E otel_scope").rstrip("\n")
    assert CASE.problems(scrapes(scrape(), openmetrics(ended(named)))) == ()
