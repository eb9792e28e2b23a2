"""Load goes to loopback, or to a host that the plan names."""

import dataclasses
import socket
from pathlib import Path
from typing import Any

import pytest

from gonogo.loadtests import recorder
from gonogo.loadtests.plan import Journey, LoadPlan, PlanError
from gonogo.loadtests.targets import resolve

FOREIGN = "192.0.2.7"
PLAN = LoadPlan(
    base_urls=(f"http://{FOREIGN}:8000",),
    journeys=(Journey(name="a", path="/", weight=1),),
    rate_per_second=10,
    duration_seconds=1,
    max_requests=10,
)


def _to(url: str, *allowed: str) -> LoadPlan:
    return dataclasses.replace(PLAN, base_urls=(url,), allow_hosts=allowed)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "https://127.8.9.10", "http://[::1]:8000"])
def test_loopback_is_allowed(url: str) -> None:
    assert len(resolve(_to(url))) == 1


@pytest.mark.parametrize("host", [FOREIGN, "0.0.0.0", "10.0.0.1", "169.254.169.254"])  # noqa: S104 - an address, not a listener
def test_other_addresses_are_refused_unless_listed(host: str) -> None:
    with pytest.raises(PlanError, match=rf"{host}.* is not loopback; .* list '{host}' in plan.allow_hosts"):
        resolve(_to(f"http://{host}:8000", "other.example"))
    assert (host, 8000) in resolve(_to(f"http://{host}:8000", host))


def test_a_name_with_one_foreign_address_among_its_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(_host: str, port: int, **_options: Any) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("127.0.0.1", FOREIGN)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with pytest.raises(PlanError, match=f"'half.example' resolves to {FOREIGN}"):
        resolve(_to("http://half.example"))


def test_a_journeys_own_base_url_is_checked_too() -> None:
    journey = Journey(name="b", path="/", weight=1, base_url=f"http://{FOREIGN}")
    with pytest.raises(PlanError, match=FOREIGN):
        resolve(dataclasses.replace(_to("http://127.0.0.1"), journeys=(journey,)))


def test_the_recorder_refuses_before_it_sends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.json").write_text(PLAN.to_json())
    assert recorder.main([str(tmp_path / "plan.json"), str(tmp_path / "result.json")]) == 2
    assert "load refused: plan.base_urls: refused 'http://192.0.2.7:8000'" in capsys.readouterr().err
    assert not (tmp_path / "result.json").exists()
