from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.metrics.examples import (
    CONTRACT,
    COUNTER,
    DOWN,
    METRICS,
    OPENMETRICS,
    TEXT,
    beside,
    openmetrics,
    scrape,
    scrapes,
)

CASE = Case(
    "metrics/text-format-is-valid",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(TEXT + TEXT)),
)

ILLEGAL = {
    "nothing at all": ("", "none"),
    "only comments": ("# nothing\n\n", "none"),
    "a second value of one series": (
        'a{x="1",y="2"} 1\na{y="2",x="1"} 1\n',
        'a{x="1",y="2"} on line 1 already',
    ),
    "an empty label is no label": ('a{x=""} 1\na 1\n', "a on line 1 already"),
    "TYPE twice": ("# TYPE a gauge\n# TYPE a gauge\na 1\n", "another one"),
    "HELP twice": ("# HELP a One.\n# HELP a Two.\na 1\n", "another one"),
    "TYPE after its samples": ("a 1\n# TYPE a gauge\n", "it comes after them"),
    "a type of OpenMetrics": ("# TYPE a_info info\na_info 1\n", "TYPE a_info 'info'"),
    "TYPE without a type": ("# TYPE a\na 1\n", "TYPE a ''"),
    "a blank after the type": ("# TYPE a gauge \na 1\n", "TYPE a 'gauge '"),
    "a tab after the type": ("# TYPE a gauge\t\na 1\n", "TYPE a 'gauge\\t'"),
    "two blanks before the type": ("# TYPE  a  gauge\na 1\n", "TYPE a ' gauge'"),
    "a carriage return after the type": ("# TYPE a gauge\r\na 1\n", "TYPE a 'gauge\\r'"),
    "a word after the type": ("# TYPE a gauge x\na 1\n", "TYPE a 'gauge x'"),
    "a type in capitals": ("# TYPE a GAUGE\na 1\n", "TYPE a 'GAUGE'"),
    "a name in two families": (
        '# TYPE a summary\na_sum 1\n# TYPE a_count gauge\na_count{x="1"} 1\n',
        "a has it as well",
    ),
    "no last line feed": ("a 1", "the end after 'a 1'"),
}
MALFORMED = {
    "an unescaped quote": 'a{x="b"c"} 1\n',
    "an unescaped line feed": 'a{x="b\nc"} 1\n',
    "an unescaped backslash": 'a{x="C:\\dir"} 1\n',
    "a label set that does not close": 'a{x="b" 1\n',
    "a label without quotes": "a{x=b} 1\n",
    "a label twice": 'a{x="1",x="2"} 1\n',
    "no value": "a\n",
    "a value that is none": "a one\n",
    "a hexadecimal value": "a 0x1p3\n",
    "a time that is none": "a 1 soon\n",
    "an exemplar": 'a_total 1 # {trace_id="x"} 1\n',
    "a carriage return": "a 1\r\n",
    "a hyphen in the name": "a-b 1\n",
    "a blank before the name": "b 1\n a 1\n",
    "a tab before the name": "b 1\n\ta 1\n",
    "a blank before a set": 'b 1\n a{x="1"} 1\n',
    "a blank before a quoted name": 'b 1\n {"a"} 1\n',
    "the name as a label": 'a{__name__="x"} 1\n',
    "the name as a label among others": 'a{x="1",__name__="a"} 1\n',
    "the name as a quoted label": '{"a","__name__"="b"} 1\n',
    "a value that no float holds": "a 1e400\n",
    "a value below what a float holds": "a -1e400\n",
    "digits for a value that no float holds": f"a 1{'0' * 400}\n",
    "a time that no reader counts": "a 1 99999999999999999999\n",
    "a time of many digits": f"a 1 {'9' * 5000}\n",
    "a time before 1970": "a 1 -3982045\n",
    "a part of a millisecond": "a 1 1395066363000.5\n",
    "TYPE of a name with a hyphen": "# TYPE a-b gauge\na 1\n",
    "TYPE of a name with a comma": "# TYPE a, gauge\na 1\n",
    "TYPE of a name with a dot": "# TYPE a.b gauge\na 1\n",
    "TYPE of a digit": "# TYPE 7a gauge\na 1\n",
    "TYPE of a quote that does not close": '# TYPE "a gauge\na 1\n',
    "HELP of a digit": "# HELP 7a It is.\na 1\n",
    "HELP without a name": "# HELP\na 1\n",
    "a backslash in HELP": "# HELP a C:\\dir\na 1\n",
    "a page": "<html><body>Not here</body></html>\n",
}
LEGAL = {
    "empty lines": "\n\na 1\n\n\nb 2\n",
    "families in any order": "z 1\na 1\n",
    "odd spacing": 'a  {  x = "1" ,y="2", }\t 1   1395066363000  \nb{x="1"}2\n#  TYPE   c\tgauge\nc 3\n',
    "no HELP and no TYPE": 'a_bucket{x="1"} 1\n',
    "comments anywhere": "# one\na 1\n#\n#two\n",
    "special values": 'a NaN\nb{x="1"} +Inf\nb{x="2"} -Inf\nc 1.458255915e9\nd .5\ne -7\nf{} 1 0\n',
    "blanks before a comment and TYPE": " # one\n  # TYPE a gauge\na 1\n \t\n",
    "blanks after a sample": "a 1 \t\n",
    "a quoted name with a blank": '# TYPE "a b" gauge\n{"a b"} 1\n',
    "the largest time": "a 1 9223372036854775807\n",
    "next to no value": "a 1e-400\n",
    "quoted names": '{"my.dotted","error.message"="not found"} 1\n',
    "created series as families": "# TYPE a_total counter\na_total 1\n# TYPE a_created gauge\na_created 1\n",
    "braces and commas in a value": 'a{x="{b},c=\\"d\\"\\\\"} 1\n',
    "TYPE before HELP": "# TYPE a gauge\n# HELP a It is.\na 1\n",
    "other characters": 'a{x="Grüße 世界"} 1\n',
    "escapes in HELP": '# HELP a One \\\\ two\\nthree "four"\na 1\n',
}


@pytest.mark.parametrize(("body", "said"), ILLEGAL.values(), ids=ILLEGAL)
def test_what_the_format_forbids_is_refused(body: str, said: str) -> None:
    assert [p.observed for p in CASE.problems(scrapes(scrape(body)))] == [said]


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_line_is_refused(body: str) -> None:
    problems = CASE.problems(scrapes(scrape(body)))
    assert {p.expected for p in problems} == {"a line of the format"}


@pytest.mark.parametrize("body", LEGAL.values(), ids=LEGAL)
def test_what_only_looks_odd_passes(body: str) -> None:
    assert CASE.problems(scrapes(scrape(body))) == ()


MISREAD = {
    "a quantile of letters": '# TYPE s summary\ns{quantile="foo"} 1\ns_sum 1\ns_count 1\n',
    "a quantile above 1": '# TYPE s summary\ns{quantile="1.01"} 1\ns_sum 1\ns_count 1\n',
    "no quantile": "# TYPE s summary\ns 1\ns_sum 1\ns_count 1\n",
    "underscore in a bound": '# TYPE s histogram\ns_bucket{le="1_0"} 1\ns_bucket{le="+Inf"} 1\ns_count 1\n',
    "a sum NaN": '# TYPE s histogram\ns_bucket{le="+Inf"} 1\ns_sum NaN\ns_count 1\n',
}
NAMED: list[dict[str, Any]] = [
    {"series": ["s_count"]},
    {"durations": {"series": "s"}},
    {"requests": COUNTER | {"series": "s_count"}},
]


@pytest.mark.parametrize("body", MISREAD.values(), ids=MISREAD)
def test_what_a_reader_misreads_is_refused_where_the_contract_names_it(body: str) -> None:
    assert CASE.problems(scrapes(scrape(body))) == ()  # advice, of another rule
    for named in NAMED:
        promising = replace(CASE, contract=contract(metrics=METRICS | named))
        assert len(promising.problems(scrapes(scrape(body)))) == 1


def test_a_duplicate_is_named_with_its_line() -> None:
    (problem, *_) = CASE.problems(scrapes(scrape("a 1\na 2\n")))
    assert problem.where == "shop-1 for text, line 2"


def test_a_body_wrong_on_every_line_is_not_listed_line_by_line() -> None:
    problems = CASE.problems(scrapes(scrape("?\n" * 1000)))
    assert len(problems) == 11
    assert problems[-1].observed == "990 more faults"


def test_bytes_that_are_not_utf8_are_refused() -> None:
    assert [p.expected for p in CASE.problems(scrapes(scrape(utf8=False)))] == ["UTF-8"]


def test_a_body_that_was_cut_off_is_refused() -> None:
    assert [p.expected for p in CASE.problems(scrapes(scrape(truncated=True)))] == ["a whole body"]


def test_a_body_without_a_type_is_read_as_text() -> None:
    assert CASE.problems(scrapes(scrape("?\n", content_type=""))) != ()


def test_openmetrics_is_left_to_its_own_rule() -> None:
    assert CASE.problems(scrapes(scrape(), openmetrics("?\n"))) == ()


def test_a_promised_format_that_was_never_seen_is_not_established() -> None:
    assert CASE.finding(scrapes(openmetrics(OPENMETRICS))).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE


def test_a_histogram_that_no_promise_names_is_judged_with_its_body() -> None:
    """Where the contract names one, a rule of their own judges them all."""
    broken = scrapes(scrape(TEXT.replace('le="+Inf"} 6', 'le="+Inf"} 7')))
    named = contract(metrics=METRICS | {"series": ["shop_seconds_bucket"]})
    assert [len(replace(CASE, contract=c).problems(broken)) for c in (CONTRACT, named)] == [1, 0]


def test_a_further_exposition_is_named_that_is_none() -> None:
    assert CASE.problems(beside(scrape())) == ()
    (problem,) = CASE.problems(beside(scrape("<html>\n")))
    assert problem.where == ":9102/own at shop-1 for default, line 1"
    (problem,) = CASE.problems(beside(scrape("")))
    assert problem.where == ":9102/own at shop-1 for default"


def test_a_histogram_of_a_further_exposition_has_no_other_judge() -> None:
    broken = '# TYPE h histogram\nh_bucket{le="1"} 3\nh_bucket{le="+Inf"} 2\nh_sum 1\nh_count 2\n'
    promised = contract(metrics=METRICS | {"thresholds": {"shop_seconds": [0.1]}})
    named = Case(CASE.rule_id, promised, CASE.clean, CASE.broken)
    assert named.problems(scrapes(scrape(TEXT + broken))) == ()  # those of the first have a rule of their own
    places = {p.where.partition(",")[0] for p in named.problems(beside(scrape(broken)))}
    assert places == {":9102/own at shop-1 for default"}


def test_where_the_first_is_away_a_further_one_establishes_nothing() -> None:
    away = replace(beside(scrape()), scrapes=DOWN.scrapes)
    assert CASE.finding(away).outcome is Outcome.INCONCLUSIVE
