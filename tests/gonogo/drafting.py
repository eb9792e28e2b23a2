"""Drafts of first contracts, of services that are nothing but a few pages."""

from __future__ import annotations

from pathlib import Path

from gonogo.contract.identity import Identity
from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.init.draft import draft
from gonogo.init.look import look
from tests.gonogo.pages import Answering, Said, page, serving

Served = dict[str, Said | Answering]


def read(words: str, folder: Path) -> Contract:
    file = folder / "contract.yaml"
    file.write_text(words)
    return load_contract(file)


def drafted(
    folder: Path, pages: Served, rest: Said | Answering | None = None, managed: Served | None = None
) -> tuple[Contract, str]:
    with serving({"/": page(), **pages}, rest) as url, serving(managed or {"/": page()}) as management:
        words = draft(look(url, [management] if managed else []))
    return read(words, folder), words


def identity(contract: Contract) -> Identity:
    assert contract.identity is not None
    return contract.identity
