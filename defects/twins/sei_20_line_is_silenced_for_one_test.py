"""A comment silences a finding on a line that runs a program.

Good because: it names the test, the words are a list without a shell, and any other test still looks.
Source: PyCQA/bandit, "Exclusions".
"""

from __future__ import annotations

from random import Random

from defects.security.sei_20_line_is_silenced_for_good import running
from proving.seed import Injection, Twin

TWIN = Twin("SEI-20", of="SEI-20-line-is-silenced-for-good")


def inject(rng: Random) -> Injection:
    """Silence that one, by its number or by its name."""
    test = rng.choice(["B603", "subprocess_without_shell_equals_true"])
    return running(rng, f"# nosec {test} - a list, and the name is one of ours", shell=False)
