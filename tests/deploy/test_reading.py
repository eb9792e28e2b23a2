"""What is read beside the tests: each says its own, and one that is not well fails all."""

from __future__ import annotations

import pytest

from deploy.setup import reading


def ending(status: int, said: str) -> tuple[str, ...]:
    return ("-c", f"import sys; print({said!r}); sys.exit({status})")


@pytest.mark.parametrize(
    ("statuses", "status"),
    [((0, 0, 0), 0), ((0, 0, 3), 1), ((1, 0, 3), 1), ((0, 2, 0), 1), ((0, 0, 4), 1)],
)
def test_one_that_is_not_well_fails_all(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    statuses: tuple[int, int, int],
    status: int,
) -> None:
    names = ("lint", "types", "scan")
    readers = {name: ending(one, f"{name} spoke") for name, one in zip(names, statuses, strict=True)}
    monkeypatch.setattr(reading, "READERS", readers)
    assert reading.main() == status
    said = capfd.readouterr().out
    assert [line for line in said.splitlines() if line.endswith("spoke")] == [f"{n} spoke" for n in names]
    assert f"scan: exit status {statuses[2]}" in said


def test_one_that_does_not_end_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READERS", {"types": ("-c", "import time; time.sleep(60)")})
    monkeypatch.setattr(reading, "_SECONDS", 0.5)
    assert reading.read("types") == ("not done after 0.5 s", 1)
