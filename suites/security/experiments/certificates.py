"""Look at the certificates of whoever the name resolves to, each on connections of its own.

A balancer may have a node behind it whose certificate is an older one, and a server one for each kind of key.
Source: RFC 5280, 6; RFC 9525 (names); RFC 8446, 4.4.2 (what comes with a certificate).
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cryptography import x509

from gonogo.contract.model import Contract
from gonogo.network import current
from gonogo.suites.security.experiments.encrypted import NONE_HERE, End, addresses, ends, listens, shaken
from gonogo.suites.security.observations.encrypted import Certificates, Missed, Shown
from gonogo.targets.base import Target

_TIMES = 4
_KINDS = {"RSA": "aRSA", "ECDSA": "aECDSA"}
"""Kinds of keys, by OpenSSL's word for cipher suites that ask for one; TLS 1.3 has none that do."""
_NO_SUCH_NAME = "UNRECOGNIZED_NAME"
_ALONE = (20, 21)
"""X.509 errors of a chain whose next certificate nobody has (OpenSSL's X509_V_ERR_…)."""
_DAY_SECONDS = 86_400


def look_at_certificates(target: Target, contract: Contract) -> Certificates:
    """Ask each address several times as a client does, and once for each kind of key."""
    now = datetime.now(UTC)
    seen = [one for end in ends(target, contract) for one in _at(end, now)]
    shown = dict.fromkeys(one for one in seen if isinstance(one, Shown))
    missed = dict.fromkeys(one for one in seen if isinstance(one, Missed))
    return Certificates(tuple(shown), tuple(missed), "" if seen else NONE_HERE)


def _at(end: End, now: datetime) -> Iterator[Shown | Missed]:
    try:
        found = addresses(end)
    except OSError as failure:
        yield Missed(end.shown, end.host, f"{type(failure).__name__}: {failure}", reached=False)
        return
    for address in found:
        if why := listens(end, address):
            yield Missed(end.shown, address, why, reached=False)
        else:
            yield from _of(end, address, now)


def _of(end: End, address: str, now: datetime) -> Iterator[Shown | Missed]:
    usual = [_look(end, address, "", now) for _ in range(_TIMES)]
    yield from usual
    for kind in _KINDS:
        one = _look(end, address, kind, now)
        if isinstance(one, Shown) and replace(one, kind="") not in usual:
            yield one


def _look(end: End, address: str, kind: str, now: datetime) -> Shown | Missed:
    context = _of_kind(end.trusting(), kind)
    try:
        with closing(shaken(end, address, context)) as connection:
            chain = _chain(connection, "get_verified_chain")
    except ssl.SSLCertVerificationError as refused:
        return _refused(end, address, kind, refused)
    except OSError as failure:  # TLS that fails otherwise is one as well
        said = f"{type(failure).__name__}: {failure}"
        if _NO_SUCH_NAME in said:
            return Shown(end.shown, address, kind, "the server has none for this name", "none", ())
        return Missed(end.shown, address, said, reached=True)
    days = tuple((_called(one), _days(one, now)) for one in _way(end, chain, context))
    return Shown(end.shown, address, kind, "", _told(chain[0]), days)


def _of_kind(context: ssl.SSLContext, kind: str) -> ssl.SSLContext:
    if kind:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(_KINDS[kind])
    return context


def _refused(end: End, address: str, kind: str, refused: ssl.SSLCertVerificationError) -> Shown | Missed:
    """Read what was refused by a second handshake, which takes anything."""
    why = str(refused.verify_message)
    try:
        with closing(shaken(end, address, _of_kind(end.blind(), kind))) as connection:
            came = _chain(connection, "get_unverified_chain")
    except OSError as failure:
        return Missed(end.shown, address, f"{why}, then {type(failure).__name__}: {failure}", reached=True)
    if refused.verify_code in _ALONE and len(came) == 1 and came[0].issuer != came[0].subject:
        why += ", and no certificate of its issuer came with it"
    return Shown(end.shown, address, kind, why, _told(came[0]), ())


def _chain(connection: ssl.SSLSocket, which: str) -> list[x509.Certificate]:
    """Return the certificates from the server's own on: Python tells of them since 3.13, and knew before."""
    ask = getattr(connection, which, None) or getattr(getattr(connection, "_sslobj", None), which)
    return [_read(one) for one in ask() or ()]


def _read(told: Any) -> x509.Certificate:
    if isinstance(told, bytes):
        return x509.load_der_x509_certificate(told)
    return x509.load_pem_x509_certificate(told.public_bytes().encode())


def _way(end: End, chain: list[x509.Certificate], context: ssl.SSLContext) -> list[x509.Certificate]:
    """Return those whose end is the release's matter: a root that all the world trusts is others'.

    Of a root with a CA of one's own, the last generation counts for which clients have the file.
    """
    below, root = chain[:-1], chain[-1]
    if not below:
        return chain
    if not (end.ca or current().ca):
        return below
    known = [x509.load_der_x509_certificate(one) for one in context.get_ca_certs(binary_form=True)]
    same = [one for one in known if one.subject == root.subject and one.public_key() == root.public_key()]
    return [*below, max([root, *same], key=lambda one: one.not_valid_after_utc)]


def _days(certificate: x509.Certificate, now: datetime) -> float:
    return (certificate.not_valid_after_utc - now).total_seconds() / _DAY_SECONDS


def _called(certificate: x509.Certificate) -> str:
    return certificate.subject.rfc4514_string() or f"number {certificate.serial_number:x}"


def _told(leaf: x509.Certificate) -> str:
    """Say for whom a certificate is, by whom, and for how long."""
    names = ", ".join(_names(leaf)) or "no name"
    first, last = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    return f"for {names}, by {leaf.issuer.rfc4514_string()}, from {first:%Y-%m-%d} to {last:%Y-%m-%d}"


def _names(leaf: x509.Certificate) -> list[str]:
    try:
        field = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):  # none, or one that nobody can read
        return []
    addresses = [str(one) for one in field.get_values_for_type(x509.IPAddress)]
    return [*field.get_values_for_type(x509.DNSName), *addresses]
