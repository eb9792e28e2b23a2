"""A refused configuration is logged, and the process ends with status 0.

Ships: what `main` returns is not handed to `sys.exit` any more. The log says what is wrong, and whatever
waits for the exit status (an init container, `service_completed_successfully`, a deploy script) takes it
for done.
Source: Heroku, "How I broke git push heroku main".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "CFG-10",
    expected=("config/required-variable-is-refused-when-missing",),
    collateral=(
        "config/bad-value-is-refused",
        "config/guard-rails-hold",
        "config/unknown-variable-is-refused",
    ),
)


def inject(_rng: Random) -> Injection:
    """Throw the status away."""
    changed = ("    sys.exit(main())", "    main()")
    return Injection(fact="UKP_", source=edited("app/__main__.py", changed))
