"""A baseline is another process of the same service on this machine, and proves it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gonogo.core.discover import discover
from gonogo.core.scope import why_not
from gonogo.core.secrets import Secrets
from gonogo.options import Options
from gonogo.targets.base import TargetError
from gonogo.targets.baseline import beside_baseline
from gonogo.targets.choose import choose
from gonogo.targets.context import Context
from gonogo.targets.live import Live
from tests.gonogo.test_identity import BUILD, STATED, Page, Service, serving
from tests.judging import contract

READS = {"journeys": [{"name": "list", "path": "/", "rate_per_second": 5}]}
WRITES = {"journeys": [{"name": "make", "path": "/", "method": "POST", "rate_per_second": 5}]}
EXPECTED = "expected the URL of the release that runs today on this machine, as http://127.0.0.1:8001"
BASELINE = "http://127.0.0.1:1"
NONCE = STATED | {"nonce_header": "X-Request-ID"}


@pytest.fixture(autouse=True)
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own for a run, without a repository or an engine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")


def context(target: str = "http://127.0.0.1:2", *, allowed: bool = True, **given: Any) -> Context:
    baseline = given.pop("baseline", BASELINE)
    sections = {"latency": READS} | given
    options = Options(
        target, Path("gonogo.yaml"), (), None, (), False, Path(), (), allow_load=allowed, baseline=baseline
    )
    return Context("run", Path(), options, contract(**sections), Secrets())


def called(instance: str) -> Page:
    def page(service: Service) -> tuple[str, str, dict[str, str]]:
        stated = json.dumps(BUILD | {"instance": instance})
        return stated, "application/json", {"X-Request-ID": service.headers["X-Request-ID"] or ""}

    return page


def beside(mine: str, theirs: str, **sections: Any) -> tuple[str, ...]:
    target = Live(context(mine, baseline=theirs, **sections))
    target.attach(target.start())
    with beside_baseline(target) as found:
        assert (found.candidate, found.baseline.entry, found.name) == (target, theirs, theirs)
        return found.revisions


def held(mine: str, theirs: str, **sections: Any) -> str:
    with pytest.raises(TargetError) as refused:
        beside(mine, theirs, **sections)
    return str(refused.value)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"baseline": "v1.2.0"},
            "--baseline=v1.2.0: expected the URL of the release that runs today on this machine, as http://",
        ),
        (
            {"baseline": "v1.2.0", "target": "local"},
            f"--baseline=v1.2.0: {EXPECTED} or a git revision, and ",
        ),
        ({"baseline": "http://"}, "--baseline='http://': it is no http(s) URL with a host"),
        ({"baseline": "shop:1.2", "target": "local"}, "--baseline=shop:1.2: expected the URL of the release"),
        ({"baseline": "image:shop"}, "--baseline=image:shop: expected the URL of the release"),
        (
            {"baseline": "git:v1.2.0", "target": "compose"},
            f"--baseline=git:v1.2.0: {EXPECTED}, an image (NAME:TAG, image:NAME) or a git revision, and ",
        ),
        (
            {"baseline": "HEAD~1", "target": "compose"},
            "--baseline=HEAD~1: expected the URL of the release that runs today on this machine, as ",
        ),
        ({"baseline": "image:Shop", "target": "compose"}, "--baseline=image:Shop: Shop is no image; "),
        ({"baseline": "http://host:port"}, "--baseline='http://host:port': Port could not be cast"),
        ({"latency": None}, "--baseline: the contract has no `latency`, and nothing would be compared"),
        ({"allowed": False}, "--baseline: it gets the same load as the target: allow it by --allow-load"),
        ({"latency": WRITES}, "--baseline: make would write to it as well: allow it by --allow-writes"),
    ],
)
def test_what_is_wrong_is_said_before_anything_starts(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match="--baseline") as refused:
        choose(context(**given))
    assert str(refused.value).startswith(words)


@pytest.mark.parametrize(
    "named", ["shop:1.2", "image:shop", "sha256:" + "0a" * 32, "registry.example.com/shop", "shop"]
)
def test_an_image_is_no_concern_of_load_that_is_allowed(named: str) -> None:
    given = context("compose", baseline=named, allowed=False, latency=WRITES)
    assert choose(given).context is given


def test_only_a_baseline_makes_a_comparison_possible() -> None:
    rule = next(rule for rule in discover() if rule.id == "latency/no-slower-than-baseline")
    alone, with_one = (choose(context(baseline=named)) for named in (None, BASELINE))
    assert why_not(rule, alone.context.contract, alone.can()) == (
        "not_possible",
        "this target cannot be compared with the release that runs today: name that release by --baseline",
    )
    assert why_not(rule, with_one.context.contract, with_one.can()) is None


def test_two_instances_of_one_service_are_compared() -> None:
    with serving(version=called("a")) as mine, serving(version=called("b")) as theirs:
        identity = NONCE | {"instance": "instance"}
        assert beside(mine, theirs, identity=identity) == ("abc1234", "abc1234")
        assert beside(mine, theirs, identity=NONCE | {"revision": None}) == ()


def test_a_baseline_that_is_the_candidate_is_none() -> None:
    with serving(version=called("a")) as mine, serving(version=called("a")) as theirs:
        port = mine.rpartition(":")[2]
        for url in (mine, f"http://localhost:{port}"):
            said = f"the baseline {url} is the candidate itself, which answers at {mine}"
            assert held(mine, url, identity=NONCE) == said
        said = f"the baseline {theirs} is the candidate itself: both are instance a"
        assert held(mine, theirs, identity=NONCE | {"instance": "instance"}) == said


def test_a_baseline_elsewhere_gets_no_load() -> None:
    with serving(version=called("a")) as mine:
        said = "the baseline http://192.0.2.7:80 is at 192.0.2.7, and load goes to loopback alone"
        assert held(mine, "http://192.0.2.7:80", identity=NONCE).startswith(said)


def test_a_baseline_that_does_not_answer_or_proves_nothing_is_one_sentence() -> None:
    with serving(version=called("a")) as mine, serving() as other:
        words = held(mine, BASELINE, identity=NONCE)
        assert words.startswith("the baseline cannot be used: http://127.0.0.1:1/version could not be read: ")
        assert held(mine, other, identity=NONCE).startswith(
            f"the baseline cannot be used: {other}/version answered"
        )
