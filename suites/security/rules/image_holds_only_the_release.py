"""The image holds nothing private, and nothing that only its makers need, in any of its layers.

Why: whoever may pull an image has all of its layers and its history: a key that a later step removes, the
settings of an environment, each commit of the source, a password that an argument of the build had.
Reference: OWASP ASVS 5.0 13.4.1, 13.3.1 and 15.2.3; CIS Docker Benchmark 4.10.
Remedy: name in `.dockerignore` what may enter, build in a stage of its own, and give secrets to a build by
`RUN --mount=type=secret`; what has shipped is known, and has to be replaced.
"""

from __future__ import annotations

from gonogo.contract.security import Shipped
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.image import ImageRead, Unshipped


@rule("containers.image", "deployment.compose")
def judge(seen: ImageRead, image: Shipped) -> Judgement:
    """Refuse settings, logins, keys, histories and tests, and a secret with a value among what it tells."""
    problems = [
        Problem(f"{one.path} in {seen.name}", "not in the image", _told(one))
        for one in seen.unshipped
        if not any(f"{one.path}/".startswith(f"{place.rstrip('/')}/") for place in image.allowed)
    ]
    problems += [
        Problem(f"{where} of {seen.name}", "no secret", f"{name} has a value")
        for name, where in seen.told
        if name not in image.allowed
    ]
    return Judgement(sum(seen.files), tuple(problems), "the image has no file")


def _told(one: Unshipped) -> str:
    return one.what if one.kept else f"{one.what}, in layer {one.layer + 1}; a later one takes it away"
