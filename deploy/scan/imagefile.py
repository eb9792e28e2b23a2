"""A small image in an archive, as `docker save` writes one: what a scanner of images is tried on."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

FILES = {
    "etc/os-release": b'ID=debian\nVERSION_ID="13"\n',
    "usr/lib/python3/dist-packages/planted-0.1.dist-info/METADATA": (
        b"Metadata-Version: 2.1\nName: planted\nVersion: 0.1\n"
    ),
    "usr/lib/python3/dist-packages/planted-0.1.dist-info/RECORD": b"",
    "usr/local/bin/pip": b"#!/bin/sh\n",
    "var/lib/dpkg/status": (
        b"Package: planted-debian\nStatus: install ok installed\nVersion: 1.0\nArchitecture: all\n"
        b"Maintainer: nobody\nDescription: planted\n\n"
    ),
}
"""A Python package, a Debian package and a program, each planted to be found."""


def write(path: Path, files: dict[str, bytes], config: dict[str, Any]) -> str:
    """Write an image of one layer with the files; return its id."""
    layer = _tar(files)
    digest = hashlib.sha256(layer).hexdigest()
    described = {
        "architecture": "amd64",
        "os": "linux",
        "config": config,
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]},
        "history": [{"created": "2020-01-01T00:00:00Z"}],
    }
    about = json.dumps(described).encode()
    name = hashlib.sha256(about).hexdigest()
    manifest = [{"Config": f"{name}.json", "RepoTags": ["planted:latest"], "Layers": [f"{digest}/layer.tar"]}]
    parts = {
        f"{name}.json": about,
        f"{digest}/layer.tar": layer,
        "manifest.json": json.dumps(manifest).encode(),
    }
    path.write_bytes(_tar(parts))
    return f"sha256:{name}"


def _tar(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made.getvalue()
