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
