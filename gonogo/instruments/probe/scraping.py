"""A scrape: a request for the exposition, with the credential that the contract names for it.

Nothing else that is asked at the same path is sent it: whether strangers are refused there is asked as one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gonogo.instruments.probe.ask import Answer, probe

TEXT = "text/plain;version=0.0.4"
_credential: Callable[[], Mapping[str, str]] = dict


def scrape_with(credential: Callable[[], Mapping[str, str]]) -> None:
    """Have every scrape of this process sent the headers that this returns when it is made."""
    global _credential  # noqa: PLW0603 - one run, one contract, one exposition
    _credential = credential


def scrape(
    url: str, accept: str = TEXT, headers: Mapping[str, str] | None = None, deadline_seconds: float = 5.0
) -> Answer:
    """Ask for the exposition once."""
    sent = {**_credential(), "Accept": accept, **(headers or {})}
    return probe(url, headers=sent, deadline_seconds=deadline_seconds)
