"""`python -m proving.upstream.locking ID…`: write a pair's three locks anew, each package by its hash.

It needs the network, `uv` in the PATH for PyPI and `npm` for npm. A lock names no registry's address.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from proving.upstream.entries import Pair, Release, named, npm_package, read_all

OLDEST_PYTHON = "3.11"
_UV = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate"),
    *("--only-binary", ":all:", "--python-version", OLDEST_PYTHON),
)
_NPM = (
    *("npm", "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--ignore-scripts"),
    *("--no-audit", "--no-fund"),
)


def main(words: list[str]) -> int:
    """Lock the three releases of each pair that is named; of all where none is."""
    for pair in named(read_all(), words):
        for release in pair.releases:
            _lock(pair, release)
            print(f"{release.lock.name} of {pair.id} written", flush=True)
    return 0


def _lock(pair: Pair, release: Release) -> None:
    with tempfile.TemporaryDirectory(prefix="gonogo-lock-") as name:
        folder = Path(name)
        made = _npm(folder, release) if pair.registry == "npm" else _pypi(folder, release)
        release.lock.write_text(made.read_text(encoding="utf-8"), encoding="utf-8")


def _pypi(folder: Path, release: Release) -> Path:
    asked = folder / "requirements.in"
    asked.write_text("\n".join(release.requirements) + "\n", encoding="utf-8")
    subprocess.run([*_UV, "--output-file", "lock", asked.name], check=True, cwd=folder)
    return folder / "lock"


def _npm(folder: Path, release: Release) -> Path:
    package = {"name": "upstream", "private": True, "dependencies": npm_package(release.requirements)}
    (folder / "package.json").write_text(json.dumps(package), encoding="utf-8")
    subprocess.run(_NPM, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return folder / "package-lock.json"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
