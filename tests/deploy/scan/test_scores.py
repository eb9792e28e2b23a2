"""A chapter's score is of what was examined, with how much that is beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.scan.scores import Score, references, scores
from gonogo.core.standards import CHAPTERS, chapters

ASVS, CIS = CHAPTERS


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("OWASP ASVS 5.0 13.2.3 (no default credentials), 13.4.2 (RFC 7.1); CWE-798.", {(ASVS, 13)}),
        ("bandit; OWASP ASVS 5.0 15.2.1, 1.2.5; CWE-78.", {(ASVS, 15), (ASVS, 1)}),
        ("CIS Docker Benchmark 4.1; OWASP ASVS 5.0 13.2.2 (least privilege).", {(CIS, 4), (ASVS, 13)}),
        ("RFC 9112, 6.1, 6.3; OWASP ASVS 5.0\n9.2.1 to 9.2.3.", {(ASVS, 9)}),
        ("CIS Docker Benchmark, on restart policies; issue 2545.", set()),
        ("RFC 8725, 3.1 and 3.2.", set()),
    ],
)
def test_a_reference_names_its_chapters(reference: str, expected: set[tuple[str, int]]) -> None:
    assert chapters(reference) == expected


def test_what_was_not_examined_is_in_no_score_and_what_is_waived_has_not_passed() -> None:
    said = {"a/1": "passed", "a/2": "failed", "a/3": "waived", "a/4": "inconclusive", "a/5": "error"}
    referring = {f"a/{number}": "OWASP ASVS 5.0 8.2.1." for number in range(1, 7)}
    assert list(scores(referring, said)) == [Score(ASVS, 8, "Authorization", 6, 3, 1)]


def test_without_a_verdict_nothing_was_examined() -> None:
    (made,) = scores({"a/1": "CIS Docker Benchmark 4.1."}, {})
    assert (made.examined, made.passed, made.rules) == (0, 0, 1)


def test_rules_are_read_from_their_files(tmp_path: Path) -> None:
    rule = tmp_path / "suites" / "security" / "rules" / "it_holds.py"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        '"""It holds.\n\nWhy: so.\nReference: OWASP ASVS 5.0 8.2.1,\n  9.1.1; CWE-1.\nRemedy: 4.1.1.\n"""\n'
    )
    (rule.parent / "__init__.py").touch()
    assert references(tmp_path) == {"security/it-holds": " OWASP ASVS 5.0 8.2.1,\n  9.1.1; CWE-1.\n"}


def test_our_own_rules_refer_to_both() -> None:
    made = list(scores(references(Path(__file__).parents[3]), {}))
    assert {one.standard for one in made} == {ASVS, CIS}
    assert all(one.rules for one in made)
