"""Which programs take any answer, as a health check runs them, and which look at what they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.suites.config.shell.checks import can_fail
from tests.judging import Case
from tests.suites.config.stack import BOARD, CONTRACT, rendered

CASE = Case(
    "config/every-service-has-a-health-check",
    CONTRACT,
    clean=rendered(),
    broken=rendered(replace(BOARD, check=("CMD", "php", "-r", "file_get_contents('http://x/');"))),
)
URL = "'http://localhost:8000/health'"
CONNECTION = (
    "import http.client as h; c = h.HTTPConnection('localhost', 8000, timeout=2); c.request('GET', '/')"
)


def fails(*check: str) -> bool | None:
    return can_fail(check)


@pytest.mark.parametrize(
    "program",
    [
        f"import requests\nr = requests.get({URL}, timeout=(1, 2))\nprint(r.status_code)",
        f"import requests as r; r.get({URL})",
        f"from requests import get; get({URL})",
        f"from httpx import Client\nwith Client() as c:\n    c.get({URL})",
        "import requests, os; requests.get('http://localhost:' + os.environ['PORT'])",
        "import httpx, os; httpx.get(f'http://localhost:{os.getenv(\"PORT\")}/').text",
        f"import requests, sys\ntry:\n    requests.get({URL})\nexcept Exception:\n    sys.exit(1)",
        f"import requests\ntry:\n    requests.get({URL})\nexcept Exception as e:\n    print(e)\n    raise",
        f"import httpx, sys; httpx.get({URL}); sys.exit(0)",
        f"import urllib3; urllib3.PoolManager().request('GET', {URL})",
        f"{CONNECTION}; c.getresponse()",
        f"{CONNECTION}; print(c.getresponse().status)",
        "import socket; s = socket.socket(); s.settimeout(2); s.connect_ex(('localhost', 80))",
        "import subprocess; subprocess.run(['curl', '-f', 'http://x/'])",
        "from subprocess import call; call('ask', shell=True)",
        "import subprocess as s; print(s.run(['ask'], check=False).returncode)",
        "import os, sys; os.system('ask'); sys.exit(0)",
        f"import requests, sys; r = requests.get({URL}); sys.exit(0 if r.ok else 0)",
        "import sys\ntry:\n    ask()\nfinally:\n    sys.exit(0)",
        f"import requests; r = requests.get({URL})\nassert (r.ok, 'down')",
        "assert True",
    ],
)
def test_python_takes_what_nothing_raises_for(program: str) -> None:
    assert fails("CMD", "python3", "-c", program) is False
    assert fails("CMD", "/app/.venv/bin/python", "-I", "-c", program) is False


@pytest.mark.parametrize(
    "program",
    [
        f"import requests; requests.get({URL}).raise_for_status()",
        f"import requests; r = requests.get({URL}); r.raise_for_status()",
        f"import requests; print(requests.get({URL}).json())",
        f"import requests; assert requests.get({URL}).ok",
        f"import requests; r = requests.get({URL}); exit(r.status_code != 200)",
        f"import requests, sys; sys.exit(0 if requests.get({URL}).ok else 1)",
        f"import requests; r = requests.get({URL})\nif r.status_code != 200: exit(1)",
        f"import httpx; httpx.Client(event_hooks={{}}).get({URL})",
        f"import urllib3; urllib3.PoolManager(retries=3).request('GET', {URL})",
        f"import requests; int(requests.get({URL}).text)",
        f"{CONNECTION}; exit(c.getresponse().status != 200)",
        f"from urllib.request import urlopen; urlopen({URL})",
        f"import shop.clients as c, requests; c.see(requests.get({URL}))",
        "import socket; socket.create_connection(('localhost', 8000))",
        "import requests; requests.get(",
        "import socket; s = socket.socket(); s.connect(('localhost', 80))",
        "import socket, sys; s = socket.socket(); sys.exit(s.connect_ex(('localhost', 80)))",
        "import socket; s = socket.socket(); assert s.connect_ex(('localhost', 80)) == 0",
        "import subprocess; subprocess.run(['ask'], check=True)",
        "import subprocess; subprocess.run(['ask'], timeout=3)",
        "import subprocess; subprocess.run(['ask']).check_returncode()",
        "import subprocess; subprocess.check_call(['ask'])",
        "import subprocess, sys; sys.exit(subprocess.call(['ask']))",
        "import subprocess, sys; r = subprocess.run(['ask']); sys.exit(r.returncode)",
        "import os, sys; sys.exit(os.system('ask'))",
        "import os\nif os.system('ask'): raise SystemExit(1)",
        "import os, sys\ntry:\n    ask()\nexcept Exception:\n    os._exit(1)\nfinally:\n    sys.exit(0)",
        "import sys\ntry:\n    ask()\nfinally:\n    print(1)",
        "assert False",
    ],
)
def test_python_that_looks_is_a_check(program: str) -> None:
    assert fails("CMD", "python3", "-c", program) is True


@pytest.mark.parametrize(
    "program",
    [
        f"file_get_contents({URL});",
        f"echo file_get_contents({URL}); exit(0);",
        f"@readfile({URL}); exit;",
        f"$c = curl_init({URL}); curl_exec($c);",
        f"$c = curl_init({URL}); curl_setopt($c, CURLOPT_FAILONERROR, true); curl_exec($c);",
        f"$c = curl_init({URL}); echo curl_exec($c); echo curl_getinfo($c, CURLINFO_HTTP_CODE);",
        f"$c = curl_init(); curl_setopt($c, CURLOPT_URL, {URL}); if (!curl_exec($c)) {{ exit(1); }}",
        f"$c = curl_init({URL}); exit(curl_exec($c) === false ? 1 : 0);",
        f"$c = curl_init({URL}); curl_exec($c); exit(curl_errno($c));",
        f"exit(get_headers({URL}) ? 0 : 1);",
        "echo 1;",
        "echo 'up'; exit(0);",
    ],
)
def test_php_takes_what_it_does_not_look_at(program: str) -> None:
    assert fails("CMD", "php", "-r", program) is False
    assert fails("CMD", "/usr/local/bin/php", "-n", "-r", program) is False


@pytest.mark.parametrize(
    "program",
    [
        f"file_get_contents({URL}) || exit(1);",
        f"exit(file_get_contents({URL}) === false ? 1 : 0);",
        f"if (!@file_get_contents({URL})) exit(1);",
        f"echo file_get_contents({URL}) or die(1);",
        f"$c = curl_init({URL}); curl_setopt($c, CURLOPT_FAILONERROR, true); exit(curl_exec($c) ? 0 : 1);",
        f"$c = curl_init({URL}); curl_exec($c); exit(curl_getinfo($c, CURLINFO_HTTP_CODE) === 200 ? 0 : 1);",
        f"$c = curl_init({URL}); curl_setopt($c, CURLOPT_RETURNTRANSFER, 1); exit(curl_exec($c) == 'ok');",
        f"$h = get_headers({URL}); exit(strpos($h[0], '200') ? 0 : 1);",
        f"$h = get_headers({URL}); exit($h[0] === 'HTTP/1.1 200 OK' ? 0 : 1);",
        "require 'health.php';",
        "new PDO('pgsql:host=db');",
        f"(new Client)->get({URL});",
        "exit(1);",
    ],
)
def test_php_that_looks_is_left_alone(program: str) -> None:
    assert fails("CMD", "php", "-r", program) is True


@pytest.mark.parametrize(
    "program",
    [
        f"Net::HTTP.get(URI({URL}))",
        f"require 'net/http'; puts Net::HTTP.get_response(URI.parse({URL})).code",
        "require 'net/http'; Net::HTTP.start('localhost', 3000) { |h| h.get('/health') }",
        f"require 'net/http'\nbegin\n  res = Net::HTTP.get_response(URI({URL}))\nrescue => e\n  exit 1\nend",
        f"HTTParty.get({URL}); exit 0",
        f"require 'faraday'; Faraday.get({URL})",
        "puts 1",
        "puts 'up'; exit 0",
    ],
)
def test_ruby_takes_what_raises_for_no_status(program: str) -> None:
    assert fails("CMD", "ruby", "-rnet/http", "-e", program) is False
    assert fails("CMD", "bundle", "exec", "ruby", "-e", program) is False


@pytest.mark.parametrize(
    "program",
    [
        f"Net::HTTP.get_response(URI({URL})).value",
        f"exit(Net::HTTP.get_response(URI({URL})).code == '200')",
        f"exit Net::HTTP.get_response(URI({URL})).is_a?(Net::HTTPSuccess)",
        f"exit 1 unless Net::HTTP.get_response(URI({URL})).code == '200'",
        f"abort if Net::HTTP.get(URI({URL})).include?('down')",
        f"r = Net::HTTP.get_response(URI({URL})); raise r.code if r.code.to_i > 299",
        f"require 'open-uri'; URI.open({URL})",
        f"JSON.parse(Net::HTTP.get(URI({URL})))",
        f"Faraday.new {{ |f| f.response :raise_error }}.get({URL})",
        "require './config/environment'",
        "puts 1; exit 1",
    ],
)
def test_ruby_that_looks_is_a_check(program: str) -> None:
    assert fails("CMD", "ruby", "-rnet/http", "-e", program) is True


@pytest.mark.parametrize(
    ("script", "can"),
    [
        ("php -r \"file_get_contents('http://x/');\" || exit 1", False),
        ("php -r \"echo file_get_contents('http://x/');\" | grep -q ok", True),
        ('state=$(ruby -rnet/http -e "puts Net::HTTP.get(URI(\'http://x/\'))"); [ "$state" = ok ]', True),
        ("sh -c \"php -r 'readfile(1);'\"", False),
        ("php -r \"readfile('http://x/');\" && test -f /tmp/ready", True),
        ("php -r \"file_get_contents('http://$HOST/');\"", False),
        ('php -r "$CHECK"', True),
        ("php -r", True),
        ("php /srv/health.php", True),
        ("ask 'the", None),
    ],
)
def test_what_else_a_script_does_counts_as_ever(script: str, *, can: bool | None) -> None:
    assert fails("CMD-SHELL", script) is can
    assert fails("CMD", "sh", "-c", script) is (can is not False)  # what nobody can read may fail
