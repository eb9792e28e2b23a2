"""A draft is tried as a run would try it before it starts anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.contract.errors import ContractError
from gonogo.init.trying import try_stack
from tests.gonogo.stacks import drafted, repository

API = "{build: ., ports: ['8000'], environment: {A: '${DB_PASSWORD:?}', B: '${N:?}'}}"


@pytest.mark.parametrize(
    ("stack", "said"),
    [
        ("services: {api: {build: ., network_mode: host, expose: ['8000']}}", "network_mode: host"),
        ("services: {api: {build: ., network_mode: host, ports: ['8000']}}", "network_mode: host"),
    ],
)
def test_what_the_gate_refuses_is_not_handed_out(tmp_path: Path, stack: str, said: str) -> None:
    found = repository(tmp_path, stack)
    with pytest.raises(ContractError, match=said) as refused:
        try_stack(drafted(found)[0], found)
    assert str(refused.value).startswith("compose.yaml:\ndeployment.compose.")


@pytest.mark.parametrize(
    "stack",
    [
        f"services: {{api: {API}}}",
        f"services: {{api: {API}, db: {{image: postgres, volumes: ['./d:/var/lib/postgresql/data']}}}}",
        "services: {api: {build: ., ports: ['8000'], env_file: .env}}",
        "services: {api: {build: ., ports: ['8000'], nonsense: 1}}",
        "services: {api: {build: ., ports: ['8000'], profiles: [full]}, db: {image: mail}}",
    ],
)
def test_what_it_takes_or_what_compose_refuses_says_nothing(tmp_path: Path, stack: str) -> None:
    found = repository(tmp_path, stack)
    try_stack(drafted(found)[0], found)
    try_stack(drafted(found)[0], None)
