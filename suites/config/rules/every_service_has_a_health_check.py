"""Every service that goes on running has a health check that can fail.

Why: what depends on a service without one starts too early, and nothing notices that it hangs; a check that
ends in `|| true` is the same with more words.
Reference: Compose Specification, healthcheck and depends_on (service_healthy).
Remedy: ask the service itself in `healthcheck.test`; name what runs once and ends under `stack.one_shot`, and
give it `restart: "no"`.
"""

from __future__ import annotations

import re

from gonogo.contract.config import Stack
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import RenderedService, RenderedStack
from gonogo.suites.config.stack import services, why_none

_ALWAYS_WELL = re.compile(r"(^|;|\|\|?|\n)\s*(/bin/|/usr/bin/)?(true|:|exit\s+0)\s*;?\s*$")


@rule("stack", "deployment.compose")
def judge(seen: RenderedStack, stack: Stack) -> Judgement:
    """Refuse a service without a check, with one that is always well, and a one-shot that is restarted."""
    once = stack.one_shot
    found = services(seen)
    said = [(service, _problem(service, once=service.name in once)) for service in found]
    problems = tuple(Problem(f"service {service.name}", *words) for service, words in said if words)
    return Judgement(len(found), problems, why_none(seen))


def _problem(service: RenderedService, *, once: bool) -> tuple[str, str] | None:
    if once:
        restarted = service.restart not in ("", "no")
        return ("it runs once and ends", f"restart: {service.restart}") if restarted else None
    if not service.check:
        return "a health check", "none"
    command = " ".join(word for word in service.check if word not in ("CMD", "CMD-SHELL"))
    return ("a check that can fail", command[-200:]) if _ALWAYS_WELL.search(command) else None
