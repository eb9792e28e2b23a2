"""Variables that compose files ask for, and what files of variables say already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VARIABLE = re.compile(r"\$\{(\w+)(?:(:?[-?+])([^}]*))?\}|\$(\w+)")
_SECRET = re.compile(
    r"PASSWORD|PASSWD|SECRET|TOKEN(?!I)|_KEYS?$|^KEYS?(?:_|$)|APIKEY|CREDENTIAL|(?<!COM)(?<!BY)PASS$",
    re.IGNORECASE,
)
# where it lies, how long it holds, whose it is: about a secret, and none; a key that others give is asked for
_NO_SECRET = re.compile(
    r"_(?:URL|URI|FILE|DIR|PATH|TTL|HOURS|DAYS|MINUTES|SECONDS|EXPIR\w*|LIFETIME|ALGORITHM|ID"
    r"|SHA\d*|HASH|CERT|PEM)$"
    r"|(?:^|_)(?:LICENSE|ANON|APP|PUBLIC|PUBLISHABLE|PRIVATE|RSA|SSH|GPG|TLS|SSL)_KEY$",
    re.IGNORECASE,
)
_OF_ANOTHER_KIND = re.compile(r"[\d.]+$|\w[\w+.-]*://|eyJ|base64:")
_LINE = re.compile(r"^\s*(?:export\s+)?(\w+)\s*=[ \t]*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Variable:
    """A variable that a compose file asks for; ``default`` is None where it has none."""

    name: str
    default: str | None
    required: bool

    @property
    def is_secret(self) -> bool:
        """Whether its name says so."""
        return bool(_SECRET.search(self.name)) and not _NO_SECRET.search(self.name)


def is_made_up(variable: Variable, example: str) -> bool:
    """Whether any text would do: a secret without a default, no example of which is a number or a URL."""
    return variable.is_secret and variable.default is None and not _OF_ANOTHER_KIND.match(example)


def variables_of(text: str) -> Iterator[Variable]:
    """Yield each variable of the files once: one with a default somewhere has it."""
    plain = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE).replace("$$", "")
    found: dict[str, Variable] = {}
    inner = (f"{words}}}" for _, _, words, _ in VARIABLE.findall(plain) if "${" in words)
    for name, sign, words, bare in [each for part in (plain, *inner) for each in VARIABLE.findall(part)]:
        default = words if sign in (":-", "-") else None
        before = found.get(name or bare)
        if before is None or before.default is None:
            found[name or bare] = Variable(
                name or bare, default, required="?" in sign or bool(before and before.required)
            )
    yield from found.values()


def read_variables(file: Path | None) -> dict[str, str]:
    """Return what a file of variables states, blank ones too; nothing without a file."""
    if file is None or not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8", errors="replace")
    return {name: _plain(value) for name, value in _LINE.findall(text)}


def env_files(made: Mapping[str, Any]) -> list[str]:
    """Return the files of variables that a service has to have."""
    stated = made.get("env_file") or ()
    items = [stated] if isinstance(stated, str) else list(stated)
    wanted = [one for one in items if not isinstance(one, dict) or one.get("required", True)]
    return [str(one.get("path", "")) if isinstance(one, dict) else str(one) for one in wanted]


def environment_of(stated: object) -> dict[str, str]:
    """Return the environment of a service, which compose takes as a mapping or as a list.

    A name alone is passed on from compose's own environment: it is the variable of that name.
    """
    if isinstance(stated, dict):
        return {
            str(name): f"${{{name}}}" if value is None else _text(value) for name, value in stated.items()
        }
    pairs = (str(each).partition("=") for each in stated) if isinstance(stated, list) else ()
    return {name: value if sign else f"${{{name}}}" for name, sign, value in pairs}


def passed_on(stated: object) -> list[str]:
    """Return the variables that a service has from compose's own environment, by their names alone."""
    if isinstance(stated, dict):
        return [str(name) for name, value in stated.items() if value is None]
    items = map(str, stated) if isinstance(stated, list) else ()
    return [name for name in items if "=" not in name]


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(value: str) -> str:
    """Return a value without its quotes, or without the comment behind it."""
    quoted = re.match(r"(['\"])(.*?)\1", value)
    return quoted[2] if quoted else re.split(r"(?:^|\s)#", value, maxsplit=1)[0].strip()
