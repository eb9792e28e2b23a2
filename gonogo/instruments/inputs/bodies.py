"""Bodies that no client sends by mistake, made of one that is taken."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from gonogo.instruments.inputs.message import BACKSLASHES, Input, Plain

_JSON = "Content-Type: application/json"
_FORM = "Content-Type: application/x-www-form-urlencoded"
_TYPES = (
    *(
        "",
        ";",
        "constructor",
        "__proto__",
        "toString",
        "/",
        "a/",
        "application/json;",
        "application/json; charset=",
        "*/*",
    ),
    *(
        "application/json; charset=constructor",
        "application/json; charset=utf-7; charset=utf-16",
        "application/json, text/plain",
    ),
    *(
        "application/json;x=y",
        "text/plain; charset=\xff",
        "application/" + "x" * 5_000,
        "application/xml",
        "application/octet-stream",
    ),
    *(
        "application/msgpack",
        "application/x-protobuf",
        "application/grpc",
        "application/cbor",
        "application/graphql",
    ),
    *(
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/json; charset=utf-32",
        "text/xml; charset=utf-16le",
    ),
)
_VALUES: Mapping[str, bytes] = {
    "infinity": b'"infinity"',
    "-infinity": b'"-infinity"',
    "nan": b'"nan"',
    "1e999": b'"1e999"',
    "a year of ten digits": b'"9999999999-12-31T23:59:60Z"',
    "an hour of 25": b'"2020-01-01T25:61:61+99:99"',
    "1e999 as a number": b"1e999",
    "Infinity as a number": b"Infinity",
    "NaN as a number": b"NaN",
    "a number of 5,000 digits": b"9" * 5_000,
    "an exponent of 400,000,000": b"1e400000000",
    "a decimal of that exponent": b'"1e400000000"',
    "a lone surrogate": b'"\\ud800"',
    "a null character": b'"\\u0000"',
    "bytes that are no UTF-8": b'"\xff\xfe"',
    "null": b"null",
    "a list": b"[]",
    "an object": b'{"__proto__": {"a": 1}, "constructor": 1, "toString": 1}',
    "32 letters and a mark": b'"' + b"a" * 32 + b'!"',
    "a number below zero": b"-1",
    "a number beyond 64 bits": b"18446744073709551616",
}
_WHOLE: Mapping[str, bytes] = {
    "no JSON": b"{",
    "a list": b"[]",
    "null": b"null",
    "a number": b"1e999",
    "a text": b'"x"',
    "duplicate keys": b'{"a": 1, "a": 2, "": 3}',
    "odd keys": b'{"__proto__": {"x": 1}, "constructor": {"prototype": 1}, "then": 1, "length": -1}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": "{}".encode("utf-16"),
    "1,000 null bytes": bytes(1_000),
}
_DEPTHS = (100_000, 500_000)
_OPENS = {"lists": (b"[", b"]"), "objects": (b'{"a":', b"}")}
_GROWING = {
    "JSON of digits": (_JSON, b"", b"9", b""),
    "JSON of escapes": (_JSON, b'"', b"\\u0000", b'"'),
    "JSON of blanks": (_JSON, b"", b" ", b"x"),
    "JSON of keys": (_JSON, b'{"a":1', b',"a":1', b"}"),
    "JSON of lists side by side": (_JSON, b"[[]", b",[]", b"]"),
    "form of fields": (_FORM, b"a=", b"&a=b", b""),
    "form of signs": (_FORM, b"a=", b"&&;=", b""),
    "form of escapes": (_FORM, b"a=", b"%2B%00", b""),
    "form of fields within a field": (_FORM, b"a", b"[b]", b"=1"),
    "form of fields nested 32 deep": (_FORM, b"a=b", b"&a" + b"[b]" * 32 + b"=1", b""),
}
_DISTINCT = {
    "JSON of names": (_JSON, b'{"a":1', b',"%06x":1', b"}"),
    "JSON of values": (_JSON, b"[0", b',"%06x"', b"]"),
    "form of names": (_FORM, b"a=", b"&%06x=1", b""),
}
"""Whoever looks each up in a list of those before compares them all with all others."""
SIZES = (14_000, 56_000, 224_000)
LARGER = (112_000, 168_000, 900_000, 3_600_000)
"""Sizes for what took out of proportion to its size: how long depends on the machine, and what is beyond a
limit of the service is not read at all."""


def bodies(plain: Plain, made: Mapping[str, object] | None) -> Iterator[Input]:
    """Give every body but those of a multipart form; ``made`` is the JSON that is taken, if it is JSON."""
    for kind in _TYPES:
        yield Input(f"Content-Type {kind[:40] or '(empty)'}", plain.written(f"Content-Type: {kind}"))
    for kind, option in product(("application/json", "application/x-www-form-urlencoded"), ("charset", "!")):
        line = f'Content-Type: {kind}; {option}="{BACKSLASHES}'
        yield Input(f"Content-Type {kind}, backslashes for {option}", plain.written(line))
    for what, content in _WHOLE.items():
        yield Input(f"JSON, {what}", plain.written(_JSON, body=content))
    for key, (what, value) in ((k, v) for k in list(made or ())[:6] for v in _VALUES.items()):
        yield Input(f"JSON, {key} is {what}", plain.written(_JSON, body=_with(made or {}, key, value)))
    for what, (opens, closes) in _OPENS.items():
        for depth in _DEPTHS:
            nested = opens * depth + (b"1" if closes == b"}" else b"") + closes * depth
            yield Input(f"JSON, {depth:,} nested {what}", plain.written(_JSON, body=nested))
    yield from _forms(plain)
    yield from _encoded(plain)
    yield from _chunked(plain)
    yield from _expected(plain)
    yield Input(
        "a body cut short", plain.written("Content-Length: 100", body=b'{"a":', length=False), whole=False
    )


def growing_bodies(plain: Plain, sizes: Sequence[int] = SIZES) -> Iterator[Input]:
    """Give bodies of each of the sizes (bytes)."""
    for table, grown in ((_GROWING, _repeated), (_DISTINCT, _numbered)):
        for series, (kind, before, piece, after) in table.items():
            for size in sizes:
                body = before + grown(piece, size) + after
                yield Input(f"{series}, {size:,} bytes", plain.written(kind, body=body), series=series)


def _repeated(piece: bytes, size: int) -> bytes:
    return piece * (size // len(piece))


def _numbered(piece: bytes, size: int) -> bytes:
    return b"".join(piece % n for n in range(size // len(piece % 0)))


def _with(made: Mapping[str, object], key: str, value: bytes) -> bytes:
    mark = "a value of its own"
    return json.dumps({**made, key: mark}).encode().replace(json.dumps(mark).encode(), value)


def _forms(plain: Plain) -> Iterator[Input]:
    for what, content in (("=", b"="), ("%", b"a=%&%zz=%"), ("odd keys", b"__proto__[a]=1&a[]=1&a[b]=2&a=3")):
        yield Input(f"form, {what}", plain.written(_FORM, body=content))
    yield Input("form nested 500 deep", plain.written(_FORM, body=b"a" + b"[b]" * 500 + b"=1"))


def _encoded(plain: Plain) -> Iterator[Input]:
    packed = gzip.compress(bytes(4_000_000), 9)
    codings = {
        "gzip": packed,
        "gzip, cut": packed[:200],
        "gzip that is none": b"x" * 20,
        "deflate": packed,
        "br": b"\xff" * 20,
    }
    for what, content in codings.items():
        coding = f"Content-Encoding: {what.split(',')[0].split(' ')[0]}"
        yield Input(f"body in {what}", plain.written(_JSON, coding, body=content))
    twice = gzip.compress(packed, 9)
    yield Input("body in gzip twice", plain.written(_JSON, "Content-Encoding: gzip, gzip", body=twice))


def _expected(plain: Plain) -> Iterator[Input]:
    """Give requests that ask before they send a body: RFC 9110, 10.1.1; a client need not wait, nor come."""
    asks, content = "Expect: 100-continue", plain.body or b"{}"
    yield Input("Expect: 100-continue, and its body at once", plain.written(asks, body=content))
    line = f"Content-Length: {len(content)}"
    cut = plain.written(asks, line, body=b"", length=False)
    yield Input("Expect: 100-continue, and no body", cut, whole=False)
    chunks = b"%x\r\n" % len(content) + content + b"\r\n0\r\n\r\n"
    chunked = plain.written(asks, "Transfer-Encoding: chunked", body=chunks, length=False)
    yield Input("Expect: 100-continue, and chunks", chunked)


def _chunked(plain: Plain) -> Iterator[Input]:
    content, last = plain.body or b"{}", b"0\r\n\r\n"
    size = b"%x" % len(content)
    variants = {
        "an extension": (size + b';a="b;\\"c"\r\n' + content + b"\r\n" + last, True),
        "an extension of 20 kB": (size + b";" + b"a" * 20_000 + b"\r\n" + content + b"\r\n" + last, False),
        "trailers": (
            size + b"\r\n" + content + b"\r\n0\r\na: b\r\n__proto__: c\r\nContent-Length: 9\r\n\r\n",
            True,
        ),
        "1,000 trailers": (size + b"\r\n" + content + b"\r\n0\r\n" + b"a:b\r\n" * 1_000 + b"\r\n", False),
        "a size that is none": (b"x\r\n" + content + b"\r\n" + last, False),
        "a size below zero": (b"-1\r\n" + content + b"\r\n" + last, False),
        "a size beyond 64 bits": (b"f" * 17 + b"\r\n" + content, False),
        "a size of 5,000 digits": (b"0" * 5_000 + size + b"\r\n" + content + b"\r\n" + last, False),
        "1,000 chunks of one byte": (b"1\r\n \r\n" * 1_000 + size + b"\r\n" + content + b"\r\n" + last, True),
        "no end": (size + b"\r\n" + content, False),
    }
    for what, (body, whole) in variants.items():
        message = plain.written("Transfer-Encoding: chunked", body=body, length=False)
        yield Input(f"chunks, {what}", message, whole)
