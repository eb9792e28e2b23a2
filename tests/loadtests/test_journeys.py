"""The users and shapes of Locust: that it loads them, when a shape ends, and where the knee is."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from benchmarks.users import words
from gonogo.home import HOME
from gonogo.loadtests.journeys.knee import Step, is_over, p95_of, told

FOLDER = "loadtests/journeys"
LOADED = """
import json, sys
from locust.util.load_locustfile import load_locustfile
users, shapes = {}, []
for path in sys.argv[1:]:
    found, more = load_locustfile(path)
    users |= {name: sorted({each.__name__ for each in user.tasks}) for name, user in found.items()}
    shapes += more
class Environment: pass
class Runner: environment = Environment()
Runner.environment.parsed_options = type("Options", (), dict(
    calm_users=5, calm_seconds=10, spike_users=50, spike_seconds=4, soak_users=30, soak_minutes=1))
ticks = {}
for shape in shapes:
    name = type(shape).__name__
    ticks[name] = []
    type(shape).runner = Runner
    if name != "Ramp":
        for second in (0, 9, 11, 20, 25, 61):
            type(shape).get_run_time = lambda _self, second=second: second
            ticks[name].append(shape.tick())
print(json.dumps([users, ticks]))
"""


def located(*names: str) -> list[str]:
    return [f"{FOLDER}/{name}.py" for name in names]


def test_locust_loads_users_and_shapes() -> None:
    command = [sys.executable, "-c", LOADED, *located("users", "spike", "soak", "ramp")]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    users, ticks = json.loads(done.stdout)
    assert users == {
        "Reader": ["list_articles", "read_article"],
        "Searcher": ["search"],
        "Writer": ["create", "replace"],
    }
    assert ticks == {
        "Spike": [[5, 5.0], [5, 5.0], [50, 50.0], [5, 50.0], None, None],
        "Soak": [[30, 1.0]] * 5 + [None],
        "Ramp": [],
    }


def test_load_goes_to_this_machine_alone() -> None:
    command = [
        sys.executable,
        "-m",
        "locust",
        "-f",
        *located("users"),
        "--headless",
        "--host",
        "http://192.0.2.1",
    ]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "load refused: plan.base_urls: refused 'http://192.0.2.1'" in done.stderr


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (["read", "-t", "1m"], [f"{FOLDER}/users.py", "--headless", "-t 1m", "Reader"]),
        (["mixed"], ["--run-time 30s", "Reader Searcher Writer"]),
        (["ramp"], [f"{FOLDER}/users.py,{FOLDER}/ramp.py", "--headless"]),
        (["spike", "--page"], ["--web-host 127.0.0.1"]),
    ],
)
def test_the_launcher_says_it_in_locusts_words(what: list[str], expected: list[str]) -> None:
    said = " ".join(words(*what))
    assert all(each in said for each in expected)
    assert ("--headless" in said) == ("--page" not in what)
    assert "--page" not in said


def steps(*measured: tuple[int, float, float]) -> list[Step]:
    return [Step(users, rate, p95, 0.0) for users, rate, p95 in measured]


GROWS = ((10, 10.0, 0.01), (20, 20.0, 0.012), (30, 29.0, 0.02))


def test_the_knee_is_the_last_step_that_each_user_profits_from() -> None:
    flat = steps(*GROWS, (40, 30.0, 0.3), (50, 30.0, 0.6))
    assert is_over(flat)
    assert told(flat) == (
        "the knee is at 30 users, 29.0 answers a second, p95 0.020 s; with 40 users each user got 75% of "
        "what each got at first"
    )


def test_one_slow_step_between_good_ones_is_no_knee() -> None:
    once = steps(*GROWS, (40, 25.0, 0.9), (50, 49.0, 0.02))
    assert not is_over(once)
    assert told(once) == "no knee up to 50 users, 49.0 answers a second, p95 0.020 s"


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (Step(40, 39.0, 0.2, 0.0), "p95 was 0.200 s, and 0.010 s at first"),
        (Step(40, 40.0, 0.02, 0.05), "5.0% failed"),
    ],
)
def test_a_knee_says_why_it_is_there(last: Step, why: str) -> None:
    assert told([*steps(*GROWS), last, last]).endswith(f"with 40 users {why}")


def test_what_is_slower_and_quick_all_the_same_is_no_knee() -> None:
    assert not is_over(steps((10, 10.0, 0.001), (20, 20.0, 0.04), (30, 30.0, 0.045)))


def test_a_service_that_fails_from_the_first_has_no_knee() -> None:
    assert (
        told([Step(10, 10.0, 0.01, 1.0)]) == "no knee: the first step already failed (100.0% of its requests)"
    )
    assert told([]) == "no step was measured"


@pytest.mark.parametrize(
    ("times", "before", "p95"),
    [
        ({}, {}, 0.0),
        ({5: 10}, {5: 10}, 0.0),
        ({5: 95, 900: 5}, {}, 0.005),
        ({5: 195, 900: 10}, {5: 100, 900: 4}, 0.9),
    ],
)
def test_a_steps_p95_is_of_what_was_counted_in_it(
    times: dict[int, int], before: dict[int, int], p95: float
) -> None:
    assert p95_of(times, before) == p95
