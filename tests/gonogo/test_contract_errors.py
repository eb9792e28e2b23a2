"""What the author of a contract reads: in words, with the form of what is legal, each problem once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gonogo.contract.base import PATTERNS
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract, schema


def refusals(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "release.yaml"
    path.write_text("service: x\n" + text)
    with pytest.raises(ContractError) as refused:
        load_contract(path)
    return [line.strip() for line in str(refused.value).splitlines()[1:]]


CASES = {
    "health: {liveness: /healthz}": "a section is expected, such as {path: /healthz}",
    "health: []": "such as {liveness: {path: …}}",
    "credentials: {editor: secret}": "editor: '…' is not legal: a section is expected, such as",
    "metrics: {requests: http_requests_total}": "such as {series: http_requests_total}",
    "metrics: {thresholds: {login: 3}}": "login: 3 is not legal: a list is expected, such as [3]",
    "security: {private_paths: /admin}": "a list is expected, such as [/admin]",
    "security: {headers: [x]}": "a section is expected, such as {NAME: …}",
    "security: {strict_content_policy: 'yes'}": "true or false is expected, without quotes",
    "security: {private_paths: [admin]}": "private_paths.0: 'admin' is not legal: a path that begins with /",
    "security: {tls: {}}": "it promises nothing; legal: valid_days, oldest",
    "deployment: {tls: {addresses: [/]}}": "'/' is not legal: :PORT/ or a whole https URL is expected",
    "required: [Liveness]": "required.0: 'Liveness' is not legal: the id of a rule is expected, as health/",
    "traffic: {requests: [{path: /a}], idempotency: {request: {method: PUT, path: '/a/{uuid}'}}}": (
        "traffic.idempotency.request.path: a repeat goes where the first one went, without {uuid}"
    ),
    "traffic: {requests: []}": "[] is not legal: at least 1 is expected, such as [{path: …}]",
    "identity: {version: 3}": "identity.version: 3 is not legal: a text is expected, in quotes",
    "identity: {version: {hedr: x}}": "identity.version.hedr: unknown key 'hedr'; legal: cookie, header",
    "identity: {version: {header: x, key: y}}": "it names key and header; legal: a JSON key, or one of",
    "identity: {version: {label: y}}": "it names no way to read it",
    "identity: {version: {key: a, label: y}}": "a label is one of a series",
    "identity: {version: {pattern: '('}}": "version.pattern: '(' is not legal: it is no regular expression",
    "latency: {journeys: [{name: a, path: /, rate_per_second: 5}], at_most_seconds: 3}": (
        "at_most_seconds: expected at least duration_seconds, which is 10, got 3"
    ),
    "health: {liveness: {path: ':99999/live'}}": "or :PORT/path, or a whole URL",
    "health: {liveness: {path: ':0/live'}}": "or :PORT/path, or a whole URL",
    'health: {liveness: {path: "/a\\0"}}': "a path that begins with /",
    "traffic: {requests: [{path: '/page#part'}]}": "a path that begins with / and has no blank and no #",
    "identity: {fresh: {header: CF-Ray}}": "'CF-Ray' proves nothing: a proxy adds it",
    "identity: {fresh: {header: X-Varnish}}": "'X-Varnish' proves nothing: a proxy adds it",
    "identity: {fresh: {header: x-amz-cf-id}}": "proves nothing: a proxy adds it",
    "identity: {fresh: {cookie: __cf_bm}}": "'__cf_bm' proves nothing: a proxy adds it",
    "identity: {fresh: {cookie: AWSALBCORS}}": "'AWSALBCORS' proves nothing: a proxy adds it",
    "credentials: {a: {value: 'Bearer ${A:-x}'}}": "what is filled in is written ${NAME}, and no other way",
    "credentials: {a: {value: '${A'}}": "what is filled in is written ${NAME}",
    'credentials: {a: {value: "x\\r\\nX: y"}}': "one line is expected",
    "security: {cookies: {sign_in: {path: /in, fields: {a: '${A:-x}'}}}}": "filled in is written ${NAME}",
    "credentials: {a: {header: X Y, value: z}}": "the name of a header is expected",
    "security: {headers: {'X:Y': a}}": "security.headers.X:Y: 'X:Y' is not legal: the name of a header is",
    'security: {headers: {X-Y: "a\\r\\nb"}}': "the value of a header is expected: one line",
    "security: {headers: {X-Y: ' a'}}": "without the blanks around it",
    "security: {anonymous: [/x]}": "anonymous.0: '/x' is not legal: a method and a path are expected, as PUT",
    "identity: {nonce_header: X Nonce}": "nonce_header: 'X Nonce' is not legal: the name of a header is",
    "identity: {nonce_header: Host}": (
        "Host belongs to each request by itself and cannot be an extra header; legal: any other name"
    ),
    "identity: {version: {header: 'A:'}}": "version.header: 'A:' is not legal: the name of a header",
    "credentials: {a: {header: Content-Length, value: z}}": "a.header: 'Content-Length' is not legal",
    "credentials: {a: {sign_in: {path: /, fields: {a: b}}, repeats: {X Y: c}}}": "the name of a header is",
    "security: {cookies: {sign_in: {path: /, page: /, fields: {a: b}, repeats: {Host: c}}}}": "belongs to",
    "security: {tokens: {issue: {path: /}, protected: {path: /}, header: 'A B'}}": "the name of a header is",
    'security: {tokens: {issue: {path: /}, protected: {path: /}, scheme: "a\\nb"}}': "on one line",
    "security: {logs: {request_id: {header: 'A B'}}}": "request_id.header: 'A B' is not legal: the name of a",
    "security: {logs: {request_id: {incoming: Connection}}}": "Connection belongs to each request by itself",
    "traffic: {requests: [{path: /}], idempotency: {request: {path: '/{uuid}'}, header: 'A B'}}": (
        "traffic.idempotency.header: 'A B' is not legal: the name of a header is expected"
    ),
    "health: {outage_seconds: 1e9}": (
        "'1e9' is not legal: a number is expected; YAML takes this for a text: write 1.0e+9"
    ),
    "health: {outage_seconds: 2.5e3}": "write 2.5e+3",
    "health: {outage_seconds: 1e999}": "write a finite one as 1.0e+9",
    "health: {outage_seconds: '1.0e+9'}": "a number is expected, without quotes",
    "health: {outage_seconds: '5'}": "a number is expected, without quotes",
    "security: {strict_content_policy: maybe}": "true or false is expected",
    "traffic: {requests: [{path: /}], repeat: 1e3}": "a whole number is expected; YAML takes this for a text",
    "health: {liveness: {path: /, words: [yes]}}": "words.0: yes is not legal: a text is expected, in quotes",
    "health: {liveness: {path: /, words: [010]}}": "words.0: 010 is not legal: a text is expected, in quotes",
    "identity: {version: 1.10}": "identity.version: 1.10 is not legal: a text is expected, in quotes",
    "traffic: {requests: [{path: ~}]}": "path: ~ is not legal: a text is expected",
    "health: {liveness: {path: }}": "liveness.path: nothing is not legal: a text is expected",
    "health: {liveness: {path: /, body: on}}": "body: on is not legal; legal: 'json', 'text' or 'any'",
    "credentials: {on: 3}": "credentials.on: 3 is not legal: a section is expected",
    "security: {private_paths: {a: [on, ~]}}": "private_paths: {'a': [true, null]} is not legal",
    "metrics: {thresholds: {login: true}}": "login: true is not legal: a list is expected, such as […]",
    "credentials: {a: &a {value: off}}": "credentials.a.value: off is not legal",
    "waivers: [{rule: a/b, owner: x, reason: y, expires: soon}]": "'soon' is not legal: a day is expected",
}


@pytest.mark.parametrize("text", CASES)
def test_one_problem_is_one_line_with_what_is_legal(tmp_path: Path, text: str) -> None:
    lines = refusals(tmp_path, text)
    assert len(lines) == 1
    assert CASES[text] in lines[0]


@pytest.mark.parametrize(
    "text",
    [
        "security: {headers: {x-y_z.1: 'a; b=\t1', Server: null, X-E: ''}}",
        "security: {anonymous: ['GET /things/{id}', POST /things]}",
        "identity: {nonce_header: X-Request-ID, version: {header: Server}}",
        "credentials: {a: {header: Cookie, value: a=b}}",
        "credentials: {a: {header: X-API-Key, value: z}}",
        "credentials: {a: {header: Proxy-Authorization, value: z}}",
        "security: {logs: {request_id: {header: traceresponse, incoming: traceparent}}}",
        "health: {outage_seconds: 1.0e+2}",
        "health: {outage_seconds: 100}",
        "security: {headers: {Server: }}",
        "health: {liveness: ~, readiness: null}",
    ],
)
def test_a_header_a_route_and_a_number_as_they_are_written_are_taken(tmp_path: Path, text: str) -> None:
    path = tmp_path / "release.yaml"
    path.write_text(f"service: x\n{text}\n")
    assert load_contract(path, None).service == "x"


@pytest.mark.parametrize("where", ["outage_seconds: soon", "outage_seconds: 08", "strict: maybe"])
def test_quotes_are_not_told_of_where_there_are_none(tmp_path: Path, where: str) -> None:
    assert "quotes" not in "".join(refusals(tmp_path, f"health: {{{where}}}"))


def test_a_wrong_item_adds_no_word_on_how_many_there_are(tmp_path: Path) -> None:
    lines = refusals(tmp_path, "traffic: {requests: [{path: things}]}")
    assert [line.split(":")[0] for line in lines] == ["traffic.requests.0.path"]


def test_no_pattern_is_without_words_and_none_is_shown(tmp_path: Path) -> None:
    patterns = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(schema())))
    assert {json.loads(pattern) for pattern in patterns} == set(PATTERNS)
    assert "^" not in "".join(refusals(tmp_path, "required: [X]\nmetrics: {path: x}"))


def test_a_long_value_is_not_shown_whole(tmp_path: Path) -> None:
    assert len(refusals(tmp_path, f"health: {{outage_seconds: '{'9' * 5000}'}}")[0]) < 200


@pytest.mark.parametrize("key", ["status", "data.status", "state", "checks[0].health", "UP", "uptime", "ok"])
@pytest.mark.parametrize("fact", ["version", "revision"])
def test_a_key_of_health_is_no_version(tmp_path: Path, fact: str, key: str) -> None:
    lines = refusals(tmp_path, f"identity: {{path: /health, {fact}: '{key}'}}")
    assert "tells how the service is, not which release" in lines[0]


@pytest.mark.parametrize("header", ["Date", "age", "ETag", "Content-Type", "Set-Cookie"])
def test_a_header_of_every_answer_is_no_version(tmp_path: Path, header: str) -> None:
    assert "not which release" in refusals(tmp_path, f"identity: {{version: {{header: {header}}}}}")[0]


_SAYS_NOTHING = [
    *("' '", "'-'", "'...'", "'42'", "todo", "N/A", '"\\u200b"', '"\\u3164"', '"\\uffa0\\u115f"', "TBD?"),
    *("(todo)", "<none>", "no one", '"TODO:"', '"to\\u200bdo"', '"\\uff34\\uff22\\uff24"', "'${{OWNER}}'"),
    *("your-name", "Your Name", "'<your team>'", "change-me", "'[name here]'", "your.email"),
    *('"a\\e[31mb"', '"a\\u202eb"', '"a\\u2028b"', '"a\\0b"', '"\\u2066a"'),
    *("'$(OWNER)'", "'${{{{ vars.OWNER }}}}'"),
]


@pytest.mark.parametrize("blank", [text.replace("{{", "{").replace("}}", "}") for text in _SAYS_NOTHING])
@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("waivers: [{{rule: a/b, owner: {}, reason: known, expires: 2026-01-01}}]", "waivers.0.owner"),
        ("waivers: [{{rule: a/b, owner: kim, reason: {}, expires: 2026-01-01}}]", "waivers.0.reason"),
        ("demotions: [{{rule: a/b, reason: {}}}]", "demotions.0.reason"),
        ("identity: {{unproven: {}}}", "identity.unproven"),
    ],
)
def test_somebody_answers_and_says_why(tmp_path: Path, text: str, where: str, blank: str) -> None:
    lines = refusals(tmp_path, text.format(blank))
    assert [line.split(":")[0] for line in lines] == [where]


def test_an_owner_is_a_name_on_one_line(tmp_path: Path) -> None:
    text = 'waivers: [{rule: a/b, owner: "a\\nb", reason: "a\\n\\tb", expires: 2026-01-01}]'
    (line,) = refusals(tmp_path, text)
    assert line.startswith("waivers.0.owner: 'a\\nb' is not legal: a name on one line is expected")


@pytest.mark.parametrize(
    "said",
    [
        "kim",
        "佐藤",
        "team-na",
        "'#payments (on call)'",
        "'unknown to us until 2.4'",
        "your-name-inc",
        "'نمونه'",
    ],
)
def test_a_name_in_any_script_and_a_sentence_say_something(tmp_path: Path, said: str) -> None:
    text = "waivers: [{{rule: a/b, owner: {0}, reason: {0}, expires: 2026-01-01}}]"
    path = tmp_path / "release.yaml"
    path.write_text("service: x\n" + text.format(said), encoding="utf-8")
    assert load_contract(path, None).waivers


_BLANKS = ["' '", '"\\u00a0"', '"\\u200b"', '"\\u3164"', '"\\u2800"', '"\\n"', '"\\t "']
_PLACES = {
    "service": "service: {}",
    "dependencies": "service: x\ndependencies: {{{}: {{}}}}",
    "identity.version": "service: x\nidentity: {{version: {}}}",
    "latency.journeys.0.name": (
        "service: x\nlatency: {{journeys: [{{name: {}, path: /, rate_per_second: 5}}]}}"
    ),
    "metrics.series.0": "service: x\nmetrics: {{series: [{}]}}",
    "deployment.compose.service": "service: x\ndeployment: {{compose: {{service: {}, entry_service: y}}}}",
}


@pytest.mark.parametrize("blank", _BLANKS)
@pytest.mark.parametrize("where", _PLACES)
def test_a_blank_name_is_refused_with_its_key(tmp_path: Path, where: str, blank: str) -> None:
    path = tmp_path / "release.yaml"
    path.write_text(_PLACES[where].format(blank))
    with pytest.raises(ContractError) as refused:
        load_contract(path)
    lines = [line.strip() for line in str(refused.value).split("\n") if line.strip().startswith(where)]
    assert [line for line in lines if "it is blank: a text that can be read is expected" in line]
    assert str(refused.value).replace("\n", "").isprintable()


@pytest.mark.parametrize("odd", ["a\\nb", "a\\e[31m", "a\\u202eb", "a\\u2028b", "a\\0"])
def test_a_name_in_reports_is_on_one_line(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "release.yaml"
    path.write_text(f'service: "{odd}"')
    with pytest.raises(ContractError, match=r"service: .* a name on one line is expected"):
        load_contract(path)


@pytest.mark.parametrize(
    "text",
    [
        "service: Größe 日本 (eu-1)",
        "service: 'نمونه\u200cسرویس'",
        "service: x\nidentity: {unproven: 'a reason\n\n\n  of two lines'}",
    ],
)
def test_a_name_in_any_script_and_a_reason_of_many_lines_are_taken(tmp_path: Path, text: str) -> None:
    path = tmp_path / "release.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_contract(path).service


def test_one_rule_has_one_waiver_and_one_demotion(tmp_path: Path) -> None:
    one = "{{rule: a/{}, owner: kim, reason: known, expires: 2026-01-01}}"
    twice = f"waivers: [{one.format('b')}, {one.format('c')}, {one.format('b')}]"
    assert refusals(tmp_path, twice) == ["waivers: rule 'a/b' is named 2 times; write one of them"]
    demoted = "demotions: [{rule: a/b, reason: known}, {rule: a/b, reason: also known}]"
    assert "demotions: rule 'a/b' is named 2 times" in refusals(tmp_path, demoted)[0]


def test_a_waiver_ends_within_a_year(tmp_path: Path) -> None:
    text = "waivers: [{{rule: a/b, owner: kim, reason: known, expires: {}}}]"
    assert "more than a year ahead" in refusals(tmp_path, text.format("9999-01-01"))[0]


@pytest.mark.parametrize("key", ["a\\n::error::x", "a\\e[31m", "::error::x", "\\u202e"])
def test_a_key_neither_breaks_the_line_nor_steers_a_terminal(tmp_path: Path, key: str) -> None:
    for text in (f'"{key}": 1', f'health: {{"{key}": 1}}', f'"{key}": 1\n"{key}": 2'):
        path = tmp_path / "release.yaml"
        path.write_text(f"service: x\n{text}\n")
        with pytest.raises(ContractError) as refused:
            load_contract(path, None)
        lines = str(refused.value).split("\n")
        assert all(line.isprintable() for line in lines)
        assert not any(line.lstrip().startswith("::") for line in lines)
