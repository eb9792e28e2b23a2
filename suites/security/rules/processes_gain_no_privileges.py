"""No process gains privileges by what it starts.

Why: an image holds programs that run as root whoever starts them (`su`, `mount`), and files may carry
capabilities; with one of them a break-in into a process without privileges is one into a process with all.
Reference: CIS Docker Benchmark 5.25; kernel.org, "No New Privileges Flag"; NIST SP 800-190, 4.4.
Remedy: `security_opt: ["no-new-privileges:true"]` for each service, or for all in the engine's own settings.
"""

from __future__ import annotations

from gonogo.contract.security import Containers
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.confinement import Fences


@rule("containers.no_new_privileges")
def judge(seen: Fences, containers: Containers) -> Judgement:
    """Refuse a first process of which the kernel does not say so; what it starts inherits the flag."""
    promised = containers.no_new_privileges
    exempt = promised.exempt if promised else ()
    judged = [one for one in seen.fences if one.service not in exempt]
    problems = tuple(
        Problem(
            fence.name, "no-new-privileges", f"NoNewPrivs 0, by {', '.join(fence.options) or 'no option'}"
        )
        for fence in judged
        if fence.gains
    )
    blind = [fence.name for fence in judged if fence.gains is None]
    if blind and not problems:
        return Judgement.cannot_tell(f"process 1 of {', '.join(blind)} could not be read")
    return Judgement(len(judged), problems, "no container ran for which it is promised")
