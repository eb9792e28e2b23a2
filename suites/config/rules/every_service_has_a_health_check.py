"""Every service that goes on running has a health check that can fail.

Why: what depends on a service without one starts too early, and nothing notices that it hangs; a check that
ends in `|| true` is the same with more words, and so is a `curl`, or a line of Python, JavaScript, PHP or
Ruby, to which 503 is an answer like any other, one whose end a pipe into `jq` takes away, one that is
well where its tool is missing or nobody answers, and one that finds its own shell among the processes. A
script that the release's own Dockerfile copies into the image is read as if it stood in the check.
Reference: Compose Specification, healthcheck and depends_on (service_healthy); Dockerfile, HEALTHCHECK;
curl(1), --fail; HTTPie, --check-status; jq, --exit-status; Fetch Standard, Response.ok; Requests,
raise_for_status; pgrep(1), --full; PHP, CURLOPT_FAILONERROR; Net::HTTPResponse#value.
Remedy: ask the service itself in `healthcheck.test` or in its Dockerfile's HEALTHCHECK, with `curl --fail`;
name what runs once and ends under `stack.one_shot`, and give it `restart: "no"`, or `on-failure`.
"""

from __future__ import annotations

from gonogo.contract.config import Stack
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import RenderedService, RenderedStack
from gonogo.suites.config.shell.checks import can_fail
from gonogo.suites.config.stack import services, why_none


@rule("stack.checked", "deployment.compose")
def judge(seen: RenderedStack, stack: Stack) -> Judgement:
    """Refuse a service without a check, with one that is always well, and a one-shot that is restarted.

    A check whose command is no script, or none that the grammar knows, is not refused, and not counted.
    """
    once, found = stack.one_shot, services(seen)
    unknown = [s.name for s in found if s.name not in once and s.check and _can_fail(s) is None]
    said = [(service, _problem(service, once=service.name in once)) for service in found]
    problems = tuple(Problem(f"service {service.name}", *words) for service, words in said if words)
    why = f"no grammar of a shell knows the check of {', '.join(unknown)}" if unknown else why_none(seen)
    return Judgement(len(found) - len(unknown), problems, why, {"not judged": unknown} if unknown else {})


def _problem(service: RenderedService, *, once: bool) -> tuple[str, str] | None:
    if once:
        restarted = service.restart.partition(":")[0] not in ("", "no", "on-failure")
        return ("it runs once and ends", f"restart: {service.restart}") if restarted else None
    if not service.check:
        return "a health check", f"none; {service.unseen}" if service.unseen else "none"
    command = " ".join(word for word in service.check if word not in ("CMD", "CMD-SHELL"))
    ends = "".join(f": … {' '.join(text.split())[-120:]}" for _, text in service.scripts[:1])
    return ("a check that can fail", f"{command}{ends}"[-200:]) if _can_fail(service) is False else None


def _can_fail(service: RenderedService) -> bool | None:
    return can_fail(service.check, dict(service.scripts))
