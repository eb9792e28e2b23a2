"""Where TLS ends in a release: certificates of a CA of its own, and a listener that passes requests on."""

from __future__ import annotations

import os
import socket
import ssl
import threading
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from starlette.types import ASGIApp

from proving.seed import Injection

_PORTS, _SERVED, _TRUSTED = "TLS_END_PORTS", "served.pem", "trusted.pem"
_VERSIONS = {"1.0": ssl.TLSVersion.TLSv1, "1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2}


@dataclass(frozen=True)
class Issued:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> str:
        """The certificate alone."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def secret(self) -> str:
        """The key alone."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def issued(
    rng: Random,
    called: str,
    by: Issued | None = None,
    *,
    names: Sequence[x509.GeneralName] | None = None,
    days: int = 200,
    since_days: int = 30,
) -> Issued:
    """Issue a server's certificate for names, or a CA's without any; it ends at midnight, in so many days."""
    key = ec.derive_private_key(rng.getrandbits(200) + 1, ec.SECP256R1())
    return _signed(rng, called, key, by, names, (since_days, days))


def crossed(rng: Random, root: Issued) -> Issued:
    """Issue a root's certificate once more, by another CA that has ended with it."""
    other = issued(rng, f"Old {rng.randrange(100, 1000)} Root", days=-3, since_days=900)
    called = root.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    return _signed(rng, str(called), root.key, other, None, (800, -3))


def _signed(
    rng: Random,
    called: str,
    key: ec.EllipticCurvePrivateKey,
    by: Issued | None,
    names: Sequence[x509.GeneralName] | None,
    days: tuple[int, int],
) -> Issued:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
    signer, today = (
        by.key if by else key,
        datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0),
    )
    builder = x509.CertificateBuilder(
        issuer_name=by.certificate.subject if by else subject,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=rng.getrandbits(80) + 1,
        not_valid_before=today - timedelta(days=days[0]),
        not_valid_after=today + timedelta(days=days[1]),
    )
    for extension, critical in (
        (x509.BasicConstraints(ca=names is None, path_length=None), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False),
        *([(x509.SubjectAlternativeName(names), False)] if names else []),
    ):
        builder = builder.add_extension(extension, critical=critical)
    return Issued(builder.sign(signer, hashes.SHA256(), ecdsa_deterministic=True), key)


def authority(rng: Random) -> tuple[Issued, Issued]:
    """Issue a root and a CA below it, under names of nobody."""
    called = f"{rng.choice(['Harbour', 'Orchard', 'Quarry'])} {rng.randrange(100, 1000)}"
    root = issued(rng, f"{called} Root", days=3000)
    return root, issued(rng, f"{called} Issuing", root, days=900)


def own_name(rng: Random) -> str:
    """Draw a host by which clients ask."""
    return f"{rng.choice(['wiki', 'docs', 'know'])}-{rng.randrange(100, 1000)}.example"


def serving(
    rng: Random, name: str, root: Issued, served: Sequence[Issued], fact: str, ports: int = 1
) -> Injection:
    """Serve certificates, the first with its key, on ports of the deployment; clients trust the root."""
    numbers = rng.sample(range(8400, 8500), ports)
    return Injection(
        fact=fact,
        wraps=True,
        environment={_PORTS: " ".join(f"{{port:{number}}}" for number in numbers)},
        files={_TRUSTED: root.pem, _SERVED: served[0].secret + "".join(one.pem for one in served)},
        tls={"addresses": [f":{number}/" for number in numbers], "names": [name], "ca": _TRUSTED},
    )


def speaking(oldest: str, *, weak: bool = True) -> ssl.SSLContext:
    """Return a server's context that speaks versions from this one on, weak ciphers of old ones as well."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = _VERSIONS[oldest]
    if weak:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


def ending_tls(app: ASGIApp, *contexts: ssl.SSLContext) -> ASGIApp:
    """Listen beside the service, on each port by a context; without any, TLS 1.2 and later is spoken."""
    ports = os.environ[_PORTS].split()
    for port, context in zip(ports, contexts or [speaking("1.2", weak=False) for _ in ports], strict=True):
        context.load_cert_chain(_SERVED)
        listener = socket.create_server(("127.0.0.1", int(port)))
        threading.Thread(target=_accept, args=(listener, context), daemon=True).start()
    return app


def _accept(listener: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=_pass_on, args=(connection, context), daemon=True).start()


def _pass_on(connection: socket.socket, context: ssl.SSLContext) -> None:
    """Shake hands, send one request on, and bring its answer back."""
    with suppress(OSError), connection:
        connection.settimeout(10)
        with context.wrap_socket(connection, server_side=True) as client:
            asked = client.recv(65_536)
            with socket.create_connection(("127.0.0.1", int(os.environ["UKP_PORT"])), timeout=10) as service:
                service.sendall(asked)
                while answer := service.recv(65_536):
                    client.sendall(answer)
