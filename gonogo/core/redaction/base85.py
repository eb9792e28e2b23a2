"""What a secret looks like in base 85, whatever stands beside it: RFC 1924, Ascii85, Z85 (ZeroMQ RFC 32)."""

from __future__ import annotations

import base64
from collections.abc import Iterator

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_ASCII85 = "".join(map(chr, range(0x21, 0x21 + 85)))
_Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
_ALPHABETS = tuple(str.maketrans(_DIGITS, other) for other in (_DIGITS, _ASCII85, _Z85))
_BYTES, _DIGITS_OF_THEM = 4, 5
_LONG = 16
"""Digits from which on a beginning is looked for anyhow."""


def base85(raw: bytes) -> Iterator[tuple[str, int]]:
    """Give what is the same whatever stands before it, with how many digits before it tell of it as well.

    The last digits depend on what comes behind: each text is given as it ends there, and without those.
    """
    for before in range(_BYTES):
        lead = _DIGITS_OF_THEM if before else 0
        begun = bytes(before) + raw
        ends = base64.b85encode(begun).decode()
        goes_on = base64.b85encode(begun + b"\xff" * (-len(begun) % _BYTES)).decode()
        same = next((at for at in range(len(ends)) if ends[at] != goes_on[at]), len(ends))
        for text in {ends[lead:], *([ends[lead:same]] if same - lead < _LONG else [])}:
            yield from ((text.translate(alphabet), lead) for alphabet in _ALPHABETS)
