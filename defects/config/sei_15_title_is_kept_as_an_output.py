"""A step keeps the title of a pull request as its output, and a later step puts that into its script.

Ships: the first step does as one should, with a variable; to the next one the output looks like one's own.
Source: GitHub Security Lab, "Keeping your GitHub Actions and workflows secure" (untrusted input); zizmor,
template-injection.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-15", expected=("config/pipeline-runs-nothing-of-strangers",))
_OUTPUT = "steps.%s.outputs.%s"
_TEST = "      - name: Test\n        run: make test\n"


def inject(rng: Random) -> Injection:
    """Tell what is built, by the output."""
    kept, output = kept_as_an_output(rng)
    told = f'      - name: What is built\n        run: echo "${{{{ {output} }}}}"\n'
    return Injection(fact=output, source=before_the_tests(kept + told))


def kept_as_an_output(rng: Random) -> tuple[str, str]:
    """Return a step that keeps such words, and how an expression asks for them."""
    step, name = rng.choice(["about", "change", "meta"]), rng.choice(["title", "subject", "text"])
    word = rng.choice(["event.pull_request.title", "head_ref", "event.head_commit.message"])
    run = rng.choice([f'echo "{name}=$SAID"', f"printf '{name}=%s\\n' \"$SAID\""])
    kept = (
        f"      - id: {step}\n"
        f'        run: {run} >>"$GITHUB_OUTPUT"\n'
        f"        env:\n          SAID: ${{{{ github.{word} }}}}\n"
    )
    return kept, _OUTPUT % (step, name)


def before_the_tests(steps: str) -> dict[str, str | None]:
    """Put steps before the tests."""
    return edited(".github/workflows/verify.yml", (_TEST, f"{steps}{_TEST}"))
