"""Where TLS ends on loopback, and what rules on it see."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

from cryptography import x509

from defects.tls_end import Issued, authority, issued, speaking
from gonogo.contract.model import Contract
from gonogo.suites.security.observations.encrypted import Missed, Shown
from gonogo.targets.base import Target
from tests.fixtures.hostile import server
from tests.judging import contract

NAME = "shop.example"
RNG = Random(4711)  # noqa: S311 - nobody trusts these keys
ROOT, BETWEEN = authority(RNG)


def leaf(*names: str, by: Issued | None = BETWEEN, days: int = 90, since_days: int = 30) -> Issued:
    """A certificate for hosts, by the CA between unless another one issues it."""
    said = [x509.DNSName(name) for name in names or (NAME,)]
    return issued(RNG, "the shop", by, names=said, days=days, since_days=since_days)


@contextmanager
def ending(folder: Path, *nodes: Sequence[Issued], context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Show each connection in turn the certificates of the next node; yield the port."""
    contexts = []
    for number, node in enumerate(nodes):
        made = context or speaking("1.2", weak=False)
        file = folder / f"node-{number}.pem"
        file.write_text("".join(one.pem for one in node) + node[0].secret)
        made.load_cert_chain(file)
        contexts.append(made)
    shaken, lock = iter(range(1_000)), threading.Lock()

    def handle(connection: socket.socket, _: threading.Event) -> None:
        with connection, suppress(OSError):
            if not connection.recv(1, socket.MSG_PEEK):
                return  # whoever only looked whether it listens has no turn
            with lock:
                turn = next(shaken)
            with contexts[turn % len(contexts)].wrap_socket(connection, server_side=True) as client:
                client.recv(1)

    with server(handle) as url:
        yield int(url.rpartition(":")[2])


def started(folder: Path, *ports: int, **said: Any) -> tuple[Target, Contract]:
    """A release that was started here, whose deployment names the ports, and clients that trust the root."""
    (folder / "ca.pem").write_text(ROOT.pem)
    ends = {"addresses": [f":{port}/" for port in ports], "names": [NAME], "ca": "ca.pem"} | said
    made = contract(security={"tls": {"valid_days": 21, "oldest": "1.2"}}, deployment={"tls": ends})
    return target(made, "http://127.0.0.1:9", folder), made


def target(made: Contract, entry: str, folder: Path, *, here: bool = True) -> Target:
    """A target that is asked nothing in plain HTTP."""
    context = SimpleNamespace(options=SimpleNamespace(contract=folder / "release.yaml"), contract=made)
    return cast(
        "Target", SimpleNamespace(entry=entry, replicas=(), started_here=here, context=context, can=frozenset)
    )


def shown(refusal: str = "", *ends: tuple[str, float], address: str = "192.0.2.7", kind: str = "") -> Shown:
    """A certificate of the one name."""
    return Shown(NAME, address, kind, refusal, "for shop.example, by CN=Someone", ends)


def missed(*, reached: bool, name: str = NAME) -> Missed:
    """An address of the one name with which no handshake came about."""
    return Missed(name, "2001:db8::7", "OSError: no route to host", reached)
