"""What programs print for a secret, escapes and wrapped lines apart: itself, base64, hexadecimal digits."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from gonogo.core.redaction.base85 import base85
from gonogo.core.redaction.characters import coded, composed, folded, mistaken
from gonogo.core.redaction.views import EVERY, UNWRAPPED, View
from gonogo.stated import looks_drawn, within

_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){16,}")
_SCHEME = re.compile(r"(?:Bearer|Basic|Token|ApiKey|Digest)\s+(\S.*)", re.IGNORECASE | re.DOTALL)
SHORTEST = 6
"""Characters of the shortest secret: a shorter one stands in every text by chance."""
_WORD_CHARACTERS = 12
_SHORT_CHARACTERS = 8
_OTHER_CASE_CHARACTERS = 12  # of a part in another letter case: fewer may be the name of a product
_LINE_CHARACTERS = 16  # of a secret of many lines, such as a key in PEM


@dataclass(frozen=True)
class Form:
    """A text to look for. ``parts`` says that a cut one counts; ``alone`` that only a whole word does.

    ``lead`` counts the characters before it that tell of it too, and of what stands before it as well.
    Without ``cased`` it is in lower case and counts in any; ``least`` is the shortest part that does.
    """

    text: str
    name: str
    parts: bool = True
    alone: bool = False
    lead: int = 0
    cased: bool = True
    least: int | None = None


def forms(name: str, value: str) -> Iterator[Form]:
    """Give every form of a secret; of one that is a URL or a header, of what is secret in it as well."""
    if len(value) < SHORTEST:
        return
    for inner in _inner(value):
        yield from forms(name, inner)
    whole = value.isprintable() and "://" not in value
    alone = is_word(value)
    for text in _texts(value):
        yield Form(text, name, parts=whole and not alone and len(value) >= _SHORT_CHARACTERS, alone=alone)
    if not alone and len(value) >= _SHORT_CHARACTERS:
        least = _OTHER_CASE_CHARACTERS
        yield from (Form(text, name, parts=whole, cased=False, least=least) for text in _other_cases(value))
    for raw in _bytes(value):
        yield from (Form(text, name) for text in _base64(raw))
        yield from (Form(text, name, cased=False) for text in (*_hexadecimal(raw), *_base32(raw)))
        yield from (Form(text, name, parts=False) for text in (*_decimal(raw), *_octal(raw)))
        if b"\0" not in raw:  # UTF-16
            yield from _base85(name, raw)
    for text in _written(value):
        raw = text.encode("utf-8", "surrogatepass")
        yield from (Form(core, name) for core in _base64(raw))
        yield from _base85(name, raw)


def is_word(value: str) -> bool:
    """Whether it may as well be a word of ours: then it counts only where it stands alone."""
    longest = _WORD_CHARACTERS if value.isalpha() else _SHORT_CHARACTERS if value.isdecimal() else 0
    return len(value) < longest


def password_of(url: str) -> str:
    """Return the password in a URL, decoded; empty where there is none."""
    if "://" not in url or "@" not in url:
        return ""
    try:
        return unquote(urlsplit(url).password or "")
    except ValueError:
        return ""


def _inner(value: str) -> Iterator[str]:
    """Give what is secret in it by itself: a password, a token after its scheme, a line of a key."""
    if password := password_of(value):
        yield password
    yield from (inner for inner in within(value) if inner != value)
    if named := _SCHEME.fullmatch(value):
        yield named[1]
        yield basic(named[1])
    lines = value.splitlines()
    if len(lines) > 1:
        yield from (line for line in lines if len(line) >= _LINE_CHARACTERS and not line.startswith("---"))


def basic(credentials: str) -> str:
    """Return the password of Basic credentials (RFC 7617), or a token in the user's place; empty for none."""
    try:
        user, _, password = base64.b64decode(credentials, validate=True).decode().partition(":")
    except ValueError:
        return ""
    return password or (user if looks_drawn(user) else "")


def _texts(value: str) -> set[str]:
    """Return the ways in which its own characters stand there once nothing is escaped."""
    quoted = {value.replace("'", quotes) for quotes in ("''", "'''", "'\"'\"'")}  # SQL, YAML, shells
    found = {value, value.replace('"', '""'), View(value).decoded(UNWRAPPED).text, *quoted}
    view = View(value)
    while (deeper := view.decoded(EVERY)) is not view:
        view = deeper
    found.add(view.text)  # what looks like an escape is decoded with the rest of the text
    found |= composed(value) | set(mistaken(value))
    found |= {_as_latin(text) for text in tuple(found)}
    if _HEX.fullmatch(value):
        found |= {value.lower(), value.upper()}
    return {text for text in found if len(text) >= SHORTEST}


def _other_cases(value: str) -> set[str]:
    """Return it as names of headers and services have it that know one case; CGI (RFC 3875, 4.1.18)."""
    found = _texts(value) | _texts(value.upper())
    found |= {text.replace("-", "_") for text in found}
    return {folded(text) for text in found if len(text) >= _SHORT_CHARACTERS}


def _as_latin(text: str) -> str:
    """Return its UTF-8 as one character a byte: that is what bytes look like one by one."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def _bytes(value: str) -> set[bytes]:
    found = {value.encode(code, "surrogatepass") for code in ("utf-8", "utf-16-le", "utf-16-be")}
    found |= set(coded(value))
    if _HEX.fullmatch(value):
        found.add(bytes.fromhex(value))
    return found


def _written(value: str) -> set[str]:
    """Give how it stands in a document or an address, where that differs."""
    quoted = quote(value, safe="", errors="surrogatepass")
    documents = {json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
    return (documents | {quoted} | composed(value)) - {value}


def _base64(raw: bytes) -> Iterator[str]:
    """Give what is the same whatever stands beside it, encoded once and twice."""
    for before in range(3):
        yield from _variants(_core(before, raw))
    for inner in range(3):  # whatever stands beside it within, too, as in the credentials of a registry
        again = _core(inner, raw).encode()
        for before in range(3):
            yield from _variants(_core(before, again))


def _core(before: int, raw: bytes) -> str:
    text = base64.b64encode(bytes(before) + raw).decode()
    return text[-(-8 * before // 6) : 8 * (before + len(raw)) // 6]


def _variants(core: str) -> Iterator[str]:
    if len(core) >= SHORTEST:
        yield from {core, core.translate(str.maketrans("+/", "-_"))}


def _base32(raw: bytes) -> Iterator[str]:
    """Give the same in the alphabet of five bits, as seeds of one-time passwords are written."""
    for before in range(5):
        text = base64.b32encode(bytes(before) + raw).decode().lower()
        yield text[-(-8 * before // 5) : 8 * (before + len(raw)) // 5]


def _base85(name: str, raw: bytes) -> Iterator[Form]:
    """Give the same in 85 digits, some of which look like an escape: then as the text around is decoded."""
    for text, lead in base85(raw):
        for seen in {text, View(text).decoded(EVERY).text}:
            if len(seen) >= SHORTEST:
                yield Form(seen, name, lead=lead)


def _hexadecimal(raw: bytes) -> Iterator[str]:
    yield raw.hex()
    yield from (raw.hex(separator) for separator in (":", " ", "-"))
    yield from (raw.hex(" ", -2), f"{raw[:1].hex()} {raw[1:].hex(' ', -2)}")  # xxd: words of two bytes
    yield from (" ".join(f"{word:04x}" for word in words) for words in _words(raw))
    yield from (raw.hex("~").replace("~", separator) for separator in (", 0x", ",0x", " 0x"))


def _words(raw: bytes) -> Iterator[list[int]]:
    """Give its words of two bytes as od and hexdump have them, the second byte first, from either byte on."""
    for begin in (0, 1):
        odd = (len(raw) - begin) % 2
        for whole in {raw[begin:] + b"\0" * odd, raw[begin : len(raw) - odd]}:
            yield [whole[at] + 256 * whole[at + 1] for at in range(0, len(whole), 2)]


def _octal(raw: bytes) -> Iterator[str]:
    """Give what od has: bytes, words, and letters where there are any, each in a cell of its own."""
    letters = (chr(byte) if chr(byte).isascii() else f"{byte:03o}" for byte in raw)
    yield " ".join(letter for letter in letters if letter != " ")
    yield " ".join(f"{byte:03o}" for byte in raw)
    yield from (" ".join(f"{word:06o}" for word in words) for words in _words(raw))


def _decimal(raw: bytes) -> Iterator[str]:
    """Give its bytes as the list of numbers that JSON and Go print, and Java, which has signs.

    Cut ones may be any numbers.
    """
    signed = [byte - 256 * (byte > 127) for byte in raw]
    for separator in (", ", ",", " "):
        yield from {separator.join(map(str, raw)), separator.join(map(str, signed))}
