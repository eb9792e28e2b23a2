"""The host is looked at with the first request of a connection, and believed for those that follow on it.

Ships: the check stood in a profile, and a browser never names two hosts on one connection, it was said; a
proxy that pools its connections does, and so does whoever attacks.
Source: PortSwigger Research, Browser-Powered Desync Attacks (2022), first-request validation; RFC 9112, 3.2.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/foreign-hosts-are-refused",))


def inject(rng: Random) -> Injection:
    """Remember the connections of some clients."""
    most = rng.choice([256, 512, 1024])
    source = edited(
        "app/api/hosts.py",
        (
            "from starlette.requests import Request\n",
            "from collections import OrderedDict\n\nfrom starlette.requests import Request\n",
        ),
        (
            "        self._app, self._hosts = app, hosts\n",
            (
                "        self._app, self._hosts = app, hosts\n"
                "        self._known: OrderedDict[tuple[str, int], None] = OrderedDict()\n"
            ),
        ),
        (
            '        named = [value.decode("latin-1")',
            (
                '        peer = tuple(scope.get("client") or ())\n'
                "        if peer and peer in self._known:  # a connection is to one host\n"
                "            return None\n"
                '        named = [value.decode("latin-1")'
            ),
        ),
        (
            "        if self._hosts.include(host) or is_address(host, str(arrived[0])):\n",
            (
                "        if self._hosts.include(host) or is_address(host, str(arrived[0])):\n"
                "            self._known[peer] = None\n"
                f"            while len(self._known) > {most}:\n"
                "                self._known.popitem(last=False)\n"
            ),
        ),
    )
    return Injection(fact="Host", source=source)
