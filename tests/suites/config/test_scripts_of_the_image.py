"""The scripts that a Dockerfile copies into the image, where a health check names them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gonogo.suites.config.experiments.checks import Checks
from gonogo.suites.config.experiments.stack import rendered_service
from gonogo.suites.config.shell.checks import can_fail
from tests.judging import Case
from tests.suites.config.stack import CONTRACT, rendered

BAD = '#!/bin/sh\nsaid=$(curl -so /dev/null -w \'%{http_code}\' "http://x:${1:-80}/")\n[ "$said" != 503 ]\n'
TEST = ["CMD", "healthy", "8001"]


def service(folder: Path, text: str, dockerfile: str, **more: Any) -> Any:
    (folder / "deploy").mkdir()
    (folder / "deploy" / "healthy").write_text(text)
    (folder / "Dockerfile").write_text(dockerfile)
    made = {"build": {"context": str(folder)}, "healthcheck": {"test": TEST}} | more
    return rendered_service("shop", made, (), Checks())


def fails(found: Any) -> bool | None:
    return can_fail(found.check, dict(found.scripts))


@pytest.mark.parametrize(
    ("dockerfile", "test"),
    [
        ("FROM a\nCOPY --chmod=755 deploy/healthy /usr/local/bin/healthy\n", TEST),
        ("FROM a\nCOPY --chown=1:1 --chmod=755 deploy/healthy /usr/local/bin/\n", TEST),
        ("FROM a\nCOPY deploy/ /usr/local/bin\nRUN chmod +x /usr/local/bin/healthy\n", TEST),
        ('FROM a\nCOPY ["deploy/healthy", "/usr/bin/"]\n', ["CMD-SHELL", "healthy || exit 1"]),
        ("FROM a AS base\nADD deploy/healthy /bin/\nFROM base\nCMD serve\n", ["CMD", "/bin/healthy"]),
        ("FROM a\nWORKDIR /srv\nCOPY . shop\n", ["CMD", "/srv/shop/deploy/healthy"]),
        ("FROM a\nWORKDIR /srv\nCOPY deploy/healthy .\n", ["CMD", "./healthy"]),
        ("FROM a\nENV PATH=/opt/bin:/bin\nCOPY deploy/healthy /opt/bin/\n", TEST),
        ("FROM a\nARG TO=/opt\nCOPY deploy/healthy $TO/healthy\n", ["CMD", "sh", "/opt/healthy", "80"]),
        ("FROM a\nCOPY deploy/healthy /h/\nHEALTHCHECK CMD /h/healthy\n", None),
    ],
)
def test_a_script_of_the_release_is_read_as_a_check_is(
    tmp_path: Path, dockerfile: str, test: list[str] | None
) -> None:
    more = {"healthcheck": {"test": test} if test else {}}
    found = service(tmp_path, BAD, dockerfile, **more)
    assert fails(found) is False
    case = Case("config/every-service-has-a-health-check", CONTRACT, clean=rendered(), broken=rendered(found))
    (problem,) = case.problems(rendered(found))
    assert (problem.where, problem.observed.endswith('[ "$said" != 503 ]')) == ("service shop", True)


@pytest.mark.parametrize(
    "text",
    [
        BAD.replace("!= 503", "= 200"),
        "#!/bin/sh\ncurl --fail --silent http://x/\n",
        "#!/bin/sh -e\ncurl --fail http://x/\ntrue\n",
        "#!/usr/bin/env bash\nexec 3<>/dev/tcp/localhost/80 || exit 1\nread -r it <&3\n[[ $it == *200* ]]\n",
        "#!/usr/bin/env python3\nimport sys\nsys.exit(0)\n",
        "#!/bin/sh\npgrep -f gunicorn || exit 1\n",
        "#!/bin/sh\nask 'the\n",
        "\x7fELF true",
        "",
    ],
)
def test_a_script_that_can_say_no_or_is_none_of_a_shell_is_left_alone(tmp_path: Path, text: str) -> None:
    found = service(tmp_path, text, "FROM a\nCOPY deploy/healthy /usr/bin/\n")
    assert fails(found) is True


@pytest.mark.parametrize(
    ("dockerfile", "more"),
    [
        ("FROM a\nCMD serve\n", {}),
        ("FROM a\nCOPY deploy/gone /usr/bin/healthy\n", {}),
        ("FROM a\nCOPY deploy/healthy /opt/\n", {}),
        ("FROM a AS b\nFROM c\nCOPY --from=b deploy/healthy /usr/bin/healthy\n", {}),
        ("FROM a\nCOPY deploy/healthy /bin/\nCOPY --from=b /x/healthy /bin/\n", {}),
        ("FROM a\nCOPY deploy/healthy /bin/\nRUN sed -i s/503/200/ /bin/healthy\n", {}),
        ("FROM a\nCOPY ../healthy /bin/\n", {}),
        (
            "FROM a\nCOPY deploy/healthy /bin/\n",
            {"volumes": [{"type": "bind", "source": "/x", "target": "/bin/healthy"}]},
        ),
        ("FROM a\nCOPY deploy/healthy /bin/\n", {"configs": [{"source": "x", "target": "/bin"}]}),
        ("FROM a\nCOPY deploy/healthy /bin/\n", {"environment": {"PATH": "/opt"}}),
    ],
)
def test_what_is_not_there_is_not_judged(tmp_path: Path, dockerfile: str, more: dict[str, Any]) -> None:
    found = service(tmp_path, BAD, dockerfile, **more)
    assert (found.scripts, fails(found)) == ((), True)
