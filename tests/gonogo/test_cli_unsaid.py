"""What was typed wrongly is told without the secrets in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli.main import main
from gonogo.cli.run import bare_words

SECRET = "Zx9kQw72mPv4"


@pytest.mark.parametrize(
    "words",
    [
        ["smoke", "http://x", f"--heder=Authorization: Bearer {SECRET}"],
        ["smoke", "http://x", "--heder", f"Authorization: Bearer {SECRET}"],
        ["smoke", "http://x", "--header", "Authorization:", "Bearer", SECRET],
        ["smoke", "http://x", f"--he=Authorization: Bearer {SECRET}"],
        ["smoke", "http://x", f"http://bob:{SECRET}@y"],
        ["smoke", "http://x", f"password={SECRET}"],
        ["smoke", "http://x", SECRET],
        ["smoke", "http://x", f"--deadline=http://bob:{SECRET}@h"],
        ["smoke", "http://x", f"--deadline=bob:{SECRET}@h:80"],
        ["smoke", "http://x", f"--contract=http://bob:{SECRET}@h/x"],
        ["smoke", "http://x", f"--ca=http://bob:{SECRET}@h/x"],
        ["smoke", "http://x", f"--client-key=http://bob:{SECRET}@h/x"],
        ["smoke", "http://x", f"--out=http://bob:{SECRET}@h/x"],
        ["smoke", "http://x", "--out", f"bob:{SECRET}@h/x"],
        ["smoke", "http://x", f"--format=http://bob:{SECRET}@h"],
        ["verify", f"--gate=http://bob:{SECRET}@h"],
        ["check-contract", f"http://bob:{SECRET}@h/x"],
        ["explain", f"http://bob:{SECRET}@h/x"],
        [f"http://bob:{SECRET}@h/x"],
    ],
)
def test_a_word_that_nobody_expects_is_not_repeated(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gonogo.yaml").write_text("service: s\n")
    try:
        status = main(words)
    except SystemExit as ended:
        status = int(ended.code or 0)
    said = capsys.readouterr()
    assert status == 4
    assert SECRET not in said.err + said.out
    assert not any(SECRET in path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file())
    assert [path.name for path in tmp_path.iterdir() if SECRET in path.name or "http" in path.name] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["smoke", "http://x", "--heder=X: y"], "unrecognized arguments: --heder=…"),
        (["smoke", "http://x", "http://y/z"], "unrecognized arguments: http://y/z"),
        (["smoke", "http://x", "verify"], "unrecognized arguments: verify"),
        (["smoke", "http://x", "--deadline=soon"], "'soon' is no number of seconds above 0"),
        (["verify", "--gate=helth"], "there is no gate 'helth'"),
        (["smoke", "http://x", "--ca=https://h/ca.pem"], "argument --ca: it is a URL"),
    ],
)
def test_what_is_no_secret_is_told(
    words: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gonogo.yaml").write_text("service: s\n")
    assert main(words) == 4
    assert told in " ".join(capsys.readouterr().err.split())


def test_the_command_of_a_report_has_no_header_of_a_shorter_option() -> None:
    assert SECRET not in bare_words(["gonogo", "smoke", f"--heade=X-Key: {SECRET}", f"bob:{SECRET}@host:80"])
