"""What a run keeps, what it takes on again, and what it complains about."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.core.discover import discover
from proving.judge import Judged, Outcome
from proving.upstream import __main__ as command
from proving.upstream import releases, result, selection
from proving.upstream.entries import Pair, read_all
from proving.upstream.judging import Said
from proving.upstream.ledger import Ledger

PAIRS = read_all()
PAIR = PAIRS[0]
GO = (Said("1.1", "GO"), Said("2.0", "GO"))
CAUGHT = result.Tried(PAIR, Said("1.0", "NO-GO", PAIR.expected), GO, Judged(Outcome.CAUGHT, PAIR.expected))
MISSED = replace(CAUGHT, bad=Said("1.0", "GO"), judged=Judged(Outcome.MISSED, reason="it passed"))
FLAGGED = replace(CAUGHT, good=(GO[0], Said("2.0", "NO-GO", ("health/a",), why=("health/a failed",))))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for function in ("read_lock", "write_lock", "write"):
        path = tmp_path / ("upstream.json" if function == "write" else "upstream.lock.json")
        kept = getattr(result, function)
        monkeypatch.setattr(result, function, lambda *given, kept=kept, path=path: kept(*given, path))


def ledger(pairs: tuple[Pair, ...] = (PAIR,), within_seconds: float = 60.0) -> Ledger:
    return Ledger(list(pairs), list(pairs), within_seconds, result.read_lock())


def settled(*tries: result.Tried) -> Ledger:
    """Run by run, each with what the one before left."""
    for tried in tries:
        kept = ledger()
        kept.settle(tried)
    return kept


@pytest.mark.parametrize(
    ("tries", "complaint"),
    [
        ((CAUGHT,), ""),
        ((MISSED,), "1.0 is missed, it is not in the lock: it passed"),
        ((FLAGGED,), "2.0 is NO-GO: health/a failed"),
        ((MISSED, MISSED), ""),
        ((FLAGGED, FLAGGED), ""),
        ((MISSED, CAUGHT), ""),
        ((CAUGHT, MISSED), "1.0 is missed, it was caught: it passed"),
        ((CAUGHT, FLAGGED), "2.0 is NO-GO: health/a failed"),
    ],
)
def test_what_is_worse_than_the_lock_is_told(tries: tuple[result.Tried, ...], complaint: str) -> None:
    assert settled(*tries).worse.get(PAIR.id, "") == complaint


def test_the_lock_keeps_the_better_result_so_that_a_worse_one_is_told_again() -> None:
    settled(CAUGHT, MISSED, MISSED)
    assert result.read_lock()[PAIR.id]["outcome"] == "caught"


def test_what_cannot_be_had_is_held_by_name_and_is_no_result() -> None:
    away = replace(CAUGHT, judged=Judged(Outcome.ERROR, reason="away"), held="npm: away")
    kept = settled(away)
    assert list(kept.complaints()) == [f"HOLD: {PAIR.id}: npm: away"]
    assert result.read_lock() == {}


def test_an_error_is_told_and_tried_again() -> None:
    kept = settled(replace(MISSED, judged=Judged(Outcome.ERROR, reason="no verdict")))
    assert kept.worse[PAIR.id] == "1.0 is error, it is not in the lock: no verdict"
    assert result.read_lock() == {}


def test_what_is_left_for_want_of_time_is_named() -> None:
    kept = ledger(within_seconds=-1.0)
    assert kept.late(PAIR)
    kept.left.append(PAIR.id)
    assert list(kept.complaints()) == [f"left for want of time: {PAIR.id}"]


def test_what_the_lock_holds_may_be_left_for_want_of_time() -> None:
    kept = replace(ledger(PAIRS[:2], within_seconds=-1.0), spare=frozenset({PAIRS[1].id}))
    kept.left += [PAIRS[1].id]
    assert kept.missing == []
    assert list(kept.complaints()) == [
        f"not tried again for want of time, and as the lock says: {PAIRS[1].id}"
    ]
    kept.left += [PAIR.id]
    assert kept.missing == [PAIR.id]


def test_none_is_begun_that_would_not_be_over_in_time() -> None:
    kept = ledger(within_seconds=60.0)
    other = PAIRS[1]
    assert not kept.late(other)
    kept.settle(replace(CAUGHT, seconds=61.0))
    assert kept.late(other)


@pytest.mark.parametrize(("seconds", "late"), [(14.0, False), (55.0, False), (61.0, True), (1000.0, True)])
def test_what_took_longer_before_than_is_left_is_not_begun(seconds: float, late: bool) -> None:
    settled(replace(CAUGHT, seconds=seconds))
    assert ledger(within_seconds=61.0).late(PAIR) is late


@pytest.mark.parametrize("words", [["--tenth"], ["--changed", "--tenth"], ["--changed"]])
def test_what_changed_comes_first_and_then_a_tenth_of_the_others(
    monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    new = list(PAIRS[-3:])
    monkeypatch.setattr(command, "changed", lambda _pairs, _lock: new)
    run = command._chosen(command._parser().parse_args(words))
    others = [pair.id for pair in run.chosen[len(new) :]]
    assert run.chosen[: len(new)] == new
    assert run.shown == run.chosen
    assert run.spare == frozenset(others) - {pair.id for pair in new}
    tenth = (len(PAIRS) - len(new)) / 10
    assert len(others) in ((0,) if "--tenth" not in words else (math.floor(tenth), math.ceil(tenth)))


def test_a_run_tells_what_others_before_it_found() -> None:
    settled(CAUGHT)
    (known,) = ledger().results()
    told = result.document(PAIR, CAUGHT)
    assert known == {name: told[name] for name in told if name != "seconds"} | {
        "good": [{"version": one.version, "verdict": "GO", "flagged_by": []} for one in GO]
    }


def test_the_same_result_leaves_the_same_lock() -> None:
    settled(replace(FLAGGED, seconds=1.0))
    before = result.read_lock()
    later = replace(FLAGGED.good[1], why=("health/a failed at another port",))
    settled(replace(FLAGGED, good=(GO[0], later), seconds=2.0))
    assert result.read_lock() == before


def test_only_what_differs_from_the_lock_is_taken_on_again() -> None:
    settled(CAUGHT)
    lock = result.read_lock()
    assert selection.changed(PAIRS, lock) == list(PAIRS[1:])
    assert selection.changed([PAIR], {PAIR.id: lock[PAIR.id] | {"pair": "another"}}) == [PAIR]
    other = dict.fromkeys(lock[PAIR.id]["rules"], "another")
    assert selection.changed([PAIR], {PAIR.id: lock[PAIR.id] | {"rules": other}}) == [PAIR]


def test_a_result_rests_on_its_rules_and_one_that_is_not_there_yet_has_no_hash() -> None:
    there = discover()[0].id
    rules = result.hashes(replace(PAIR, expected=(there, "health/none-such")))["rules"]
    assert rules["health/none-such"] == ""
    assert len(rules[there]) == 16


def test_ten_days_in_a_row_try_each_pair_once() -> None:
    days = [dt.date(2026, 11, 20) + dt.timedelta(n) for n in range(10)]
    tried = [pair.id for day in days for pair in selection.tenth(PAIRS, day)]
    assert sorted(tried) == sorted(pair.id for pair in PAIRS)


def test_the_table_has_each_pair_and_both_rates() -> None:
    shown = result.table([result.document(PAIR, MISSED), result.document(PAIRS[1], FLAGGED)])
    assert "missed        GO       GO       it passed" in shown
    assert "2.0: health/a failed" in shown
    assert "bad releases refused by their own rule: 1 of 2 (50.0 %, 95 % interval 1.3 to 98.7 %" in shown
    assert "good releases GO: 3 of 4" in shown


def test_releases_with_one_lock_share_a_folder_and_others_do_not() -> None:
    folders = {
        (release.lock.read_bytes(), releases.folder_of(p, release)) for p in PAIRS for release in p.releases
    }
    assert len({lock for lock, _ in folders}) == len({folder for _, folder in folders}) == len(folders)


def test_npm_gets_the_package_that_its_lock_was_made_for() -> None:
    locked = {"packages": {"": {"name": "upstream", "dependencies": {"ws": "8.17.0"}}, "node_modules/ws": {}}}
    made = releases.package_of(json.dumps(locked))
    assert made == {"name": "upstream", "private": True, "dependencies": {"ws": "8.17.0"}}
