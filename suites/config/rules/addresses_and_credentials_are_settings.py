"""No address of another service and no credential is a literal of the source.

Why: a literal is the same in every environment, in a data file that ships with the source as well; the copy
for staging then writes into the database of production, and a key in the source is one in every clone of it.
Reference: The Twelve-Factor App, III (config); CWE-798, CWE-547; OWASP ASVS 5.0 13.3.1.
Remedy: read it from the environment, validated with the other settings; list what no environment changes
under config.literals.allowed.
"""

from __future__ import annotations

import re

from gonogo.contract.config import Literals
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.literals import Literal, Source

_ADDRESSES = {
    "a URL": re.compile(
        r"^(?!(?:ext|cfg|otpauth|inproc)://)[a-z][a-z0-9+.-]*://(?:[^/@\s]*@|(?![^/@\s]*@))[\w\[]",
        re.IGNORECASE,
    ),
    "a host and its port": re.compile(r"^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+):\d{2,5}$", re.IGNORECASE),
    "an address": re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}$"),
}
_HOST = re.compile(
    r"^(?!localhost(?::|$))(?=.*[a-z])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{2,5})?$", re.IGNORECASE
)
_EVERY_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?0\.0\.0\.0(?::\d+)?/?$", re.IGNORECASE)
"""To listen on: nobody else is reached by it."""
_STANDS_FOR = re.compile(
    r"\$\{[^}]+\}|\$[A-Z_][A-Z0-9_]*|%\(\w+\)s|\{\{?\s*[\w.]+\s*\}?\}|<[\w -]+>|file:\S+"
    r"|/(?:run|var|etc|opt|srv|app|secrets?|mnt|home|root|usr|vault)/\S+"
)
"""What is filled in before anybody uses it, and where it lies."""
_NUMBERS = re.compile("version|oid|mask", re.IGNORECASE)
"""Names of what is four numbers as well, and no address."""
_CALLED = re.compile(
    r"(?!.*(?:secret|super|my|change|default|test|dev|admin))"
    r"(?:[a-z]+(?:[_-][a-z]+)*[_-](?:token|marker|password|key)s?|[a-z]+(?:token|marker))",
    re.IGNORECASE,
)
"""What a thing is called: `next_token`, `NextToken`."""
_THING = re.compile(r"(?:[a-z_][a-z0-9_]*\.)+[A-Z][A-Za-z]*|<\|[^|]+\|>|[^A-Za-z0-9]+|[\w ()-]+:")
"""A class by its module, a token of a language model, a mask, a label."""
_SEPARATORS = re.compile("[_-]")
_HEADER = re.compile(r"X-[A-Za-z]+(?:-[A-Za-z]+)*")
_SIGNED = re.compile(r"(?:Bearer|Basic|Token)\s+[\w.~+/=-]{8,}$", re.IGNORECASE)
_CREDENTIAL = re.compile(
    r"(?:^|_)(?:password|passwd|passphrase|pwd|secret|token|(?:api|access|secret|signing|private)_?key)$",
    re.IGNORECASE,
)
_SHORTEST_CREDENTIAL = 8


@rule("config.literals")
def judge(seen: Source, literals: Literals) -> Judgement:
    """Refuse such a literal, and a file that cannot be read."""
    allowed = literals.allowed
    problems = [Problem(file, "Python that parses", "it does not") for file in seen.unread]
    problems += [
        Problem(f"{one.file}:{one.line}", "a setting", what)
        for one in seen.literals
        if one.text not in allowed and (what := _kind(one))
    ]
    return Judgement(len(seen.literals), tuple(problems))


def _kind(literal: Literal) -> str:
    """Say what a literal is, without a word of a credential; empty where it is neither."""
    for what, pattern in _ADDRESSES.items():
        numbers = what == "an address" and _NUMBERS.search(literal.name)
        if numbers or literal.listens or _EVERY_ADDRESS.match(literal.text):
            continue
        if pattern.match(literal.text):
            return f"{what}: {literal.text.rpartition('@')[2][:80]}"
    if literal.connects and _HOST.match(literal.text):
        return f"a host: {literal.text[:80]}"
    name = literal.name.replace("-", "_")
    if name.lower().endswith("authorization") and _SIGNED.match(literal.text):
        return f"a credential of {len(literal.text)} characters: {literal.name}"
    if _STANDS_FOR.fullmatch(literal.text) or _is_a_name(name, literal.text):
        return ""
    plain = len(literal.text) < _SHORTEST_CREDENTIAL or any(character.isspace() for character in literal.text)
    if _CREDENTIAL.search(name) and not plain:
        return f"a credential of {len(literal.text)} characters: {literal.name}"
    return ""


def _is_a_name(name: str, text: str) -> bool:
    """Whether it is what people read (`Password`), or call the thing (`refresh_token`, `X-API-Key`)."""
    label = text.isalpha() and text.istitle()
    is_written = any(not one.isascii() and one.isalpha() for one in text) and not re.search(r"\d", text)
    own, said = (_SEPARATORS.sub("", one).lower() for one in (name, text))
    itself = _SEPARATORS.search(text) and own.endswith(said)
    forms = (_HEADER, _CALLED, _THING)
    return label or is_written or bool(itself) or any(form.fullmatch(text) for form in forms)
