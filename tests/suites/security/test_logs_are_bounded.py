from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.kept import kept, see_what_is_kept
from gonogo.suites.security.observations.kept import Kept, LogsKept
from tests.judging import Case, contract

CONTRACT = contract(containers={"log_bytes": 50_000_000})
CLEAN = LogsKept((Kept("shop-1", "json-file", 30_000_000), Kept("proxy-1", "json-file", 50_000_000)))
CASE = Case(
    "security/logs-are-bounded",
    CONTRACT,
    clean=CLEAN,
    broken=replace(CLEAN, containers=(*CLEAN.containers, Kept("till-1", "json-file", None))),
)


def test_what_has_no_bound_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("till-1", "the driver json-file keeps all")


def test_what_has_another_bound_is_named_with_it() -> None:
    (problem,) = CASE.problems(LogsKept((Kept("till-1", "local", 104_857_600),)))
    assert problem.observed == "the driver local keeps 104857600 bytes"


def test_a_copy_of_what_is_sent_away_is_named_as_one() -> None:
    seen = see_what_is_kept(
        SimpleNamespace(
            container_states=lambda: [
                SimpleNamespace(
                    name="till-1", description={"HostConfig": {"LogConfig": {"Type": "gelf", "Config": {}}}}
                )
            ]
        )  # type: ignore[arg-type]
    )
    (problem,) = CASE.problems(seen)
    assert problem.observed == "the driver gelf, of which the engine keeps a copy, keeps 104857600 bytes"


def test_a_bound_that_is_met_to_the_byte_is_kept() -> None:
    whole = kept("till-1", {"Type": "json-file", "Config": {"max-size": "10m", "max-file": "5"}})
    more = kept("till-1", {"Type": "json-file", "Config": {"max-size": "10001k", "max-file": "5"}})
    assert whole is not None
    assert more is not None
    assert CASE.problems(LogsKept((whole,))) == ()
    assert [p.observed for p in CASE.problems(LogsKept((more,)))] == [
        "the driver json-file keeps 50005000 bytes"
    ]


def test_where_all_logs_go_elsewhere_nothing_was_examined() -> None:
    assert CASE.finding(LogsKept(())).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("driver", "options", "most"),
    [
        ("json-file", {"max-size": "10m", "max-file": "3"}, 30_000_000),
        ("json-file", {"max-size": "10M"}, 10_000_000),
        ("json-file", {"max-size": "10MiB"}, 10_000_000),
        ("json-file", {"max-size": "1.5g"}, 1_500_000_000),
        ("json-file", {"max-size": "1p"}, 10**15),
        ("json-file", {"max-size": "100kb"}, 100_000),
        ("json-file", {"max-size": "512"}, 512),
        ("json-file", {"max-file": "3"}, None),
        ("json-file", {"max-size": "-1"}, None),
        ("json-file", {}, None),
        ("json-file", None, None),
        ("local", {}, 104_857_600),
        ("local", {"max-file": "2"}, 41_943_040),
        ("local", {"max-size": "1m"}, 5_000_000),
        ("gelf", {"gelf-address": "udp://192.0.2.1:12201"}, 104_857_600),
        ("syslog", {"cache-disabled": "false", "max-size": "1m"}, 104_857_600),
        ("fluentd", {"cache-max-size": "5m", "cache-max-file": "2"}, 10_000_000),
    ],
)
def test_the_bound_is_that_of_all_files(
    driver: str, options: dict[str, str] | None, most: int | None
) -> None:
    found = kept("till-1", {"Type": driver, "Config": options})
    assert found is not None
    assert found.most_bytes == most


def test_what_another_driver_sends_away_is_not_kept_here() -> None:
    def state(name: str, driver: str, **options: str) -> Any:
        made = {"Type": driver, "Config": options}
        return SimpleNamespace(name=name, description={"HostConfig": {"LogConfig": made}})

    states = [
        state("shop-1", "local"),
        state("till-1", "syslog", **{"cache-disabled": "true"}),
        state("bell-1", "none"),
        state("door-1", "journald"),
        state("sign-1", "some/plugin:1"),
    ]
    seen = see_what_is_kept(SimpleNamespace(container_states=lambda: states))  # type: ignore[arg-type]
    assert [one.name for one in seen.containers] == ["shop-1"]
