from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.watch import Runs, Watch, Watched
from tests.judging import Case, contract


def promised(**coverage: object) -> Case:
    made = contract(monitoring={"service": "collector", "jobs": ["shop"], "coverage": coverage})
    return replace(CASE, contract=made)


def runs(service: str, number: int = 1, *more: str) -> Runs:
    return Runs(service, f"{service}-{number}", (service, f"project-{service}-{number}", *more))


SHOP = (runs("shop", 1, "10.0.0.2"), runs("shop", 2, "10.0.0.3"))
COLLECTOR, STORE, EXPORTER = runs("collector"), runs("store"), runs("exporter", 1, "10.0.0.9")
EACH = (Watched("shop", ("10.0.0.2", "shop")), Watched("shop", ("10.0.0.3", "shop")))
REST = (Watched("collector", ("collector",)), Watched("store", ("exporter",)))
ALL = Watch((*EACH, *REST), (*SHOP, COLLECTOR, STORE, EXPORTER))
THROUGH = {"through": {"store": "exporter"}}
CASE = Case(
    "metrics/no-service-runs-unwatched",
    contract(monitoring={"service": "collector", "jobs": ["shop"], "coverage": THROUGH}),
    clean=ALL,
    broken=replace(ALL, containers=(*ALL.containers, runs("mailer"))),
)


def said(seen: Watch, case: Case = CASE) -> list[tuple[str, str]]:
    return [(problem.where, problem.observed) for problem in case.problems(seen)]


def test_a_service_that_came_without_a_job_is_named() -> None:
    assert said(CASE.broken) == [("service mailer", "no target leads to it")]


def test_replicas_behind_one_address_are_not_scraped_each() -> None:
    seen = replace(ALL, targets=(Watched("shop", ("shop",)), *REST))
    assert [where for where, _ in said(seen)] == ["service shop, shop-1", "service shop, shop-2"]


def test_the_replica_that_a_list_forgot_is_named() -> None:
    assert said(replace(ALL, targets=(EACH[0], *REST))) == [
        ("service shop, shop-2", "no target of its own, one address for all")
    ]


def test_one_replica_may_be_scraped_by_the_name_of_its_service() -> None:
    assert said(Watch((Watched("shop", ("shop",)), *REST), (SHOP[0], COLLECTOR, STORE, EXPORTER))) == []


def test_replicas_may_be_listed_by_their_own_names() -> None:
    named = tuple(Watched("shop", (f"project-shop-{number}",)) for number in (1, 2))
    assert said(replace(ALL, targets=(*named, *REST))) == []


def test_an_exporter_that_nobody_scrapes_speaks_for_nobody() -> None:
    assert said(replace(ALL, targets=(*EACH, REST[0]))) == [
        ("service exporter", "no target leads to it"),
        ("service store", "exporter, which speaks for it, is behind no target"),
    ]


def test_what_is_watched_through_an_exporter_has_to_say_so() -> None:
    assert [where for where, _ in said(ALL, promised())] == ["service store"]


def test_an_exception_has_a_reason_and_is_told() -> None:
    finding = promised(**THROUGH, exempt={"mailer": "it has no exposition"}).finding(CASE.broken)
    assert finding.outcome is Outcome.PASSED
    assert finding.evidence == {"exempt": {"mailer": "it has no exposition"}}


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (replace(ALL, targets=()), "no target at all"),
        (
            replace(ALL, targets=(Watched("far", ("far.example",)),)),
            "no target leads to a container of this stack",
        ),
        (replace(ALL, containers=()), "no target leads to a container of this stack"),
    ],
)
def test_where_nothing_fits_nobody_can_tell(seen: Watch, reason: str) -> None:
    finding = CASE.finding(seen)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert reason in finding.reason


def test_all_exempt_is_nothing_examined() -> None:
    services = ("shop", "collector", "store", "exporter")
    finding = promised(exempt=dict.fromkeys(services, "later")).finding(ALL)
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, "every service that runs is exempt")
