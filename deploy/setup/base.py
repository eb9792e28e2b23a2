"""The base image: Debian 13 slim with this machine's certificate authorities."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.setup import docker, rootfs
from deploy.setup.commands import ROOT
from deploy.setup.hashes import content_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME, ALIAS = "gonogo/base", "gonogo/base:trixie"
RECIPE = ROOT / "deploy" / "images" / "base"
AUTHORITIES = Path("/usr/local/share/ca-certificates")


def authorities() -> list[Path]:
    """The certificates of this machine's administrator; behind a TLS-inspecting proxy images need them."""
    return sorted(AUTHORITIES.rglob("*.crt")) if AUTHORITIES.is_dir() else []


def reference() -> str:
    """Name and tag of the base image for this recipe and this machine's authorities."""
    return f"{NAME}:{content_hash(RECIPE, ['.'], [path.read_text() for path in authorities()])}"


def provide() -> str:
    """Have the base image under its content's tag and under gonogo/base:trixie."""
    wanted, known = reference(), docker.images()
    if wanted in known:
        if known.get(ALIAS) != known[wanted]:
            docker.tag(wanted, ALIAS)
        return f"{wanted} is there"
    origin = rootfs.provide()
    with _context() as context:
        recipe = str(context / "Dockerfile")
        docker.build(docker.Build("base", (wanted, ALIAS), str(context), recipe, (f"ROOTFS={origin}",)))
    return f"built {wanted} on {origin} with {len(authorities())} authorities of this machine"


@contextmanager
def _context() -> Iterator[Path]:
    """The recipe and the certificates in one folder, which is all that the build sees."""
    with tempfile.TemporaryDirectory(prefix="gonogo-base-") as folder:
        context = Path(folder)
        shutil.copytree(RECIPE, context, dirs_exist_ok=True)
        (context / "certificates").mkdir()
        for number, certificate in enumerate(authorities()):
            shutil.copy(certificate, context / "certificates" / f"{number:03d}-{certificate.name}")
        yield context
