"""No header, no page's head and no error page tells the version of the server's software.

Why: a version in an answer lets whoever scans for a fresh vulnerability find the service in one request.
Reference: RFC 9110, 10.2.4 (Server: needlessly fine-grained detail) and 7.6.3 (Via); HTML, 4.2.5.1
(generator); OWASP ASVS 5.0 13.4.6; OWASP Secure Headers Project, headers to remove.
Remedy: switch the header off (uvicorn: --no-server-header) or cut it down to a product name; so with what
writes itself into pages (`generator`, `server_tokens`, `ServerSignature`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.surface import ERROR, unserved

_HEADERS = (
    "Server",
    "X-Powered-By",
    "X-AspNet-Version",
    "X-AspNetMvc-Version",
    "X-Powered-CMS",
    "X-Generator",
    "X-Jenkins",
    "X-Mod-Pagespeed",
    "X-PHP-Version",
    "Liferay-Portal",
    "MicrosoftSharePointTeamServices",
    "Powered-By",
    "X-CMS",
    "X-Cocoon-Version",
    "X-Content-Encoded-By",
    "X-Framework",
    "X-Generated-By",
    "X-Hudson",
    "X-Joomla-Version",
    "X-OWA-Version",
    "X-Powered-By-Plesk",
    "X-Server-Powered-By",
    "X-Umbraco-Version",
)
_VERSION = re.compile(r"\w(?:[/ v]| v)\d+(?:\.\d+)*|\d+\.\d+")
# What comes first is the version of HTTP, of which a gateway may name the protocol, then a host or a product.
_PASSED_BY = re.compile(
    r"\([^)]*\)|(?<![\w./-])(?!(?i:https?|tls|ssl|spdy|quic|ws)/)[A-Za-z][\w.-]*/\d+\.\d[\w.-]*"
)
_SIGNATURE = re.compile(
    r"\b(?:nginx|openresty|Apache(?: Tomcat)?|Jetty://|Werkzeug|gunicorn|uvicorn|Microsoft-IIS|lighttpd|LiteSpeed"
    r"|HAProxy|Varnish|PHP|Express|Django|Rails|WEBrick|Ruby|CherryPy|[Tt]engine|squid|WildFly|Payara Server"
    r"|GlassFish Server[\w ]{0,40}?|ASP\.NET Version:|\.NET Framework Version:)"
    r"[/ ]{0,2}v?\d+\.\d+[\w.-]{0,20}"
)


@rule("security.responses", severity=Severity.ADVISORY)
def judge(seen: Surface) -> Judgement:
    """Advise against a product with a version number; where nothing is served nobody can tell."""
    asked = dict.fromkeys([*seen.responses, *seen.control])
    answered = [response for response in asked if response.status is not None]
    if not answered:
        return Judgement.cannot_tell("no request was answered")
    problems = tuple(
        Problem(f"{place} on {r.name} ({r.method} {r.path})", "no version", value)
        for r in answered
        for place, value in (*_in_headers(r), *_in_page(r))
        if _VERSION.search(value)
    )
    if not problems and (why := unserved(answered)):
        return Judgement.cannot_tell(why)
    return Judgement(len(answered), problems)


def _in_headers(response: Response) -> Iterator[tuple[str, str]]:
    for name in _HEADERS:
        for value in response.values(name):
            yield name, value
    for value in response.values("Via"):
        for passed in _PASSED_BY.findall(value):
            yield "Via", passed


def _in_page(response: Response) -> Iterator[tuple[str, str]]:
    """Yield what a page says of its generator, and an error page of its server (others are about one)."""
    if not any("html" in value.lower() for value in response.values("Content-Type")):
        return
    head = _Head()
    head.feed(response.body)
    for value in head.generators:
        yield "<meta name=generator>", value
    if response.status is not None and response.status >= ERROR:
        for found in _SIGNATURE.finditer(response.body):
            yield "the page", found[0]


class _Head(HTMLParser):
    """Read what generators state of themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.generators: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the content of `generator`."""
        stated = dict(attrs)
        if tag == "meta" and (stated.get("name") or "").strip().lower() == "generator":
            self.generators.append(stated.get("content") or "")
