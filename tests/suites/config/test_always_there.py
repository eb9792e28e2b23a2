"""What ends well wherever anything runs is no health check, and what the service makes is one."""

import pytest

from gonogo.suites.config.shell.checks import can_fail


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
        *(
            "ping -c1 127.0.0.1",
            "getent hosts localhost",
            "printenv",
            "ss -ltn",
            "nginx -v",
            "openssl version",
        ),
        *(
            "dotnet --info",
            "expr 1",
            "perl -e 'exit 0'",
            "[ -d / ]",
            "[ -f /etc/hostname ]",
            "test -s /etc/passwd",
        ),
        *("curl -fs x; rm -f /tmp/x", "curl -fs x || rm -f $TMP", "curl -fs x; seq 3", "ask; basename x"),
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
            "ping -c1 db",
            "getent hosts db",
            "printenv READY",
            "nginx -t",
            "expr 0",
            "perl -e 'exit 1'",
            "rm /tmp/x",
            "curl -fs x && rm -f /tmp/x",
            "test -s /run/app.pid",
            "[ -f /tmp/hostname ]",
            "lsof -i :80",
        ),
    ],
)
def test_what_the_service_makes_is_looked_for(script: str) -> None:
    assert can_fail(("CMD-SHELL", script)) is True
