"""A header of a gateway's sign-in names the client, and nobody looks who wrote that header.

Ships: a gateway in front of one installation signs people in by itself and says who they are. The service
believes it wherever it runs, and the proxy of this stack hands the header on as it came.
Source: CVE-2025-29927 (a header of the inside that skips the check); Grafana, "Configure auth proxy
authentication"; OWASP ASVS 5.0 4.1.3.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-08",
    expected=("security/every-route-requires-a-credential",),
    collateral=("security/wrong-credentials-are-refused",),
)
_NOBODY = """    if credentials is None:
        return None
    if not hasattr("""
_NAMED = """    if credentials is None:
        return _signed_in_before(request, services)
    if not hasattr("""
_COMPARED = "async def _compared("
_BELIEVED = '''def _signed_in_before(request: Request, services: Services) -> Caller | None:
    """Return the client that the gateway has signed in."""
    name = request.headers.get("HEADER", "")
    known = (key for key in services.settings.api_keys if key.name == name)
    return next((Caller(key.name, key.scopes, by_token=True) for key in known), None)


'''


def inject(rng: Random) -> Injection:
    """Believe one of the headers by which gateways say it."""
    header = rng.choice(["x-forwarded-user", "x-remote-user", "x-auth-request-user", "x-webauth-user"])
    believed = _BELIEVED.replace("HEADER", header)
    source = edited("app/api/auth.py", (_NOBODY, _NAMED), (_COMPARED, believed + _COMPARED))
    return Injection(fact="/articles", source=source)
