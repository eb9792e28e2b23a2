"""What the rules on responses share: whether anything was served at all. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.suites.security.observations.surface import Response

ERROR = 400


def as_promised(response: Response) -> bool:
    """Whether the class of response was provoked."""
    return response.status is not None and response.status == response.promised


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
