"""Which commands of a health check can fail, as a shell would run them."""

from __future__ import annotations

import pytest

from gonogo.suites.config.shell.checks import can_fail

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
    "trap 'exit 0' EXIT; x",
    "trap 'exit 0' 0 INT\nx || exit 1",
    "set -e; trap 'rm -f a; exit 0' EXIT; x; y",
    "done_() { rm -f a; exit 0; }; trap done_ EXIT; x; exit 3",
    "bash -ec 'trap \"exit 0\" EXIT; x'",
    "trap 'exit 0' EXIT; if x; then exit 1; fi; y",
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
    "exec 3<>/dev/tcp/localhost/80",
    "{ printf 'HEAD /ready HTTP/1.0\\r\\n\\r\\n' >&0; grep 'HTTP/1.0 200'; } 0<>/dev/tcp/localhost/9000",
    "script/test -sv",
    "./scripts/test full",
    "/app/bin/test -v",
    "exec 3<>/dev/tcp/127.0.0.1/9000; echo -e 'GET /ready HTTP/1.1\\r\\n\\r\\n' >&3; grep -q UP <&3",
    "echo > /dev/tcp/localhost/80",
    ": ${A:?}",
    "cat /tmp/ok",
    "x | awk '{exit 1}'",
    "x | tail -1 /tmp/y",
    "time x",
    "trap x EXIT; y",
    "trap 'rm -f a' EXIT; x",
    "trap 'rm -f a; exit' EXIT; x",
    "trap 'rc=$?; rm -f a; exit $rc' EXIT; x",
    "trap 'exit 0' INT TERM; x",
    "trap 'exit 0' EXIT; trap - EXIT; x",
    "set -e; x; trap 'exit 0' EXIT; y",
    "(trap 'exit 0' EXIT; true); x",
    "if z; then trap 'exit 0' EXIT; fi; x",
    "trap 'y && exit 0' EXIT; x",
    "trap 'exit 0' EXIT; exec x",
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


@pytest.mark.parametrize(
    "script",
    [
        *(
            "ls /",
            "cat /etc/hostname",
            "test -d /",
            "test -d /proc/1",
            "[ -d /tmp ]",
            "ps -p 1",
            "ps aux",
            "df -h",
        ),
        *("stat /", "cd /", "java -version", "mkdir -p /tmp/x", "touch /tmp/x", "echo x | xargs true"),
        *("su app -c true", "su -c true app", "sudo -u app true", "runuser app -c 'curl -s http://x'"),
    ],
)
def test_what_is_there_wherever_anything_runs_tells_nothing(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is False


@pytest.mark.parametrize(
    "script",
    [
        *("test -f /tmp/ready", "ps -p 17", "ps aux | grep [g]unicorn", "cat /tmp/healthy", "ls /tmp/ready"),
        *("sudo -u app curl -f http://x/", "su app -c 'curl -f http://x/'", "find /tmp/alive -mmin -1"),
        *(
            "cd /app && ./check",
            "test -S /run/app.sock",
            "stat /app/ready",
            "xargs -n 1 curl -f",
            "lsof -i :80",
        ),
    ],
)
def test_what_the_service_makes_is_looked_for(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is True


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
        "exec 3<>",
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
