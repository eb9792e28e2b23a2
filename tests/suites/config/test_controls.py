"""What a start with nothing wrong says about those with something wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.core.finding import Finding, Outcome
from gonogo.suites.config.controls import doubt, ended_alike, stopped_at_a_dependency, window
from gonogo.suites.config.observations.starts import WrongStarts
from tests.suites.config import refusals
from tests.suites.config.examples import CLEAN, CONTROL, LOUD, MISSING
from tests.suites.config.test_bad_value_is_refused import CASE as BAD_VALUE
from tests.suites.config.test_guard_rails_hold import CASE as GUARDS
from tests.suites.config.test_refusal_names_the_variable import CASE as NAMES
from tests.suites.config.test_required_variable_is_refused_when_missing import CASE as REQUIRED
from tests.suites.config.test_unknown_variable_is_refused import CASE as UNKNOWN

AT_THE_STORE = 'psycopg.OperationalError: could not translate host name "db" to address'
BROKEN = replace(CONTROL, status=1, seconds=0.4, output="Traceback\nOSError: /tmp/prom is no directory\n")
UNREACHED = replace(CONTROL, status=1, seconds=2.0, output=AT_THE_STORE)
ON_WRONG, ON_REFUSED = (BAD_VALUE, REQUIRED, NAMES), (GUARDS, UNKNOWN)


def findings(control: object, **changes: object) -> list[Finding]:
    """Judge the clean examples by each rule, with another control."""
    output, status = getattr(control, "output", ""), getattr(control, "status", 1)
    wrong = WrongStarts((replace(CONTROL, status=status, output=output),), CLEAN.starts)
    refused = refusals.starts(control=(replace(refusals.CONTROL, status=status, output=output),))
    return [c.finding(wrong) for c in ON_WRONG] + [c.finding(refused) for c in ON_REFUSED]


def test_a_control_that_does_not_start_holds_each_rule_with_its_output() -> None:
    for finding in findings(BROKEN):
        assert finding.outcome is Outcome.INCONCLUSIVE
        assert "the control did not start" in finding.reason
        assert "OSError: /tmp/prom is no directory" in finding.reason


def test_a_control_that_ends_at_a_dependency_is_one() -> None:
    assert [finding.outcome for finding in findings(UNREACHED)] == [Outcome.PASSED] * 5


def test_a_control_that_ends_well_is_none() -> None:
    assert "ended with 0" in doubt([replace(CONTROL, status=0)])
    assert "it said nothing" in doubt([replace(CONTROL, status=1)])


@pytest.mark.parametrize(
    "said",
    [
        AT_THE_STORE,
        "ConnectionError: Error -3 connecting to kv:6379. Temporary failure in name resolution.",
        "Error: getaddrinfo ENOTFOUND db",
        "dial tcp: lookup db on 127.0.0.11:53: no such host",
        "java.net.UnknownHostException: db",
        "connect ECONNREFUSED 127.0.0.1:5432",
        "nc: bad address 'db'\ntimeout occurred after waiting 15 seconds for db:5432",
        "pymongo.errors.ServerSelectionTimeoutError: Server selection timeout: 30s",
        "could not connect to server: Network is unreachable",
    ],
)
def test_the_words_of_who_reaches_nothing_are_known(said: str) -> None:
    assert stopped_at_a_dependency(replace(CONTROL, status=1, output=f"starting\n{said}\n"))
    assert not stopped_at_a_dependency(replace(CONTROL, status=None, output=said))


@pytest.mark.parametrize(
    "said",
    [
        "sqlite3.OperationalError: unable to open database file",
        "PermissionError: [Errno 13] Permission denied: '/var/run/shop.pid'",
        "OSError: [Errno 30] Read-only file system: '/data'",
        "KeyError: 'SHOP_KEY'",
        "",
    ],
)
def test_another_end_is_no_dependencys(said: str) -> None:
    assert not stopped_at_a_dependency(replace(CONTROL, status=1, output=said))


def test_a_start_that_ends_as_the_control_did_shows_nothing() -> None:
    """Neither refused nor taken: it might have been refused once the store had answered."""
    alike = replace(LOUD, status=1, output=AT_THE_STORE.replace("db", "store"))
    finding = BAD_VALUE.finding(WrongStarts((UNREACHED,), (MISSING, alike)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason.startswith('LEVEL="loud": ended as the control did')
    assert NAMES.finding(WrongStarts((UNREACHED,), (alike,))).outcome is Outcome.INCONCLUSIVE


def test_a_problem_beside_it_is_a_problem_all_the_same() -> None:
    alike = replace(LOUD, status=1, output=AT_THE_STORE)
    survivor = replace(LOUD, change='"quiet"', status=None)
    finding = BAD_VALUE.finding(WrongStarts((UNREACHED,), (alike, survivor)))
    assert finding.outcome is Outcome.FAILED


def test_who_names_the_variable_has_refused_it_whatever_else_it_says() -> None:
    named = replace(LOUD, output=f"LEVEL: no level\n{AT_THE_STORE}")
    assert not ended_alike(named, (UNREACHED,), "LEVEL")
    assert not ended_alike(named, (CONTROL,), "LEVEL")
    assert not ended_alike(replace(named, status=None), (UNREACHED,), "LEVEL")


def test_numbers_do_not_tell_two_ends_apart() -> None:
    control = replace(UNREACHED, output="12:00:01 pid 7 could not connect to db\nbye after 2.1 s")
    start = replace(LOUD, status=1, output="12:00:09 pid 9 gave in\nbye after 3.4 s")
    assert ended_alike(start, (control,), "LEVEL")


@pytest.mark.parametrize(
    ("limit", "control", "served", "seconds"),
    [
        (10.0, CONTROL, 1.0, 10.0),
        (10.0, CONTROL, 25.0, 75.0),
        (10.0, CONTROL, None, 10.0),
        (10.0, replace(UNREACHED, seconds=12.0), None, 36.0),
    ],
)
def test_a_refusal_has_the_promised_time_or_what_the_control_took(
    limit: float, control: object, served: float | None, seconds: float
) -> None:
    assert window(limit, control, served) == seconds  # type: ignore[arg-type]
