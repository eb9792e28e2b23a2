"""No credential, an empty one, a malformed one, and a well-formed one that nobody gave out."""

from __future__ import annotations

import base64
import secrets
import string
from collections.abc import Iterator

from gonogo.contract.access import Credential
from gonogo.contract.model import Contract

_END = 6
_SHORTEST = 2 * _END
_FEWEST = 2
_OTHER = {
    one: kind[(at + len(kind) // 2) % len(kind)]
    for kind in (string.digits, string.ascii_lowercase, string.ascii_uppercase)
    for at, one in enumerate(kind)
}
"""For each letter and digit another one of its kind; `a` to `f` leave the hexadecimal digits."""


def wrong_credentials(contract: Contract) -> tuple[tuple[str, dict[str, str]], ...]:
    """Return kind and headers: nothing, and three for each header that the contract authenticates with.

    The empty one is what a credential that nobody set compares equal to.
    """
    credentials = list(contract.credentials.values()) or [Credential(value="Bearer x")]
    by_header = {credential.header: credential.value for credential in credentials}
    wrong: list[tuple[str, dict[str, str]]] = [("none", {})]
    for header, value in by_header.items():
        scheme, blank, _ = value.partition(" ")
        prefix = scheme + blank if blank else ""
        wrong += [
            ("empty", {header: prefix}),
            ("malformed", {header: f'{prefix}=, "{secrets.token_hex(4)}'}),
            ("unknown", {header: prefix + _unknown(scheme if blank else "")}),
        ]
    return tuple(wrong)


def nearly_right(headers: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give what is right but for its end: what compares no more than a part takes it.

    Letters and digits are changed, and so many of them that no padding of Base64 hides it. What is padded
    gets nothing behind it: some decoders leave that out. Of cookies all are changed, for any of them may be
    the session; a header that repeats one guards forms, and is none.
    """
    for header, value in headers.items():
        if any(value in other for name, other in headers.items() if name != header):
            continue
        if header.casefold() == "cookie" and "; " in value:
            yield from ((how, {**headers, header: near}) for how, near in _near_cookies(value))
            continue
        scheme, blank, secret = value.partition(" ")
        prefix = scheme + blank if blank else ""
        secret = secret if blank else value
        if blank and _is_basic(scheme) and (pair := _pair(secret)):
            yield from ((how, {**headers, header: prefix + _encoded(near)}) for how, near in _near(*pair))
            continue
        yield from ((how, {**headers, header: prefix + near}) for how, near in _ways(secret).items())


def _ways(secret: str) -> dict[str, str]:
    """Return a secret with another end, with more behind it, and without its end."""
    if (changed := _changed(secret)) is None:
        return {}
    if secret.endswith("="):
        return {"changed": changed}
    return {"changed": changed, "extended": secret + secrets.token_hex(4), "shortened": secret[:-_END]}


def _near_cookies(value: str) -> Iterator[tuple[str, str]]:
    """Give all cookies of a header with another end each, in the ways in which a single one is."""
    pairs = [
        (name, secret, _ways(secret)) for name, _, secret in (p.partition("=") for p in value.split("; "))
    ]
    for how in dict.fromkeys(how for _, _, ways in pairs for how in ways):
        yield how, "; ".join(f"{name}={ways.get(how, secret)}" for name, secret, ways in pairs)


def _is_basic(scheme: str) -> bool:
    return scheme.casefold() == "basic"


def _unknown(scheme: str) -> str:
    """Return a credential of the form that its scheme has (RFC 7617, 2), which nobody gave out."""
    made = secrets.token_hex(32)
    return _encoded((f"gonogo-{made[:8]}", made)) if _is_basic(scheme) else made


def _pair(secret: str) -> tuple[str, str] | None:
    try:
        user, colon, password = base64.b64decode(secret, validate=True).decode().partition(":")
    except ValueError:
        return None
    return (user, password) if colon else None


def _encoded(pair: tuple[str, str]) -> str:
    return base64.b64encode(":".join(pair).encode()).decode()


def _near(user: str, password: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give a user's password changed at its end, with more behind it, and without its end."""
    end = min(_END, len(password) // 2)
    if end < _FEWEST:
        return
    changed = "".join(_OTHER.get(one, one) for one in password[-end:])
    if changed != password[-end:]:
        yield "changed", (user, password[:-end] + changed)
    yield "extended", (user, password + secrets.token_hex(4))
    yield "shortened", (user, password[:-end])


def _changed(secret: str) -> str | None:
    """Return a secret with other letters and digits at its end, None where it is too short for that."""
    if len(secret) < _SHORTEST:
        return None
    end = "".join(_OTHER.get(one, one) for one in secret[-_END:])
    return secret[:-_END] + end if end != secret[-_END:] else None
