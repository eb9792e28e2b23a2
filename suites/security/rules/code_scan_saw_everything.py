"""Static analysis read every file of the source, and every line of it.

Why: bandit ends with 0 on a file that it cannot parse and on a folder that is not there, and a bare `# nosec`
silences whatever comes into its line later.
Reference: bandit, "Exclusions" and exit status; PyCQA/bandit, `errors` and `metrics` of its JSON report.
Remedy: make the file parse on the interpreter that runs the release; name the test in each `# nosec`.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.source import SourceScan
from gonogo.suites.security.scanning import missed


@rule("security.code")
def judge(seen: SourceScan) -> Judgement:
    """Refuse what was not read, and comments that silence everything."""
    told = {one.file for one in seen.unread}
    unread = [Problem(one.file, "a file that can be scanned", one.reason) for one in seen.unread]
    left_out = sorted(set(seen.files) - set(seen.read) - told)
    unread += [Problem(file, "a file that was scanned", "it was left out") for file in left_out]
    silent = [
        Problem(f"{one.file}:{one.line}", "the number of the test that is silenced", one.text)
        for one in seen.silenced
    ]
    problems = (*unread, *silent)
    if not problems and (blind := missed(seen.canaries)):
        return Judgement.cannot_tell(blind)
    return Judgement(len(seen.files), problems, "there is no file to scan")
