"""What the rules on responses share: whether anything was served at all. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.suites.security.observations.surface import Response

ERROR = 400
_NOT_MODIFIED = 304


def as_promised(response: Response) -> bool:
    """Whether the class of response was provoked."""
    return response.status is not None and response.status == response.promised


def made(provoked: Iterable[Response], least: int = 0) -> list[Response]:
    """Return the provoked answers from a status on that the release makes, and that owe what it promises.

    304 updates a stored one, whose headers stay. What a server says by itself to a NUL, before anybody is
    asked, is an empty 400.
    Source: RFC 9110, 15.4.5; Kestrel and Tomcat, whose parsers refuse it.
    """
    answered = [r for r in provoked if r.status is not None and r.status >= least]
    return [r for r in answered if r.status != _NOT_MODIFIED and not _is_of_the_server(r)]


def _is_of_the_server(response: Response) -> bool:
    return response.status == ERROR and "%00" in response.path and not response.body


def unserved(responses: Iterable[Response]) -> str:
    """Say why these do not show that the service serves anybody; empty where one does.

    A server that refuses everything has no header too many and trusts nobody.
    """
    answered = [response for response in responses if response.status is not None]
    if any(as_promised(r) and r.promised < ERROR for r in answered):
        return ""
    said = ", ".join(f"{r.method} {r.path} with {r.status}" for r in answered) or "nothing"
    return f"no request was taken as promised, with a status below 400: answered was {said}"


def without_charset(stated: str) -> str:
    """Say that a Content-Type of text that browsers show names no charset; empty where it does."""
    kind = stated.lower()
    shown = kind.startswith(("text/html", "text/plain"))
    return f"{stated}, without a charset" if shown and "charset=" not in kind else ""
