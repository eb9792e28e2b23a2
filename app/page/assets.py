"""Assets under names that hold a hash of their content: a browser may keep them for good."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "assets"
_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_DIGITS = 16
_OTHER = re.compile(r"(.+)\.[0-9a-f]{16}(\.[a-z]+)")
FOREVER = "public, max-age=31536000, immutable"
FOR_NOW = "no-cache"


@dataclass(frozen=True)
class Asset:
    """One file: its public name, its content and its media type."""

    name: str
    content: bytes
    media_type: str


def _hashed(path: Path) -> Asset:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return Asset(f"{path.stem}.{digest}{path.suffix}", content, _TYPES[path.suffix])


_BY_FILE = {path.name: _hashed(path) for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES}
_BY_NAME = {asset.name: asset for asset in _BY_FILE.values()}


def asset(name: str) -> Asset | None:
    """Return the asset of a public name; under another content's hash, the file as it is in this release.

    The page of another release asks for that while both serve: what looks a little different is better than
    no style at all. `name` is then not the asset's own, and nobody may keep it.
    """
    other = _OTHER.fullmatch(name)
    return _BY_NAME.get(name) or (_BY_FILE.get(f"{other[1]}{other[2]}") if other else None)


def public_name(file: str) -> str:
    """Return the public name of a file, for templates. KeyError where there is no such file."""
    return _BY_FILE[file].name
