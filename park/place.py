"""Where the park keeps what it installs and what its runs leave."""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "park"
APPS = HERE / "apps"
CONTRACTS = ROOT / "contracts" / "park"
LOCK = ROOT / "requirements" / "park.lock"
OUT = ROOT / "reports" / "out" / "park"
RESULT = ROOT / "reports" / "out" / "park.json"
VENV = OUT / "venv"
NODE = OUT / "npm"


def content_hash(*paths: Path) -> str:
    """Sixteen hex digits for the contents of files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def image() -> str:
    """The image of Debian's servers, by what it is built from."""
    return f"gonogo/park:{content_hash(HERE / 'image' / 'Dockerfile')}"
