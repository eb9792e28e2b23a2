"""A proof is hashed by what is executed, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.proofs import sources

RULE = '''"""A rule."""
from gate.shared import LIMIT
from gonogo.core.finding import Finding
import math


@observed_by("gate.shared:read", quick=True)
def judge(seen, most=3):
    """Say so."""
    if seen > most:  # too much
        return f"{seen} is more than {LIMIT}"
    return math.floor(seen + 1)
'''
SHARED = '"""What two share."""\nLIMIT = 1\n"""So many."""\n'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    monkeypatch.setattr(sources, "OURS", frozenset({"gate", "gonogo"}))
    write(
        tmp_path, {"gate/rule.py": RULE, "gate/shared.py": SHARED, "gonogo/core/finding.py": "Finding = 1\n"}
    )
    yield tmp_path
    sources.forget()


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    sources.forget()


def hashed(name: str = "gate.rule") -> str:
    return sources.hash_of((name,), within="gate", without=("gonogo.core",))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"""A rule."""', '"""A rule that\n\nsays more."""'),
        ('    """Say so."""\n', ""),
        ("  # too much", ""),
        ("most=3", "most = 3 "),
        ('"gate.shared:read"', '"gate.far.shared:read"'),
        ("from gonogo.core.finding import", "from gonogo.core.findings.one import"),
        ("from gate.shared import", "from .shared import"),
        (
            "from gonogo.core.finding import Finding\nimport math\n",
            "import math\nfrom gonogo.core.finding import Finding\n",
        ),
    ],
)
def test_what_is_not_executed_is_not_hashed(project: Path, old: str, new: str) -> None:
    before = hashed()
    write(project, {"gate/rule.py": RULE.replace(old, new)})
    assert old in RULE
    assert hashed() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seen + 1", "seen + 2"),
        ("seen > most", "seen >= most"),
        ("most=3", "most=4"),
        ("quick=True", "quick=False"),
        ('@observed_by("gate.shared:read", quick=True)\n', ""),
        ("is more than", "is less than"),
        ("{LIMIT}", "{LIMIT!r}"),
        ('"gate.shared:read"', '"gate.shared:write"'),
        ('"gate.shared:read"', '"gates.shared:read"'),
        ("import math", "import cmath as math"),
        ("import LIMIT", "import MOST as LIMIT"),
    ],
)
def test_what_is_executed_is_hashed(project: Path, old: str, new: str) -> None:
    before = hashed()
    write(project, {"gate/rule.py": RULE.replace(old, new)})
    assert old in RULE
    assert hashed() != before


def test_what_it_imports_is_hashed_however_it_does(project: Path) -> None:
    for line in ("from gate.shared import LIMIT", "from .shared import LIMIT", "from . import shared"):
        seen = set()
        for limit in ("LIMIT = 1\n", "LIMIT = 2\n"):
            write(project, {"gate/rule.py": f"{line}\n", "gate/shared.py": limit})
            seen.add(hashed())
        assert len(seen) == 2, line


def test_a_module_that_moves_keeps_its_hash(project: Path) -> None:
    before = hashed()
    write(
        project,
        {"gate/far/limits.py": SHARED, "gate/rule.py": RULE.replace("gate.shared", "gate.far.limits")},
    )
    (project / "gate" / "shared.py").unlink()
    (project / "gate" / "rule.py").rename(project / "gate" / "moved.py")
    sources.forget()
    assert hashed("gate.moved") == before


def test_two_that_trade_their_names_are_not_the_same(project: Path) -> None:
    imports = "from gate.one import LIMIT\nfrom gate.two import LIMIT as MOST\n"
    write(project, {"gate/rule.py": imports, "gate/one.py": "LIMIT = 1\n", "gate/two.py": "LIMIT = 2\n"})
    before = hashed()
    write(project, {"gate/one.py": "LIMIT = 2\n", "gate/two.py": "LIMIT = 1\n"})
    assert hashed() != before


def test_a_true_word_is_not_its_number(project: Path) -> None:
    write(project, {"gate/rule.py": "A = True\n"})
    before = hashed()
    write(project, {"gate/rule.py": "A = 1\n"})
    assert hashed() != before


def test_a_star_is_not_left_out(project: Path) -> None:
    write(project, {"gate/rule.py": "A = {**B, C: D}\n"})
    before = hashed()
    write(project, {"gate/rule.py": "A = {C: D, **B}\n"})
    assert hashed() != before
