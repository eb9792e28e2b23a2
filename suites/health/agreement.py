"""What the status of a health body means, and how the status code has to agree with it."""

from __future__ import annotations

# The draft's words with its aliases (Terminus, Spring Boot, MicroProfile), and those of ASP.NET.
_MEANT = {
    "pass": ("pass", "ok", "up", "healthy"),
    "warn": ("warn", "degraded"),
    "fail": ("fail", "error", "down", "unhealthy", "out_of_service", "shutting_down"),
}


def meant(stated: str) -> str:
    """Return pass, warn or fail for a stated status in lower case, empty for a word that means neither."""
    return next((meaning for meaning, words in _MEANT.items() if stated in words), "")


def disagreement(status: int | None, stated: str) -> str:
    """Return the code that the stated status expects, empty where they agree or nothing is stated."""
    if status is None:
        return ""
    if meant(stated) == "fail" and status < 400:
        return f"4xx or 5xx with {stated}"
    if meant(stated) in ("pass", "warn") and status >= 400:
        return f"2xx or 3xx with {stated}"
    return ""
