"""The source has no weakness that static analysis finds.

Why: a shell that runs what a user typed, or a certificate that is not verified, works in every test of the
release's own.
Reference: bandit, test plugins; OWASP ASVS 5.0 15.2.1, 1.2.5; CWE-78, CWE-502.
Remedy: mend it; where it is right as it is, write `# nosec B603` with that test's number, and why.
"""

from __future__ import annotations

from gonogo.contract.security import CodeScan
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.source import SourceScan, Weakness
from gonogo.suites.security.scanning import missed

_RANKS = ("low", "medium", "high")


@rule("security.code")
def judge(seen: SourceScan, code: CodeScan) -> Judgement:
    """Refuse each finding of the promised severity and confidence, or above."""
    problems = tuple(
        Problem(f"{one.file}:{one.line}", f"no finding of {one.test}", f"{one.severity}: {one.text}")
        for one in seen.weaknesses
        if _reaches(one, code.severity, code.confidence)
    )
    if not problems and (blind := missed(seen.canaries)):
        return Judgement.cannot_tell(blind)
    return Judgement(len(seen.read), problems, "no file was scanned")


def _reaches(one: Weakness, severity: str, confidence: str) -> bool:
    severe = _RANKS.index(one.severity) >= _RANKS.index(severity)
    return severe and _RANKS.index(one.confidence) >= _RANKS.index(confidence)
