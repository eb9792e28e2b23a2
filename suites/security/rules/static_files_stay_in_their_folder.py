"""A folder of static files serves no file that is not in it.

Why: beside it lie keys, settings and the source; a path is joined before it is compared, decoded after, or
compared by its beginning, so that a neighbour's name will do; a language or a theme becomes a part of it.
Reference: CWE-22, CWE-59, CWE-73; CVE-2023-29159 (starlette), CVE-2024-23334 (aiohttp), CVE-2019-5418
(Rails); OWASP WSTG-ATHZ-01.
Remedy: resolve the whole path with its links, compare it with the folder by its parts, and answer 404.
"""

from __future__ import annotations

import html
from urllib.parse import unquote

from gonogo.contract.hostile import StaticFiles
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.naming import silent, untaken
from gonogo.suites.security.observations.hosts import Climbed, Heard, StaticFolder

_TAKEN = range(200, 300)


@rule("security.static")
def judge(seen: StaticFolder, static: StaticFiles) -> Judgement:
    """Refuse an answer of 2xx that is no file of the folder, nor what is public there or anywhere."""
    known = {heard.body for heard in (*seen.control, *seen.missing) if heard.status in _TAKEN}
    problems = tuple(
        Problem(f"{one.outside.path} ({one.outside.how})", "no file", f"status {one.outside.status}")
        for one in seen.climbed
        if one.outside.status in _TAKEN and one.outside.body not in known and not _is_public(one)
    )
    if why := untaken(seen.control):
        return Judgement.cannot_tell(f"the file of the folder: {why}")
    if not problems and seen.climbed and (why := silent([one.outside for one in seen.climbed])):
        return Judgement.cannot_tell(why)
    return Judgement(len(seen.climbed), problems, "no path was asked for")


def _is_public(one: Climbed) -> bool:
    return one.plainly.status == one.outside.status and _said(one.plainly) == _said(one.outside)


def _said(heard: Heard) -> str:
    """Return the body; of a page that repeats the variant that was asked for, without it."""
    return unquote(html.unescape(heard.body)).replace(heard.foreign, "") if heard.foreign else heard.body
