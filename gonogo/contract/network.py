"""What a team's network asks of whoever sends a request: a CA, a client certificate, a proxy, headers."""

from __future__ import annotations

from gonogo.contract.base import Name, Section
from gonogo.network import header_problem, proxy_problem

_REFERENCE = "${"


class Network(Section):
    """How requests get to a target that is a URL; options win.

    A release that is started here is asked on loopback: of all this it gets the `headers` alone.
    """

    ca: Name | None = None
    """PEM file of the certificates to trust in place of the usual ones, relative to the contract."""
    client_certificate: Name | None = None
    """PEM file of our certificate, with its key unless `client_key` has that; relative to the contract."""
    client_key: Name | None = None
    """PEM file of its key, without a passphrase; relative to the contract."""
    proxy: Name | None = None
    """`http://host:port` of the proxy for all requests, `user:${NAME}@` before the host where it asks."""
    headers: dict[str, Name] = {}
    """Headers of every request to the target, with `${NAME}`; what an experiment itself sets stays."""


def complaints(network: Network | None) -> list[str]:
    """Return what is wrong already as it is written, a line each; never shows a value."""
    if network is None:
        return []
    found = {f"network.headers.{name}": header_problem(name, text) for name, text in network.headers.items()}
    if network.proxy and _REFERENCE not in network.proxy:
        found["network.proxy"] = proxy_problem(network.proxy)
    if network.client_key and not network.client_certificate:
        found["network.client_key"] = "a key without `client_certificate` is of no use; name both"
    return [f"{where}: {problem}" for where, problem in found.items() if problem]
