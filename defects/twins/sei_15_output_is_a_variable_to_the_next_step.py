"""A step keeps the title of a pull request as its output, and a later one has that as a variable.

Good because: no step puts the words into its script; a shell gets them as a variable, in quotes.
Source: GitHub, "Script injections" (an intermediate environment variable).
"""

from __future__ import annotations

from random import Random

from defects.config.sei_15_title_is_kept_as_an_output import before_the_tests, kept_as_an_output
from proving.seed import Injection, Twin

TWIN = Twin("SEI-15", of="SEI-15-title-is-kept-as-an-output")


def inject(rng: Random) -> Injection:
    """Print the variable."""
    kept, output = kept_as_an_output(rng)
    told = (
        "      - name: What is built\n"
        "        run: printf '%s\\n' \"$BUILT\"\n"
        f"        env:\n          BUILT: ${{{{ {output} }}}}\n"
    )
    return Injection(fact=output, source=before_the_tests(kept + told))
