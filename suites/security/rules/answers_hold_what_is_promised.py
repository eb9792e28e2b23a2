"""An answer holds the fields that are promised, and no more.

Why: a row that goes out as it is takes along what the next migration adds to it: a hash, an internal id, what
belongs to somebody else; no client misses it, and none says so.
Reference: OWASP ASVS 5.0 15.3.1; OWASP API Security Top 10, API3:2023.
Remedy: name the fields of each answer in a model of its own, and let nothing else out.
"""

from __future__ import annotations

from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.fields import Answered, Fields


@rule("security.fields")
def judge(seen: Fields, security: Security) -> Judgement:
    """Refuse a field that the contract does not name, at any depth; what is below `name.*` is free.

    Refuse as well what is called JSON and is none, which holds no field at all.
    """
    asked = list(zip(seen.answers, security.fields, strict=False))
    odd = [answer for answer, _ in asked if answer.status != answer.promised]
    whole = [(answer, named) for answer, named in asked if answer.status == answer.promised]
    problems = tuple(
        Problem(f"{answer.method} {answer.path}", "no field but the promised ones", ", ".join(more))
        for answer, named in whole
        if (more := _more(answer, named.fields))
    )
    problems += tuple(
        Problem(f"{a.method} {a.path}", "JSON, as its type says", a.broken) for a, _ in whole if a.broken
    )
    unseen = [f"{a.path}: {name or 'it'} is empty" for a, named in asked for name in a.unseen(named.fields)]
    if unseen and not odd and not problems:
        return Judgement.cannot_tell(f"nothing shows what its entries hold: {', '.join(unseen)}")
    if odd and not problems:
        said = "; ".join(f"{a.method} {a.path} was answered with {a.status}, not {a.promised}" for a in odd)
        return Judgement.cannot_tell(said)
    return Judgement(sum(len(answer.fields) for answer in seen.answers), problems, "no answer held a field")


def _more(answer: Answered, promised: tuple[str, ...]) -> list[str]:
    free = tuple(name[:-1] for name in promised if name.endswith(".*"))
    known = {*promised, *(name[:-1] for name in free)}
    known |= {
        ".".join(parts[:n]) for name in promised for parts in [name.split(".")] for n in range(len(parts))
    }
    return [field for field in answer.fields if field not in known and not (free and field.startswith(free))]
