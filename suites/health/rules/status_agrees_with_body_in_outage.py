"""The status code of a health answer agrees with its body while a dependency is away.

Why: a hard-coded 200 looks right for as long as all is well; only an outage shows `fail` under it.
Reference: draft-inadarei-api-health-check-06, section 3.1.
Remedy: derive the code from the status in one place: fail is 4xx or 5xx, pass and warn are 2xx or 3xx.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from gonogo.contract.health import Health, Probe
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.agreement import disagreement, lists_checks, meant, tells_of_a_part
from gonogo.suites.health.lines import refused_by_page
from gonogo.suites.health.observations.probes import Outage, Outages
from gonogo.suites.health.outages import conclude
from gonogo.suites.health.parts import worst_part
from gonogo.suites.health.promised import probes_of
from gonogo.suites.health.stated import stated_by

_REFUSED = 400
_OF_ALL_PARTS = ("readiness", "overall")


@rule("health.probes", "dependencies")
def judge(seen: Outages, health: Health) -> Judgement:
    """Refuse `fail` below 400, and `pass` or `warn` from 400 on, at any time of an outage."""
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    texts, examined = {name for name, made in probes_of(health).items() if made.body != "json"}, 0
    for outage in seen.outages:
        for question, replica, status, stated in _said(outage, probes_of(health)):
            if not outage.hard and status < _REFUSED and _tells_of_parts(outage, question, stated):
                continue  # the whole is well without what is optional, whose check may say that it is not
            examined += bool(stated) or (question in texts and 200 <= status < 300)
            if expected := disagreement(status, stated):
                where = f"{question} of {replica} without {outage.dependency}"
                wrong[where, expected].append(f"{status} with {stated}")
    problems = [
        Problem(where, expected, said[0] + (f", {len(said)} times" if len(said) > 1 else ""))
        for (where, expected), said in wrong.items()
    ]
    parts = (
        problem for outage in seen.outages if outage.hard for problem in _parts(outage, probes_of(health))
    )
    return conclude(examined, [*problems, *dict.fromkeys(parts)], (), seen.outages)


def _parts(outage: Outage, promised: Mapping[str, Probe]) -> Iterator[Problem]:
    """Give each whole that is well while a part of it fails, in a form in which it is as bad as its parts.

    Liveness is right to be well: a start anew brings no dependency back.
    """
    asked = {name: made for name, made in promised.items() if name in _OF_ALL_PARTS}
    for body in (body for body in outage.bodies if body.question in asked and body.status < _REFUSED):
        stated = stated_by(body.body, asked[body.question])
        if meant(stated) == "pass" and (part := worst_part(body.body)):
            where = f"{body.question} of {body.replica} without {outage.dependency}"
            yield Problem(where, f"warn or fail, for {part} fails", f"{body.status} with {stated}")


def _tells_of_parts(outage: Outage, question: str, stated: str) -> bool:
    bodies = (body.body for body in outage.bodies if body.question == question)
    return tells_of_a_part(stated) or any(map(lists_checks, bodies))


def _said(outage: Outage, promised: Mapping[str, Probe]) -> Iterator[tuple[str, str, int, str]]:
    """Yield question, replica, status and what was stated: under the promised key where there is one.

    Samples hold what stands under a usual key; for another one, and for a page that says no in a heading,
    there is the first body of each shape.
    """
    for name, made in promised.items():
        if made.key:
            asked = (body for body in outage.bodies if body.question == name)
            yield from ((name, b.replica, b.status, stated_by(b.body, made)) for b in asked)
        else:
            yield from (
                (name, s.replica, s.status, s.stated) for s in outage.of(name) if s.status is not None
            )
            pages = (b for b in outage.bodies if b.question == name and b.body.lstrip().startswith("<"))
            yield from ((name, b.replica, b.status, said) for b in pages if (said := refused_by_page(b.body)))
