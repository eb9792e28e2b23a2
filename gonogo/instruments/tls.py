"""TLS as a client: whom to trust and who we are, from what was named and never from the environment."""

from __future__ import annotations

import ssl
from functools import lru_cache
from pathlib import Path

import certifi

from gonogo.network import Network


def tls_context(ca: str | None, network: Network, *, known: bool) -> ssl.SSLContext:
    """Return a context that trusts `ca` (file or folder), else the network's CA, else the usual ones.

    Our own certificate is shown to an origin that is `known` alone. ValueError for files that are of no use.
    """
    return _context(*_named(ca, network, known=known))


def fresh_context(ca: str | None, network: Network, *, known: bool) -> ssl.SSLContext:
    """Return the same for one caller alone, who may change it; ValueError as above."""
    return _made(*_named(ca, network, known=known))


def _named(ca: str | None, network: Network, *, known: bool) -> tuple[str | None, tuple[str, str] | None]:
    """Return whom to trust, None for the usual ones, and the two files by which we show who we are."""
    trusted = ca or network.ca
    if trusted and not Path(trusted).exists():
        raise ValueError(f"no CA certificates at {trusted}; give a PEM file or a folder of them")
    own = (network.certificate, network.key or network.certificate) if network.certificate else None
    return trusted, own if known else None


def _made(trusted: str | None, own: tuple[str, str] | None) -> ssl.SSLContext:
    context = _trusting(trusted) if trusted else _usual()
    if own:
        _show(context, *own)
    return context


_context = lru_cache(maxsize=8)(_made)


def _usual() -> ssl.SSLContext:
    """Trust certifi's certificates and the system's, by the paths that OpenSSL was built with."""
    context = ssl.create_default_context(cafile=certifi.where())
    # load_default_certs() and the other two paths would follow SSL_CERT_FILE and SSL_CERT_DIR.
    paths = ssl.get_default_verify_paths()
    file = paths.openssl_cafile if Path(paths.openssl_cafile).is_file() else None
    folder = paths.openssl_capath if Path(paths.openssl_capath).is_dir() else None
    if file or folder:
        context.load_verify_locations(cafile=file, capath=folder)
    return context


def _trusting(path: str) -> ssl.SSLContext:
    try:
        if Path(path).is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except ssl.SSLError as failure:
        raise ValueError(f"{path} holds no readable CA certificates: {failure}; PEM expected") from failure


def _show(context: ssl.SSLContext, certificate: str, key: str) -> None:
    try:
        context.load_cert_chain(certificate, key, password=_no_passphrase)
    except ssl.SSLError as failure:
        if failure.reason == "KEY_VALUES_MISMATCH":
            raise ValueError(f"the key in {key} does not fit the certificate in {certificate}") from failure
        said = f"{certificate} and {key}" if key != certificate else certificate
        raise ValueError(f"{said}: no certificate with its key; PEM expected") from failure


def _no_passphrase() -> str:
    """Refuse: OpenSSL would ask on the terminal."""
    raise ValueError("the key of the client certificate has a passphrase; give it without one")
