from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from deploy.setup import launcher
from gonogo import __version__
from gonogo.home import ROOT


def test_the_command_runs_the_checkout_that_its_environment_lies_in(tmp_path: Path) -> None:
    checkout = tmp_path / "a checkout"
    bin_folder = checkout / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (bin_folder / "python").chmod(0o755)
    (checkout / "gonogo").symlink_to(ROOT / "gonogo")
    assert launcher.provide(bin_folder) == "wrote .venv/bin/gonogo"
    assert launcher.provide(bin_folder) == "gonogo is there"
    command = [str(bin_folder / "gonogo"), "--version"]
    environment = {"PATH": os.environ["PATH"]}
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=environment)
    assert said.stdout == f"gonogo {__version__}\n"
