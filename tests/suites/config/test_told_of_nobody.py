"""What a check makes of silence, and one that finds itself among the processes."""

from __future__ import annotations

import pytest

from gonogo.suites.config.shell.checks import can_fail

CODE = "code=$(curl -so /dev/null -w '%{http_code}' http://x/)"


@pytest.mark.parametrize(
    "script",
    [
        'test -z "$(curl -s http://x/ | grep error)"',
        '[ -z "$(curl -s http://x/ | grep error)" ] || exit 1',
        '[ "$(curl -s http://x/ | grep -c error)" = 0 ]',
        'said=$(wget -qO- http://x/); [ "$said" != down ]',
        f'{CODE}; [ "$code" != 503 ]',
        f'{CODE}; if [ "${{code}}" -ge 500 ]; then exit 1; fi',
        "[ $(curl -so /dev/null -w '%{http_code}' http://x/) -lt 500 ] || exit 1",
        "test \"$(curl -so /dev/null -w '%{http_code}' http://x/)\" != 500",
    ],
)
def test_what_takes_silence_for_well_cannot_fail(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is False


@pytest.mark.parametrize(
    "script",
    [
        'test -n "$(curl -s http://x/ | grep ok)"',
        'test -z "$(cat /tmp/errors | grep error)"',
        '[ -z "$(curl -s http://x/)" ] && exit 1 || exit 0',
        f'{CODE}; [ "$code" = 200 ]',
        f'{CODE} || exit 1; [ "$code" != 503 ]',
        f'{CODE}; [ "$code" != 503 ] && [ "$code" != 000 ]',
        f'{CODE}; [ "$code" -ge 200 ] && [ "$code" -lt 400 ]',
        f'{CODE}; code=${{code:-503}}; [ "$code" != 503 ]',
        'code=$(ask); [ "$code" != 503 ]',
        "code=$(curl -so /dev/null -w '%{http_code}' http://x/ || echo 503); [ $code != 503 ]",
    ],
)
def test_what_says_no_to_silence_can_fail(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is True


@pytest.mark.parametrize(
    "script",
    [
        "pgrep -f gunicorn || exit 1",
        "pgrep -f 'celery worker' > /dev/null || exit 1",
        "pgrep --full gunicorn > /dev/null 2>&1 || exit 1",
        "if pgrep -fl app.py; then exit 0; else exit 1; fi",
        "ps aux | grep nginx",
        "ps -ef | grep -q 'app.py' || exit 1",
        "ps auxww | grep -i NGINX > /dev/null",
        "ps aux 2> /dev/null | grep nginx",
    ],
)
def test_a_shell_finds_itself_among_the_processes(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is False
    assert can_fail(("CMD", "sh", "-c", script)) is False
    assert can_fail(("CMD", "bash", "-c", script), filed=True) is True


@pytest.mark.parametrize(
    "script",
    [
        "pgrep -x nginx",
        "pgrep nginx || exit 1",
        "pgrep -f '[n]ginx' || exit 1",
        "pgrep -f '^nginx' || exit 1",
        "pgrep -fx nginx || exit 1",
        "pgrep -u app -f nginx || exit 1",
        "pgrep -Af nginx || exit 1",
        "pgrep -f gunicorn",  # newer shells hand themselves to their last command
        "pgrep -f gunicorn > /dev/null",
        "if test -f /run/pid; then pgrep -f gunicorn; fi # why",
        "ps aux | grep '[n]ginx'",
        "ps aux | grep nginx | grep -v grep",
        "ps -e | grep nginx",
        "ps | grep nginx",
        "ps -C nginx",
    ],
)
def test_a_process_that_is_not_the_shell_is_looked_for(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is True


def test_without_a_shell_no_command_line_holds_the_pattern() -> None:
    assert can_fail(("CMD", "pgrep", "-f", "gunicorn")) is True
