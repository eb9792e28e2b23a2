"""Sign tokens with the service's own key, each with one invalid claim. Source: RFC 7519, 4.1."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gonogo.contract.access import Signing, Tokens
from gonogo.instruments.waits import pause
from gonogo.suites.security.experiments.forgery import decoded
from gonogo.suites.security.experiments.tokens import use
from gonogo.suites.security.observations.access import TokenUse
from gonogo.suites.security.observations.signed import SignedTokens
from gonogo.targets.base import Target, TargetError
from gonogo.targets.tokens import issued

_HOUR = 3600
_LATE = 600  # beyond every leeway for clocks that differ: *no more than a few minutes* (RFC 7519, 4.1.4)
_SHORT = 3  # seconds in which a token is used once on any machine
_SOMEBODY = "https://somebody.example"
_SAYS_KIND = re.compile(r"(?:token)?_?(?:typ|type|use|kind|purpose)", re.IGNORECASE)
_ACCESS = re.compile(r"(access)((?:[_ -]?token)?)", re.IGNORECASE)
_ORDINALS = ("the first", "the last")
_Part = dict[str, Any]


def try_signed_tokens(target: Target, tokens: Tokens, signing: Signing) -> SignedTokens:
    """Use each at the entry; TargetError where the key signs nothing."""
    secret = target.context.secrets.resolve(signing.key)
    try:
        header, claims = (decoded(part) for part in issued(target, tokens).split(".")[:2])
        unchanged = signed(signing, secret, header, claims)
        wrong = [*invalid(header, claims, int(time.time())), *endless(header, claims)]
        made = [(what, signed(signing, secret, h, c)) for what, h, c in wrong]
        short = [
            signed(signing, secret, header, claims | {"exp": int(time.time()) + _SHORT, "jti": jti})
            for jti in ("gonogo-used", "gonogo-not-used")
        ]
    except (ValueError, jwt.PyJWTError) as odd:
        raise TargetError(
            f"security.tokens.signing signs no token like those of the service: {odd}"
        ) from None
    return SignedTokens(
        control=(use(tokens, "unchanged", "entry", target.entry, unchanged),),
        invalid=(
            *(use(tokens, what, "entry", target.entry, token) for what, token in made),
            *_outlived(target, tokens, *short),
        ),
    )


def _outlived(target: Target, tokens: Tokens, used: str, unused: str) -> Iterator[TokenUse]:
    """Use a token until after its end; nothing where it is not taken before, or an unused one still is.

    Who allows for clocks that differ takes both.
    """
    if use(tokens, "before its end", "entry", target.entry, used).status != tokens.protected.status:
        return
    pause(_SHORT + 1.5, "the token comes to its end")
    if use(tokens, "after its end", "entry", target.entry, unused).status in tokens.refusals:
        yield use(tokens, "an exp that came since it was used", "entry", target.entry, used)


def invalid(header: _Part, claims: _Part, now: int) -> Iterator[tuple[str, _Part, _Part]]:
    """Give (what is wrong, header, claims) of each; a claim that the service does not use is not tried."""
    yield (
        "an exp of ten minutes ago",
        header,
        claims | {"iat": now - 2 * _HOUR, "nbf": now - 2 * _HOUR, "exp": now - _LATE},
    )
    yield "an nbf in ten minutes", header, claims | {"nbf": now + _LATE, "exp": now + 2 * _HOUR}
    for name in ("aud", "iss"):
        if name in claims:
            yield f"another {name}", header, claims | {name: _SOMEBODY}
            yield from _near(name, header, claims)
    if "aud" in claims:
        yield "no aud", header, {name: value for name, value in claims.items() if name != "aud"}
    for name, value in claims.items():
        if _SAYS_KIND.fullmatch(name) and _ACCESS.fullmatch(str(value)):
            refresh = _ACCESS.sub(_of_refresh, str(value))
            yield f"the claim {name} of a refresh token", header, claims | {name: refresh}
    if str(header.get("typ", "JWT")).upper() != "JWT":
        yield "another typ", header | {"typ": "logout+jwt"}, claims


def _of_refresh(access: re.Match[str]) -> str:
    """Return the word for the other kind, in the same case."""
    word = access[1]
    other = "REFRESH" if word.isupper() else "Refresh" if word.istitle() else "refresh"
    return f"{other}{access[2]}"


def _near(name: str, header: _Part, claims: _Part) -> Iterator[tuple[str, _Part, _Part]]:
    """Give what a comparison by a part of the text takes. Source: CVE-2024-53861 (PyJWT), CVE-2025-30144."""
    right = claims[name]
    if isinstance(right, str) and len(right) > 1:
        yield f"the beginning of the {name}", header, claims | {name: right[:-1]}
        yield f"the end of the {name}", header, claims | {name: right[1:]}
        yield f"more than the {name}", header, claims | {name: f"{right}.example"}
    if name == "iss":  # one issuer, and no list of them (RFC 7519, 4.1.1); an audience may be a list
        for pair in ([_SOMEBODY, right], [right, _SOMEBODY]):
            yield (
                f"a list of issuers, {_ORDINALS[pair.index(right)]} the right one",
                header,
                claims | {name: pair},
            )


def endless(header: _Part, claims: _Part) -> Iterator[tuple[str, _Part, _Part]]:
    """Give one without an end, where its type requires one: RFC 9068, 2.2 and 4.

    A plain JWT may be without (RFC 7519, 4.1.4), and its issuer is who holds the key: that is no fault.
    """
    if str(header.get("typ", "")).lower().removeprefix("application/") == "at+jwt" and "exp" in claims:
        yield "no exp", header, {name: value for name, value in claims.items() if name != "exp"}


def signed(signing: Signing, secret: str, header: _Part, claims: _Part) -> str:
    """Return a token with these parts."""
    key: Any = secret
    if signing.algorithm == "EdDSA" and "PRIVATE KEY" not in secret:
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    others = {name: value for name, value in header.items() if name != "alg"}
    said = json.dumps(claims, separators=(",", ":")).encode()  # jwt.encode refuses claims of a wrong type
    return jwt.PyJWS().encode(said, key, algorithm=signing.algorithm, headers=others)
