"""Which commands of a health check can fail, as a shell would run them."""

from __future__ import annotations

import pytest

from gonogo.suites.config.shell.run import can_fail

NEVER = [
    "x || true",
    "x || :",
    "x || echo down",
    "x || true # why",
    "x || exit 0",
    "(x || true)",
    "{ x || true; }",
    "(x) || (true)",
    'sh -c "x || true"',
    "/bin/sh -c 'x || true'",
    "bash -lc 'x; exit 0'",
    "exec sh -c 'x || true'",
    "timeout 5 sh -c 'x || true'",
    "eval 'x || true'",
    "x &",
    "(x &)",
    "x & wait",
    "x; true",
    "x\ntrue",
    "x; exit 0",
    "x; echo $?",
    "x; exit 256",
    "! false",
    "! exit 0 | false",
    "if x; then echo up; fi",
    "if x; then exit 0; else echo down; fi",
    "if x; then :; elif y; then :; else :; fi",
    "x | cat",
    "x | tee /tmp/log",
    "x | head -n 1",
    "x |& cat",
    "x | true",
    "x 2>&1 | sed s/a/b/",
    "while x; do sleep 1; done",
    "while x; do :; done",
    ":",
    ": ",
    "true",
    "/bin/true",
    "\\true",
    '"true"',
    "test 1",
    "[ 1 -eq 1 ]",
    "[[ 1 -eq 1 ]]",
    "[ a = a ]",
    "((1))",
    "[ ! 1 -eq 2 ]",
    "test -n x",
    "exit 0",
    "exit",
    "true && exit",
    "echo ok",
    'echo "$(x)"',
    "A=1",
    "export A=$(x)",
    "A=$(x || true)",
    "x || { echo down; true; }",
    "x && echo up || echo down",
    "f() { x || true; }; f",
    "for i in 1 2; do x || true; done",
    "case $A in a) true;; *) echo no;; esac",
    "case $A in a) exit 0;; esac",
    "x > /dev/null 2>&1 || true",
    "true > /dev/null",
    "set -e; x || true",
    "set -e; set +e; x; true",
    "set -e; ! x; true",
    "set -e; if x; then true; fi",
    "set -e; x && true || true; true",
    "set -e; x | cat",
    "busybox true",
    "env A=1 true",
    "command true",
    "nohup x &",
    "",
    "   ",
    "# nothing",
    "x <<EOF || true\nhi\nEOF",
    "x ||\n  true",
    "x \\\n  || true",
    "trap '' EXIT; true",
]
CAN = [
    "x",
    "x && y",
    "x || exit",
    "true <<EOF && x\nhi\nEOF",
    "true <<EOF | x\nhi\nEOF",
    "x || exit 1",
    "x || exit 1; exit 0",
    "x || false",
    "x || kill 1",
    "x || (echo down; exit 1)",
    "x || { echo down; exit 1; }",
    "curl -f http://localhost:8000/ || exit 1",
    "set -e; x; exit 0",
    "set -o errexit; x; true",
    "set -euo pipefail\nx\ntrue",
    "sh -ec 'x; true'",
    "bash -e -c 'x; true'",
    "bash -euo pipefail -c 'x | cat'",
    "set -o pipefail; x | cat",
    "x | grep -q ok",
    "x | grep ok | cat; grep y z",
    "x; y",
    "true && x",
    "true; x",
    "if x; then exit 0; else exit 1; fi",
    "if ! x; then exit 1; fi",
    "if x; then y; fi",
    "if x; then exit 1; fi",
    "if x; then :; elif y; then exit 1; fi",
    "! x",
    "! false | cat",
    "! x | y",
    "false",
    "exit 1",
    "exit 3; true",
    "[ -f /tmp/ok ]",
    '[ "$(x)" = up ]',
    'test -n "$(x)"',
    "[[ $A == b ]]",
    "((A))",
    "(x)",
    "{ x; }",
    "sh -c x",
    'sh -c "$CHECK"',
    "sh /check.sh",
    "/check.sh",
    "$CHECK",
    "A=$(x)",
    "A=$(x); B=1; y",
    "x & wait $!",
    "x & y",
    "f() { x; }; f",
    "f() { return 1; }; f",
    "for i in 1 2; do x && exit 0; sleep 1; done; exit 1",
    "case $(x) in *ok*) ;; *) false ;; esac",
    "until x; do sleep 1; done",
    "while ! x; do sleep 1; done",
    "while true; do x && exit 0; sleep 1; done",
    "while x; do y || exit 1; done",
    "x || return 1",
    "x; exit $?",
    "x; test $? -eq 0",
    "x || exit $?",
    "exec x",
    "timeout 5 x",
    "</dev/tcp/localhost/80",
    "true < /tmp/ok",
    "exec 3</dev/tcp/localhost/80",
    "echo > /dev/tcp/localhost/80",
    ": ${A:?}",
    "cat /tmp/ok",
    "x | awk '{exit 1}'",
    "x | tail -1 /tmp/y",
    "time x",
    "trap x EXIT; y",
    "cd /x && true",
    "pgrep x > /dev/null",
    "test $(ask) = true",
    "x || (exit 1)",
    "x | (exit 1)",
    "[ 1 -eq 2 ]",
    "x && exit 0; exit 1",
    "set -e; (x); true",
    "set -e; f() { x; }; f; true",
    "set -eu; echo $A; true",
    "set -e\ntrue && x\ntrue",
    "python -c 'x || true'",
]


@pytest.mark.parametrize("script", NEVER)
def test_what_is_well_whatever_it_finds_cannot_fail(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is False


@pytest.mark.parametrize("script", CAN)
def test_what_ends_by_what_it_finds_can_fail(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is True


@pytest.mark.parametrize(
    ("words", "able"),
    [
        (("echo", "ok"), False),
        (("true",), False),
        (("/bin/echo", "ok"), False),
        (("sh", "-c", "x || true"), False),
        (("/bin/bash", "-c", "x || exit 0"), False),
        (("test", "1"), False),
        (("sh", "-c", "x || exit 1"), True),
        (("curl", "-f", "http://localhost || true"), True),
        (("x", "||", "true"), True),
        (("x", "&"), True),
        (("cat", "/tmp/ok"), True),
        (("sh", "/check.sh"), True),
    ],
)
def test_a_list_of_words_is_run_without_a_shell(words: tuple[str, ...], *, able: bool) -> None:
    assert can_fail(("CMD", *words)) is able


@pytest.mark.parametrize(
    "script",
    [
        "(" * 900 + "x" + ")" * 900,
        "f() { " + "f; " * 9 + "}; f",
        "f() { g; }; g() { f; }; f",
        "{ " * 900 + "x",
    ],
)
def test_a_script_that_is_made_to_be_hard_is_not_refused(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is not False


@pytest.mark.parametrize(
    "script",
    [
        "x 'unclosed",
        "! if x; then true; fi | cat",
        "if x; then",
        "x ||",
        "exec 3<>/dev/tcp/localhost/80",
        "(" * 5000,
        "x" * 30_000 + " ; true",
    ],
)
def test_what_is_no_script_is_not_judged(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is None


@pytest.mark.parametrize(
    ("check", "fails"),
    [
        ("curl -s http://localhost/health", False),
        ("curl --silent --show-error http://localhost/health || exit 1", False),
        ("curl -o /dev/null -sS localhost:8000 && echo well", False),
        ("if curl -s http://localhost/; then exit 0; else exit 1; fi", False),
        ("curl -f http://localhost/health", True),
        ("curl -sSfm5 http://localhost/health", True),
        ("curl --fail-with-body http://localhost/health", True),
        ("curl -s http://localhost/health | grep -q pass", True),
        ("curl -s telnet://localhost:5432", True),
        ("curl -s $URL", True),
        ("test \"$(curl -so /dev/null -w '%{http_code}' http://localhost/)\" = 200", True),
    ],
)
def test_curl_takes_any_status_unless_it_is_told_to_fail(check: str, *, fails: bool) -> None:
    assert can_fail(("CMD-SHELL", check)) is fails


_ASKS = "import urllib.request as r\n"


@pytest.mark.parametrize(
    ("program", "fails"),
    [
        ("print('ok')", False),
        ("pass", False),
        ("import sys; sys.exit(0)", False),
        (f"{_ASKS}try:\n    r.urlopen('http://localhost/')\nexcept Exception as e:\n    print(e)", False),
        (f"{_ASKS}try:\n    r.urlopen('http://localhost/')\nexcept:\n    pass", False),
        (
            f"{_ASKS}import contextlib\nwith contextlib.suppress(Exception):\n    r.urlopen('http://localhost/')",
            False,
        ),
        (f"{_ASKS}r.urlopen('http://localhost/')", True),
        (f"{_ASKS}try:\n    r.urlopen('http://localhost/')\nexcept ValueError:\n    pass", True),
        (
            f"{_ASKS}import sys\ntry:\n    r.urlopen('http://localhost')\nexcept Exception:\n    sys.exit(1)",
            True,
        ),
        (
            f"{_ASKS}import os\ntry:\n    r.urlopen('http://localhost/')\nexcept Exception:\n    os._exit(1)",
            True,
        ),
        ("import sys\ntry:\n    sys.exit(1)\nexcept Exception:\n    pass", True),
        ("import psycopg", True),
        ("import app.health", True),
        ("print(open('/tmp/ready').read())", True),
        ("raise SystemExit(1)", True),
        ("print(", True),
    ],
)
def test_a_program_of_python_fails_where_nothing_catches_what_it_finds(program: str, *, fails: bool) -> None:
    assert can_fail(("CMD", "python3", "-c", program)) is fails


@pytest.mark.parametrize(
    ("program", "fails"),
    [
        ("console.log('ok')", False),
        ("process.exit(0)", False),
        ('console.log("ok"); process.exit()', False),
        ("process.exit(1)", True),
        ("require('./health')", True),
        ("console.log(require('fs').readFileSync('/tmp/ready'))", True),
    ],
)
def test_a_program_of_node_that_only_says_something_cannot_fail(program: str, *, fails: bool) -> None:
    assert can_fail(("CMD", "node", "-e", program)) is fails
