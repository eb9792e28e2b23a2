"""A contract with two journeys, and a whole load that no network made."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from gonogo.cli.load import wanted
from gonogo.cli.load.loading import Done
from gonogo.cli.load.measured import Load
from gonogo.cli.load.table import rows_of
from gonogo.cli.main import Parser
from gonogo.contract.latency import Latency
from gonogo.contract.load import load_contract
from gonogo.loadtests.measurement import Measurement as Books
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.schedule import build
from gonogo.loadtests.tally import Outcome
from gonogo.suites.latency.experiments.journeys import _measurement as judged
from gonogo.suites.latency.experiments.journeys import _sent as sent_as

CONTRACT = """
service: shop
identity: {unproven: "a page of three lines"}
latency:
  duration_seconds: 2
  warm_up_seconds: 1
  journeys:
    - {name: list, path: /things, rate_per_second: 10, budgets: {p50: 0.005, p95: 1}}
    - {name: buy, method: POST, path: /things, rate_per_second: 5, budgets: {p99: 1}}
"""


def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the contract of a shop into a folder of its own, and go there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONOGO_RUN", "")
    monkeypatch.setenv("GONOGO_RUN_DIRECTORY", "")
    path = tmp_path / "gonogo.yaml"
    path.write_text(CONTRACT)
    return path


def asked(*words: str) -> argparse.Namespace:
    parser = Parser(prog="gonogo load")
    wanted.add_options(parser)
    return parser.parse_args(words)


def latency(path: Path, *words: str) -> Latency:
    return wanted.wanted(load_contract(path), asked(*words)).latency


def measured(path: Path, outcome: Outcome | None = None, missing: int = 0) -> Done:
    """A whole load that no network made; each answer takes 10 ms."""
    promised = latency(path)
    journeys = tuple(sent_as(Unlogged(), journey) for journey in promised.journeys)  # type: ignore[arg-type]
    plan = LoadPlan(
        base_urls=("http://127.0.0.1",),
        journeys=journeys,
        duration_seconds=2,
        warm_up_seconds=1,
        max_requests=99,
    )
    books = Books(plan, build(plan))
    books.begin(1000.0)
    for number in range(45):
        at = 1000 + number / 15
        if number >= 45 - missing:
            books.dropped(number)
            continue
        books.sent(number, at)
        books.finished(number, at, at + 0.01, outcome or Outcome(200, True, None, 10))
    result = books.result(None)
    seen = judged(result, promised, "", 1)
    return Done(promised, Load(plan=plan, result=result, seen=seen), rows_of(result, seen))


class Unlogged:
    def headers(self, _credential: str | None) -> dict[str, str]:
        return {}
