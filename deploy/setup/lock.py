"""`make lock`: write requirements/*.lock anew, with the hashes of every platform's files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from deploy.setup.commands import ROOT

# The oldest Python that the suite runs on: what resolves for it holds for the newer ones too.
OLDEST_PYTHON = "3.11"
NAMES = ("service", "suite", "gate", "park", "scan")


def command(uv: Path, name: str) -> list[str]:
    """Say how uv compiles one list."""
    return [
        str(uv),
        "pip",
        "compile",
        "--quiet",
        "--upgrade",
        "--universal",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--python-version",
        OLDEST_PYTHON,
        "--output-file",
        f"requirements/{name}.lock",
        f"requirements/{name}.in",
    ]


def main() -> int:
    """Compile each list with a uv that lives no longer than this."""
    with tempfile.TemporaryDirectory(prefix="gonogo-lock-") as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / "bin"
        subprocess.run(
            [programs / "pip", "install", "--quiet", "--disable-pip-version-check", "uv"], check=True
        )
        for name in NAMES:
            subprocess.run(command(programs / "uv", name), check=True, cwd=ROOT)
            print(f"requirements/{name}.lock written", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
