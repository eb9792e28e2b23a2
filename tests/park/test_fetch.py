"""What the park needs may be had ahead: none is tried, and what is away is named."""

from __future__ import annotations

import pytest

from park import __main__ as park
from park.server import Origin

NPM = "maildev"
PYPI = "datasette"


@pytest.mark.parametrize(
    ("away", "status", "told"),
    [
        ({}, 0, ["fetched"]),
        ({Origin.NPM: "no answer"}, 3, [f"HOLD: {NPM}: npm: no answer", "fetched"]),
    ],
    ids=["had", "held"],
)
def test_what_servers_need_is_fetched_and_none_is_tried(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    away: dict[Origin, str],
    status: int,
    told: list[str],
) -> None:
    asked: list[Origin] = []

    def lacking(origins: dict[Origin, None]) -> dict[Origin, str]:
        asked.extend(origins)
        return away

    monkeypatch.setattr(park, "lacking", lacking)
    monkeypatch.setattr(park, "_trials", lambda *_: pytest.fail("a server was tried"))
    assert park.main([NPM, PYPI, "--fetch"]) == status
    assert set(asked) == {Origin.NPM, Origin.PYPI}
    assert capsys.readouterr().out.splitlines() == told
