"""Credentials that are got by signing in: a token out of an answer, or the cookies of a session.

All processes of a run share them: some services end a user's session when he signs in once more.
"""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from gonogo.contract.access import Credential
from gonogo.contract.security import Security
from gonogo.instruments.errors import NotSignedUpError, TargetError
from gonogo.instruments.locks import locked
from gonogo.instruments.once import write_atomically
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.targets.forms import beyond, cookie_header, pairs, send_form, set_by, within_the_limit
from gonogo.targets.identity.reading import lookup

_LASTS_SECONDS = 600.0
_MARGIN_SECONDS = 30.0  # a token that ends while it is on its way was used too late
_AWAY = (502, 503, 504)  # of a proxy that has nobody behind it, or of a service that has lost its store
_BACK_SECONDS, _BETWEEN_SECONDS = 30.0, 0.5
_FILE, _MADE = "signed-in-{}.json", "signed-up-{}"


@dataclass(frozen=True)
class _Got:
    """What a sign-in gave out: ``secrets`` are tokens and cookies by themselves."""

    headers: dict[str, str]
    secrets: tuple[str, ...]
    lasts_seconds: float


@dataclass(frozen=True)
class SigningIn:
    """Signs in below an entry, once for all processes that share a folder."""

    folder: Path
    entry: str
    resolve: Callable[[str], str]
    may_sign_up: bool
    security: Security | None = None

    def sign_up(self, name: str, credential: Credential) -> None:
        """Make the user of a credential, once, whatever is answered: who is there already is refused."""
        path = self.folder / _MADE.format(quote(name, safe=""))
        if credential.sign_up and self.may_sign_up and not path.exists():
            send_form(self.entry, credential.sign_up, {}, self.resolve)
            path.touch()

    def sign_up_all(self, credentials: Mapping[str, Credential]) -> None:
        """Make all users: a form or a token of theirs may be asked for before they are signed in."""
        for name, credential in credentials.items():
            self.sign_up(name, credential)

    def headers(self, name: str, credential: Credential) -> dict[str, str]:
        """Return the headers of a credential; TargetError where the sign-in is not answered as promised."""
        path = self.folder / _FILE.format(quote(name, safe=""))
        with _alone(path):
            kept = _kept(path)
            if kept and kept["until"] > time.time():
                return dict(kept["headers"])
            if kept is None:
                self.sign_up(name, credential)
            got = self._signed_in(name, credential, again=kept is not None)
            told = {"headers": got.headers, "until": time.time() + got.lasts_seconds}
            secrets = [
                *(kept or {}).get("secrets", ()),
                *got.secrets,
            ]  # those before are in what was observed
            write_atomically(path, json.dumps(told | {"secrets": secrets}))
        return got.headers

    def _signed_in(self, name: str, credential: Credential, *, again: bool) -> _Got:
        form = credential.sign_in
        assert form is not None
        send = partial(send_form, self.entry, form, {}, self.resolve)
        answer = within_the_limit(send, beyond(form, self.security))
        if again and answer.status in _AWAY:
            answer = _back(send, answer)
        if answer.status != form.status:
            came = answer.error or f"status {answer.status}"
            said = f"{_named(name)} was answered with {came}, not {form.status}"
            if credential.sign_up and not self.may_sign_up and answer.status is not None:
                raise NotSignedUpError(f"{said}; its sign_up writes, and is not sent without --allow-writes")
            raise TargetError(said)
        if form.token is None:
            return _session(name, credential, answer)
        if not (token := lookup(answer, form.token)):
            raise TargetError(f"{_named(name)} gave out no {form.token}")
        # what the target says is put in last: nothing in it is taken for a name of ours
        value = self.resolve(credential.value).replace("{token}", token)
        return _Got({credential.header: value}, (token,), lasts_seconds(token))


def _back(send: Callable[[], Answer], answer: Answer) -> Answer:
    """Send again until something serves: what was taken away for a while is not back at once."""
    last = [answer]

    def serves() -> bool:
        last.append(send())
        return last[-1].status not in (*_AWAY, None)

    with suppress(WaitTimeout):
        Wait("the sign-in is answered again", _BACK_SECONDS, _BETWEEN_SECONDS).until(serves)
    return last[-1]


def _named(name: str) -> str:
    return f"the sign-in of credentials.{name}"


def _session(name: str, credential: Credential, answer: Answer) -> _Got:
    cookies = pairs("", *set_by(answer))
    if not cookies:
        raise TargetError(f"{_named(name)} set no cookie, and names no `token`")
    missing = [cookie for cookie in credential.repeats.values() if cookie not in cookies]
    if missing:
        raise TargetError(f"{_named(name)} set no cookie {missing[0]}, which is to be repeated")
    sent = cookie_header(cookies)["Cookie"]
    repeated = {header: cookies[cookie] for header, cookie in credential.repeats.items()}
    headers = {credential.header: credential.value.replace("{cookies}", sent), **repeated}
    return _Got(headers, tuple(cookies.values()), _LASTS_SECONDS)


def lasts_seconds(token: str) -> float:
    """Return for how long a token is used: until shortly before its `exp` (RFC 7519, 4.1.4), if any."""
    try:
        claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        left = float(claims["exp"]) - time.time()
    except (ValueError, KeyError, IndexError, TypeError):
        return _LASTS_SECONDS
    return min(_LASTS_SECONDS, left - _MARGIN_SECONDS if left > 2 * _MARGIN_SECONDS else left / 2)


def forget(folder: Path) -> None:
    """Sign in anew the next time: what was away may have kept the sessions."""
    for path in folder.glob(_FILE.format("*")):
        with _alone(path):
            if (kept := _kept(path)) is not None:
                write_atomically(path, json.dumps(kept | {"until": 0.0}))


def given_out(folder: Path) -> Iterator[tuple[str, str]]:
    """Give all that the sign-ins of a run gave out, with a name for each: no report may tell it."""
    before, after = _FILE.split("{}")
    found = (Path(at, one) for at, _, names in os.walk(folder) for one in names if one.startswith(before))
    for path in sorted(path for path in found if path.name.endswith(after)):
        name = path.stem.removeprefix(before)
        for number, secret in enumerate((_kept(path) or {}).get("secrets", ()), 1):
            yield f"credentials.{name}.{number}", secret


def _alone(path: Path) -> AbstractContextManager[None]:
    return locked(path.with_suffix(".lock"))


def _kept(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found
