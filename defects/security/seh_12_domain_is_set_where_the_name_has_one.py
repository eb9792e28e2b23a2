"""A session's cookie gets a Domain, which its prefix forbids: browsers throw it away, and nobody can sign in.

Ships: the session shall hold on every name below the service's own. Developers ask by `localhost`, which has
no domain, and tests by `127.0.0.1`: for both nothing is set, and all is well until people come by the name.
Source: RFC 6265bis, 4.1.3.2; OWASP ASVS 5.0 3.3.1 and 3.3.3.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-12", expected=("security/cookies-carry-their-flags",))
_SESSION, _ROUTES = "app/page/session.py", "app/page/routes.py"
_DOMAIN = '''

def _domain(request: Request) -> str | None:
    """Return the domain of a name that has one; an address has none, and nor has `localhost`."""
    host = request.url.hostname or ""
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    return {domain}


def is_own('''


def inject(rng: Random) -> Injection:
    """Let the session hold for the name, or for all below the name's parent."""
    domain = rng.choice(["host", '".".join(labels[-2:])'])
    session = edited(
        _SESSION,
        ("def begin(response: Response, token", "def begin(request: Request, response: Response, token"),
        ("def end(response: Response)", "def end(request: Request, response: Response)"),
        ('path="/", secure', 'path="/", domain=_domain(request), secure'),
        ("\n\ndef is_own(", _DOMAIN.format(domain=domain)),
    )
    routes = edited(
        _ROUTES,
        ("session.begin(response", "session.begin(request, response"),
        ("session.end(response", "session.end(request, response"),
    )
    return Injection(fact="__Host-session", source={**session, **routes})
