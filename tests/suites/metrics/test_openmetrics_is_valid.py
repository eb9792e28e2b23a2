from collections import deque
from dataclasses import replace

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.suites.metrics.exposition.checks import openmetrics_faults
from tests.judging import Case
from tests.suites.metrics.examples import (
    CONTRACT,
    DOWN,
    OPENMETRICS,
    TEXT,
    TEXT_ONLY,
    beside,
    openmetrics,
    scrape,
    scrapes,
)
from tests.suites.metrics.openmetrics_allowed import GOOD
from tests.suites.metrics.openmetrics_forbidden import BAD, ended

CASE = Case(
    "metrics/openmetrics-is-valid",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(openmetrics(TEXT)),
)
UNPARSED = {
    "metadata without a sample": (ended("# HELP depth \n# UNIT depth "), "none"),
    "a time of more milliseconds than a reader counts": (
        ended("depth 1 12345678901234567890.1234567890"),
        "which is out of range",
    ),
}  # what the format's own cases allow; nobody could read a value of these


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_what_the_format_forbids_is_refused(body: str) -> None:
    assert openmetrics_faults(body) != ()


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD)
def test_what_the_format_allows_passes(body: str) -> None:
    assert openmetrics_faults(ended(body)) == ()
    assert openmetrics_faults(ended(body).removesuffix("\n")) == ()


@pytest.mark.parametrize(("body", "said"), UNPARSED.values(), ids=UNPARSED)
def test_what_says_nothing_to_a_reader_is_refused(body: str, said: str) -> None:
    (fault,) = openmetrics_faults(body)
    assert said in fault.observed


def test_the_rule_refuses_and_passes_the_same() -> None:
    assert CASE.problems(scrapes(*map(openmetrics, map(ended, GOOD.values())))) == ()
    bad = {f"{number}": body for number, body in enumerate(BAD.values())}
    refused = CASE.problems(scrapes(*(openmetrics(body, source=source) for source, body in bad.items())))
    assert {problem.where.split()[0] for problem in refused} == set(bad)


def test_what_the_reference_parser_refuses_is_refused() -> None:
    """It stops at the first fault and takes some of what Prometheus drops, so that it is no judge itself."""
    refused = [body for body in (*BAD.values(), *map(ended, GOOD.values())) if _is_refused(body)]
    assert len(refused) > 180
    assert [body for body in refused if not openmetrics_faults(body)] == []


def _is_refused(body: str) -> bool:
    try:
        deque(text_string_to_metric_families(body), maxlen=0)  # type: ignore[no-untyped-call]
    except (ValueError, LookupError):
        return True
    return False


def test_each_fault_is_named_with_its_line() -> None:
    body = ended("# TYPE a counter\na_total -1\n b 1\nc 1e400")
    assert [p.where for p in CASE.problems(scrapes(openmetrics(body)))] == [
        f"shop-1 for openmetrics, line {n}" for n in (2, 3, 4)
    ]


def test_two_types_that_only_sample_names_tell_apart_are_left_to_advice() -> None:
    """client_golang exposes its memory so."""
    body = ended(
        "# TYPE a_bytes gauge\na_bytes 1\n# HELP a_bytes So.\n# TYPE a_bytes counter\na_bytes_total 2"
    )
    assert CASE.problems(scrapes(openmetrics(body))) == ()
    assert CASE.problems(scrapes(openmetrics(body.replace("a_bytes_total 2", "a_bytes_total NaN")))) != ()


def test_a_body_in_the_text_format_under_the_header_is_refused() -> None:
    text = "# TYPE shop_up gauge\nshop_up 1\n"
    assert [p.observed for p in CASE.problems(scrapes(openmetrics(text)))] == ["Missing # EOF at end"]


def test_what_is_not_promised_is_not_selected() -> None:
    assert CASE.rule.promises == ("metrics.openmetrics",)
    assert [c.promises("metrics.openmetrics") for c in (CONTRACT, TEXT_ONLY)] == [True, False]


def test_what_is_served_and_not_promised_is_judged_with_what_is() -> None:
    text = Case("metrics/text-format-is-valid", TEXT_ONLY, scrapes(), scrapes())
    served = scrapes(scrape(), openmetrics(OPENMETRICS.replace("# EOF\n", ""), wanted="default"))
    (problem,) = text.problems(served)
    assert (problem.where, problem.observed) == ("shop-1 for default", "Missing # EOF at end")
    assert text.finding(scrapes(scrape(), openmetrics(wanted="default"))).examined == 2


def test_a_promised_format_that_was_never_served_is_not_established() -> None:
    assert CASE.finding(scrapes(scrape())).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE


def test_a_further_exposition_that_says_so_is_held_to_it() -> None:
    assert CASE.problems(beside(openmetrics())) == ()
    assert CASE.problems(beside(scrape())) == ()
    (problem,) = CASE.problems(beside(openmetrics(OPENMETRICS.removesuffix("# EOF\n"))))
    assert problem.where.startswith(":9102/own at shop-1 for default")


SCOPE = "# TYPE otel_scope_info info\n# HELP otel_scope_info Scope metadata\n"
SCOPE += 'otel_scope_info{otel_scope_name="%s"} 1\n'
GAUGE = '# TYPE depth gauge\ndepth{otel_scope_name="A"} 1\n'


@pytest.mark.parametrize(
    "body",
    [
        SCOPE % "A" + GAUGE,
        SCOPE % "A" + SCOPE % "B" + GAUGE,
        SCOPE % "A" + GAUGE + SCOPE % "B",
        SCOPE % "A" + 'otel_scope_info{otel_scope_name="B"} 1\n' + GAUGE,
        SCOPE.replace("# HELP otel_scope_info Scope metadata\n", "") % "A" + GAUGE,
        (SCOPE % "A").replace("otel_scope_info ", "otel_scope "),
    ],
)
@pytest.mark.parametrize("promised", [CONTRACT, TEXT_ONLY])
def test_scopes_as_opentelemetry_wrote_them_pass(body: str, promised: Contract) -> None:
    seen = scrapes(scrape(), openmetrics(f"{body}# EOF\n"), openmetrics(f"{body}# EOF\n", wanted="default"))
    for rule in ("metrics/openmetrics-is-valid", "metrics/text-format-is-valid"):
        assert replace(CASE, rule_id=rule, contract=promised).problems(seen) == ()


@pytest.mark.parametrize(
    "body",
    [
        SCOPE % "A" + "# TYPE depth gauge\ndepth 1\n# TYPE depth gauge\ndepth 2\n",
        SCOPE.replace("otel_scope_info", "build_info") % "A",
        SCOPE.replace("} 1", "} 2") % "A" + GAUGE,
        SCOPE % 'A",otel_scope_name="B' + GAUGE,
        (SCOPE % "A" + SCOPE % "B").replace(" info\n", " gauge\n"),
    ],
)
def test_beside_scopes_all_else_is_refused(body: str) -> None:
    assert CASE.problems(scrapes(scrape(), openmetrics(f"{body}# EOF\n")))


def test_lines_are_counted_as_they_came() -> None:
    body = f"{SCOPE % 'A'}{SCOPE % 'B'}depth one\n# EOF\n"
    (problem,) = CASE.problems(scrapes(scrape(), openmetrics(body)))
    assert problem.where.endswith("line 7")


@pytest.mark.parametrize(
    "body", ["# EOF\n", "# TYPE a_seconds gauge\n# UNIT a_seconds seconds\n# HELP a_seconds None.\n# EOF\n"]
)
def test_what_has_no_sample_yet_is_legal_and_shows_nothing(body: str) -> None:
    finding = CASE.finding(scrapes(openmetrics(body)))
    assert (finding.outcome, finding.problems) == (Outcome.INCONCLUSIVE, ())
