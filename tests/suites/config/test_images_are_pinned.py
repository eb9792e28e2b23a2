from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.config.stack import BOARD, CONTRACT, MIGRATE, SHOP, rendered

CASE = Case(
    "config/images-are-pinned",
    CONTRACT,
    clean=rendered(),
    broken=rendered(replace(BOARD, image="board:latest")),
)
DIGEST = f"board@sha256:{'0' * 64}"


@pytest.mark.parametrize(
    ("promised", "image", "pinned"),
    [
        ("tag", "board", False),
        ("tag", "registry:5000/board", False),
        ("tag", "board:latest", False),
        ("tag", "board:9", True),
        ("tag", "board:stable-alpine", False),
        ("tag", "board:lts-alpine3.20", False),
        ("tag", "board:1.2-latest", True),
        ("version", "board:1.2-latest", False),
        ("version", "board:3-alpine3.20", False),
        ("version", "board:RELEASE.2024-05-10T01-41-38Z", True),
        ("version", "board:2022-CU13-ubuntu-22.04", True),
        ("version", "board:9", False),
        ("version", "registry:5000/board:9.1", True),
        ("version", "board:v9.1-alpine", True),
        ("version", DIGEST, True),
        ("digest", "board:9.1.2", False),
        ("digest", DIGEST, True),
        ("digest", "board:9.1.2@sha256:short", False),
    ],
)
def test_an_image_is_pinned_as_promised(promised: str, image: str, *, pinned: bool) -> None:
    assert CONTRACT.stack
    promise = CONTRACT.model_copy(update={"stack": CONTRACT.stack.model_copy(update={"images": promised})})
    case = replace(CASE, contract=promise)
    assert (case.problems(rendered(replace(BOARD, image=image))) == ()) is pinned


def test_images_of_our_own_are_no_matter_of_this_rule() -> None:
    finding = CASE.finding(rendered(SHOP, shared=(SHOP,)))
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        "every image is built here, from nothing else",
    )


def test_an_image_that_another_service_builds_is_our_own() -> None:
    worker = replace(BOARD, name="worker", image=SHOP.image)
    assert CASE.problems(rendered(worker)) == ()


@pytest.mark.parametrize(
    ("base", "pinned"),
    [("board", False), ("board:latest", False), ("board:9", False), ("board:9.1-slim", True), (DIGEST, True)],
)
def test_what_an_image_is_made_from_is_pinned_as_well(base: str, *, pinned: bool) -> None:
    seen = rendered(shared=(replace(SHOP, bases=(base,)), MIGRATE))
    assert [(problem.where, problem.observed) for problem in CASE.problems(seen)] == (
        [] if pinned else [("the Dockerfile of service shop", base)]
    )


@pytest.mark.parametrize("base", [SHOP.image, "registry:5000/made/base:newest", "registry:5000/made/base"])
def test_a_base_that_is_made_here_is_our_own(base: str) -> None:
    assert CONTRACT.stack
    stack = CONTRACT.stack.model_copy(update={"built": ("registry:5000/made/base",)})
    case = replace(CASE, contract=CONTRACT.model_copy(update={"stack": stack}))
    assert case.problems(rendered(shared=(SHOP, replace(MIGRATE, bases=(base,))))) == ()
