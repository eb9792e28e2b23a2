from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.observations.alarms import Alarms, Raised, Silence, Way
from tests.judging import Case, contract

CONTRACT = contract(
    monitoring={
        "service": "prometheus",
        "jobs": ["shop"],
        "rules": ["rules.yml"],
        "alertmanager": {
            "service": "bell",
            "nobody": [{"severity": "info"}, {"alertname": "QuietHours"}],
            "receivers": {"pager": [{"severity": "page"}]},
        },
    }
)
INTEGRATIONS = {"pager": 1, "chat": 2, "null": 0}


def raised(name: str = "ShopDown", severity: str = "page", receiver: str = "pager", **other: Any) -> Raised:
    labels = {"alertname": name, "severity": severity}
    way = (Way(receiver, 30.0, muted=False),)
    plain = Raised(name, labels, False, (receiver,), way, (), (), False, ())
    return replace(plain, **other)


TICKET = raised("CacheDown", "ticket", "chat")


def alarms(*of: Raised, sent_to: tuple[str, ...] | None = ("http://bell:9093/api/v2/alerts",)) -> Alarms:
    return Alarms(of or (raised(), TICKET), INTEGRATIONS, sent_to)


CASE = Case(
    "metrics/alerts-reach-a-receiver",
    CONTRACT,
    clean=alarms(),
    broken=alarms(raised(receiver="null")),
)


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (raised(receiver="null"), "goes to null, which has none"),
        (raised("CacheDown", "ticket", "null"), "goes to null, which has none"),
        (raised("CacheDown", "ticket", receivers=()), "goes to no receiver, which has none"),
        (raised(receiver="chat"), "goes to chat"),
        (raised(receiver="chat", as_sent={"alertname": "ShopDown", "severity": "P1"}), "goes to chat"),
        (raised("CacheDown", "ticket", "chat", as_sent={"severity": "page"}), "goes to chat"),
        (raised(receivers=("null", "chat")), "goes to null, chat"),
        (raised(ways=(Way("pager", 7200.0, muted=False),)), "the route to pager has a group_wait of 7200 s"),
        (raised(ways=(Way("pager", 5.0, muted=True),)), "the route to pager is muted at all times"),
        (
            raised(ways=(Way("pager", 5.0, muted=False, muted_hours=tuple(range(128))),)),
            "the route to pager is silent in 128 hours of a week",
        ),
        (raised(silences=(Silence("bob: deploy", 36000.0),)), "silenced for 10.0 h more by bob: deploy"),
        (raised(receiver="null", elsewhere=("void",)), "goes to null, which has none"),
    ],
)
def test_refuses(lost: Raised, said: str) -> None:
    seen = replace(alarms(lost), integrations={**INTEGRATIONS, "void": 0})
    assert [problem.observed for problem in CASE.problems(seen)] == [said]


@pytest.mark.parametrize(
    "told",
    [
        raised("Stocktaking", "info", "null"),  # named under nobody
        raised(receivers=("null", "pager")),
        raised(silences=(Silence("deploy: starting", 300.0),)),
        raised(ways=(Way("pager", 7200.0, muted=False), Way("pager", 5.0, muted=False))),
        raised(ways=(Way("chat", 7200.0, muted=False),)),  # read otherwise than Alertmanager does
        raised("CacheDown", "ticket", "chat", ways=(Way("chat", 5.0, muted=False, muted_hours=(1, 2)),)),
        raised(
            ways=(
                Way("pager", 5.0, muted=False, muted_hours=(0, 1, 2)),
                Way("pager", 5.0, muted=False, muted_hours=(3, 4)),
            )
        ),
        raised(receivers=("loaded-since",), labels={"alertname": "ShopDown"}),
        raised("CacheDown", "ticket", "chat", ways=(Way("chat", 0.0, muted=False), Way("null", 9e9, True))),
    ],
)
def test_passes(told: Raised) -> None:
    assert CASE.problems(alarms(told, TICKET)) == ()


def test_a_label_of_a_series_may_lead_elsewhere() -> None:
    finding = CASE.finding(alarms(raised(receiver="null", elsewhere=("pager",)), TICKET))
    assert (finding.problems, finding.examined) == ((), 1)
    assert finding.evidence == {"not examined": ['ShopDown{severity="page"}']}


def test_what_is_well_whatever_a_series_says_is_examined() -> None:
    assert CASE.finding(alarms(raised(elsewhere=("chat",)))).examined == 1


@pytest.mark.parametrize(
    ("others", "by", "said"),
    [
        ([TICKET], (1,), 'inhibited by CacheDown{severity="ticket"}, which pager does not have to get'),
        ([replace(TICKET, always=True)], (1,), "inhibited by CacheDown, which always fires"),
        (
            [raised("QuietHours", "", "null", always=True)],
            (1,),
            "inhibited by QuietHours, which always fires",
        ),
    ],
)
def test_refuses_an_inhibition(others: list[Raised], by: tuple[int, ...], said: str) -> None:
    (problem,) = CASE.problems(alarms(raised(inhibited=True, by=by), *others))
    assert problem.observed == said


def test_refuses_alerts_that_silence_one_another() -> None:
    one = raised("A", inhibited=True, by=(1,))
    other = raised("B", inhibited=True, by=(0,))
    said = [problem.observed for problem in CASE.problems(alarms(one, other))]
    names = [f'inhibited by {name}{{severity="page"}}, which is inhibited as well' for name in "BA"]
    assert said == names


@pytest.mark.parametrize(
    "others",
    [
        [raised("AllDown"), raised("Unused")],
        [raised("ZoneDown", inhibited=True, by=(2,)), raised("AllDown")],
        [raised("QuietHours", "", "null"), raised("Unused")],
        [raised("ZoneDown", inhibited=True), raised("Unused")],  # by an alert that is not ours
    ],
)
def test_passes_an_inhibition(others: list[Raised]) -> None:
    assert CASE.problems(alarms(raised(inhibited=True, by=(1,)), *others)) == ()


def test_what_alertmanager_does_not_inhibit_is_no_problem() -> None:
    assert CASE.problems(alarms(raised(by=(1,)), TICKET)) == ()


@pytest.mark.parametrize(
    ("urls", "said"),
    [
        ((), "it has no Alertmanager"),
        (("http://bell:9094/api/v2/alerts",), "it sends them to http://bell:9094/api/v2/alerts"),
        (("http://bell/api/v2/alerts",), "it sends them to http://bell/api/v2/alerts"),
        (("http://bell:9093/am/api/v2/alerts",), "its API stands below /"),
        (("http://alert-manager:9093/api/v2/alerts",), "no container is called so"),
    ],
)
def test_refuses_a_collector_that_tells_nobody(urls: tuple[str, ...], said: str) -> None:
    (problem,) = CASE.problems(replace(alarms(sent_to=urls), called=("bell", "prometheus")))
    assert said in problem.observed


@pytest.mark.parametrize(
    "urls",
    [
        None,
        ("http://10.0.0.7:9093/x",),
        ("http://bell:1/x", "http://bell:9093/x"),
        ("http://proxy:80/api/v2/alerts",),
        ("https://alerts.corp.example/am/api/v2/alerts",),
    ],
)
def test_passes_a_collector_that_may_tell_somebody(urls: tuple[str, ...] | None) -> None:
    assert CASE.problems(replace(alarms(sent_to=urls), called=("bell", "proxy"))) == ()


def test_a_file_that_was_not_read_is_not_judged() -> None:
    finding = CASE.finding(replace(alarms(), unread=("rules.yml",)))
    assert (finding.examined, finding.problems) == (0, ())


_GROUPED = Way("pager", 30.0, muted=False, group_by=("severity", "job"), interval_seconds=14400.0, place=(0,))
_SECOND = raised("SearchDown", ways=(_GROUPED,))


def test_refuses_an_alert_that_waits_behind_another_of_its_group() -> None:
    seen = alarms(raised(ways=(_GROUPED,)), _SECOND)
    said = "behind SearchDown it waits for the group_interval of 14400 s"
    assert said in {problem.observed for problem in CASE.problems(seen)}
    assert len(CASE.problems(seen)) == 2


@pytest.mark.parametrize(
    "way",
    [
        replace(_GROUPED, group_by=("alertname",)),
        replace(_GROUPED, group_by=("...",)),
        replace(_GROUPED, interval_seconds=300.0),
        replace(_GROUPED, place=(1,)),
    ],
)
def test_passes_alerts_that_wait_for_nobody(way: Way) -> None:
    second = _SECOND if way.place == (1,) else raised("SearchDown", ways=(way,))
    assert CASE.finding(alarms(raised(ways=(way,)), second)).outcome is Outcome.PASSED


def test_passes_a_digest_of_what_nobody_was_promised_at_once() -> None:
    digest = replace(_GROUPED, receiver="chat")
    seen = alarms(
        raised("CacheDown", "ticket", "chat", ways=(digest,)),
        raised("CacheSlow", "ticket", "chat", ways=(digest,)),
    )
    assert CASE.finding(seen).outcome is Outcome.PASSED
    again = alarms(raised(ways=(_GROUPED,)), raised(ways=(_GROUPED,)))
    assert CASE.finding(again).outcome is Outcome.PASSED
