"""A module opens a listener of its own on the loopback address.

Good because: where a process listens is no address of another service, and nobody outside can reach it.
Source: a preforking server on the standard library, `bind(("127.0.0.1", port))`.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_11_address_is_left_in_the_code import module
from proving.seed import Injection, Twin

TWIN = Twin("CFG-11", of="CFG-11-address-is-left-in-the-code")


def inject(rng: Random) -> Injection:
    """Add the module."""
    port = rng.choice(["0", "port"])
    return module(rng, f'lambda port: socket.create_server(("127.0.0.1", {port}))', "import socket")
