"""What the base image starts from: Debian's official image, or the same thing made from Debian's packages."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from deploy.setup import docker
from deploy.setup.commands import Work, ask, search_path, work
from deploy.setup.engine import install_packages
from deploy.setup.steps import SetupError, say

OFFICIAL = "debian:13-slim"
BOOTSTRAPPED = "gonogo/rootfs:trixie"
MIRROR = "http://deb.debian.org/debian"
PULL_SECONDS, FIRST_WORD_SECONDS, BOOTSTRAP_SECONDS, PACK_SECONDS = 300.0, 20.0, 900.0, 120.0
# What the official slim image leaves out as well.
LEFT_OUT = (
    "./dev/*",
    "./proc/*",
    "./sys/*",
    "./var/cache/apt/*",
    "./var/lib/apt/lists/*",
    "./var/log/*",
    "./usr/share/man/*",
    "./usr/share/info/*",
    "./usr/share/locale/*",
)


def provide() -> str:
    """Have an image of Debian 13 and nothing else, and name it."""
    if docker.present(OFFICIAL):
        return OFFICIAL
    pull = ("docker", "pull", OFFICIAL)
    try:
        work(Work("base", f"pulling {OFFICIAL}", pull, PULL_SECONDS, FIRST_WORD_SECONDS))
    except SetupError as unreachable:
        say("base", f"{OFFICIAL} cannot be pulled here, so it is made from Debian's packages")
        _bootstrap(unreachable)
        return BOOTSTRAPPED
    return OFFICIAL


def _bootstrap(unreachable: SetupError) -> None:
    if os.geteuid() != 0:
        raise SetupError(
            f"There is no base image: {unreachable}\nMaking one takes debootstrap and root. "
            f"Be root once, or pull {OFFICIAL} elsewhere, `docker save` it and `docker load` it here."
        )
    if not shutil.which("debootstrap", path=search_path()):
        install_packages("base", ("debootstrap", "debian-archive-keyring"))
    # Not /tmp, which often forbids device files.
    folder = tempfile.mkdtemp(prefix="gonogo-rootfs-", dir="/var/tmp")
    options = ("--variant=minbase", "--include=ca-certificates")
    try:
        command = ("debootstrap", *options, "trixie", folder, MIRROR)
        work(Work("base", "debootstrap of Debian 13", command, BOOTSTRAP_SECONDS))
        _import(Path(folder))
    finally:
        ask("rm", "--recursive", "--force", "--one-file-system", folder, deadline_seconds=60)


def _import(folder: Path) -> None:
    for document in (folder / "usr/share/doc").rglob("*"):
        if document.is_file() and document.name != "copyright":
            document.unlink()
    archive = folder.with_suffix(".tar")
    excluded = [f"--exclude={pattern}" for pattern in LEFT_OUT]
    pack = ("tar", "--create", "--numeric-owner", "--one-file-system", *excluded, "--file", str(archive))
    take = ("docker", "import", "--change", 'CMD ["bash"]', str(archive), BOOTSTRAPPED)
    try:
        work(Work("base", "packing the file system", (*pack, "--directory", str(folder), "."), PACK_SECONDS))
        work(Work("base", "importing it", take, PACK_SECONDS))
    finally:
        archive.unlink(missing_ok=True)
