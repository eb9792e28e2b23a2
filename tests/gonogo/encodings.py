"""How programs print a secret, each with the way back; written apart from what is tested."""

import base64
import html
import json
import urllib.parse as u
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
}


def split(text: str, at: int) -> str:
    """Break a line in two as a log does that wraps."""
    return f"{text[:at]}\n    {text[at:]}"
