"""No address of another service and no credential is a literal of the source.

Why: a literal is the same in every environment, in a data file that ships with the source as well; the copy
for staging then writes into the database of production, and a key in the source is one in every clone of it.
Reference: The Twelve-Factor App, III (config); CWE-798, CWE-547; OWASP ASVS 5.0 13.3.1.
Remedy: read it from the environment, validated with the other settings; list what no environment changes
under config.literals.allowed.
"""

from __future__ import annotations

from gonogo.contract.config import Literals
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.addresses import address_of
from gonogo.suites.config.credentials import credential_of
from gonogo.suites.config.observations.literals import Source


@rule("config.literals")
def judge(seen: Source, literals: Literals) -> Judgement:
    """Refuse such a literal, and a file that cannot be read."""
    allowed = literals.allowed
    problems = [Problem(file, "Python that parses", "it does not") for file in seen.unread]
    problems += [
        Problem(f"{one.file}:{one.line}", "a setting", what)
        for one in seen.literals
        if one.text not in allowed and (what := address_of(one) or credential_of(one))
    ]
    return Judgement(len(seen.literals), tuple(problems))
