"""What Alertmanager and the collector are asked, with ones that remember it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from gonogo.core.observation import Can
from gonogo.suites.metrics.experiments import alertmanager as asking
from gonogo.suites.metrics.experiments.alarms import raise_every_alert
from gonogo.suites.metrics.observations.alarms import Alarms, Silence, Way
from gonogo.targets.base import TargetError
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback

BELL = {"service": "bell", "path": "/bell", "credential": "ringer", "labels": {"team": "shop"}}
WATCHED = {
    "service": "prometheus",
    "jobs": ["shop"],
    "rules": ["rules.yml"],
    "settles_within_seconds": 0.1,
    "alertmanager": BELL,
}
CONTRACT = contract(monitoring=WATCHED, credentials={"ringer": {"value": "Basic eA=="}})
RULES = """
groups:
  - name: shop
    labels: {area: europe}
    rules:
      - {alert: Down, expr: up == 0, labels: {severity: page, empty: ""}}
      - {alert: Down, expr: up == 0, labels: {severity: page}}
      - {alert: Watchdog, expr: vector(1), labels: {severity: "{{ $labels.severity }}"}}
      - {record: shop:up, expr: up}
"""
CONFIGURATION = """
route:
  receiver: nobody
  routes:
    - {receiver: pager, matchers: ['severity="page"'], group_wait: 1m}
    - {receiver: chat, matchers: ['namespace="x"']}
    - {receiver: never, matchers: ['serverity="x"']}
receivers: [{name: nobody}, {name: pager, webhook_configs: [{}, {}]}, {name: chat, slack_configs: [{}]}]
inhibit_rules: [{source_matchers: ['alertname="Watchdog"'], target_matchers: ['severity="page"']}]
"""
PAGE = {"alertname": "Down", "severity": "page", "area": "europe", "cluster": "one", "team": "shop"}
WATCHDOG = {"alertname": "Watchdog", "area": "europe", "cluster": "one", "team": "shop"}


class Bell(Handler):
    """Both services: an Alertmanager that remembers, and a collector that knows it."""

    held: ClassVar[list[dict[str, Any]]] = []
    took: ClassVar[list[dict[str, Any]]] = []
    status = 200
    configuration = CONFIGURATION
    lists = True
    urls: ClassVar[list[str]] = ["http://bell:9093/api/v2/alerts"]

    def respond(self) -> None:
        parts = urlsplit(self.path)
        if self.command == "POST":
            self.post()
        elif parts.path.startswith("/bell/") and self.headers["Authorization"] == "Basic eA==":
            self.say(self.bell(parts.path.removeprefix("/bell/api/v2/")))
        else:
            self.say({"data": self.collector(parts.path.removeprefix("/api/v1/"), parts.query)})

    def post(self) -> None:
        raised = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        del self.headers["Content-Length"]  # what answers would read it again
        self.took.extend(raised)
        self.held[:] = [one for one in raised if one["endsAt"] > one["startsAt"]]
        self.answer(self.status, "", "application/json")

    def bell(self, path: str) -> Any:
        if path == "status":
            return {"config": {"original": self.configuration}}
        if path == "silences":
            return [{"id": "s", "createdBy": "bob", "comment": "why", "endsAt": "2020-01-01T00:00:00.000Z"}]
        status = {"inhibitedBy": [], "silencedBy": ["s", "gone"]}
        page = {"receivers": [{"name": "pager"}], "status": {**status, "inhibitedBy": ["x"]}}
        other = {"receivers": [{"name": "nobody"}], "status": {**status, "silencedBy": []}}
        return [
            {"labels": one["labels"], **(page if one["labels"]["alertname"] == "Down" else other)}
            for one in (self.held if self.lists else [])
        ]

    def collector(self, path: str, query: str) -> Any:
        if path == "alertmanagers":
            return {"activeAlertmanagers": [{"url": url} for url in self.urls]}
        if path == "status/config":
            return {
                "yaml": yaml.safe_dump({"global": {"external_labels": {"cluster": "one", "team": "all"}}})
            }
        assert parse_qs(query)["match[]"] == ['{__name__=~".+",__name__!~"ALERTS.*"}']
        return ["__name__", "namespace", "job"]

    def say(self, what: Any) -> None:
        self.answer(200, json.dumps(what), "application/json")


def seen(folder: Path, rules: str = RULES, **attributes: Any) -> tuple[Alarms, list[dict[str, Any]]]:
    (folder / "rules.yml").write_text(rules, encoding="utf-8")
    took: list[dict[str, Any]] = []

    class Stack:
        source = folder

        def __init__(self, url: str) -> None:
            self.url = url

        def service_url(self, _service: str, port: int) -> str:
            assert port in (9090, 9093)
            return self.url

        def can(self) -> frozenset[Can]:
            return frozenset()

        def headers(self, credential: str | None) -> dict[str, str]:
            assert credential == "ringer"
            return {"Authorization": "Basic eA=="}

    with Loopback(Bell, held=[], took=took, **attributes) as server:
        return done(raise_every_alert, Stack(server.url), CONTRACT), took


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_SEEN_SECONDS", 0.2)
    monkeypatch.setattr(asking, "_SETTLES_SECONDS", 0.01)


def test_each_set_of_labels_is_raised_once_and_ended(tmp_path: Path) -> None:
    _, took = seen(tmp_path)
    assert [one["labels"] for one in took] == [PAGE, WATCHDOG] * 2
    assert all("release gate" in one["annotations"]["summary"] for one in took)
    assert took[0]["endsAt"] > took[2]["endsAt"] > took[0]["startsAt"]


def test_what_becomes_of_each_is_told(tmp_path: Path) -> None:
    alarms, _ = seen(tmp_path)
    page, watchdog = alarms.raised
    assert (page.receivers, page.ways) == (("pager",), (Way("pager", 60.0, muted=False, place=(0,)),))
    assert (page.inhibited, page.by, page.always) == (True, (1,), False)
    (silence,) = page.silences
    assert (silence.said, silence.seconds < 0) == ("bob: why", True)
    assert (watchdog.always, watchdog.receivers, watchdog.silences) == (True, ("nobody",), ())
    assert alarms.integrations == {"nobody": 0, "pager": 2, "chat": 1}
    assert alarms.sent_to == ("http://bell:9093/api/v2/alerts",)
    assert isinstance(silence, Silence)


def test_labels_of_series_and_templates_may_lead_elsewhere(tmp_path: Path) -> None:
    page, watchdog = seen(tmp_path)[0].raised
    assert page.elsewhere == ()
    assert set(watchdog.elsewhere) == {"pager", "chat"}


def test_a_collector_without_an_alertmanager_says_so(tmp_path: Path) -> None:
    assert seen(tmp_path, urls=[])[0].sent_to == ()


def test_no_alert_is_no_request(tmp_path: Path) -> None:
    alarms, took = seen(tmp_path, "groups: []")
    assert (alarms.raised, took, alarms.unread) == ((), [], ())


def test_a_file_that_does_not_parse_is_named(tmp_path: Path) -> None:
    assert seen(tmp_path, "groups: [")[0].unread == ("rules.yml",)


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ({"status": 401}, "took no alert: 401"),
        ({"configuration": "receivers: []"}, "without a route"),
        ({"configuration": "route: {receiver: x, routes: [{matchers: [odd]}]}"}, "not understood"),
        ({"configuration": "["}, "did not print its configuration"),
        ({"lists": False}, "does not list them"),
    ],
)
def test_an_alertmanager_that_does_not_do_it_is_told(
    tmp_path: Path, attributes: dict[str, Any], said: str
) -> None:
    with pytest.raises(TargetError, match=said):
        seen(tmp_path, **attributes)
