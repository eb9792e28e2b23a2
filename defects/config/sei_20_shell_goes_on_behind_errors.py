"""Three suites of tests run in one step, whose shell goes on behind a command that failed.

Ships: the steps were put together to save their start, and the job's default shell was set to one that does
not end at the first error, since a `grep` that found nothing had ended another step. The last suite alone
decides.
Source: GitHub Actions, "Workflow syntax", `jobs.<job_id>.steps[*].shell`: where none is named it is `bash
-e {0}`, and one that is written with `{0}` is taken as it is.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-20", expected=("config/pipeline-can-say-no",))
_JOB = """    name: unit, integration and end-to-end tests
    runs-on: ubuntu-24.04
"""
_STEPS = """      - name: Unit tests
        run: make unit
      - name: Integration tests
        run: make integration
      - name: End to end
        run: make end-to-end
"""


def inject(rng: Random) -> Injection:
    """Run them one after the other by such a shell."""
    shell = rng.choice(["bash {0}", "bash --noprofile --norc {0}", "bash -x {0}", "bash -u {0}"])
    name = rng.choice(["All tests", "Tests", "Test it"])
    step = f"      - name: {name}\n        run: |\n"
    step += "".join(f"          make {suite}\n" for suite in ("unit", "integration", "end-to-end"))
    job = f"{_JOB}    defaults:\n      run:\n        shell: {shell}\n"
    source = edited(".github/workflows/deploy.yml", (_JOB, job), (_STEPS, step))
    return Injection(fact="make unit", source=source)
