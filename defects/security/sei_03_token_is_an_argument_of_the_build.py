"""A token was given to the build as an argument, and stands in the history of the image.

Ships: packages come from a private registry, and the argument is the first thing that works.
Source: https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/; CIS Docker Benchmark 4.10.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-03", expected=("security/image-holds-only-the-release",), target="compose")


def inject(rng: Random) -> Injection:
    """Build with an argument that a step sees, or leave it as a variable."""
    name = f"{rng.choice(['NPM', 'PIP', 'REGISTRY'])}_{rng.choice(['TOKEN', 'PASSWORD'])}"
    value = rng.randbytes(12).hex()
    how = rng.choice([(f"ARG {name}={value}", "RUN true"), (f"ENV {name}={value}",)])
    return Injection(fact=name, dockerfile=how)
