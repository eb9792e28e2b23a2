"""How credentials look in a text, wherever it stands, and what only stands in for one. Pure."""

from __future__ import annotations

import re

_PEM = re.compile(
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r|Version:[^\n\\]*)*[A-Za-z0-9+/]{20}"
)
"""A header alone is what a program looks for: a key is one with its own bytes behind it."""
_SAID = r"(?!\s*['\"]?(?:[{}$%<*`]|\.\.\.))"
"""Not filled in by a template, nor masked."""
_CONNECTIONS = (
    re.compile(
        rf"(?=.*\b(?:host|hostaddr|dbname|user)\s*=)(?:.*\s|^)password\s*={_SAID}\s*'?[^\s'\"]",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?=.*\b(?:server|data source|host|uid|user id|initial catalog|database)\s*=)"
        rf"(?:.*;|^)\s*(?:password|pwd)\s*={_SAID}\s*[^\s;]",
        re.IGNORECASE,
    ),
    re.compile(rf"jdbc:.*[?&;:](?:password|pwd)={_SAID}[^&;\s]", re.IGNORECASE),
    re.compile(rf"jdbc:oracle:\w+:[^/@{{}}$%<\s]+/{_SAID}[^/@\s]+@", re.IGNORECASE),
    re.compile(r".*\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{20}", re.IGNORECASE),
    re.compile(rf"[\w.-]+:\d+(?:,.*)?,password={_SAID}[^,\s]", re.IGNORECASE),
)
"""libpq, ADO and ODBC, JDBC, Oracle's user/password@, storage and buses of Azure, StackExchange.Redis."""
_NONE = (
    *("dummy", "fake", "placeholder", "unused", "ignored", "nothing", "none", "null", "empty", "unset"),
    *("notused", "notneeded", "notrequired", "notset", "notasecret", "nokey", "notoken", "nopassword"),
    *("irrelevant", "redacted", "masked", "undefined", "invalid", "whatever", "doesntmatter"),
)
_BESIDE = (
    *("secret", "key", "value", "pass", "password", "token", "api", "required", "needed", "used", "set"),
    *("text", "string", "data", "user", "only", "for", "the", "build", "time", "local", "this", "and", "not"),
    *("jwt", "access", "auth", "any", "here", "will", "replaced"),
)
_SECRET = re.compile(
    r"(?:^|_)(?:(?:pg|db|user|admin|root|mysql|redis|smtp)?password|passwd|passphrase|pwd|secret|token"
    r"|(?:api|access|crypto|encryption|fernet|hmac|jwt|master|secret|signing|private)_?key|secret_key_base"
    r"|(?:db|database|user|admin|root|smtp|mail|email|redis|mysql|postgres|pg|ftp|sftp|ldap|amqp|rabbit|rabbitmq"
    r"|mongo|sql|ssh|imap|pop3|kafka|elastic|proxy|login)_?pass)$",
    re.IGNORECASE,
)
_SETTING = re.compile(r"(?:^|_)(?:pass|(?:account|app|auth|cookie|session)_?key)$", re.IGNORECASE)
"""Names of secrets among settings, and of other things as often in a program, such as a key of a mapping."""
_MAYBE = re.compile(rf"{_SETTING.pattern}|(?:^|_)storage_?key$", re.IGNORECASE)
"""Names of secrets where the text looks like one: a browser's storage has keys that are words."""
_RANDOM = re.compile(r"(?=.*\d)(?=.*[A-Za-z])\S{12,}")
_SIGNS = re.compile(r"secret|signing|jwt|encryption|hmac|fernet|master|private", re.IGNORECASE)
"""Names of what signs or encrypts: a word that everybody knows is a key like any other there."""
_SETTING_SIGNS = re.compile(r"app_?key", re.IGNORECASE)
"""By which Laravel encrypts; a program calls an application's number at another's so."""
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PARTS = re.compile(r"[-_ .:]+")
_LONGEST = 64
"""Longer texts are no words that somebody wrote to fill a place."""


def words_of(name: str) -> str:
    """Return a name as its words with underscores between them: `dbPassword` and `DB-PASSWORD` are alike."""
    return _HUMPS.sub("_", name.replace("-", "_").replace(".", "_"))


def names_a_secret(name: str, text: str, *, is_setting: bool = False) -> bool:
    """Whether what has this name is a secret, by how it looks where the name is one of other things too."""
    words = words_of(name)
    named = _SECRET.search(words) or (is_setting and _SETTING.search(words))
    return bool(named or (_MAYBE.search(words) and _RANDOM.fullmatch(text)))


def stands_in(name: str, text: str, *, is_setting: bool = False) -> bool:
    """Whether it says that it is no secret, where none is needed; a key that signs is always one."""
    words = words_of(name)
    signs = _SIGNS.search(words) or (is_setting and _SETTING_SIGNS.search(words))
    return not signs and says_that_it_is_none(text)


def holds_a_private_key(text: str) -> bool:
    """Whether it has a private key in PEM, or as OpenPGP and OpenSSH write it, with its bytes."""
    return "PRIVATE KEY" in text and _PEM.search(text) is not None


def connects_with_a_password(text: str) -> bool:
    """Whether it is what a driver connects by, with the password in it."""
    return ("=" in text or text.startswith("jdbc:")) and any(one.match(text) for one in _CONNECTIONS)


def says_that_it_is_none(text: str) -> bool:
    """Whether it is made of words that say that it is no secret: `dummyvalue`, `not-needed`, `nothing`."""
    whole = _PARTS.sub("", text).lower().rstrip("0123456789")
    return any(word in whole for word in _NONE) and is_made_of(text, {*_NONE, *_BESIDE})


def is_made_of(text: str, words: set[str]) -> bool:
    """Whether nothing but these words is in it, one behind the other; a short one stands alone."""
    parts = [part for part in _PARTS.split(text.lower()) if part]
    known = {word for word in words if len(word) > 2}
    return len(text) <= _LONGEST and bool(parts) and all(p in words or _is_joined(p, known) for p in parts)


def _is_joined(part: str, words: set[str]) -> bool:
    """Look for an end of words at each place: the time is in proportion to length and words."""
    ends = {0}
    for at in range(1, len(part) + 1):
        if any(part.endswith(word, 0, at) and at - len(word) in ends for word in words):
            ends.add(at)
    left = min((len(part) - at for at in ends if at and (part[at:].isdigit() or at == len(part))), default=4)
    return left <= 3  # a number at the end, as of `dummy1`
