"""A step uses an action of the same repository, and that one uses somebody else's by a tag.

Ships: the steps that many workflows share move into one action; what looks for pins looks at the workflows.
Source: CVE-2025-30154 (reviewdog/action-setup, which others used within their own actions); zizmor,
unpinned-uses.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-13", expected=("config/actions-are-pinned",))
_STEPS = "    steps:\n"


def inject(rng: Random) -> Injection:
    """Name a tag, or a branch."""
    return sharing(rng, rng.choice([f"v{rng.randrange(1, 9)}", "main", f"{rng.getrandbits(28):07x}"]))


def sharing(rng: Random, reference: str) -> Injection:
    """Have a workflow use an action that lies elsewhere in the repository."""
    used = f"{rng.choice(['acme', 'shop'])}/{rng.choice(['setup', 'cache', 'deps'])}@{reference}"
    folder = f"{rng.choice(['build', 'tools', 'ci'])}/{rng.choice(['prepare', 'begin', 'steps'])}"
    made = f"name: shared\ndescription: Begins\nruns:\n  using: composite\n  steps:\n    - uses: {used}\n"
    path = f".github/workflows/{rng.choice(['dependencies', 'nightly'])}.yml"
    head, found, rest = (ROOT / path).read_text(encoding="utf-8").partition(_STEPS)
    text = f"{head}{found}      - uses: ./{folder}\n{rest}"
    return Injection(fact=used, source={path: text, f"{folder}/action.yml": made})
