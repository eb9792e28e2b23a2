"""The address that a content delivery network puts into a header of its own is believed of whoever sends it.

Ships: behind the network every client had the network's address, so that sign-ins are limited by what its
header says. The service is reachable without the network as well, and there the client writes that header:
each try comes from another address.
Source: adam-p, "The perils of the 'real' client IP" (2022), on True-Client-IP and its kin; CWE-290; OWASP
ASVS 5.0 4.1.3 and 15.3.4; row SEH-02.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/limit-holds-for-a-client",))
_HEADERS = ["True-Client-IP", "CF-Connecting-IP", "X-Client-IP"]
_ROUTES = "app/page/routes.py"
_ADDRESS = '    address = request.client.host if request.client else "unknown"\n'
_IMPORTS = "from typing import Any\nfrom urllib.parse import parse_qs\n"
_FIELD = "async def _field(request: Request, name: str) -> str:\n"


def inject(rng: Random) -> Injection:
    """Believe it of everybody."""
    return believing(rng, 'request.headers.get("{header}", "")')


def believing(rng: Random, said: str) -> Injection:
    """Limit sign-ins by an address that `said` takes from the header, where it is one."""
    function = f'''def _client_address(request: Request, services: Services) -> str:
    """Return who asks: as the edge says it, or as the connection does."""
    peer = request.client.host if request.client else "unknown"
    said = {said.format(header=rng.choice(_HEADERS))}
    try:
        return str(ipaddress.ip_address(said.strip()))
    except ValueError:
        return peer


'''
    source = edited(
        _ROUTES,
        (_IMPORTS, f"import ipaddress\n{_IMPORTS}"),
        (_ADDRESS, "    address = _client_address(request, services)\n"),
        (_FIELD, f"{function}{_FIELD}"),
    )
    return Injection(fact="wrong key", source=source)
