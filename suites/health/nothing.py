"""Texts that begin as a failure does and tell of none: counts of nothing, what is named after it. Pure."""

from __future__ import annotations

import re

_ZERO = r"0(?:\.0+)?\s*%?"
_WORD = r"""(?:no|none|null|nil|nothing|never|false|undefined|n/a|-+|""|''|\[\s*\]|\{\s*\}|\(\s*\))"""
_NOTHING = rf"(?:{_ZERO}|{_WORD})"
_IS_NOTHING = re.compile(rf"{_NOTHING}[\s.!]*", re.IGNORECASE | re.VERBOSE)
# `failed: 0`, `failing checks: []`, `error: null` at the end of a text.
_ENDS_IN_NOTHING = re.compile(rf"[:=]\s*{_NOTHING}[\s.!]*$", re.IGNORECASE | re.VERBOSE)
# Each such count among others: `critical=0 warning=0 ok=4`, `unavailable replicas: 0, available: 3`. `0 of 3`
# is no count of nothing.
_COUNTED = re.compile(
    rf"""\b[\w-]{{1,40}}+(?:[^\S\n]++[\w-]{{1,40}}+){{0,4}}
    (?:\s*[:=]\s*{_ZERO}(?!\w|\.\d|\s*%|\s*/|\s+(?:out\s+)?of\b)
      |\s*[:=]\s*{_WORD}(?=\s*(?:$|[,;|)]|[\w-]+\s*[:=]))
      |[^\S\n]+0(?:\.0+)?%?(?=\s*(?:$|[,;|)])))[\s,;|.]*""",
    re.IGNORECASE | re.VERBOSE,
)
_MAY_COUNT = re.compile(r"[:=]|\s0")
_SUCH = r"(?:unhealthy|fail(?:ed|ing|ure)?|unavailable|critical|shutting[\s_]down)\s+"
# A word that goes on with the name of something, and not with what it cannot do.
_NOUN = r"""(?:(?!(?:to|not|no|never|until|unless|because|but|and|or|as|for|from|with|without|since|while|when
    |if|is|are|was|were|be|being|become|becoming|get|getting|due)\b)[a-z][\w'-]{0,40})"""
_OF = r"(?:\s*(?:/|(?:out\s+)?of\b)\s*\d+)?"
# What bears such a name and is well (`Critical services: all up`), or is measured (`failed logins: 3`, where
# it is no check), or is no failure but what is done about one (`failure domain: eu-1`).
_NAMED_SO = re.compile(
    rf"""{_SUCH}(?:{_NOUN}\s+){{0,3}}{_NOUN}(?:\s*[:=]\s*|\s+)
        (?:(?:is|are|all|still|now|currently)\s+)*
        (?:ok|okay|up|healthy|ready|running|pass(?:ed|ing)?|online|available|fine|good|connected|reachable
          |working|alive|live|operational|active|clear|green|enabled|idle)[\s.!]*$
    |{_SUCH}(?!(?:[\w-]+\s+){{0,3}}(?:health)?(?:checks?|probes?|components?|dependenc(?:y|ies)|services?
        |status|code|errno|reason|errors?|failures?)\b)
        (?:{_NOUN}\s+){{0,3}}{_NOUN}\s*[:=]\s*\d[\d.,]*\s*%?{_OF}[\s.]*$
    |{_SUCH}(?:{_NOUN}\s+){{0,3}}{_NOUN}\s*[:=]\s*0{_OF}[\s.]*$
    |failure\s+(?:domain|mode|detect\w*|threshold|polic\w+|zone|budget|tolerance|handl\w+|injection|rate
        |window)s?\s*[:=]""",
    re.IGNORECASE | re.VERBOSE,
)


def is_nothing(text: str) -> bool:
    """Whether a text says that there is none: `0`, `[]`, `null`, `never`."""
    return bool(_IS_NOTHING.fullmatch(text.strip()))


def without_counts_of_nothing(text: str) -> str:
    """Return a text without each count of nothing in it."""
    return _COUNTED.sub("", text) if _MAY_COUNT.search(text) else text


def tells_of_none(text: str) -> bool:
    """Whether a text ends in nothing, or speaks of what is only named after a failure and is well."""
    return bool(_ENDS_IN_NOTHING.search(text) or _NAMED_SO.match(text))
