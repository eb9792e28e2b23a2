"""Ask, and leave before anything can be answered."""

from __future__ import annotations

from collections.abc import Mapping

from gonogo.instruments.inputs.message import Plain
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.tunnel import connected
from gonogo.instruments.urls import authority, target_of


def ask_and_leave(
    url: str, method: str, headers: Mapping[str, str], body: bytes | None, *, within_seconds: float
) -> bool:
    """Send a whole request and close the connection at once; whether it could be sent."""
    fields = tuple(authorized(url, dict(headers)).items())
    message = Plain(method, target_of(url), authority(url), fields, body or b"").written()
    try:
        with connected(url, within_seconds) as connection:
            connection.sendall(message)
    except OSError:
        return False
    return True
