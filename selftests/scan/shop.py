"""A small shop under git for the scanners to look at, and a database of advisories."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from deploy.scan import imagefile, install
from deploy.scan.image import Image
from deploy.scan.work import Work

FILES = {
    "app/main.py": "ONE = 1\n",
    "Dockerfile": 'FROM debian:13-slim\nUSER 910\nCMD ["true"]\n',
    ".github/workflows/verify.yml": (
        "name: verify\non: push\npermissions: {}\nconcurrency:\n  group: verify-${{ github.ref }}\n"
        "  cancel-in-progress: true\njobs:\n  test:\n    name: test\n    runs-on: ubuntu-24.04\n"
        "    timeout-minutes: 5\n    steps:\n      - name: test\n        run: make test\n"
    ),
    "requirements/app.lock": "packaging==26.4\n",
}
_GIT = ("git", "-c", "user.name=shop", "-c", "user.email=shop@example.com", "-c", "commit.gpgsign=false")
_FLASK = {"introduced": "0"}, {"fixed": "1.0"}


def open_shop(
    folder: Path, files: Mapping[str, str] = MappingProxyType({}), advisories: Path | None = None
) -> Work:
    """Make a shop whose files are well but for those given."""
    root, out = folder / "shop", folder / "out"
    for name, text in {**FILES, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message=first")):
        subprocess.run([*_GIT, "-C", str(root), *words], check=True, timeout=30)
    return Work(
        root=root,
        scratch=folder / "scratch",
        out=out,
        programs=install.programs(),
        actionlint=install.actionlint(),
        image="",
        advisories=advisories,
        verdict=folder / "verdict.json",
        now=dt.datetime.now(dt.UTC),
    )


def database(folder: Path, *packages: str, age_days: float = 1.0) -> Path:
    """Write a database that knows every version below 1.0 of the packages as bad."""
    made = folder / "advisories"
    made.mkdir()
    changed = dt.datetime.now(dt.UTC) - dt.timedelta(days=age_days)
    for package in packages:
        ranges = [{"type": "ECOSYSTEM", "events": list(_FLASK)}]
        affected = [{"package": {"name": package, "ecosystem": "PyPI"}, "ranges": ranges}]
        record = {"id": f"PYSEC-{package}", "modified": changed.isoformat(), "affected": affected}
        (made / f"{package}.json").write_text(json.dumps(record), encoding="utf-8")
    return made


def image(folder: Path, files: dict[str, bytes], **changes: object) -> Image:
    """Write an image, and say of it what an image like the planted one says of itself."""
    archive = folder / "image.tar"
    made = imagefile.write(archive, files, {"User": "root"})
    python, debian = frozenset({("planted", "0.1")}), frozenset({("planted-debian", "1.0")})
    return replace(Image("gonogo/shop:1", made, archive, python, debian), **changes)  # type: ignore[arg-type]
