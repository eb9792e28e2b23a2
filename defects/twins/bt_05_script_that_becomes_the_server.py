"""The image starts a script, and the script becomes the server.

Good because: `exec` makes the server process 1, which gets SIGTERM itself.
Source: Oh-Sheet-Team/oh-sheet#130.
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_01_script_keeps_the_signal import start_script
from proving.seed import Injection, Twin

TWIN = Twin("BT-05", of="RBK-01-script-keeps-the-signal", target="compose")


def inject(rng: Random) -> Injection:
    """Start the server in the script's place."""
    return start_script(rng, "exec python -m app")
