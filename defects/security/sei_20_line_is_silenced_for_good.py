"""A bare comment silences every test on a line, those of the weakness that comes into it later too.

Ships: it was written for a finding that was none; then the line was changed.
Source: PyCQA/bandit, "Exclusions" (`# nosec` with and without a test).
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("security/code-scan-saw-everything",))


def inject(rng: Random) -> Injection:
    """Silence a line for no stated reason."""
    said = ["# nosec", "# nosec: checked", "#nosec - see the review", "# nosec B999", "# nosec by sec_team"]
    return running(rng, rng.choice(said), shell=True)


def running(rng: Random, comment: str, *, shell: bool) -> Injection:
    """Write a module that runs a program, with a comment on the line that does."""
    path = f"app/knowledge/{rng.choice(['convert', 'render', 'spell'])}.py"
    words = '"convert " + name, shell=True' if shell else '["/usr/bin/convert", name]'
    text = f'''"""Have a program do it."""

import subprocess  # nosec B404 - one program, by its whole path

WIDTH = {rng.randrange(100, 900)}


def convert(name: str) -> int:
    """Return its exit status."""
    return subprocess.call({words}, timeout=5)  {comment}
'''
    return Injection(fact=f"{path}:{len(text.splitlines())}", source={path: text})
