"""SIGTERM ends at a start script, and the server is killed at the end of the grace.

Ships: the image starts a script, and the script starts the server as a child: the shell is process 1, and
passes nothing on.
Source: Kludex/uvicorn#1215; Oh-Sheet-Team/oh-sheet#130.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-01",
    expected=("rollback/replica-stops-gracefully",),
    collateral=(
        "health/every-process-ends-when-told",
        "rollback/no-request-is-lost",
        "rollback/writes-are-taken-throughout",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Start the server below the script."""
    return start_script(rng, "python -m app\nstatus=$?\necho ended with $status\nexit $status")


def start_script(rng: Random, start: str) -> Injection:
    """Start through a script of the image."""
    name = f"start-{rng.randrange(1000)}.sh"
    return Injection(
        fact="exit 137",
        dockerfile=(f"COPY {name} /usr/local/bin/{name}", f'CMD ["sh", "/usr/local/bin/{name}"]'),
        files={name: f'#!/bin/sh\necho "starting on $UKP_PORT"\n{start}\n'},
    )
