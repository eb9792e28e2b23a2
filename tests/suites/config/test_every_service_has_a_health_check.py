from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.observations.stack import RenderedProfile, RenderedStack
from tests.judging import Case, contract
from tests.suites.config.stack import BOARD, CONTRACT, DEPLOYMENT, MIGRATE, SHOP, rendered

CASE = Case(
    "config/every-service-has-a-health-check",
    CONTRACT,
    clean=rendered(),
    broken=rendered(replace(BOARD, check=())),
)


def test_each_service_is_examined_once() -> None:
    assert CASE.finding(CASE.clean).examined == 3


@pytest.mark.parametrize(
    "check",
    [
        ("CMD", "true"),
        ("CMD", "/bin/true"),
        ("CMD-SHELL", "curl --fail localhost || true"),
        ("CMD-SHELL", "curl --fail localhost || exit 0"),
        ("CMD-SHELL", "curl --fail localhost; exit 0"),
        ("CMD-SHELL", ":"),
        ("CMD", "python", "-c", "import requests; requests.get('http://localhost:8000/health')"),
        (
            "CMD",
            "/usr/bin/python3.12",
            "-c",
            "import httpx\nprint(httpx.get('http://x/').status_code)",
        ),
        ("CMD", "node", "-e", "require('http').get('http://localhost:3000', () => process.exit(0))"),
        (
            "CMD-SHELL",
            "node -e \"fetch('http://x/').then(() => 0).catch(() => process.exit(1))\"",
        ),
        ("CMD-SHELL", "bun -e \"fetch('http://x/')\" || exit 1"),
        ("CMD-SHELL", "command -v curl >/dev/null || exit 0; curl --fail http://x/"),
        ("CMD-SHELL", "! curl -s http://x/ | grep -q fail"),
        ("CMD-SHELL", "if wget -qO- http://x/ | grep -q DOWN; then exit 1; fi"),
        ("CMD-SHELL", "curl -sf http://x/ | grep -q down && exit 1 || exit 0"),
        ("CMD-SHELL", "which wget >/dev/null 2>&1 || exit 0; wget -q -O /dev/null http://x/"),
        ("CMD-SHELL", "if type curl; then curl --fail http://x/; fi"),
        ("CMD-SHELL", "[ -x /usr/bin/curl ] || exit 0; curl --fail http://x/"),
        ("CMD-SHELL", "test -x /check || exit 0; /check"),
        ("CMD", "sh", "-c", "! hash curl || curl --fail http://x/"),
    ],
)
def test_a_check_that_is_always_well_is_none(check: tuple[str, ...]) -> None:
    (problem,) = CASE.problems(rendered(replace(BOARD, check=check)))
    assert problem.expected == "a check that can fail"


@pytest.mark.parametrize(
    "check",
    [
        ("CMD-SHELL", "curl --fail localhost || exit 1"),
        ("CMD-SHELL", "curl --fail localhost && exit 0"),
        ("CMD-SHELL", "test $(ask) = true"),
        ("CMD", "ask", "--ready=true"),
        ("CMD", "python", "-c", "import requests; requests.get('http://x/').raise_for_status()"),
        ("CMD", "python", "-c", "import httpx; exit(httpx.get('http://x/').status_code != 200)"),
        ("CMD", "python", "-c", "import requests as r; assert r.get('http://x/').ok"),
        ("CMD", "python", "-c", "from urllib.request import urlopen; urlopen('http://x/')"),
        ("CMD", "python", "-m", "check"),
        ("CMD", "node", "-e", "fetch('http://x/').then(r => process.exit(r.ok ? 0 : 1))"),
        ("CMD", "node", "-e", "require('http').get('http://x/', r => process.exit(r.statusCode - 200))"),
        ("CMD", "node", "-e", "http.get('http://x/', ({ complete }) => process.exit(+!complete))"),
        ("CMD", "node", "-e", "axios.get('http://x/').catch(() => process.exit(1))"),
        ("CMD", "node", "-e", "require('./check')"),
        ("CMD-SHELL", "node -e \"$CHECK; fetch('http://x/')\""),
        ("CMD-SHELL", "command -v curl >/dev/null || exec ask 8001; curl --fail http://x/"),
        ("CMD-SHELL", "command -v curl || exit 1; curl --fail http://x/"),
        ("CMD-SHELL", "curl -s http://x/ | grep -q ok"),
        ("CMD-SHELL", "set -o pipefail; ! (curl -sf http://x/ || echo down) | grep -q down"),
        ("CMD-SHELL", 'state=$(curl -s http://x/); [ "$state" = ok ]'),
        ("CMD-SHELL", "curl -s http://x/ > /tmp/it; ! grep -q fail /tmp/it"),
        ("CMD-SHELL", "curl -sf http://x/ -o /dev/null && ! curl -s http://x/ | grep -q fail"),
        ("CMD-SHELL", "command -v curl && curl --fail http://x/"),
        ("CMD-SHELL", "if type curl; then curl --fail http://x/; else wget -q -O - http://x/; fi"),
        ("CMD-SHELL", "[ -f /maintenance ] && exit 0; curl --fail http://x/"),
        ("CMD", "which", "curl"),
    ],
)
def test_a_check_that_can_fail_is_one(check: tuple[str, ...]) -> None:
    assert CASE.problems(rendered(replace(BOARD, check=check))) == ()


def test_what_runs_once_is_not_restarted() -> None:
    (problem,) = CASE.problems(rendered(shared=(SHOP, replace(MIGRATE, restart="always"))))
    assert (problem.where, problem.observed) == ("service migrate", "restart: always")


def test_nothing_rendered_says_why() -> None:
    refused = RenderedStack((RenderedProfile("", 1, "no such file", ()),))
    assert "no such file" in CASE.finding(refused).reason


def test_an_image_that_is_not_here_is_said_to_have_been_left_out() -> None:
    (problem,) = CASE.problems(rendered(replace(BOARD, check=(), unseen="the image board is not here")))
    assert problem.observed == "none; the image board is not here"


def test_a_check_that_nobody_can_read_is_never_refused_and_counts_for_nothing() -> None:
    unread = replace(BOARD, check=("CMD-SHELL", "ask 'the"))
    finding = CASE.finding(rendered(unread))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, 2)
    assert finding.evidence == {"not judged": ["board"]}
    alone = CASE.finding(rendered(unread, shared=(unread,)))
    assert (alone.outcome, alone.reason) == (
        Outcome.INCONCLUSIVE,
        "no grammar of a shell knows the check of board",
    )


@pytest.mark.parametrize("stack", [{}, {"profiles": []}, {"profiles": [], "images": "tag"}])
def test_it_is_promised_without_any_profile(stack: dict[str, object]) -> None:
    promised = contract(stack=stack, deployment=DEPLOYMENT)
    for name in ("every-service-has-a-health-check", "every-profile-renders"):
        case = replace(CASE, rule_id=f"config/{name}", contract=promised)
        assert all(promised.promises(section) for section in case.rule.promises)
