"""Upgrades that no client asks for by mistake. Source: RFC 6455, 4.1; RFC 9110, 7.8."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.instruments.inputs.message import SHORT, Input, Plain
from gonogo.instruments.inputs.queries import odd_targets

_KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
_VERSION = "Sec-WebSocket-Version: 13"
_ASKS = ("Connection: Upgrade", "Upgrade: websocket")
_WELL = (*_ASKS, _KEY, _VERSION)
_PROTOCOLS = ("\x80\xff", "", ",", ",,,", "constructor", "__proto__", "a" * 8_000, "a b", '"', "\x01")
_EXTENSIONS = (
    "",
    ";",
    "permessage-deflate; server_max_window_bits=99",
    "constructor",
    "a; b=\\",
    "permessage-deflate; x" * 200,
)


def upgrades(plain: Plain) -> Iterator[Input]:
    """Give every upgrade; an answer is owed to none: whoever says nothing keeps that one client waiting."""
    bare = Plain("GET", plain.target, plain.host, plain.fields)
    for protocol in _PROTOCOLS:
        yield _upgrade(bare, f"subprotocol {protocol[:12]!r}", *_WELL, f"Sec-WebSocket-Protocol: {protocol}")
    for extension in _EXTENSIONS:
        yield _upgrade(
            bare, f"extension {extension[:24]!r}", *_WELL, f"Sec-WebSocket-Extensions: {extension}"
        )
    for what, target in odd_targets(plain.target):
        yield Input(f"upgrade, {what}", bare.written(*_WELL, target=target, close=False), whole=False)
    yield _upgrade(bare, "2,000 headers before it", *SHORT, *_WELL)
    yield _upgrade(bare, "version 99", *_ASKS, _KEY, "Sec-WebSocket-Version: 99")
    yield _upgrade(bare, "no version", *_ASKS, _KEY)
    yield _upgrade(bare, "no key", *_ASKS, _VERSION)
    yield _upgrade(bare, "a key that is none", *_ASKS, "Sec-WebSocket-Key: x", _VERSION)
    yield _upgrade(bare, "two keys", *_ASKS, _KEY, _KEY, _VERSION)
    yield _upgrade(bare, "h2c", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: !!!")
    yield _upgrade(bare, "constructor", "Connection: Upgrade", "Upgrade: constructor")
    yield _upgrade(bare, "an empty protocol", "Connection: Upgrade", "Upgrade: ")


def well_made(plain: Plain) -> Iterator[Input]:
    """Give upgrades that clients ask for, where a page is that takes none: it may answer, or not."""
    bare = Plain("GET", plain.target, plain.host, plain.fields)
    yield _upgrade(bare, "well made", *_WELL)
    yield _upgrade(bare, "another than of WebSocket", "Connection: Upgrade", "Upgrade: TLS/1.0, IRC/6.9")


def frames(plain: Plain) -> Iterator[Input]:
    """Give frames that nobody may send, behind an upgrade that is well made; for what takes a WebSocket."""
    bare = Plain("GET", plain.target, plain.host, plain.fields)
    yield _framed(bare, "a frame of reserved bits", b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")
    yield _framed(bare, "a close of one byte", b"\x88\x81\x00\x00\x00\x00\x00")
    yield _framed(bare, "a ping of 200 bytes", b"\x89\xfe\x00\xc8" + bytes(204))
    yield _framed(bare, "text that is no UTF-8", b"\x81\x82\x00\x00\x00\x00\xff\xfe")


def _upgrade(bare: Plain, what: str, *lines: str) -> Input:
    return Input(f"upgrade, {what}", bare.written(*lines, close=False), whole=False)


def _framed(bare: Plain, what: str, frame: bytes) -> Input:
    return Input(f"upgrade, then {what}", bare.written(*_WELL, close=False) + frame, whole=False)
