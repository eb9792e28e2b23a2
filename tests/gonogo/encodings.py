"""How programs print a secret, each with the way back; written apart from what is tested."""

import base64
import gzip
import html
import json
import quopri
import urllib.parse as u
import zlib
from collections.abc import Callable

ENCODINGS: dict[str, Callable[[str], str]] = {
    "as is": lambda s: s,
    "base64": lambda s: base64.b64encode(s.encode()).decode(),
    "base64 without padding": lambda s: base64.b64encode(s.encode()).decode().rstrip("="),
    "base64 for URLs": lambda s: base64.urlsafe_b64encode(s.encode()).decode(),
    "base64 after one": lambda s: base64.b64encode(b"u" + s.encode()).decode(),
    "base64 of a pair": lambda s: base64.b64encode(f"user:{s}".encode()).decode(),
    "base64 of a longer pair": lambda s: base64.b64encode(f"robot:{s}:more".encode()).decode(),
    "base64 of JSON": lambda s: base64.b64encode(json.dumps({"k": s}).encode()).decode(),
    "MIME": lambda s: base64.encodebytes(f"a header before: {s}".encode()).decode(),
    "URL": u.quote,
    "URL, every character": lambda s: "".join(f"%{byte:02X}" for byte in s.encode()),
    "URL in lower case": lambda s: "".join(f"%{byte:02x}" for byte in s.encode()),
    "form": lambda s: u.urlencode({"key": s}),
    "JSON": lambda s: json.dumps({"key": s}),
    "JSON with its letters": lambda s: json.dumps({"key": s}, ensure_ascii=False),
    "JSON in JSON": lambda s: json.dumps(json.dumps({"key": s})),
    "all of it by number": lambda s: "".join(
        f"\\u{int.from_bytes(s.encode('utf-16-be')[n : n + 2]):04X}"
        for n in range(0, len(s.encode("utf-16-be")), 2)
    ),
    "HTML": html.escape,
    "HTML, decimal": lambda s: "".join(f"&#{ord(c)};" for c in s),
    "HTML, hexadecimal": lambda s: "".join(f"&#x{ord(c):x};" for c in s),
    "XML of JSON": lambda s: html.escape(json.dumps(s)),
    "repr": repr,
    "ascii": ascii,
    "repr of bytes": lambda s: repr(s.encode()),
    "hexadecimal": lambda s: s.encode().hex(),
    "HEXADECIMAL": lambda s: s.encode().hex().upper(),
    "hexadecimal with colons": lambda s: s.encode().hex(":"),
    "hexadecimal with blanks": lambda s: s.encode().hex(" ").upper(),
    "base 85": lambda s: base64.b85encode(s.encode()).decode(),
    "base 85 after one": lambda s: base64.b85encode(b"u" + s.encode() + b":more").decode(),
    "base 85 of a pair": lambda s: base64.b85encode(f"robot:{s}:m".encode()).decode(),
    "Ascii85": lambda s: base64.a85encode(s.encode()).decode(),
    "Ascii85 of Adobe": lambda s: base64.a85encode(f"user: {s}".encode(), adobe=True).decode(),
    "Ascii85 in JSON": lambda s: json.dumps({"k": base64.a85encode(f"no{s}".encode()).decode()}),
    "LDAP": lambda s: "".join(octets(c) if c.isascii() and not c.isalnum() else c for c in s),
    "LDAP, every character": lambda s: octets(s).lower(),
    "LDAP in JSON": lambda s: json.dumps({"dn": f"cn=a,pw={octets(s)}"}),
    "Z85": lambda s: z85(s.encode()),
    "Z85 of a pair": lambda s: z85(f"abc:{s}: and more".encode()),
}
DUMPS: dict[str, Callable[[str], str]] = {
    "base64 of base64": lambda s: base64.b64encode(base64.b64encode(s.encode())).decode(),
    "base64 of UTF-16": lambda s: base64.b64encode(s.encode("utf-16-le")).decode(),
    "base32": lambda s: base64.b32encode(f"u:{s}".encode()).decode(),
    "an array of Java": lambda s: str([byte - 256 * (byte > 127) for byte in s.encode()]),
    "a typed array": lambda s: json.dumps(dict(enumerate(s.encode())), separators=(",", ":")),
    "a typed array, indented": lambda s: json.dumps(dict(enumerate(b"to: " + s.encode())), indent=2),
    "a typed array in JSON": lambda s: json.dumps(json.dumps(dict(enumerate(s.encode())))),
    "a list, indented": lambda s: json.dumps(list(s.encode()), indent=1),
    "base32 in lower case": lambda s: base64.b32encode(f"u:{s}".encode()).decode().lower(),
    "a word of a header": lambda s: f"=?UTF-8?Q?{worded(s)}?=",
    "two words of a header": lambda s: f"=?UTF-8?Q?{worded(s[:6])}?=\r\n =?UTF-8?q?{worded(s[6:])}?=",
    "od -x": lambda s: dumped(s.encode(), words, "07o"),
    "od -b": lambda s: dumped(s.encode(), lambda line: [f"{byte:03o}" for byte in line], "07o"),
    "od": lambda s: dumped(s.encode(), lambda line: [f"{int(word, 16):06o}" for word in words(line)], "07o"),
    "od -t x1": lambda s: dumped(s.encode(), lambda line: [f"{byte:02x}" for byte in line], "07o"),
    "od -c": lambda s: dumped(s.encode(), cells, "07o"),
    "hexdump": lambda s: dumped(s.encode(), words, "07x"),
    "words of two bytes": lambda s: s.encode().hex(" ", -2),
    "an array of C": lambda s: ", ".join(f"0x{byte:02x}" for byte in s.encode()),
    "an array of JSON": lambda s: json.dumps(list(s.encode())),
    "an array of Go": lambda s: str(list(s.encode())).replace(",", ""),
    "UTF-16, hexadecimal": lambda s: s.encode("utf-16-be").hex(),
    "UTF-16 as characters": lambda s: s.encode("utf-16-le").decode("latin-1"),
    "the old URL": lambda s: "".join(f"%u{ord(c):04X}" for c in s),
    "HTML without semicolons": lambda s: "".join(f"&#{ord(c)}" for c in s),
    "quoted-printable": lambda s: quopri.encodestring(s.encode(), quotetabs=True).decode(),
    "quoted-printable, all of it": lambda s: "".join(f"={byte:02X}" for byte in s.encode()),
    "quoted-printable, wrapped": lambda s: quopri.encodestring(f"{'x' * 66} {s}".encode()).decode(),
    "with a colour inside": lambda s: f"{s[:5]}\x1b[1;31m{s[5:]}\x1b[0m",
    "with a colour inside, made visible": lambda s: f"{s[:5]}\\x1b[1;31m{s[5:]}\\x1b[0m",
    "with no width inside": "\u200b".join,
    "with no width inside, in ASCII": "\\u200b".join,
    "with soft hyphens inside": "&#173;".join,
}
"""Dumps of bytes, mail, and what no reader sees between two characters."""


PACKED: dict[str, Callable[[str], str]] = {
    "gzip": lambda s: base64.b64encode(gzip.compress(s.encode())).decode(),
    "gzip of a page": lambda s: base64.b64encode(gzip.compress(f"<p>{s}</p>".encode() * 9)).decode(),
    "gzip of JSON": lambda s: base64.b64encode(gzip.compress(json.dumps([s]).encode())).decode(),
    "gzip of two members": lambda s: base64.b64encode(
        gzip.compress(b"before") + gzip.compress(s.encode())
    ).decode(),
    "gzip twice in base64": lambda s: base64.b64encode(base64.b64encode(gzip.compress(s.encode()))).decode(),
    "gzip, hexadecimal": lambda s: gzip.compress(s.encode()).hex(),
    "gzip in MIME": lambda s: base64.encodebytes(gzip.compress(f"{noise()} {s}".encode())).decode(),
    "zlib": lambda s: base64.b64encode(zlib.compress(s.encode())).decode(),
    "zlib, best": lambda s: base64.b64encode(zlib.compress(s.encode(), 9)).decode(),
    "zlib, stored": lambda s: base64.b64encode(zlib.compress(s.encode(), 0)).decode(),
    "zlib for URLs": lambda s: base64.urlsafe_b64encode(zlib.compress(f"{noise()}{s}".encode())).decode(),
    "zlib in a URL": lambda s: u.urlencode({"q": base64.b64encode(zlib.compress(s.encode())).decode()}),
    "a request of SAML": lambda s: u.quote_plus(
        base64.b64encode(zlib.compress(f"<a>{s}</a>".encode())[2:-4])
    ),
}
"""What has to be unpacked before anything is seen: of a cut one, the beginning."""


def octets(text: str) -> str:
    """Return each byte as LDAP escapes it."""
    return "".join(f"\\{byte:02X}" for byte in text.encode())


def worded(text: str) -> str:
    """Return it in the Q encoding of a header (RFC 2047, 4.2)."""
    return "".join(
        c
        if c.isascii() and c.isalnum()
        else "_"
        if c == " "
        else "".join(f"={byte:02X}" for byte in c.encode())
        for c in text
    )


def dumped(raw: bytes, shown: Callable[[bytes], list[str]], offset: str) -> str:
    """Return lines of 16 bytes, each behind its offset."""
    lines = [f"{at:{offset}} {' '.join(shown(raw[at : at + 16]))}" for at in range(0, len(raw), 16)]
    return "\n".join([*lines, f"{len(raw):{offset}}"])


def words(line: bytes) -> list[str]:
    """Return words of two bytes, the second one first."""
    return [line[at : at + 2].ljust(2, b"\0")[::-1].hex() for at in range(0, len(line), 2)]


def cells(line: bytes) -> list[str]:
    """Return letters where there are any, each in three columns."""
    return [f"{chr(byte) if byte < 128 else f'{byte:03o}':>3}" for byte in line]


def z85(raw: bytes) -> str:
    """Return digits of ZeroMQ's RFC 32; fewer for the last bytes, as libraries have it."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
    made = ""
    for at in range(0, len(raw), 4):
        piece = raw[at : at + 4]
        number = int.from_bytes(piece.ljust(4, b"\0"), "big")
        made += "".join(digits[number // 85**power % 85] for power in (4, 3, 2, 1, 0))[: len(piece) + 1]
    return made


def noise() -> str:
    """Return what does not get shorter, some lines of it in base64."""
    return "".join(str(number * number) for number in range(1, 120, 7))


def split(text: str, at: int) -> str:
    """Break a line in two as a log does that wraps."""
    return f"{text[:at]}\n    {text[at:]}"
