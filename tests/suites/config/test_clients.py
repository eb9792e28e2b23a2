"""Which clients, queries and lines of JavaScript take any answer, as a health check or a step runs them."""

from __future__ import annotations

import pytest

from gonogo.suites.config.shell.checks import can_fail
from tests.judging import Case, contract
from tests.suites.config.pipelines import runs, workflows
from tests.suites.config.test_pipeline_can_say_no import CASE

URL = "http://localhost:8000/health"


@pytest.mark.parametrize(
    "check",
    [
        f"http {URL}",
        "http GET :8000/health || exit 1",
        f"https --verify=no --body {URL}",
        f"http --check-status --no-check-status {URL}",
        f"xh --no-check-status {URL}",
        f"curl --fail-early -s {URL}",
        "curl -s http://localhost:${PORT:-8000}/health || exit 1",
        'curl -s "http://localhost:$PORT/health"',
        f"curl -s {URL} | jq .status",
        f"curl -s {URL} | jq '.status == \"up\"' || exit 1",
        f"curl -sf {URL} | jq -r .status",
        f"wget -qO- {URL} | jq --raw-output .status",
        f"curl -sf {URL} | jq .status | tee /tmp/said",
        f"curl -sf {URL} | sort | jq . || exit 1",
        f"curl -sf {URL} | jq '.checks | map(.state) | unique'",
        "kill -0 1",
        "kill -0 1 || exit 1",
        "ask; [ $? ]",
        'ask; [ -n "$?" ] || exit 1',
        f"curl -Hfoo:bar {URL}",
        f"curl -ufoo:bar {URL}",
        f"curl -Afoo -dfoo {URL}",
        f"curl -s -of {URL}",
        f"curl -so -f {URL}",
        f"curl -f --no-fail {URL}",
        f"curl -f {URL} | python3 -c 'import sys; print(sys.stdin.read())'",
        "node -e ''",
    ],
)
def test_a_check_that_any_answer_satisfies_is_refused(check: str) -> None:
    assert can_fail(("CMD-SHELL", check)) is False


@pytest.mark.parametrize(
    "check",
    [
        f"http --check-status {URL}",
        f"http --download {URL}",
        f"http -do /tmp/said {URL}",
        f"http -b {URL} | grep -q up",
        f"xh {URL}",
        f"xhs -b {URL}",
        f"curl --fail-early --fail {URL}",
        "curl -f http://localhost:$PORT/health",
        "curl $OPTIONS http://localhost:8000/health",
        'curl -s "$URL"',
        f"curl -s {URL} | jq -e '.status == \"up\"'",
        f"curl -s {URL} | jq -re .status",
        f"curl -s {URL} | jq --exit-status .ready",
        f"curl -s {URL} | jq -r .status | grep -qx up",
        f"curl -s {URL} | jq -n 'input | .status'",
        f"curl -s {URL} | jq $FLAGS .status",
        f"curl -s {URL} | jq -s 'if length == 0 then error else . end'",
        f"set -o pipefail; curl -sf {URL} | jq .status",
        f'test "$(curl -s {URL} | jq -r .status)" = up',
        "jq .status /tmp/state.json",
        f"curl -sf {URL} | sed -n '/up/!q1'",
        "curl -s http://localhost:$(port)/health && ask",
        f"curl -sf {URL} | awk -f /srv/check.awk",
        "kill -0 $(cat /run/server.pid)",
        "kill -0 17",
        "ask; [ $? -eq 0 ]",
        "ask; [ $? = $WANTED ]",
        f"curl -fHfoo:bar {URL}",
        f"curl -sLfo /dev/null -H 'A: b' {URL}",
        f"curl --no-fail -f {URL}",
        f"curl -A x -f {URL}",
        f"curl -s {URL} | python3 -c 'import sys, json; print(json.load(sys.stdin)[\"up\"])'",
    ],
)
def test_a_check_that_looks_at_the_answer_passes(check: str) -> None:
    assert can_fail(("CMD-SHELL", check)) is True


@pytest.mark.parametrize(
    "program",
    [
        f"await fetch('{URL}')",
        f"const r = await fetch('{URL}'); console.log(r.status)",
        f"console.log((await fetch('{URL}')).status)",
        f"console.log(await (await fetch('{URL}')).text())",
        f"fetch('{URL}').then(r => r.text()).then(console.log)",
        "fetch('http://localhost:' + (process.env.PORT||4000) + '/me').catch(()=>process.exit(1))",
        "await fetch('http://localhost:' + (Deno.env.get('PORT') ?? '8000') + '/health')",
        "fetch(`http://localhost:${process.env.PORT || 3000}/health`).catch(() => process.exit(1))",
        f"fetch('{URL}').then((r) => console.log(r.ok)).catch(() => process.exit(1))",
        "fetch('http://localhost:8000/status?ok=1').catch(e => { console.error(e); process.exit(1) })",
        f"require('http').get('{URL}', r => console.log(r.statusCode)).on('error', () => process.exit(1))",
        "",
        f"fetch('{URL}').then(r => process.exit(r.ok ? 0 : 0))",
        f"fetch('{URL}').then(r => {{ if (!r.ok) throw 0 }}).catch(() => {{}})",
        f"fetch('{URL}').then(r => {{ if (!r.ok) throw 0 }}).catch(console.error);",
        f"fetch('{URL}').then(r => {{ if (!r.ok) throw 0 }}).catch(e => {{ console.log(e) }})",
        f"fetch('{URL}').then(r => {{ if (!r.ok) throw 0 }}).catch(() => process.exit(0))",
        f"try {{ if (!(await fetch('{URL}')).ok) throw 1 }} catch {{}}",
        f"(async () => {{ try {{ if (!(await fetch('{URL}')).ok) throw 1 }} catch {{ console.log(1) }} }})()",
    ],
)
def test_javascript_that_looks_at_nothing_takes_any_answer(program: str) -> None:
    for words in (
        ("node", "-e"),
        ("bun", "-e"),
        ("bun", "--eval"),
        ("deno", "eval"),
        ("tsx", "--no-cache", "-e"),
    ):
        assert can_fail(("CMD", *words, program)) is False
    assert can_fail(("CMD", "deno", "eval", "--quiet", program)) is False


@pytest.mark.parametrize(
    "program",
    [
        f"const r = await fetch('{URL}'); if (!r.ok) Deno.exit(1)",
        f"const r = await fetch('{URL}'); Deno.exit(r.ok ? 0 : 1)",
        f"const r = await fetch('{URL}'); process.exit(r['ok'] - 1)",
        f"process.exit(+!(await fetch('{URL}')).ok)",
        f"const {{ status }} = await fetch('{URL}'); console.log(status); process.exit(status - 200)",
        f"fetch('{URL}').then(r => r.json()).then(console.log)",
        f"const check = require('./check'); fetch('{URL}').then(r => check(r))",
        f"fetch('{URL}').then(check)",
        f"require('http').get('{URL}', check)",
        f"import('./check.js').then(c => fetch('{URL}').then(r => c.see(r)))",
        "await Deno.connect({ port: 8000 })",
        "fetch('http://localhost:' + (process.env.PORT || 1) + '/me').then(r => r.ok || process.exit(1))",
        f"fetch('{URL}').then(r => process.exit(r.ok?0:1),()=>process.exit(1))",
        f"fetch('{URL}').then(r=>{{if(!r.ok)process.exit(1)}}).catch(()=>process.exit(1))",
        "http.get('http://x/', res => res.statusCode < 500 ? process.exit(0) : process.exit(1))",
        f"fetch('{URL}').then(r => {{ if (!r.ok) throw 0 }})",
        f"fetch('{URL}').then(r => {{ if (!r.ok) throw 0 }}).catch(() => process.exit(1))",
        f"fetch('{URL}').then(r => {{ if (!r.ok) throw 0 }}).catch(() => {{ process.exitCode = 1 }})",
        f"fetch('{URL}').then(r => {{ if (!r.ok) throw 0 }}).catch(e => {{ console.error(e); throw e }})",
        f"fetch('{URL}').then(r => {{ if (!r.ok) process.exit(1) }}).catch(() => {{}})",
        f"let up; fetch('{URL}').then(r => {{ up = r.ok }}).catch(() => {{}}).then(() => process.exit(+!up))",
        f"try {{ if (!(await fetch('{URL}')).ok) throw 1 }} catch {{ process.exit(1) }}",
    ],
)
def test_javascript_that_looks_is_a_check(program: str) -> None:
    for words in (("node", "-e"), ("bun", "-e"), ("deno", "eval")):
        assert can_fail(("CMD", *words, program)) is True


@pytest.mark.parametrize(
    "said",
    [
        "requests.get('http://x/').status_code == 200",
        "print(requests.get('http://x/').ok)",
        "r = requests.get('http://x/'); print('up' if 0 else r.text)",
        "import json; print(not requests.get('http://x/').ok)",
    ],
)
def test_what_python_compares_for_nobody_is_no_look(said: str) -> None:
    assert can_fail(("CMD", "python3", "-c", f"import requests\n{said}")) is ("if" in said)


@pytest.mark.parametrize(
    "script",
    [
        "php -r \"file_get_contents('http://shop.example/');\"",
        "ruby -rnet/http -e \"Net::HTTP.get(URI('http://shop.example/'))\"",
        "python3 -c \"import requests as r; r.get('http://shop.example/')\"",
        "deno eval \"await fetch('http://shop.example/')\"",
        "http GET http://shop.example/",
        "set +o pipefail\ncurl -sf http://shop.example/ | jq .status",
    ],
)
def test_a_step_of_a_pipeline_is_judged_by_the_same_words(script: str) -> None:
    assert can_fail(("CMD", "bash", "-e", "-c", script)) is False
    gate = contract(config={"pipeline": {"paths": ["ci"], "gates": [script.splitlines()[-1]]}})
    (problem,) = Case(CASE.rule_id, gate, CASE.clean, CASE.broken).problems(workflows(runs(script)))
    assert problem.observed == script
