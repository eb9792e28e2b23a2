"""Answers that are made when they are asked for: a nonce of ours in them, or a value that never returns."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import pause
from gonogo.targets.identity.reading import Reading

_ANSWERS = 3
_APART_SECONDS = 1.05  # a signed value that holds a moment is another one with each second
_SHORTEST = 8  # characters: by chance, no value that is made anew is another's
ACCEPT = "application/json, */*;q=0.5"
"""What makes pages of their own for machines answers a missing one so; no file server does."""
_REDIRECTS = range(300, 400)
_NOT_FOUND = 404
_PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
"""In which file servers, and stores of objects, say what is missing."""


def not_returned(url: str, path: str) -> str:
    """Return why the answer of a path with a nonce in it proves nothing, empty where it repeats it."""
    nonce = str(uuid.uuid4())
    asked = path.replace("{nonce}", nonce)
    answer = probe(below(url, asked), headers={"Accept": ACCEPT})
    if answer.error or answer.status is None:
        return f"{path} could not be read: {answer.error} {answer.detail}"
    if repeats(answer, asked, nonce):
        return ""
    return (
        f"{path} answered {answer.status} without the nonce, or as file servers and proxies repeat it too "
        "(a page of 404, a redirect to the same path): a cache or a static page may answer"
    )


def repeats(answer: Answer, asked: str, nonce: str) -> bool:
    """Whether something other than a file server or a proxy says the nonce of the path again."""
    if answer.status in _REDIRECTS:
        to, here = urlsplit(answer.header("Location") or ""), urlsplit(asked)
        # one line of a proxy's configuration sends to another host, or to the same path below a folder
        moved = not to.path.rstrip("/").endswith(here.path.rstrip("/"))
        return (nonce in to.query and to.query != here.query) or (nonce in to.path and moved)
    if answer.status == _NOT_FOUND and answer.media_type in _PAGES:
        return False
    if answer.media_type not in _PAGES:
        return nonce in answer.text
    return nonce in answer.text.replace(asked, "")  # a list of files is headed by all that was asked for


def not_fresh(url: str, contract: Contract) -> str:
    """Return why what the contract calls fresh proves nothing, empty where each answer has another."""
    seen = _asked(url, contract)
    if all(seen) and not _are_new(seen):
        seen = _asked(url, contract, _APART_SECONDS)
    if _are_new(seen):
        return ""
    said = "is the same, or shorter than a random value," if all(seen) else "is missing"
    stands = Reading(url, contract).stands("fresh")
    return f"{stands} {said} in {_ANSWERS} answers: a cache or a static page may answer"


def _asked(url: str, contract: Contract, apart_seconds: float = 0.0) -> list[str]:
    seen = []
    for _ in range(_ANSWERS):
        pause(apart_seconds, "a clock of seconds goes on")
        seen.append(Reading(url, contract).anything("fresh"))
    return seen


def _are_new(seen: list[str]) -> bool:
    return len(set(seen)) == _ANSWERS and min(map(len, seen)) >= _SHORTEST
