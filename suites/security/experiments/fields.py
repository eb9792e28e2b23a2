"""Ask for what the contract names the fields of."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.contract.security import Security
from gonogo.core.observation import Can
from gonogo.instruments.probe.answer import Answer
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.entries import make_entries
from gonogo.suites.security.observations.fields import Answered, Fields
from gonogo.targets.base import Target

_JSON = re.compile(r"application/(?:[\w.+-]+\+)?json", re.IGNORECASE)


def read_fields(target: Target, contract: Contract, security: Security) -> Fields:
    """Send each request once, at the entry; once more where a list held nothing that is promised, and may.

    What is made for that are the writes that the contract knows to be taken.
    """
    answers = [_answered(target, named.request) for named in security.fields]
    unseen = [n for n, named in enumerate(security.fields) if answers[n].unseen(named.fields)]
    if unseen and Can.TAKE_WRITES in target.can():
        make_entries(target, contract)
        for n in unseen:
            answers[n] = _answered(target, security.fields[n].request)
    return Fields(tuple(answers))


def _answered(target: Target, request: Request) -> Answered:
    headers, body = target.headers(request.credential), None
    if request.body is not None:
        body = json.dumps(request.body).replace("{uuid}", str(uuid.uuid4())).encode()
        headers = headers | {"Content-Type": "application/json"}
    answer = probe(below(target.entry, request.path), method=request.method, headers=headers, body=body)
    status = None if answer.error else answer.status
    try:
        found = answer.json()
    except ValueError:
        found = None  # nothing of it is seen
    names, empty = tuple(sorted(_names(found, ""))), tuple(sorted(_empty(found, "")))
    broken = _broken(answer)
    return Answered(request.name, request.method, request.path, request.status, status, names, empty, broken)


def _broken(answer: Answer) -> str:
    """Say where what is called JSON stops to be that (RFC 8259, 2); without a body nothing is called so."""
    whole = not answer.error and not answer.truncated and answer.body.strip()
    if not whole or not _JSON.fullmatch(answer.media_type):
        return ""
    try:
        json.loads(answer.body)
    except (ValueError, RecursionError) as failure:
        return str(failure) or type(failure).__name__
    return ""


def _names(found: Any, prefix: str) -> set[str]:
    if isinstance(found, dict):
        own = {f"{prefix}{key}" for key in found}
        return own.union(*(_names(value, f"{prefix}{key}.") for key, value in found.items()))
    if isinstance(found, list):
        return set[str]().union(*(_names(one, prefix) for one in found))
    return set()


def _empty(found: Any, prefix: str) -> set[str]:
    """Return the names of lists that hold nothing; those within the entries of others are theirs.

    A list without entries is null where Go writes it, and an answer that is no JSON shows nothing at all.
    """
    if isinstance(found, dict):
        return set[str]().union(*(_empty(value, f"{prefix}{key}.") for key, value in found.items()))
    return {prefix.rstrip(".")} if found in ([], None) else set()
