"""An image is read by the layers of its archive, in the order of its manifest."""

import io
import json
import tarfile
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.suites.security.experiments.image import read_image
from gonogo.suites.security.shipping import is_read
from gonogo.targets.base import TargetError
from gonogo.targets.image_content import content_of

KEY = b"-----BEGIN EC " + b"PRIVATE KEY-----\nMHc\n"


def _archive(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return whole.getvalue()


def _image(layers: dict[str, bytes], **changes: Any) -> Any:
    manifest = json.dumps([{"Config": "c.json", "Layers": list(layers)}]).encode()
    saved = _archive({"c.json": b"{}", **layers, "manifest.json": manifest} | changes)
    return SimpleNamespace(
        tags=["shop:1.4"],
        attrs={"Config": {"Env": ["PATH=/bin"]}},
        save=lambda: iter([saved[:700], saved[700:1500], b"", saved[1500:]]),
        history=lambda: [{"CreatedBy": "RUN rm"}, {"CreatedBy": "COPY key"}],
    )


def test_layers_are_read_in_the_order_of_the_manifest_and_what_is_taken_away_is_told() -> None:
    image = _image(
        {
            "b/layer.tar": _archive({"tmp/id_rsa": KEY, "srv/shop.py": b"x", "old/a": b"", "old/b/c": b""}),
            "a/layer.tar": _archive({"tmp/.wh.id_rsa": b"", "old/.wh..wh..opq": b"", "old/new": b""}),
        }
    )
    seen = content_of(image, is_read)
    assert [(f.path, f.layer, f.kept, bool(f.head)) for f in seen.files] == [
        ("tmp/id_rsa", 0, False, True),
        ("srv/shop.py", 0, True, False),
        ("old/a", 0, False, False),
        ("old/b/c", 0, False, False),
        ("old/new", 1, True, False),
    ]
    assert (seen.layers, seen.history) == (2, ("COPY key", "RUN rm"))


def test_the_experiment_names_a_folder_once_and_prefers_what_is_still_there() -> None:
    layer = _archive({"srv/.git/HEAD": b"", "srv/.git/config": b"", "srv/.env": b"A=1\n"})
    target = SimpleNamespace(image_content=lambda read: content_of(_image({"a/layer.tar": layer}), read))
    seen = read_image(target)  # type: ignore[arg-type]
    assert [one.path for one in seen.unshipped] == ["/srv/.git", "/srv/.env"]
    assert (seen.files, seen.told) == ((3,), ())


@pytest.mark.parametrize("left", ["manifest.json", "a/layer.tar"])
def test_an_image_that_cannot_be_read_whole_is_none(left: str) -> None:
    with pytest.raises(TargetError, match="cannot be read"):
        content_of(
            _image(
                {"a/layer.tar": _archive({"x": b""})}, **{left: b"{}"} if "tar" in left else {left: b"[]"}
            ),
            is_read,
        )
