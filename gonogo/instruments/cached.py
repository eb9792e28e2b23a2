"""Whether an answer states that a cache gave it, so that what stands behind the cache may not have seen it.

Source: RFC 9111, 5.1 (Age); RFC 9211 (Cache-Status: hit, collapsed, fwd-status); Fastly, X-Cache and
X-Cache-Hits (any hit of several); Amazon CloudFront, X-Cache and Server-Timing; Akamai and Azure, X-Cache
(`TCP_HIT`); Cloudflare, CF-Cache-Status; Varnish, X-Varnish (two ids); nginx, $upstream_cache_status; Vercel,
X-Vercel-Cache; rack-cache. What was revalidated is among them: the service was only asked whether it changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

Headers = tuple[tuple[str, str], ...]
"""Names in lower case with their values, repeated ones repeated."""

_OF_CACHES = re.compile(r"(?:[a-z0-9]+-)*cache(?:-status|-remote|-result|-state)?")
"""`x-cache`, `cf-cache-status`, `x-proxy-cache`, `cdn-cache` and whatever else is called so."""
_GIVEN = re.compile(r"(?:[a-z0-9]+_)*(?:refresh|originshield)?hit|stale|updating|revalidated?|prerender")
_PASSED_ON = re.compile(r"hit[-_ ]?for[-_ ]?(?:pass|miss)")  # a note of Varnish's, which says not to keep it
_YES = frozenset({"1", "true", "yes"})
_KEPT = frozenset({"fresh", "valid", "hit", "stale-while-revalidate", "stale-if-error"})
_BY_DESCRIPTION = frozenset({"cdn-cache", "cfcachestatus"})
_BY_NAME = frozenset({"cdn-cache-hit", "cdn-cache-refresh"})
_MOST_DIGITS = 20
_MOST_CHARACTERS = 4_000  # many quotes of which none closes take the square of their number
_APART = re.compile(r'"(?:[^"\\]|\\.)*"|[^",;]+|[,;]')
"""Pieces of a list of structured fields (RFC 9651): a string, what is none, and the signs between members."""


def states_cache(headers: Headers) -> bool:
    """Whether any header says so; `Age: 0` alone does not, which Varnish has in all of its answers."""
    return any(_says(name, value[:_MOST_CHARACTERS].casefold()) for name, value in headers)


def from_caches(answers: Iterable[Headers]) -> Iterator[bool]:
    """Tell of each answer to one request whether it states so.

    `Age: 0` does where other answers have no age: a cache of the last second, which adds it to its own alone.
    """
    every = list(answers)
    some_have_none = any(not _ages(one) for one in every)
    for one in every:
        yield states_cache(one) or (some_have_none and "0" in _ages(one))


def _ages(headers: Headers) -> list[str]:
    return [age.strip() for name, value in headers if name == "age" for age in value.split(",")]


def _says(name: str, value: str) -> bool:
    reads = _OF_THEIR_OWN.get(name)
    if reads is None:
        return bool(_OF_CACHES.fullmatch(name)) and _names_one(value)
    return reads(value)


def _names_one(value: str) -> bool:
    """Whether a member's first word says so, as in `MISS, HIT` and `Hit from cloudfront`."""
    return any(_is_given(member.strip(' "')) for member in value.split(","))


def _is_given(said: str) -> bool:
    first = re.split(r"[\s;(\-]", said, maxsplit=1)[0]
    return bool(_GIVEN.fullmatch(first)) and not _PASSED_ON.match(said)


def _says_yes(value: str) -> bool:
    return value.strip() in _YES or _names_one(value)


def _is_more_than_nothing(value: str) -> bool:
    numbers = (number.strip() for number in value.split(","))
    return any(n.isdecimal() and len(n) <= _MOST_DIGITS and int(n) > 0 for n in numbers)


def _has_two_ids(value: str) -> bool:
    return any(len(ids.split()) > 1 for ids in value.split(","))


def _is_kept(value: str) -> bool:
    """Read what rack-cache did, and Symfony's after the request: `GET /things: stale, valid, store`."""
    return any(done.strip() in _KEPT for done in value.rpartition(": ")[2].split(","))


def _is_timed(value: str) -> bool:
    return any(
        metric in _BY_NAME or (metric in _BY_DESCRIPTION and _is_given(more.get("desc", "")))
        for metric, more in _members(value)
    )


def _is_satisfied(value: str) -> bool:
    """Whether a cache of several did not ask, or only whether what it kept is good; or has but a word."""
    return any(
        bool({more.get("hit"), more.get("collapsed")} & {"", "?1"})
        or more.get("fwd-status") == "304"
        or (not more and _is_given(name))
        for name, more in _members(value)
    )


def _members(value: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each member of a list with its parameters, an empty one where it stands for true."""
    member = [""]
    for piece in [*_APART.findall(value), ","]:
        if piece == ",":
            name, *more = (part.strip() for part in member)
            pairs = (part.partition("=") for part in more)
            yield name.strip('"'), {key.strip(): given.strip(' "') for key, _, given in pairs}
            member = [""]
        elif piece == ";":
            member.append("")
        else:
            member[-1] += piece


_OF_THEIR_OWN: Mapping[str, Callable[[str], bool]] = {
    "age": _is_more_than_nothing,
    "cache-status": _is_satisfied,
    "server-timing": _is_timed,
    "x-cache-hits": _is_more_than_nothing,
    "x-cached": _says_yes,
    "x-from-cache": _says_yes,
    "x-rack-cache": _is_kept,
    "x-served-from-cache": _says_yes,
    "x-srcache-fetch-status": _names_one,
    "x-symfony-cache": _is_kept,
    "x-varnish": _has_two_ids,
}
