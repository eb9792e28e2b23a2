"""What this release has written is understood by the release before.

Why: in a roll-out both serve, and after a way back the old one serves alone: a value that it does not know, a
cached answer in another form, a token of another key are its failures then, for as long as they are there.
Reference: Apache Avro specification, "Schema Resolution"; rails/rails issue 35836 (cache entries that the
version before cannot read); squawk, require-enum-value-ordering.
Remedy: release the reader first, and the writer one release later; give what is cached a version in its key;
verify with a new key before signing with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.crossing import Crossed, Crossing


@rule("rollout.previous")
def judge(seen: Crossing) -> Judgement:
    """Refuse what the release before cannot read; it has to have read its own, and this one that thing."""
    if seen.absent:
        return Judgement.cannot_tell(f"the two releases did not run beside each other: {seen.absent}")
    known = [one for one in seen.things if not one.own and not one.made]
    doubts = "; ".join(f"{one.what}: {one.own or one.made}" for one in seen.things if one not in known)
    problems = tuple(problem for one in known for problem in _problems(one))
    evidence = {"releases": list(seen.releases), "read": [one.what for one in known], "left out": doubts}
    return Judgement(len(known), problems, f"nothing that both make: {doubts or 'no thing'}", evidence)


def _problems(one: Crossed) -> Iterator[Problem]:
    for when, said in (("while both serve", one.beside), ("after the way back", one.after)):
        if said:
            yield Problem(f"{one.what}, at the release before, {when}", "as promised", said)
