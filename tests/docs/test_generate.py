from docs.generate import DOCS, documents


def test_generated_documents_are_in_step() -> None:
    stale = {name for name, text in documents().items() if (DOCS / name).read_text(encoding="utf-8") != text}
    assert stale == set(), "run `make docs`"


def test_no_page_of_a_gate_that_is_gone() -> None:
    written = {f"rules/{path.name}" for path in (DOCS / "rules").glob("*.md")}
    assert written == {name for name in documents() if name.startswith("rules/")}
