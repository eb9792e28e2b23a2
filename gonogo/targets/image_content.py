"""Read an image layer by layer, as the engine saves it (Docker Image Specification 1.2, OCI image layout)."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from gonogo.instruments.errors import TargetError
from gonogo.targets.states import ImageContent, ImageFile

_HEAD_BYTES = 4096
_DOCUMENT_BYTES = 1_000_000
_GONE, _ALL_GONE = ".wh.", ".wh..wh..opq"
_Layer = dict[str, bytes]
"""Paths with the beginnings of files; the marks of what a layer takes away are among them."""


def content_of(image: Any, read: Callable[[str], bool]) -> ImageContent:
    """Save it and read what comes; TargetError where that is no image that can be read."""
    saved = _Stream(image.save())
    try:
        layers = _in_order(tarfile.open(fileobj=saved, mode="r|"), read)  # noqa: SIM115 - a stream ends by itself
    except (tarfile.TarError, KeyError, ValueError) as broken:
        raise TargetError(f"the engine saved an image that cannot be read: {broken}") from None
    return ImageContent(
        name=str((image.tags or [image.id])[0]),
        layers=len(layers),
        files=tuple(_files(layers)),
        variables=tuple(image.attrs["Config"].get("Env") or ()),
        history=tuple(str(step.get("CreatedBy") or "") for step in reversed(image.history())),
    )


class _Stream(io.RawIOBase):
    """A file to read from, of pieces as they come."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__()
        self._pieces, self._left = iter(pieces), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _in_order(saved: tarfile.TarFile, read: Callable[[str], bool]) -> list[_Layer]:
    """Return the layers from the lowest to the highest: the manifest, which says so, comes last."""
    found: dict[str, _Layer] = {}
    linked: dict[str, str] = {}
    manifest: list[dict[str, Any]] = []
    for member in saved:
        if member.issym():  # a layer that stands there already
            linked[member.name] = member.linkname.removeprefix("../")
        elif member.isfile() and (file := saved.extractfile(member)):
            if member.name == "manifest.json":
                manifest = json.load(file)
            elif (layer := _layer(file, member.size, read)) is not None:
                found[member.name] = layer
    if not manifest:
        raise ValueError("it has no manifest")
    return [found[linked.get(name, name)] for name in manifest[0]["Layers"]]


def _layer(file: IO[bytes], size: int, read: Callable[[str], bool]) -> _Layer | None:
    """Read an archive in the archive, packed or not; a document is none."""
    if size > _DOCUMENT_BYTES:
        return dict(_members(file, "r|*", read))
    try:
        return dict(_members(io.BytesIO(file.read()), "r:*", read))
    except tarfile.TarError:
        return None


def _members(file: IO[bytes], mode: Any, read: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=file, mode=mode) as layer:
        for member in layer:
            path = member.name.removeprefix("./").strip("/")
            wanted = member.isfile() and read(path) and (content := layer.extractfile(member))
            if not member.isdir():
                yield path, content.read(_HEAD_BYTES) if wanted and content else b""


def _files(layers: list[_Layer]) -> Iterator[ImageFile]:
    """Give each file once for each layer that brings it."""
    gone = [_taken_away(layer) for layer in layers]
    for number, layer in enumerate(layers):
        for path, head in layer.items():
            if not path.rpartition("/")[2].startswith(_GONE):
                kept = not any(_is_gone(path, later) for later in gone[number + 1 :])
                yield ImageFile(path, number, kept, head)


def _taken_away(layer: _Layer) -> frozenset[str]:
    """Return the files and folders that a layer takes away from those below it."""
    marks = (path.rpartition("/") for path in layer)
    return frozenset(
        folder if name == _ALL_GONE else f"{folder}{slash}{name.removeprefix(_GONE)}"
        for folder, slash, name in marks
        if name.startswith(_GONE)
    )


def _is_gone(path: str, gone: frozenset[str]) -> bool:
    if not gone:
        return False
    parts = path.split("/")
    return any("/".join(parts[: count + 1]) in gone for count in range(len(parts)))
