"""The gate's exit status is lost in a pipe.

Ships: its output was to be kept, so it is piped into tee. A step of GitHub without `shell` runs in `bash
-e`, which takes the status of the last command of a pipe.
Source: GitHub, "Workflow syntax", jobs.<job_id>.steps[*].shell.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("config/pipeline-can-say-no",))
_OLD = "        run: make ship STEP=gate\n"


def inject(rng: Random) -> Injection:
    """Keep the output."""
    return Injection(fact="make ship STEP=gate", source=piped(f"{rng.choice(('gate', 'staging'))}.log"))


def piped(log: str, shell: str = "") -> dict[str, str | None]:
    """Pipe the verdict into a file, in a shell that is named or not."""
    named = f"        shell: {shell}\n" if shell else ""
    return edited(
        ".github/workflows/deploy.yml", (_OLD, f"{named}        run: make ship STEP=gate 2>&1 | tee {log}\n")
    )
