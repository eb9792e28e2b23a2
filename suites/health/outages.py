"""Shared by the rules that judge outages: the control before, the evidence, and doubt against problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gonogo.core.evidence import TruthTable
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.health.observations.probes import Outage, Sample

QUESTIONS = ("liveness", "readiness", "overall", "traffic")
_COLUMNS = ("dependency", "phase", "replica", *QUESTIONS)


def conclude(
    examined: int, problems: Iterable[Problem], doubts: Iterable[str], outages: Iterable[Outage]
) -> Judgement:
    """Fail on a problem; else be inconclusive where any outage leaves a doubt."""
    seen, found = [doubt for doubt in doubts if doubt], tuple(problems)
    evidence = {"truth_table": truth_table(outages)}
    if seen and not found:
        return Judgement.cannot_tell("; ".join(dict.fromkeys(seen)), **evidence)
    reason = "" if examined else "no dependency of this kind was taken away"
    return Judgement(examined, found, reason, evidence)


def control_doubt(outage: Outage, question: str) -> str:
    """Return why an outage shows nothing: each replica has to pass before it, and to be asked during it."""
    return before_doubt(outage, question) or next(
        (
            f"{question} of {replica} was not asked while {outage.dependency} was away"
            for replica in outage.replicas
            if not outage.away(question, replica)
        ),
        "",
    )


def before_doubt(outage: Outage, question: str) -> str:
    """Return which replica did not pass before the fault: whatever it says later is not about the fault."""
    for replica in outage.replicas:
        own = [s for s in outage.before(question) if s.replica == replica]
        if not own or not own[-1].passes:
            said = own[-1].answer if own else "not asked"
            return f"{question} of {replica} was {said} before {outage.dependency} was taken away"
    return "" if outage.replicas else f"no replica was asked about {outage.dependency}"


def after_doubt(outage: Outage, question: str) -> str:
    """Return which replica did not pass again after the fault: a no of one that broke is not about it."""
    for replica in outage.replicas:
        after = outage.after(question, replica)
        if not after or not after[-1].passes:
            said = after[-1].answer if after else "not asked"
            return f"{question} of {replica} was {said} to the end after {outage.dependency} was back"
    return ""


def restarted(outage: Outage, replica: str) -> bool:
    """Whether the replica is another process than before; unknown counts as the same."""
    before, after = outage.instances.get(replica, ("", ""))
    return bool(before) and before != after


def counted(samples: Iterable[Sample]) -> str:
    """Return answers with how often each came: ``200 x 24, 503 x 3``."""
    return ", ".join(f"{answer} x {count}" for answer, count in Counter(s.answer for s in samples).items())


def truth_table(outages: Iterable[Outage]) -> TruthTable:
    """Return what each replica said to each question before, during and after each outage."""
    rows = (
        (outage.dependency, phase, replica, *(counted(_in(outage, phase, q, replica)) for q in QUESTIONS))
        for outage in outages
        for replica in outage.replicas
        for phase in ("before", "away", "after")
    )
    return TruthTable(_COLUMNS, tuple(rows))


def _in(outage: Outage, phase: str, question: str, replica: str) -> list[Sample]:
    if phase == "before":
        return [s for s in outage.before(question) if s.replica == replica]
    return outage.away(question, replica) if phase == "away" else outage.after(question, replica)
