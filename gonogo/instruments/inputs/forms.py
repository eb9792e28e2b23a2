"""Multipart forms that no client sends by mistake. Source: RFC 7578; RFC 2046, 5.1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.instruments.inputs.bodies import SIZES
from gonogo.instruments.inputs.message import BACKSLASHES, Input, Plain

_EDGE = "--------edge"
_HEAD = f"Content-Type: multipart/form-data; boundary={_EDGE}"
_END = f"--{_EDGE}--\r\n".encode()
_GROWING = {
    "line ends": (b"", b"\r\n"),
    "carriage returns": (b"", b"\r"),
    "boundaries that are none": (b"", b"\r\n--------edg"),
    "hyphens": (b"", b"-"),
}
_NAMES = {
    "no disposition": b"X: y",
    "an empty disposition": b"Content-Disposition:",
    "no name": b"Content-Disposition: form-data",
    "an empty name": b'Content-Disposition: form-data; name=""',
    "an empty name and file name": b'Content-Disposition: form-data; name=""; filename=""',
    "a name that is none": b'Content-Disposition: form-data; name="__proto__"; filename="../../x"',
    "a name nested deep": b'Content-Disposition: form-data; name="a' + b"[b]" * 300 + b'"',
    "a name that does not end": b'Content-Disposition: form-data; name="a',
    "an encoded file name": b"Content-Disposition: form-data; name=a; filename*=constructor'x'%zz%ff",
    "a coding of its own": b'Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64',
    "a form in it": b'Content-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=a',
    "a head of 100 kB": b'Content-Disposition: form-data; name="a"\r\nX: ' + b"x" * 100_000,
    "1,000 headers": b'Content-Disposition: form-data; name="a"' + b"\r\nX: y" * 1_000,
    "no colon": b"Content-Disposition",
    "a blank before its head": b' Content-Disposition: form-data; name="a"',
    "a tab before its head": b'\tContent-Disposition: form-data; name="a"',
    "a blank before its colon": b'Content-Disposition : form-data; name="a"',
    "a colon alone": b":",
    "blanks alone": b"  ",
    "a null byte": b'Content-Disposition: form-data; name="a\x00b"; filename="a\x00"',
}


def forms(plain: Plain, field: str | None) -> Iterator[Input]:
    """Give every form; ``field`` is one that takes a file, if one is known."""
    name = (field or "file").encode()
    yield from _boundaries(plain, name)
    for what, head in _NAMES.items():
        yield _form(plain, what, _part(head) + _END)
    file, text = _file(name), _part(b'Content-Disposition: form-data; name="' + name + b'"')
    for what, body in {
        "cut in the first file": file[:-3],
        "cut after a file": file[:-2],
        "cut after two files": file + _file(b"other")[:-2],
        "cut in its head": file + f"--{_EDGE}\r\nContent-Dispo".encode(),
        "cut after the boundary": file + f"--{_EDGE}".encode(),
        "nothing": b"",
        "its end alone": _END,
        "a file of an unknown field": _file(b"unknown") + _END,
        "a text for the file": text + _END,
        "more after its end": file + _END + b"x" * 2_000,
        "one file twice": file * 2 + _END,
        "1,500 files": file * 1_500 + _END,
        "1,500 fields": text * 1_500 + _END,
    }.items():
        yield _form(plain, what, body)
    cut = plain.written(_HEAD, f"Content-Length: {len(file) + 500}", body=file[:-3], length=False)
    yield Input("multipart, the connection ends in a file", cut, whole=False)


def growing_forms(plain: Plain, field: str | None, sizes: Sequence[int] = SIZES) -> Iterator[Input]:
    """Give files of each of the sizes (bytes), of what looks as if the form went on."""
    name = (field or "file").encode()
    for what, (before, piece) in _GROWING.items():
        for size in sizes:
            body = _file(name, before + piece * (size // len(piece))) + _END
            series = f"multipart file of {what}"
            yield Input(f"{series}, {size:,} bytes", plain.written(_HEAD, body=body), series=series)


def _boundaries(plain: Plain, name: bytes) -> Iterator[Input]:
    body = _file(name) + _END
    for what, kind in {
        "no boundary": "multipart/form-data",
        "an empty boundary": "multipart/form-data; boundary=",
        "two boundaries": f"multipart/form-data; boundary=a; boundary={_EDGE}",
        "a boundary of 5,000": f"multipart/form-data; boundary={'a' * 5_000}",
        "a quoted boundary": f'multipart/form-data; boundary="{_EDGE}\\',
        "a boundary of backslashes": f'multipart/form-data; boundary="{BACKSLASHES}',
        "an option of backslashes": f'multipart/form-data; boundary={_EDGE}; !="{BACKSLASHES}',
        "a boundary of signs": "multipart/form-data; boundary=(.*)+",
        "another kind": f"multipart/__proto__; boundary={_EDGE}",
        "a charset": f"multipart/form-data; boundary={_EDGE}; charset=constructor",
    }.items():
        yield Input(f"multipart, {what}", plain.written(f"Content-Type: {kind}", body=body))


def _file(name: bytes, content: bytes = b"x") -> bytes:
    return _part(b'Content-Disposition: form-data; name="' + name + b'"; filename="a.txt"', content)


def _part(head: bytes, content: bytes = b"x") -> bytes:
    return f"--{_EDGE}\r\n".encode() + head + b"\r\n\r\n" + content + b"\r\n"


def _form(plain: Plain, what: str, body: bytes) -> Input:
    return Input(f"multipart, {what}", plain.written(_HEAD, body=body))
