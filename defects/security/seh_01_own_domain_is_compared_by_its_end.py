"""Pages of the own hosts may read answers with credentials, and a host is known by how it ends.

Ships: the hosts are those that the service answers for; a pattern is made of them, and what stands before
the name is left open, for the sake of `*.example.com`. `https://evilexample.com` ends so as well.
Source: PortSwigger, "Exploiting CORS misconfigurations" (origins matched by their suffix); OWASP ASVS 5.0
3.4.2; row SEH-01.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-01",
    expected=("security/foreign-origin-is-not-trusted",),
    # a preflight that is refused is plain text
    collateral=("security/errors-are-problem-details",),
)
_IMPORTED = "from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware\n"
_ADDED = "    app.add_middleware(AnswerForOwnHosts, hosts=Hosts(settings.allowed_hosts))\n"
_BEFORE = "def _announce_series(app: FastAPI) -> None:\n"
_FUTURE = '"""Puts the application together."""\n\n'


def inject(rng: Random) -> Injection:
    """Match the end of each."""
    name = rng.choice(["_own_pages", "_house", "_our_origins"])
    function = f'''def {name}(hosts: Iterable[str]) -> str:
    """Return a pattern of the origins whose pages belong to the service."""
    ends = "|".join(re.escape(host.removeprefix("*.")) for host in hosts)
    return rf"https?://.*({{ends}})(:\\d+)?"


'''
    added = f"""    app.add_middleware(
        CORSMiddleware,
        allow_origin_regex={name}(settings.allowed_hosts),
        allow_credentials=True,
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        max_age={rng.choice([60, 300, 600])},
    )
"""
    return Injection(
        fact="Origin",
        source=edited(
            "app/api/application.py",
            (_FUTURE, f"{_FUTURE}import re\n"),
            ("import AsyncIterator\n", "import AsyncIterator, Iterable\n"),
            (_IMPORTED, f"from starlette.middleware.cors import CORSMiddleware\n{_IMPORTED}"),
            (_ADDED, added + _ADDED),
            (_BEFORE, function + _BEFORE),
        ),
    )
