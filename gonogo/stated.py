"""Secrets in what people write themselves: a URL, a setting, a command; by the names and the forms there.

Pure. Names are those of settings and forms; of a name that may as well be one of something else, a value
counts that looks drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

Span = tuple[int, int]
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TELLING = re.compile(
    r"passw|passphrase|passcode|kennwort|contrase|senha|mot_?de_?passe|пароль|密码|secret|token(?!iz)|credential"
    r"|assertion|(?:^|_)(?:key|pass|pwd|pw|bindpw|pin|creds?|otp|totp|code_verifier)s?(?:$|_)"
    r"|(?:api|access|account|app|auth|client|encrypt|encryption|fernet|hmac|jwt|license|master|private|secret"
    r"|service|session|shared|signing|storage)_?keys?(?:$|_)"
)
_MAYBE = re.compile(
    r"(?:^|_)(?:auth|authorization|basicauth|bearer|cookie|hmac|jwt|license|pepper|salt|seed|session|session_?id"
    r"|sid|sig|shared_access_signature|signature)s?(?:_(?:\d+|base64|b64|hex|old|new|value))?$"
)
"""Names of secrets, and of how something is done as often: `SESSION=memory`."""
_ABOUT = re.compile(
    r"_(?:alg|algorithm|audience|backend|class|count|days|dir|driver|enabled|endpoint|engine|expir\w*|field|file"
    r"|format|hashers?|header|host|hours|issuer|length|lifetime|limit|location|max\w*|min\w*|minutes|mode|model"
    r"|name|path|policy|port|prefix|provider|rotation|scheme|seconds|store|suffix|ttl|type|ur[il]|user(?:name)?"
    r"|version)$"
)
"""How a name ends of what is said about a secret."""
_PASSWORDS = re.compile(
    r"passw|passphrase|passcode|kennwort|contrase|senha|mot_?de_?passe|пароль|密码|(?:^|_)(?:pass|pwd|bindpw)$"
)
"""Names whose values nobody would know by their look."""
_PLAIN = re.compile(
    r"(?i:aes|argon|es|hmac|hs|http|ldap|md|oauth|oidc|ps|rs|s|saml|sha|v)[_-]?\d{1,5}\w{0,3}(?:[_-]\w{1,12})*"
    r"|[./~]\S*|[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+(?::\d+)?|[a-z][\w.-]*:\d{1,5}|\d[\d.,:_-]*\s?[A-Za-z]{0,7}"
    r"|\d{4}-\d\d-\d\d.*"
)
"""An algorithm, a path, a host, a duration, a date."""
_LEFT_OUT = re.compile(r"\$\{|\{\{|^<.*>$|^\*+$|^[xX]{4,}$|^\{\w+\}$|^\.{3}$|^\u2026$")
_SHORTEST, _SHORTEST_DRAWN, _LONG, _LONGEST = 6, 8, 20, 4000
_LONGEST_TEXT = 20_000
_YEAR, _USUAL = 4, 5
"""Digits of a number beside words, letters of a word."""

_BEGIN = re.compile(
    r"\s*(?:--?[\w-]{1,40}=)?((?:[A-Za-z][\w+.-]{0,20}:[/\\]{1,9}|https?/{2,9}|/{2,9}|https?:(?!\d))?)",
    re.IGNORECASE,
)
"""How a URL begins, and what is typed for it."""
_AT_A_HOST = re.compile(r"(?!\w+:[0-9a-f]{32})(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d*)?(?:[/?#].*)?", re.DOTALL)
_PIECE = re.compile(r"[^\s\"'<>]+")
_NEXT_URL = re.compile(r"[,;](?=[A-Za-z][\w+.-]{0,20}://)")
_SCHEMES = r"(?:bearer|basic|token|apikey|digest)\s+"
_PAIR = re.compile(
    r"(?<![\w.-])-{0,2}([^\W\d_][\w.-]{0,80})\\?[\"']?\s{0,8}[=:]\s{0,8}"
    rf"(?={_SCHEMES}([^\s\"',;]+)|\\?\"([^\"]{{0,500}}?)\\?\"|'([^']{{0,500}})'|([^\s;&\"'{{}}<>]{{1,500}}))",
    re.IGNORECASE,
)
_SCHEME = re.compile(rf"(?<!\w){_SCHEMES}([^\s\"',;]{{6,}})", re.IGNORECASE)
_NEXT_PAIR = re.compile(r",(?=[\w .-]+=)|[)\]]+$")
_FORMS = (
    re.compile(r"(?:^|[\s=\"'])[\w.-]+:([^\s@]+)@(?:(?:tcp|tls|unix)\w?\(|/\w*(?:\?|$))"),
    re.compile(r"(?:^|[\s=:\"'])\w+/([^\s/@]{6,})@(?://)?[\w.-]+:\d+[/:]\w"),
    re.compile(r"hooks\.slack\.com/\w+/([\w/-]{16,})"),
    re.compile(r"hooks\.slack\.com/\w+/(?:\w+/)+([\w-]{16,})"),
    re.compile(r"discord(?:app)?\.com/api/webhooks/\d+/([\w-]{16,})"),
    re.compile(r"webhook\.office\.com/([\w/@-]{20,})"),
    re.compile(r"api\.telegram\.org/bot(\d+:[\w-]{20,})"),
)
"""MySQL as Go writes it, Oracle's user/password@host, and addresses of chats that take what anybody sends."""


def words_of(name: str) -> str:
    """Return a name as its words in lower case, with underscores between them."""
    return _HUMPS.sub("_", re.sub(r"[\s.-]", "_", name)).lower()


def tells(name: str) -> bool:
    """Whether a name says that what has it is a secret, whatever that looks like."""
    words = words_of(name)
    return bool(_TELLING.search(words)) and not _ABOUT.search(words)


def is_secret(name: str, text: str) -> bool:
    """Whether a setting of this name and text is a secret."""
    if len(text) < _SHORTEST or _LEFT_OUT.search(text):
        return False
    words = words_of(name)
    return tells(name) or (bool(_MAYBE.search(words)) and looks_drawn(text))


def looks_drawn(text: str) -> bool:
    """Whether a text is neither a word nor a name, a number, a host or a path."""
    if (
        not _SHORTEST_DRAWN <= len(text) <= _LONGEST
        or "://" in text
        or _PLAIN.fullmatch(text)
        or _LEFT_OUT.search(text)
        or _is_words(text)
    ):
        return False
    mixed = len(text) >= _LONG and text.lower() != text and text.upper() != text
    return mixed or re.search(r"\d", text) is not None or re.fullmatch(r"[^\s:/]+:\S+", text) is not None


def _is_words(text: str) -> bool:
    return all(
        (part.isdecimal() and len(part) <= _YEAR)
        or (part.isalpha() and len(_HUMPS.split(part)) <= 1 + len(part) // _USUAL)
        for part in re.split(r"[\s_.-]+", text)
    )


def user_of(url: str) -> Span | None:
    """Return where the user and the password stand in a URL, also in one that was mistyped."""
    at = url.find("://")
    begin = _BEGIN.match(url)
    start = at + 3 if at >= 0 else begin.end() if begin else 0
    start += len(url[start:]) - len(url[start:].lstrip("/")) if at >= 0 else 0
    rest = url[start:]
    named = rest.partition("/")[0]
    if "@" in named:
        end = named.rfind("@")
    elif "@" in rest and ":" in named and not named.rpartition(":")[2].rstrip("]").isdecimal():
        end = rest.rfind("@")  # no port, but a password with a slash in it
    else:
        return None
    if at < 0 and not (begin and begin[1]) and not _is_login(rest[:end], rest[end + 1 :]):
        return None
    return start, start + end


def within(text: str) -> Iterator[str]:
    """Give what is secret in a text: of URLs, of names and values, of what drivers connect by."""
    if len(text) > _LONGEST_TEXT:
        return
    for begin, end in _spans(text):
        found = text[begin:end]
        yield from dict.fromkeys((found, unquote(found)))


def unsaid(text: str) -> str:
    """Return a text as it may be shown: without its secrets, and nobody named in its URLs."""
    if len(text) > _LONGEST:
        return "…"
    found = [*_spans(text), *_users(text), *(match.span(1) for match in _SCHEME.finditer(text))]
    shown, end = "", 0
    for begin, stop in sorted(found):
        if stop <= end:
            continue
        shown += text[end : max(begin, end)] + ("…" if begin >= end else "")
        end = stop
    return shown + text[end:]


def _is_login(user: str, rest: str) -> bool:
    """Whether what stands before an @ without a scheme is one: no digest of an image, no mark of git."""
    named = re.match(r"[^\s/@:]+:(?!\d+/)\S", user)
    return named is not None and _AT_A_HOST.fullmatch(rest) is not None


def _spans(text: str) -> Iterator[Span]:
    for begin, end in _users(text):
        user, colon, password = text[begin:end].partition(":")
        if len(password) >= _SHORTEST:
            yield begin + len(user) + len(colon), end
        if looks_drawn(user) and (not password or len(user) >= _LONG):  # `https://KEY@host`, `KEY:x@host`
            yield begin, begin + len(user)
    for pair in _PAIR.finditer(text):
        group = next(n for n in (2, 3, 4, 5) if pair[n] is not None)
        value = _NEXT_PAIR.split(pair[group])[0] if group == 5 else pair[group]
        if is_secret(pair[1], value) and (_says_it(pair) or looks_drawn(value)):
            yield pair.start(group), pair.start(group) + len(value)
    for form in _FORMS:
        yield from (match.span(1) for match in form.finditer(text))


def _says_it(pair: re.Match[str]) -> bool:
    """Whether a password is set, and not spoken of, as in `password: required`."""
    return bool(_PASSWORDS.search(words_of(pair[1]))) and (
        "=" in pair[0] or pair[0][-1] in "\"'" or bool(pair[3])
    )


def _users(text: str) -> Iterator[Span]:
    """Give where each URL of a text names its user."""
    if "@" not in text:
        return
    for piece in _PIECE.finditer(text):
        begin = piece.start()
        for part in _NEXT_URL.split(piece[0]):
            if found := user_of(part):
                yield begin + found[0], begin + found[1]
            begin += len(part) + 1
