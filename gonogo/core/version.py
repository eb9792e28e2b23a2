"""What can be a version, and what cannot."""

from __future__ import annotations

import re

_LONGEST = 256
_HEALTH = frozenset(
    {
        *("active", "alive", "available", "connected", "critical", "degraded", "dead", "disabled", "down"),
        *("enabled", "error", "errors", "fail", "failed", "failing", "failure", "fault", "fine", "good"),
        *("green", "healthy", "in_service", "inactive", "live", "normal", "not_ready", "off", "ok", "okay"),
        *("on", "online", "offline", "operational", "out_of_service", "pass", "passed", "passing", "ready"),
        *("red", "running", "serving", "not_serving", "started", "starting", "stopped", "success", "up"),
        *("unavailable", "unhealthy", "warn", "warning", "yellow", "yes", "no", "true", "false", "pong"),
        *("null", "none", "nil", "nan", "undefined", "n/a", "unknown", "bad", "alright", "well", "succeeded"),
    }
)
_MEDIA_TYPE = re.compile(
    r"(application|audio|font|image|message|model|multipart|text|video)/[\w.+*-]+\s*(;.*)?", re.IGNORECASE
)


def as_version(said: str) -> str:
    """Return a version without the blanks around it, or nothing where it cannot be one.

    A word of health, a truth value, a media type, markup, a sentence and a whole page are none.
    """
    text = said.strip()
    word = re.sub(r"[\s-]+", "_", text.strip(" .!,;:*\"'").lower())
    if not re.search(r"\w", text) or word in _HEALTH or len(text) > _LONGEST:
        return ""
    if _MEDIA_TYPE.fullmatch(text) or any(sign in text for sign in "<>\r\n"):
        return ""
    return "" if len(text.split()) > 1 and not re.search(r"\d", text) else text
