import json

from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.logs import read_logs
from tests.judging import contract, done
from tests.suites.loopback import Loopback
from tests.suites.security.test_logs_hold_no_credential import WHOLE, _Logging, _Shop


def test_what_is_known_is_asked_first_the_errors_before_the_rest() -> None:
    made = contract(
        credentials=WHOLE.model_dump()["credentials"],
        traffic={"requests": [{"path": "/things", "credential": "jane"}]},
        security={
            "responses": [{"name": "page", "path": "/"}, {"name": "none", "path": "/none", "status": 401}],
            "logs": {},
        },
    )
    lines: list[str] = []
    with Loopback(_Shop, lines=lines, how="paths") as server:
        target = _Logging(server.url, made)
        target.lines = lines
        target.context.secrets = Secrets({"JANE": "sesame-sesame"})  # type: ignore[misc]
        done(read_logs, target, made)
    assert [json.loads(line)["path"] for line in lines[:3]] == ["/none", "/", "/things"]
