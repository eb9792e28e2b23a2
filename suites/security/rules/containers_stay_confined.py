"""No container does without the engine's filters.

Why: the filter of system calls and the profile of files keep a break-in from hundreds of the kernel's doors,
through some of which containers were left before; they are switched off to look for something, and stay so.
Reference: CIS Docker Benchmark 5.1, 5.2 and 5.21; Docker, "Seccomp security profiles"; CVE-2022-0185.
Remedy: take `unconfined` and `label=disable` out of `security_opt`; give what really needs one more call a
profile that allows it.
"""

from __future__ import annotations

import re

from gonogo.contract.security import Containers
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.confinement import Fences

_OPEN = re.compile(
    r"(?:seccomp|apparmor|systempaths)[=:]unconfined|label[=:](?:disable(?:$|:true)|type:spc_t)",
    re.IGNORECASE,
)


@rule("containers")
def judge(seen: Fences, containers: Containers) -> Judgement:
    """Refuse an option that switches a filter off, unless its service may do without."""
    problems = tuple(
        Problem(fence.name, "the engine's filters, or its own", option)
        for fence in seen.fences
        if fence.service not in containers.unconfined
        for option in fence.options
        if _OPEN.match(option)
    )
    return Judgement(len(seen.fences), problems, "no container ran")
