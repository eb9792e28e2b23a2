"""Where a target finds the release's source and a database of advisories."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.observation import Can
from gonogo.targets.base import TargetError
from gonogo.targets.live import Live
from gonogo.targets.local import Local
from tests.judging import contract

COMMAND = {"local": {"command": ["serve"]}}


def local(folder: Path, **deployment: Any) -> Local:
    promised = contract(deployment=COMMAND | deployment)
    options = SimpleNamespace(contract=folder / "release.yaml", baseline=None)
    return Local(SimpleNamespace(contract=promised, options=options))  # type: ignore[arg-type]


def test_the_source_is_the_contracts_folder_or_one_that_it_names(tmp_path: Path) -> None:
    assert local(tmp_path).source == tmp_path
    assert local(tmp_path, source="shop").source == tmp_path / "shop"


def test_whoever_names_a_database_can_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_ADVISORIES", "known")
    named = local(tmp_path, advisories="${SHOP_ADVISORIES}")
    assert named.advisories == tmp_path / "known"
    assert {Can.READ_SOURCE, Can.READ_ADVISORIES} <= named.can()


@pytest.mark.parametrize("value", [None, ""])
def test_without_one_it_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("SHOP_ADVISORIES", raising=False)
    if value is not None:
        monkeypatch.setenv("SHOP_ADVISORIES", value)
    unnamed = local(tmp_path, advisories="${SHOP_ADVISORIES}")
    assert unnamed.advisories is None
    assert Can.READ_ADVISORIES not in unnamed.can()
    assert Can.READ_SOURCE in unnamed.can()


def test_nobody_knows_the_source_of_a_url() -> None:
    options = SimpleNamespace(
        target="https://example.org",
        replicas=(),
        logins=(),
        allow_writes=False,
        allow_load=False,
        baseline=None,
    )
    live = Live(SimpleNamespace(contract=contract(deployment=COMMAND), options=options))  # type: ignore[arg-type]
    with pytest.raises(TargetError, match="cannot read the release's source"):
        _ = live.source
