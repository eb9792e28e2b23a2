"""Either release has the scripts, styles and images that a page of the other one names.

Why: a page that was opened before a roll-out, or comes from one half of the replicas, loads what it names
from the other half: the name with another build's hash is not found there, or a page comes in its place.
Reference: denoland/celld issue 161; suitenumerique/conversations issue 714; vercel/serve issue 576.
Remedy: put the assets of each build beside those of the builds before, where all replicas or a proxy serve
them from; answer a name that nobody has with 404 and not with a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.crossing import Crossed, Crossing


@rule("rollout.pages")
def judge(seen: Crossing) -> Judgement:
    """Refuse what is not there, or of another type; it has to be there at the release whose page names it."""
    if seen.absent:
        return Judgement.cannot_tell(f"the two releases did not run beside each other: {seen.absent}")
    known = [one for one in seen.assets if not one.own and not one.made]
    doubts = "; ".join(f"{one.what}: {one.own or one.made}" for one in seen.assets if one not in known)
    if doubts:
        return Judgement.cannot_tell(f"what a page names is not there at its own release: {doubts}")
    problems = tuple(problem for one in known for problem in _problems(one))
    return Judgement(len(known), problems, "no page was read", {"pages": [one.what for one in known]})


def _problems(one: Crossed) -> Iterator[Problem]:
    for when, said in (("while both serve", one.beside), ("after the way back", one.after)):
        if said:
            yield Problem(
                f"what {one.what} names, at the other release, {when}", "200 and the same type", said
            )
