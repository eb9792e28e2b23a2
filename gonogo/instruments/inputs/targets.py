"""Request targets that no client sends by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.instruments.inputs.message import Plain

FOREIGN = "other.example"
_TARGETS = (
    *(
        "http://",
        "http:",
        "http:///",
        "http://[",
        "http://[::1",
        "http://a:99999/",
        "http://a:b@c:d/",
        "ws://",
        "//",
    ),
    *("//^/..", "//[/", "//%/", "//a:b/", "///^", "/\\\\a/"),
    *("//a@b", "//@", "///a@b/", "//a:b@c", "//a b", "/@"),
    *(
        "*",
        "",
        "?",
        "#",
        "/#a",
        "..",
        "/..",
        "///",
        "/\\",
        "/.",
        "/%",
        "/%z",
        "/%00",
        "/%ff%fe",
        "/%c0%af",
        "/%2e%2e%2f",
    ),
    *(
        "/..%2f..%2f",
        "/%252e%252e%252f",
        "/%0d%0aa:b",
        "/;a=b",
        "/\x01",
        "/\xff",
        "/?%",
        "/?%ff",
        "/?&&==&",
        "/?a[",
        "/?a[]",
    ),
    *(
        "/__proto__",
        "/constructor",
        "/?__proto__[a]=1",
        "/?constructor[prototype][a]=1",
        "/?toString=1",
        "/?length=-1",
    ),
    *("/?q=infinity&limit=1e999&page=nan", "/?limit=-1&offset=99999999999999999999", "/?q=%ed%a0%80"),
)
_CLIMBS = re.compile(r"\.|%(25)*2e|\\", re.IGNORECASE)
"""What a path may leave its folder by, once it is decoded and normalized."""


def targets(plain: Plain) -> Iterator[str]:
    """Give request targets; below a base path only those that no server takes for a place outside of it."""
    yield f"http://{plain.host}{plain.target}"
    for target in (*_TARGETS, plain.host, f"//{FOREIGN}/..", "/" + "a" * 20_000):
        if not plain.base:
            yield target
        elif target.startswith("/") and not _CLIMBS.search(target):
            yield plain.base + target
