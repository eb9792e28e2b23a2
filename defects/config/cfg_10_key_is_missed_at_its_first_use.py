"""A release starts without the keys that sign its tokens, and fails when the first token is asked for.

Ships: a machine that only reads was to need no signing key, so that the variable got an empty default and the
key is looked up where it is used. Whoever forgets the variable anywhere else sees a release that is well.
Source: Heroku, "How I broke git push" (danluu/post-mortems: a new variable, missed at its first use); The
Twelve-Factor App, III.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-10", expected=("config/required-variable-is-refused-when-missing",))
_REQUIRED = "Field(min_length=1, max_length=8)]\n"


def inject(rng: Random) -> Injection:
    """Take no key for none that is needed yet."""
    nobody = rng.choice(["none", "unset", "-"])
    source = {
        **edited("app/config/settings.py", (_REQUIRED, "Field(max_length=8)] = ()\n")),
        **edited("app/security/tokens.py", ("= keys[0].kid\n", f'= keys[0].kid if keys else "{nobody}"\n')),
    }
    return Injection(fact="UKP_SIGNING_KEYS", source=source)
