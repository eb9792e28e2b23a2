"""The content policy forbids inline script, foreign script and framing.

Why: a policy with 'unsafe-inline' or a wildcard lets an injected script run as if there were none, and a page
that can be framed can be clicked by a stranger.
Reference: W3C, Content Security Policy Level 3; OWASP ASVS 5.0 3.4.3 and 3.4.6.
Remedy: start from `default-src 'none'; frame-ancestors 'none'` and allow by origin, nonce or hash; on a host
where anybody publishes name the package (`https://cdn.jsdelivr.net/npm/alpinejs@3.14.1/`), or serve it
yourself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.publishing import is_anybodys

_HEADER = "Content-Security-Policy"
_LOOSE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'")
_WEB = ("http:", "https:")
_SCHEMES = ("http:", "https:", "data:", "blob:", "filesystem:")
_SIGNED = re.compile(r"'(?:nonce|sha256|sha384|sha512)-[a-z0-9+/_-]+={0,2}'")
"""A nonce or a hash; one that is empty, or a template's that was not filled in, is none (CSP3, 2.3.1)."""
_STAR = re.compile(r"(?:[a-z]+://)?\*(?::(?:\*|\d+))?(?:/.*)?")
_RUNS_SCRIPT = "allow-scripts"


@rule("security.strict_content_policy", "security.responses")
def judge(seen: Surface) -> Judgement:
    """Refuse an answer whose policies, all together, let in what one of them has to keep out.

    A nonce that answers to several requests have in common signs whatever is put between.
    """
    answered = [response for response in seen.responses if response.status is not None]
    if not answered:
        return Judgement.cannot_tell("no request was answered")
    problems = [
        Problem(f"{r.name} ({r.method} {r.path})", "a strict content policy", wrong)
        for r in answered
        if (wrong := _wrong(r))
    ]
    problems += [
        Problem(said, "another nonce with each answer", f"{nonce} on each of them")
        for nonce, said in _kept([*answered, *seen.foreign, *seen.heads])
    ]
    return Judgement(len(answered), tuple(problems))


def _kept(answered: list[Response]) -> Iterator[tuple[str, str]]:
    """Give each nonce that answers to several requests have: whoever has read one signs with it.

    An answer that a cache may keep has it again with the same request.
    """
    found: dict[str, dict[tuple[str, int], None]] = {}
    for number, response in enumerate(answered):
        kept = 0 if _may_be_kept(response) else number + 1
        for policy in response.values(_HEADER):
            for nonce in re.findall(r"'nonce-[^']+'", policy):
                found.setdefault(nonce, {})[response.path, kept] = None
    for nonce, answers in found.items():
        if len(answers) > 1:
            yield nonce, ", ".join(dict.fromkeys(path for path, _ in answers))


def _may_be_kept(response: Response) -> bool:
    """Whether a cache between us and the service may keep the answer (RFC 9111, 5.2.2)."""
    return "no-store" not in ",".join(response.values("cache-control")).lower()


def _wrong(response: Response) -> str:
    """Return what every policy of the response lets in; several policies hold together."""
    policies = [_directives(part) for value in response.values(_HEADER) for part in value.split(",")]
    stated = [policy for policy in policies if policy]
    if not stated:
        return "no policy"
    framed = {"may be framed"} if _may_be_framed(stated, response) else set()
    return "; ".join(sorted(framed | _scripts(stated)))


def _may_be_framed(policies: list[dict[str, list[str]]], response: Response) -> bool:
    """Whether anybody's page may hold it; the older header counts where no policy names ancestors (HTML)."""
    named = [policy["frame-ancestors"] for policy in policies if "frame-ancestors" in policy]
    if not named:
        return not _is_kept_from_frames(response)
    return all(any(map(_is_anybody, ancestors)) for ancestors in named)


def _is_kept_from_frames(response: Response) -> bool:
    said = ",".join(response.values("x-frame-options")).lower().split(",")
    return not {"deny", "sameorigin"}.isdisjoint(map(str.strip, said))


def _scripts(policies: list[dict[str, list[str]]]) -> set[str]:
    """Return what script all of them let in; one that has no word on it lets in any."""
    let_in = [loose for policy in policies if (loose := _loose_script(policy)) is not None]
    if not let_in:
        return {"script of any origin"}
    hosts = {source for loose in let_in for source in loose if is_anybodys(source)}
    common = set.intersection(*({*loose, *_within(loose, hosts)} for loose in let_in))
    stars = {source for source in common if _STAR.fullmatch(source)}
    return {f"script from {source}" for source in (common - set(_WEB) if stars else common)}


def _within(loose: set[str], hosts: set[str]) -> set[str]:
    """Return what a star or a scheme lets in, which another policy may let in by name."""
    starred = any(map(_STAR.fullmatch, loose))
    return {*(_WEB if starred else ()), *(hosts if starred or not loose.isdisjoint(_WEB) else ())}


def _directives(policy: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.lower().split() or [""]
        if name:
            found.setdefault(name, sources)  # the first one of a name counts
    return found


def _loose_script(policy: dict[str, list[str]]) -> set[str] | None:
    """Return what lets in anybody's script, None where the policy says nothing of script.

    In a sandbox none runs, unless it says so (CSP3, 6.3.2; HTML, sandboxing).
    """
    if _RUNS_SCRIPT not in policy.get("sandbox", [_RUNS_SCRIPT]):
        return set()
    script = policy.get("script-src", policy.get("default-src"))
    elements = policy.get("script-src-elem", script)
    if elements is None:
        return None
    attributes = policy.get("script-src-attr", [])
    inline = {"'unsafe-inline'"} if "'unsafe-inline'" in attributes and not _is_signed(attributes) else set()
    return {*_loose(script or []), *_loose(elements), *inline}


def _is_signed(sources: list[str]) -> bool:
    return any(map(_SIGNED.fullmatch, sources))


def _loose(sources: list[str]) -> list[str]:
    """Return what lets in anybody's script; browsers ignore some of it beside a nonce or 'strict-dynamic'."""
    signed = _is_signed(sources)
    passed_on = "'strict-dynamic'" in sources  # no host and no scheme counts then
    return [
        source
        for source in sources
        if (source == "'unsafe-inline'" and not signed and not passed_on)
        or (source in _LOOSE and source != "'unsafe-inline'")
        or ((_is_anybody(source) or is_anybodys(source)) and not passed_on)
    ]


def _is_anybody(source: str) -> bool:
    """Whether it is a scheme, or a star in place of a host, whatever its scheme and its port."""
    return source in _SCHEMES or _STAR.fullmatch(source) is not None
