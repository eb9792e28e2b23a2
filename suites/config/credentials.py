"""Which texts are credentials: by their name, their place and their form. Pure."""

from __future__ import annotations

import re

from gonogo.core.credentials import (
    connects_with_a_password,
    holds_a_private_key,
    names_a_secret,
    stands_in,
    words_of,
)
from gonogo.suites.config.observations.literals import Literal

_STANDS_FOR = re.compile(
    r"\$\{[^}]+\}|\$[A-Z_][A-Z0-9_]*|%\(\w+\)s|\{\{?\s*[\w.]+\s*\}?\}|<[\w -]+>|file:\S+"
    r"|/(?:run|var|etc|opt|srv|app|secrets?|mnt|home|root|usr|vault)/\S+"
)
"""What is filled in before anybody uses it, and where it lies."""
_CALLED = re.compile(
    r"(?!.*(?:secret|super|my|change|default|test|dev|admin))"
    r"(?:[a-z]+(?:[_-][a-z]+)*[_-](?:token|marker|password|key)s?|[a-z]+(?:token|marker))",
    re.IGNORECASE,
)
"""What a thing is called: `next_token`, `NextToken`."""
_THING = re.compile(r"(?:[a-z_][a-z0-9_]*\.)+[A-Z][A-Za-z]*|<\|[^|]+\|>|[^A-Za-z0-9]+|[\w ()-]+:")
"""A class by its module, a token of a language model, a mask, a label."""
_SEPARATORS = re.compile("[_-]")
_HEADER = re.compile(
    r"[Xx]-[A-Za-z]+(?:-[A-Za-z]+)*|[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+|HTTP_[A-Z]+(?:_[A-Z]+)*"
)
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:\S+", re.IGNORECASE)
_SCOPE = re.compile(
    r"[a-z_-]+(?:[:.][a-z_*-]+)*[:.](?:read|write|admin|delete|create|update|manage|all|list|view|edit|\*|me)"
    r"(?:[:.][a-z_*-]+)*|offline_access"
)
_PIECE = r"(?:[a-z_.-]+\d{0,2}|\{[^{}/]*\}|<[^<>/]*>|:[a-z_]+|\*)"
_ROUTE = re.compile(rf"(?=.*/)/?(?:{_PIECE}/)*{_PIECE}?/?\$?(?:\?[\w={{}}&%-]*)?")
_FILE = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:html?|txt|json|ya?ml|toml|xml|md|rst|pem|key|crt|csv|py|js|ts|css|svg|png|jinja2?"
    r"|j2|mako|eml|enc|gpg|pickle|ini|conf|db|log)"
)
_DOTTED = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")
_HUMPED = re.compile(r"[a-z]{2,}(?:[A-Z][a-z]{2,})*(?:Secret|Token|Password|Key|Id|Code|Name|Field|Header)")
_FORMS = (_HEADER, _CALLED, _THING, _URN, _SCOPE, _ROUTE, _FILE, _DOTTED, _HUMPED)
"""Of what has a name and is no secret: headers, things, URNs, rights, routes, files, messages, fields."""
_SIGNED = re.compile(r"(?:Bearer|Basic|Token)\s+[\w.~+/=-]{8,}$", re.IGNORECASE)
_ONE_WORD = re.compile(r"_?[a-z]{1,20}|[A-Z]{1,20}(?:_[A-Z]{1,20})*")
"""What parsers and registers call a token: no issuer gives one of letters alone that is so short."""
_NO_PASSWORD = {"", "x", "-", "x-oauth-basic", "api_token"}
"""What stands for the password where a token is the user."""
_SHORTEST_CREDENTIAL = 8


def credential_of(literal: Literal) -> str:
    """Say that it is one, without a word of it; empty where it is none."""
    name, text = words_of(literal.name), literal.text
    called = f": {literal.name}" if literal.name else ""
    if holds_a_private_key(text):
        return f"a private key{called}"
    if connects_with_a_password(text):
        return f"a password to connect with{called}"
    if name.lower().endswith("authorization") and _SIGNED.match(text):
        return f"a credential of {len(text)} characters{called}"
    if _STANDS_FOR.fullmatch(text) or _is_a_name(name, text) or stands_in(name, text):
        return ""
    return f"a credential of {len(text)} characters{called}" if _is_one(literal, name) else ""


def _is_one(literal: Literal, name: str) -> bool:
    """Whether its place says so, or its name, and it is long enough and no sentence."""
    if literal.given:
        return literal.text.lower() not in _NO_PASSWORD
    if len(literal.text) < _SHORTEST_CREDENTIAL or any(one.isspace() for one in literal.text):
        return False
    if name.lower().endswith("token") and _ONE_WORD.fullmatch(literal.text):
        return False
    return names_a_secret(name, literal.text)


def _is_a_name(name: str, text: str) -> bool:
    """Whether it is what people read (`Password`), or call the thing (`refresh_token`, `X-API-Key`)."""
    label = text.isalpha() and text.istitle()
    is_written = any(not one.isascii() and one.isalpha() for one in text) and not re.search(r"\d", text)
    own, said = (_SEPARATORS.sub("", one).lower() for one in (name, text))
    itself = _SEPARATORS.search(words_of(text)) and own.endswith(said)
    return label or is_written or bool(itself) or any(form.fullmatch(text) for form in _FORMS)
