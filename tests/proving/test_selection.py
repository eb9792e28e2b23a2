"""Which seeds a run takes on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from proving import __main__ as prove
from proving import record
from proving.catalogue import seeds
from proving.selection import current_proof, hundredth, judged_anew, named

DAY = dt.date(2026, 11, 22)


def test_a_hundred_days_in_a_row_take_each_seed_once() -> None:
    taken = [seed.id for days in range(100) for seed in hundredth(seeds(), DAY + dt.timedelta(days))]
    assert sorted(taken) == sorted(seed.id for seed in seeds())


def test_the_same_day_takes_the_same_seeds() -> None:
    assert hundredth(seeds(), DAY) == hundredth(reversed(seeds()), DAY)


@pytest.mark.parametrize(
    ("differs", "held"),
    [({}, True), ({"rule": "another"}, True), ({"seed": "another"}, False), ({"source": "another"}, False)],
)
def test_one_number_is_enough_where_only_what_judges_differs(differs: dict[str, str], held: bool) -> None:
    seed = seeds()[0]
    entries = {key: {seed.id: {**proof, **differs}} for key, proof in current_proof(seed).items()}
    assert (judged_anew([seed], entries) == [seed]) is held
    assert judged_anew([seed], {}) == []


def test_a_seed_is_named_by_its_id_or_its_row() -> None:
    first = seeds()[0]
    assert first in named(seeds(), [first.id.lower()])
    assert {seed.declared.row for seed in named(seeds(), [first.declared.row])} == {first.declared.row}


def test_a_name_that_fits_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="--only HLT-0: no such seed"):
        named(seeds(), ["HLT-0"])


@pytest.mark.parametrize(
    ("arguments", "said"), [(["--only", "NO-99"], "NO-99"), (["--seeds", "0"], "at least 1")]
)
def test_wrong_usage_is_said(arguments: list[str], said: str, capsys: Any) -> None:
    assert prove.main(arguments) == 2
    assert said in capsys.readouterr().err


def test_nothing_to_do_is_said(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(prove, "changed", lambda *_: [])
    assert prove.main(["--changed"]) == 0
    assert "nothing to prove" in capsys.readouterr().out


def test_what_is_not_begun_in_time_fails_and_is_named(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(record, "write_proof", lambda _: None)
    first = seeds()[0]
    assert prove.main(["--only", first.id, "--within-seconds", "1e-9"]) == 1
    assert f"the lock: {first.id}" in capsys.readouterr().out
