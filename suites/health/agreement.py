"""How a health body's status and the status code have to agree."""

from __future__ import annotations


def disagreement(status: int | None, stated: str) -> str:
    """Return the code that the stated status expects, empty where they agree or nothing is stated."""
    if status is None:
        return ""
    if stated == "fail" and status < 400:
        return "4xx or 5xx with fail"
    if stated in ("pass", "warn") and status >= 400:
        return f"2xx or 3xx with {stated}"
    return ""
