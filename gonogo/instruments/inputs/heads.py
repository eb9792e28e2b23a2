"""Heads that no client sends by mistake: methods, targets, hosts, counts, and what grows."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.instruments.inputs.message import SHORT, Input, Plain
from gonogo.instruments.inputs.targets import FOREIGN, targets

_SIZES = (3_500, 14_000, 56_000)
"""Bytes of a header that grows: cost that is the square of it grows sixteenfold from one to the next."""
_METHODS = ("BREW", "get", "TRACE", "CONNECT", "PRI", "__proto__", "constructor", "GET\x00", "M" * 8_000, "")
_HOSTS = (
    *(
        f"{FOREIGN}:x@own",
        "own:99999",
        "own:-1",
        "own:",
        ":",
        "@",
        "[",
        "[::1",
        "[::1]:x",
        "a..b",
        ".",
        "%00",
        "a%zz",
    ),
    *("a b", "a/b", "a\\b", "a,b", "\xff", "http://a", "a" * 5_000),
)
_FORWARDED = (
    *(
        "X-Forwarded-Host: [",
        "X-Forwarded-Proto: javascript",
        "X-Forwarded-Port: x",
        "X-Forwarded-For: ,,,",
        "X-Forwarded-For: [",
    ),
    *(
        "Forwarded: for=",
        'Forwarded: for="[',
        "X-Real-IP: x",
        "X-Original-URL: http://",
        "X-HTTP-Method-Override: constructor",
    ),
)
_VALUES = (
    *(
        "Accept: */*;q=x",
        "Accept: /",
        "Accept: constructor",
        "Accept-Encoding: ;q=0",
        "Accept-Encoding: __proto__",
        "Accept-Language: *;q=nan",
    ),
    *(
        "Accept-Language: constructor",
        "Authorization: ",
        "Authorization: Basic",
        "Authorization: Basic !!!",
        "Authorization: Basic /w==",
    ),
    *(
        "Authorization: Digest username",
        "Authorization: Bearer a.b.c",
        "Authorization: Bearer \xff",
        "Cookie: ",
        "Cookie: =",
        "Cookie: ;;;=",
    ),
    *(
        "Cookie: __proto__=1; constructor=2",
        'Cookie: a="\\',
        'Cookie: a="\\0',
        "Cookie: a=%",
        "Cookie: a=%ff%fe; b=\xff",
        "Expect: 200-ok",
    ),
    *(
        "Range: bytes=",
        "Range: bytes=-",
        "Range: bytes=9-1",
        "Range: bytes=-0",
        "Range: bytes=99999999999999999999-",
        "Range: __proto__=1-2",
    ),
    *(
        "If-None-Match: ",
        'If-None-Match: "',
        "If-Modified-Since: infinity",
        "If-Modified-Since: Mon, 99 Foo 99999 99:99:99 GMT",
    ),
    *(
        "If-Range: x",
        "Origin: [",
        "Origin: http://",
        "Referer: http://[",
        "Referer: \xff",
        "Content-Type: constructor",
        "Content-Encoding: x",
    ),
    *(
        "traceparent: 00-0-0-0",
        "traceparent: \xff",
        "baggage: =",
        "User-Agent: ",
        "Upgrade-Insecure-Requests: \x07",
        "Max-Forwards: -1",
    ),
    *(
        "Via: ",
        "DNT: \xff",
        "Content-Length: x",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: x",
    ),
    *(
        "Access-Control-Request-Method: constructor",
        "Sec-Fetch-Site: \x00",
        " folded: a",
        "no colon",
        ": no name",
        "na me: a",
        "a\x00: b",
    ),
)
_NAMES = (
    *("User-Agent", "Referer", "Cookie", "Accept", "Accept-Language", "Accept-Encoding", "Authorization"),
    *("Origin", "Content-Type", "Range", "If-None-Match", "X-Forwarded-For", "Forwarded", "X-Request-ID"),
    *("X-Correlation-ID", "traceparent", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Proto"),
)
"""Headers that services read."""
_ODD = {
    "bytes that are no UTF-8": "\xff\xfe",
    "nothing": "",
    "signs": "%[]{}<>|'`$\\",
    "32 letters and a mark": "a" * 32 + "!",
    "32 blanks and letters": "a " * 32 + "!",
    "digits": "9" * 400,
}
_UNCLEAR = ("content-length", "transfer-encoding", "expect")
"""Headers after which nobody knows whether more is to come."""


def heads(plain: Plain) -> Iterator[Input]:
    """Give every head but those that grow; the request's own body is left out."""
    bare = Plain("GET", plain.target, plain.host, plain.fields)
    for method in _METHODS:
        yield Input(
            f"method {_short(method)}", bare.written(method=method), whole=method not in ("CONNECT", "PRI")
        )
    for target in targets(plain):
        yield Input(f"request target {_short(target)}", bare.written(target=target))
    for host in _HOSTS:
        yield Input(f"Host {_short(host)}", bare.written(hosts=(host.replace("own", plain.host),)))
    for what, hosts in (("no Host", ()), ("two Hosts", (plain.host, FOREIGN))):
        yield Input(what, bare.written(hosts=hosts))
    for line in (*_FORWARDED, *_VALUES):
        name = line.partition(":")[0].lower()
        yield Input(f"header {_short(line)}", bare.written(line), whole=name not in _UNCLEAR)
    for name in _NAMES:
        for what, value in _ODD.items():
            yield Input(f"header {name} of {what}", bare.written(f"{name}: {value}"))
    yield from _many(bare)
    yield from _broken(bare)


def _many(bare: Plain) -> Iterator[Input]:
    yield Input("2,000 headers", bare.written(*SHORT))
    yield Input("2,000 times one header", bare.written(*["Accept: a/b"] * 2_000))
    yield Input("500 cookies", bare.written(*[f"Cookie: c{n}=v" for n in range(500)]))
    yield Input("a name of 14 kB", bare.written("n" * 14_000 + ": v"))
    yield Input("a query of 2,000 fields", bare.written(target=f"{bare.base}/?" + "a=1&" * 2_000))
    yield Input("a query nested 500 deep", bare.written(target=f"{bare.base}/?a" + "[b]" * 500 + "=1"))
    yield Input("500 slashes", bare.written(target=bare.base + "/" * 500))
    for control in "\x01\x0b\x10\x7f":
        line = f"X-Note: {'x' * 32}{control}"
        yield Input(f"a header of 32 letters and {control!r}", bare.written(line))


def _broken(bare: Plain) -> Iterator[Input]:
    root = f"GET {bare.base}/".encode()
    yield Input("HTTP/9.9", root + b" HTTP/9.9\r\nHost: a\r\n\r\n")
    yield Input("HTTP/0.9", root + b"\r\n\r\n", whole=False)
    yield Input("bytes that are no request", bytes(range(256)) + b"\r\n\r\n", whole=False)
    yield Input("a TLS handshake", bytes.fromhex("16030100a5010000a10303") + bytes(160), whole=False)
    if not bare.base:
        yield Input("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9), whole=False)
    yield Input("line feeds alone", bare.written().replace(b"\r\n", b"\n"), whole=False)
    yield Input("a head without its end", bare.written()[:-2], whole=False)


def growing(plain: Plain) -> Iterator[Input]:
    """Give heads that are parsed in pieces, in three sizes each: a good parser's cost grows as they do."""
    bare = Plain("GET", plain.target, plain.host, plain.fields)
    for name, (before, piece, after) in _PIECES.items():
        for size in _SIZES:
            line = before + piece * (size // len(piece)) + after
            yield Input(f"{name}, {size:,} bytes", bare.written(line), series=name)
    for name, (before, item) in _DISTINCT.items():
        for size in _SIZES:
            count = size // (len(item.replace("N", "00000")) + 1)
            line = before + ",".join(item.replace("N", f"{n:05}") for n in range(count))
            yield Input(f"{name}, {len(line):,} bytes", bare.written(line), series=name)


_PIECES = {
    "Cookie of quoted escapes": ('Cookie: a="', '\\"', '"'),
    "Cookie of octal escapes": ('Cookie: a="', "\\012", '"'),
    "Cookie of semicolons": ("Cookie: a=b", ";", "c"),
    "Cookie of pairs": ("Cookie: a=b", "; a=b", ""),
    "Range of many ranges": ("Range: bytes=0-0", ",0-0", ""),
    "Range of digits": ("Range: bytes=", "1", ""),
    "If-None-Match of many tags": ('If-None-Match: "a"', ',"a"', ""),
    "Accept of many types": ("Accept: a/b", ",a/b;q=0.1", ""),
    "Accept-Language of hyphens": ("Accept-Language: a", "-a", "!"),
    "Accept of blanks": ("Accept: a/b", " ", ";"),
    "Accept-Language of blanks": ("Accept-Language: a", " ", ";"),
    "User-Agent of blanks": ("User-Agent: a", " ", ";"),
    "Accept-Encoding of many codings": ("Accept-Encoding: a", ",a;q=0", ""),
    "Content-Type of blanks": ("Content-Type: a/b;", " ", "x"),
    "Content-Type of escapes": ('Content-Type: a/b; c="', '\\"', '"'),
    "Authorization of escapes": ('Authorization: Digest username="', '\\"', '"'),
    "Forwarded of many hops": ("Forwarded: for=a", ",for=a", ""),
    "X-Forwarded-For of many hops": ("X-Forwarded-For: 192.0.2.1", ",192.0.2.1", ""),
    "a header of blanks": ("X-Note: a", " ", "b"),
    "a header of tabs": ("X-Note: a", "\t ", "\x01"),
}
"""What stands before, what is repeated, what stands after."""
_DISTINCT = {
    "Range of distinct ranges": ("Range: bytes=", "N-N"),
    "If-None-Match of distinct tags": ("If-None-Match: ", '"N"'),
    "Accept-Language of distinct languages": ("Accept-Language: ", "aN"),
    "Cookie of distinct pairs": ("Cookie: a=b", ";cN=d"),
    "Forwarded of distinct hops": ("Forwarded: ", "for=N"),
}
"""What stands before, and an item of the list with its number."""


def _short(text: str) -> str:
    shown = repr(text)[1:-1]
    return f"{shown[:40]}… ({len(text):,} characters)" if len(shown) > 60 else shown or "(empty)"
