"""Where TLS is spoken: each https address of target and contract, and whoever its host's name resolves to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.contract.model import Contract
from gonogo.core.observation import Can
from gonogo.core.references import texts_of
from gonogo.instruments.tls import fresh_context
from gonogo.instruments.tunnel import open_to
from gonogo.instruments.urls import below, origin
from gonogo.network import current
from gonogo.targets.base import Target

CONNECT_SECONDS = 4.0
NONE_HERE = "the target is a plain http URL, and nothing is asked under TLS; give the URL of its clients"
_MOST_ADDRESSES = 8


@dataclass(frozen=True)
class End:
    """A port, the name by which it is asked, and the CA's file, None for the network's or the usual ones."""

    name: str
    host: str
    port: int
    ca: str | None = None

    @property
    def shown(self) -> str:
        """The name as reports tell it."""
        return f"https://{f'[{self.name}]' if ':' in self.name else self.name}:{self.port}"

    def trusting(self) -> ssl.SSLContext:
        """Return a context as a browser's: names of the certificate's own field alone, and a whole chain.

        Python 3.13 takes a chain that ends before a root, and asks more of the form than clients do.
        """
        context = fresh_context(self.ca, current(), known=True)
        context.hostname_checks_common_name = False
        context.verify_flags &= ~(ssl.VERIFY_X509_PARTIAL_CHAIN | ssl.VERIFY_X509_STRICT)
        return context

    def blind(self) -> ssl.SSLContext:
        """Return a context that takes any certificate: to read it, and nothing is sent."""
        context = fresh_context(self.ca, current(), known=True)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context


def ends(target: Target, contract: Contract) -> list[End]:
    """Return where TLS is spoken by the contract's word, each once."""
    found = _started(target, contract) if target.started_here else _stated(target, contract)
    return list(dict.fromkeys(found))


def addresses(end: End) -> list[str]:
    """Return whoever the host resolves to, the host itself where a proxy resolves it; OSError."""
    if current().proxy:
        return [end.host]
    found = socket.getaddrinfo(end.host, end.port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))[:_MOST_ADDRESSES]


def shaken(end: End, address: str, context: ssl.SSLContext) -> ssl.SSLSocket:
    """Shake hands on a connection of its own, and let whoever asks close it; OSError."""
    connection = open_to(address, end.port, CONNECT_SECONDS)
    try:
        return context.wrap_socket(connection, server_hostname=end.name)
    except BaseException:
        connection.close()
        raise


def listens(end: End, address: str) -> str:
    """Return why an address takes no connection, empty where it does."""
    try:
        open_to(address, end.port, CONNECT_SECONDS).close()
    except OSError as failure:
        return f"{type(failure).__name__}: {failure}"
    return ""


def _stated(target: Target, contract: Contract) -> Iterator[End]:
    bases = [target.entry, *(replica.url for replica in target.replicas)]
    paths = ["/", *_paths(contract)]
    for base in bases:
        for path in paths:
            scheme, host, port = origin(below(base, path))
            if scheme == "https" and port:
                yield End(host, host, port)


def _paths(contract: Contract) -> list[str]:
    """Return what is on a port or a host of its own: probes, the exposition, the identity."""
    sections = (contract.health, contract.metrics, contract.identity)
    texts = [text for section in sections for _, text in texts_of(section)]
    return [text for text in texts if text.startswith((":", "https://"))]


def _started(target: Target, contract: Contract) -> Iterator[End]:
    tls = contract.deployment.tls if contract.deployment else None
    if tls is None:
        return
    ca = str(target.context.options.contract.parent / tls.ca) if tls.ca else None
    for address in tls.addresses:
        for url in _urls(target, contract, address):
            _, host, port = origin(url)
            for name in tls.names or (host,):
                yield End(name, host, port or 443, ca)


def _urls(target: Target, contract: Contract, address: str) -> Iterator[str]:
    """Give where an address is reached: the entry's port as a stack publishes it, or each process's own."""
    stack = contract.deployment.compose if contract.deployment else None
    if not address.startswith(":"):
        yield address
    elif stack and Can.REACH_SERVICES in target.can():
        yield target.service_url(stack.entry_service, int(address[1:].partition("/")[0]))
    else:
        yield from (below(base, address) for base in (target.entry, *(one.url for one in target.replicas)))
