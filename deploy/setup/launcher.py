"""The command `gonogo` in .venv, for this checkout: nothing of the project is installed there."""

from __future__ import annotations

import sys
from pathlib import Path

# `sh` starts it, as pip does where a path may hold a blank: a first line with one would not.
_SCRIPT = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).absolute().parents[2])
from gonogo.cli.main import main

sys.exit(main())
"""


def provide(folder: Path | None = None) -> str:
    """Write it, unless it is there as it has to be."""
    bin_folder = folder or Path(sys.prefix) / "bin"
    path, text = bin_folder / "gonogo", _SCRIPT.format(python=bin_folder / "python")
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return "gonogo is there"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return "wrote .venv/bin/gonogo"
