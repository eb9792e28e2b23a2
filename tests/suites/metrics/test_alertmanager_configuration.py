"""Routes, inhibitions and time intervals, as Alertmanager reads them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from gonogo.suites.metrics.alerting.inhibition import inhibitors
from gonogo.suites.metrics.alerting.intervals import is_always_muted, muted_hours
from gonogo.suites.metrics.alerting.matchers import Matcher, matchers
from gonogo.suites.metrics.alerting.routes import asked_for, possible, seconds, ways
from gonogo.suites.metrics.promql import is_always_true

NOW = datetime(2026, 2, 10, 12, 7, tzinfo=UTC)
PAGE = {"alertname": "ShopDown", "severity": "page"}


def tree(*children: dict[str, Any], **root: Any) -> dict[str, Any]:
    return {"route": {"receiver": "null", "routes": list(children)} | root}


def child(receiver: str, *conditions: str, **more: Any) -> dict[str, Any]:
    return {"receiver": receiver, "matchers": list(conditions), "continue": False} | more


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ('severity="page"', Matcher("severity", "=", "page")),
        (" severity != page ", Matcher("severity", "!=", "page")),
        (r'path=~"a\"b|\\d+"', Matcher("path", "=~", r'a"b|\d+')),
        ('"an odd name"!~""', Matcher("an odd name", "!~", "")),
        (r'job=~"a\.b"', Matcher("job", "=~", r"a\.b")),
        (r'job=~"a\\.b\n"', Matcher("job", "=~", "a\\.b\n")),
        (r"job=~\d+\w\\", Matcher("job", "=~", "\\d+\\w\\")),
        (r"job=a\"b", Matcher("job", "=", 'a"b')),
        ("job=a}", Matcher("job", "=", "a")),
        ("job=", Matcher("job", "=", "")),
        ('{job="{a, b}"}', Matcher("job", "=", "{a, b}")),
        (r'job="a\", b=\"c"', Matcher("job", "=", 'a", b="c')),
        (" {odd-name=a} ", Matcher("odd-name", "=", "a")),
    ],
)
def test_a_matcher_is_read(said: str, read: Matcher) -> None:
    assert matchers({"matchers": [said]}) == (read,)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ('{a="b", c!="d",}', (Matcher("a", "=", "b"), Matcher("c", "!=", "d"))),
        ("a=b,c!~d", (Matcher("a", "=", "b"), Matcher("c", "!~", "d"))),
        (r'a="b,\"", c=~"\d"', (Matcher("a", "=", 'b,"'), Matcher("c", "=~", r"\d"))),
        ('{ "a b"="c" , d=~"e" }', (Matcher("a b", "=", "c"), Matcher("d", "=~", "e"))),
        ("{}", ()),
    ],
)
def test_a_line_may_have_several_matchers(said: str, read: tuple[Matcher, ...]) -> None:
    assert matchers({"matchers": [said]}) == read
    assert matchers({"matchers": ['x="y"', said]}) == (Matcher("x", "=", "y"), *read)


def test_old_keys_are_read() -> None:
    old = {"source_match": {"a": "b"}, "source_match_re": {"c": "d.*"}, "target_match": {"e": "f"}}
    assert matchers(old, "source_") == (Matcher("a", "=", "b"), Matcher("c", "=~", "d.*"))


@pytest.mark.parametrize(
    "said",
    ["severity", '="x"', 'a="', 'a="b"c', 'a=b"', "a=b,,c=d", r'a-b="\."', '{"a b"="c"', 'a="b'],
)
def test_what_is_no_matcher_is_said(said: str) -> None:
    with pytest.raises(ValueError, match=r"matcher|escape"):
        matchers({"matchers": [said]})


@pytest.mark.parametrize(
    ("matcher", "takes"),
    [
        (Matcher("severity", "=", "page"), True),
        (Matcher("severity", "=~", "pag"), False),
        (Matcher("severity", "=~", "pag."), True),
        (Matcher("severity", "!~", "pag"), True),
        (Matcher("team", "=", ""), True),
        (Matcher("team", "!=", ""), False),
        (Matcher("severity", "=~", "("), False),
        (Matcher("severity", "!~", "("), False),
    ],
)
def test_a_matcher_takes_a_whole_value(matcher: Matcher, *, takes: bool) -> None:
    assert matcher.takes(PAGE) == takes


def receivers(configuration: dict[str, Any]) -> list[str]:
    return [way.receiver for way in ways(configuration, PAGE, NOW)]


@pytest.mark.parametrize(
    ("configuration", "goes"),
    [
        (tree(), ["null"]),
        (tree(child("a", 'severity="critical"'), child("b", 'severity="page"'), child("c")), ["b"]),
        (tree(child("a", **{"continue": True}), child("b")), ["a", "b"]),
        (tree(child("a", routes=[child("b", 'team="x"')])), ["a"]),
        (tree(child("a", routes=[child("b", 'team=""')])), ["b"]),
        (tree(child("", 'severity="page"')), ["null"]),
    ],
)
def test_the_first_child_that_takes_it_has_it(configuration: dict[str, Any], goes: list[str]) -> None:
    assert receivers(configuration) == goes


def test_a_child_waits_as_its_parent_does() -> None:
    nested = tree(child("a", routes=[child("b")], group_wait="1h30m"), group_wait="5s")
    assert [way.wait_seconds for way in ways(nested, PAGE, NOW)] == [5400.0]
    assert [way.wait_seconds for way in ways(tree(), PAGE, NOW)] == [30.0]


@pytest.mark.parametrize(("text", "long"), [("0s", 0.0), ("1d12h", 129600.0), ("150ms", 0.15)])
def test_a_duration_is_read(text: str, long: float) -> None:
    assert seconds(text) == pytest.approx(long)


def test_a_label_that_nobody_knows_may_lead_elsewhere() -> None:
    configuration = tree(child("a", 'job="shop"'), child("b", 'severity="x"', 'job="y"'), child("c"))
    assert possible(configuration, PAGE, {"job"}) == ("a", "c")
    assert asked_for(configuration["route"]) == {"job", "severity"}


def inhibition(source: str, target: str, *equal: str) -> dict[str, Any]:
    return {
        "inhibit_rules": [{"source_matchers": [source], "target_matchers": [target], "equal": list(equal)}]
    }


TICKET = {"alertname": "CacheDown", "severity": "ticket"}


@pytest.mark.parametrize(
    ("configuration", "by"),
    [
        ({}, [(), ()]),
        (inhibition('severity="page"', 'severity="ticket"'), [(), (0,)]),
        (inhibition('severity="page"', 'severity="ticket"', "instance"), [(), (0,)]),
        (inhibition('severity="page"', 'severity="ticket"', "alertname"), [(), ()]),
        (inhibition('severity=~".+"', 'severity=~".+"'), [(), ()]),
        (inhibition('severity=~".+"', 'severity="page"'), [(1,), ()]),
    ],
)
def test_who_inhibits_whom(configuration: dict[str, Any], by: list[tuple[int, ...]]) -> None:
    assert inhibitors(configuration, [PAGE, TICKET]) == by


DAY = [{"start_time": "00:00", "end_time": "24:00"}]
WORK = [{"start_time": "09:00", "end_time": "17:00"}]
NOON = [{"start_time": "12:00", "end_time": "12:15"}]
NIGHT = [{"start_time": "00:00", "end_time": "09:00"}, {"start_time": "17:00", "end_time": "24:00"}]


@pytest.mark.parametrize(
    "interval",
    [
        [{}],
        [{"times": DAY}],
        [{"weekdays": ["monday:friday"]}, {"weekdays": ["saturday", "sunday"]}],
        [{"times": WORK}, {"times": NIGHT, "location": "Europe/Vienna"}, {"times": DAY, "location": "Odd"}],
        [{"days_of_month": ["1:15", "-16:-1"]}],
        [{"months": ["1:12"], "years": ["2020:2030"]}],
        [{"months": ["february", "march"]}],
    ],
)
def test_is_muted_at_all_times(interval: list[dict[str, Any]]) -> None:
    assert is_always_muted({"mute_time_intervals": ["x"]}, {"x": interval}, NOW)


@pytest.mark.parametrize(
    "interval",
    [
        [],
        [{"times": NIGHT}],
        [{"weekdays": ["monday:friday"]}],
        [{"days_of_month": ["1:-2"]}],
        [{"months": ["2"]}],
        [{"years": ["2020:2025"]}],
    ],
)
def test_is_told_at_some_time(interval: list[dict[str, Any]]) -> None:
    assert not is_always_muted({"mute_time_intervals": ["x"]}, {"x": interval}, NOW)


def test_is_active_at_no_time() -> None:
    intervals = {"past": [{"years": ["2020:2025"]}], "work": [{"times": WORK, "weekdays": ["monday"]}]}
    assert is_always_muted({"active_time_intervals": ["past"]}, intervals, NOW)
    assert not is_always_muted({"active_time_intervals": ["work"]}, intervals, NOW)
    assert is_always_muted(
        {"active_time_intervals": ["work"], "mute_time_intervals": ["work"]}, intervals, NOW
    )
    assert not is_always_muted({}, intervals, NOW)


def test_the_hours_of_a_week_in_which_nobody_is_told() -> None:
    intervals = {"work": [{"times": WORK, "weekdays": ["monday:friday"]}], "noon": [{"times": NOON}]}
    told = set(range(168)) - set(muted_hours({"active_time_intervals": ["work"]}, intervals, NOW))
    muted = muted_hours({"mute_time_intervals": ["work"]}, intervals, NOW)
    assert told
    assert told == set(muted)
    assert len(muted_hours({"mute_time_intervals": ["noon"]}, intervals, NOW)) == 7
    assert muted_hours({}, intervals, NOW) == ()


@pytest.mark.parametrize("expression", ["vector(1)", "1", "vector(1) > 0"])
def test_is_always_true(expression: str) -> None:
    assert is_always_true(expression)


@pytest.mark.parametrize(
    "expression", ["", "up == 1", "absent(up)", "hour() > 22", "day_of_week() == 0", '{job="x"} == 1']
)
def test_is_true_now_and_then(expression: str) -> None:
    assert not is_always_true(expression)


def test_a_route_inherits_how_it_groups_and_knows_its_place() -> None:
    grouped = {"group_by": ["severity"], "group_interval": "4h"}
    both = tree(
        child("pager", 'severity="page"', **{"continue": True}), child("chat", group_by=["..."]), **grouped
    )
    pager, chat = ways(both, PAGE, NOW)
    assert (pager.group_by, pager.interval_seconds, pager.place) == (("severity",), 14400.0, (0,))
    assert (chat.group_by, chat.interval_seconds, chat.place) == (("...",), 14400.0, (1,))
    (plain,) = ways(tree(), PAGE, NOW)
    assert (plain.group_by, plain.interval_seconds, plain.place) == ((), 300.0, ())
