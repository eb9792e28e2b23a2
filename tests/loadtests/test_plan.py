"""Plans: what is refused and how it is said, and that a plan survives its file."""

import dataclasses
import json
import subprocess
import sys
from typing import Any

import pytest

from gonogo.home import HOME
from gonogo.loadtests.plan import Journey, LoadPlan, PlanError, SetupRequest

READ = Journey(name="read", path="/items/{n}", weight=1)
PLAN = LoadPlan(
    base_urls=("http://127.0.0.1:8000",),
    journeys=(READ,),
    rate_per_second=10,
    duration_seconds=2,
    max_requests=100,
)


def test_a_plan_survives_its_file() -> None:
    setup = SetupRequest(path="/items", json={"title": "{uuid}"}, times=3, capture={"id": "data.id"})
    journey = Journey(
        name="made",
        path="/items/{id}",
        rate_per_second=2.5,
        headers={"X-Number": "{n}"},
        setup=(setup,),
        expected_statuses=(200, 404),
    )
    plan = dataclasses.replace(PLAN, journeys=(READ, journey), arrivals="poisson", ca_bundle="ca.pem")
    assert plan == LoadPlan.from_json(plan.to_json())


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (
            ("durations_seconds",),
            1,
            "plan: unknown field 'durations_seconds'; did you mean 'duration_seconds'?",
        ),
        (("duration_seconds",), "2", "plan.duration_seconds: expected a number, got '2'"),
        (("duration_seconds",), 0, "expected duration_seconds above 0"),
        (("arrivals",), "random", "plan.arrivals: expected one of 'constant', 'poisson', got 'random'"),
        (("processes",), 0, "plan.processes: expected 1 to 64 and no more than max_in_flight (500), got 0"),
        (("max_requests",), 0, "plan.max_requests: expected 1 to"),
        (("max_requests",), True, "plan.max_requests: expected a whole number, got True"),
        (("timeout_seconds",), 1000, "plan.timeout_seconds: expected above 0 and at most 100"),
        (("base_urls",), [], "plan.base_urls: expected at least one URL"),
        (("base_urls",), ["ftp://127.0.0.1"], "expected http(s)://host[:port][/path] without"),
        (("base_urls",), ["http://user:pw@127.0.0.1"], "without credentials or query, got '127.0.0.1'"),
        (("base_urls",), ["http://127.0.0.1:99999"], "'http://127.0.0.1:99999': Port out of range"),
        (("journeys",), [], "plan.journeys: expected at least one journey"),
        (("rate_per_second",), None, "journeys with a weight need a total rate above 0"),
        (("headers",), {"X-A": "a\r\nX-B: b"}, "plan.headers.X-A: expected one line of text"),
        (("journeys", 0, "path"), "items", "journey 'read'.path: expected it to begin with /, got 'items'"),
        (("journeys", 0, "method"), "get", "journey 'read'.method: expected an HTTP method in capitals"),
        (
            ("journeys", 0, "path"),
            "/{id}",
            "journey 'read': unknown placeholder ['id']; known are ['n', 'uuid']",
        ),
        (("journeys", 0, "json"), {"a": ["{idd}"]}, "unknown placeholder ['idd']"),
        (("journeys", 0, "rate_per_second"), 5, "journey 'read': expected either weight or rate_per_second"),
        (("journeys", 0, "weight"), -1, "journey 'read': expected weight or rate_per_second above 0"),
        (("journeys", 0, "expected_statuses"), [], "expected at least one status"),
        (("journeys", 0, "expected_statuses"), [20], "expected 200 to 599, got [20]"),
        (
            ("journeys", 0, "setup"),
            [{"path": "/x", "times": 0}],
            "setup '/x'.times: expected at least 1, got 0",
        ),
    ],
)
def test_a_bad_plan_is_refused_by_its_place(place: tuple[Any, ...], value: object, said: str) -> None:
    document = json.loads(PLAN.to_json())
    parent = document
    for step in place[:-1]:
        parent = parent[step]
    parent[place[-1]] = value
    with pytest.raises(PlanError) as refusal:
        LoadPlan.from_json(json.dumps(document))
    assert said in str(refusal.value)


def test_a_plan_that_is_not_json_or_lacks_a_field_is_refused() -> None:
    with pytest.raises(PlanError, match="not JSON"):
        LoadPlan.from_json("{")
    with pytest.raises(PlanError, match="plan: field 'base_urls' is missing"):
        LoadPlan.from_json("{}")


def test_total_rate_has_to_agree_with_the_journeys_own_rates() -> None:
    fixed = Journey(name="fixed", path="/", rate_per_second=4)
    assert dataclasses.replace(PLAN, journeys=(READ, fixed)).shares() == [6, 4]
    assert dataclasses.replace(PLAN, journeys=(fixed,), rate_per_second=None).total_rate_per_second() == 4
    with pytest.raises(PlanError, match=r"expected 4, the sum of the journeys, got 10; leave it out"):
        dataclasses.replace(PLAN, journeys=(fixed,))


def test_two_journeys_of_one_name_are_refused() -> None:
    with pytest.raises(PlanError, match="expected different names"):
        dataclasses.replace(PLAN, journeys=(READ, READ))


def test_what_a_gate_imports_does_not_load_locust() -> None:
    code = (
        "import sys; from gonogo.loadtests import plan, recorder, result, run; "
        "sys.exit('locust' in sys.modules or 'gevent' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=HOME, check=False).returncode == 0
