import time
from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.security.examples import SECURITY, response, surface

YEAR = 31_536_000


def sending(*values: str) -> object:
    return surface(response(headers=tuple(("strict-transport-security", value) for value in values)))


CASE = Case(
    "security/transport-security-lasts",
    contract(security=SECURITY | {"transport_security_seconds": YEAR}),
    clean=sending(f"max-age={YEAR}; includeSubDomains"),
    broken=sending("max-age=300"),
)


@pytest.mark.parametrize("value", ["", "max-age=0", "includeSubDomains", "max-age=year", "xmax-age=99999999"])
def test_a_policy_that_does_not_last_is_refused(value: str) -> None:
    assert [p.observed for p in CASE.problems(sending(value))] == [value or "none"]


@pytest.mark.parametrize("value", [f'max-age="{YEAR}"', f"preload; MAX-AGE = {YEAR * 2}"])
def test_every_spelling_of_the_standard_counts(value: str) -> None:
    assert CASE.problems(sending(value)) == ()


@pytest.mark.parametrize(
    "value",
    [
        f"max-age={YEAR}; max-age=0",
        f"max-age={YEAR}; MAX-AGE={YEAR}",
        f"max-age={YEAR}; includeSubDomains; includeSubDomains",
        f'max-age="{YEAR}',
        f'max-age={YEAR}"',
        f'foo=";max-age={YEAR}"',
        f"max-age={YEAR}; includeSubDomains=true",
        f"max-age={YEAR}, includeSubDomains",
        f"max-age={YEAR} includeSubDomains",
        f"max-age={YEAR}.0",
        f"max-age: {YEAR}",
        f"max-age=-{YEAR}",
        f'"max-age={YEAR}"',
    ],
)
def test_what_breaks_the_grammar_is_no_policy(value: str) -> None:
    assert [p.observed for p in CASE.problems(sending(value))] == [value]


@pytest.mark.parametrize(
    "value",
    [
        f"max-age={YEAR};",
        f"max-age={YEAR};includeSubDomains;preload",
        f"; max-age={YEAR} ;; preload;preload",
        f'foo=";max-age=0"; max-age={YEAR}',
        f'foo="a\\"b"; max-age="{YEAR}"; includesubdomains',
        f"report-uri=x; max-age={YEAR}",
    ],
)
def test_what_the_grammar_allows_is_a_policy(value: str) -> None:
    assert CASE.problems(sending(value)) == ()


def test_a_long_policy_is_read_at_once() -> None:
    for unit in (";", 'a="', "a=", " ", "\\", 'a="\\'):
        began = time.process_time()
        CASE.problems(sending((unit * 20_000)[:20_000] + "x"))
        assert time.process_time() - began < 1.0


def test_a_browser_takes_the_first_policy() -> None:
    assert len(CASE.problems(sending("max-age=1", f"max-age={YEAR}"))) == 1


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(surface(response(None))).outcome is Outcome.INCONCLUSIVE


GOOD = response(headers=(("strict-transport-security", f"max-age={YEAR}"),))
BARE = replace(GOOD, headers=())


@pytest.mark.parametrize(
    ("others", "problems"),
    [
        ({"provoked": (replace(BARE, name="broken JSON", status=400),)}, ["broken JSON"]),
        ({"provoked": (replace(BARE, name="a large body", status=413),)}, ["a large body"]),
        ({"provoked": (replace(BARE, name="unchanged", status=304),)}, []),
        ({"provoked": (replace(BARE, name="an odd value", status=400, path="/a/%00", body=""),)}, []),
        (
            {"provoked": (replace(BARE, name="an odd value", status=400, path="/a/-1", body=""),)},
            ["an odd value"],
        ),
        (
            {"provoked": (replace(BARE, name="taken", status=200), replace(BARE, name="none", status=None))},
            [],
        ),
        ({"provoked": (replace(BARE, name="another host", status=400),)}, []),
        ({"heads": (replace(BARE, method="HEAD"),)}, ["page"]),
        ({"heads": (replace(BARE, method="HEAD", status=405),)}, []),
        ({"files": (replace(BARE, name="static file"),)}, ["static file"]),
        ({"files": (replace(BARE, name="static file", status=404),)}, []),
        ({"provoked": (replace(GOOD, status=400),), "heads": (replace(GOOD, method="HEAD"),)}, []),
    ],
)
def test_classes_that_the_contract_does_not_name_count(others: dict[str, Any], problems: list[str]) -> None:
    seen = replace(surface(GOOD), **others)
    assert [problem.where.partition(" (")[0] for problem in CASE.problems(seen)] == problems
