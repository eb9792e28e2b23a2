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
_NOBODYS = frozenset(
    {
        *(
            "unversioned",
            "unreleased",
            "unspecified",
            "untagged",
            "placeholder",
            "fixme",
            "todo",
            "tbd",
            "na",
        ),
        *("unset", "missing", "empty", "changeme", "replaceme", "localdev", "localbuild", "devbuild"),
        *("unknown", "undefined", "null", "none", "nan", "gitsha"),
    }
)
"""Words that alone, or at an end, say that nobody stated it."""
_EACH_BUILDS = _NOBODYS | {
    *("version", "build", "number", "commit", "sha", "sha1", "hash", "rev", "revision", "tag", "branch"),
    *("refs", "heads", "head", "main", "master", "trunk", "origin", "git", "github", "ci", "vcs", "env"),
    *("no", "not", "set", "here", "your", "replace", "me", "short", "dev", "devel", "develop", "local"),
    *("development", "latest", "default", "snapshot", "project", "txt", "dirty", "ref", "id"),
}
"""Words of which one behind the other says the same of each build: `local-build`, `GIT_HASH`."""
_OF_NO_RELEASE = _EACH_BUILDS | {"semantic", "semantically", "release", "released", "managed", "use"}
"""Behind a version of zeros, which a tool replaces when it releases."""
_UNFILLED = re.compile(
    r"[%$]\w|[%$]?\{[\w. -]*\}|%\([\w.]+\)[sdv]|@@\w+@@|\\?\$[a-z]+:?\s*\$"  # %s, {version}, $Revision$
    r"|\\\$\w+|[~:|'\"\[]+(?:version|revision|commit|sha|build|tag)[~:|'\"\]]+"
    r"|.*[-+._v]\$[a-z_]\w*"  # 1.0.0-$BUILD
    r"|v?(?:x+|y+|z+)(?:\.(?:x+|y+|z+))+"
    r"|refs/(?:heads|remotes)/[^\d]*"
    r"|0{8}-0{4}-0{4}-0{4}-0{12}"
    r"|.*(?:not a git repository|\bnot found$|\[object ).*",
    re.IGNORECASE,
)
_ZEROS = re.compile(r"v?0(?:\.0){0,3}[-+.]")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+")


def as_version(said: str) -> str:
    """Return a version, or nothing where it cannot be one, or is what any build says that nobody named."""
    text = as_stated(said)
    words = [word.lower() for word in _HUMPS.split(text) if word]
    return "" if _UNFILLED.fullmatch(text) or _is_nobodys(text, words) else text


def _is_nobodys(text: str, words: list[str]) -> bool:
    """Whether words alone are in it that each build says, or its last one says that it is unknown."""
    clean = words[:-1] if words[-1:] == ["dirty"] else words
    if not clean:
        return False
    if zeros := _ZEROS.match(text):
        behind = [word.lower() for word in _HUMPS.split(text[zeros.end() :]) if word]
        if behind and _OF_NO_RELEASE.issuperset(behind):
            return True
    return clean[-1] in _NOBODYS or (len(clean) > 1 and _EACH_BUILDS.issuperset(clean))


def as_stated(said: str) -> str:
    """Return a version without the blanks around it, or nothing where it is of another kind.

    A word of health, a truth value, a media type, markup, a sentence and a whole page are none.
    """
    text = said.strip()
    word = re.sub(r"[\s-]+", "_", text.strip(" .!,;:*\"'").lower())
    if not re.search(r"\w", text) or word in _HEALTH or len(text) > _LONGEST:
        return ""
    if _MEDIA_TYPE.fullmatch(text) or any(sign in text for sign in "<>\r\n"):
        return ""
    return "" if len(text.split()) > 1 and not re.search(r"\d", text) else text
