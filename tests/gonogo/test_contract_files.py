"""A contract may be any file: what cannot be one is refused in a sentence, in bounded time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract

ROOT = Path(__file__).parents[2]
BOMB = "service: x\na0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
MERGED = "service: x\na0: &a0 {k: v}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}\n" for n in range(1, 12)
)
TEXTS = {
    "an alias bomb": (BOMB, "aliases"),
    "an alias bomb by merging": (MERGED, "aliases"),
    "an alias inside itself": ("service: &a [*a]", "stands inside itself"),
    "100,000 lists": ("[" * 100_000, "nested deeper"),
    "100,000 mappings": ("{a: " * 100_000, "nested deeper"),
    "deep blocks": ("\n".join(" " * n + "a:" for n in range(1_400)), "nested deeper"),
    "deep dashes": ("- " * 100_000, "nested deeper"),
    "300,000 values": ("service: x\nrequired: [" + "a, " * 300_000 + "a]", "values"),
    "40,000 keys": ("".join(f"k{n}: 1\n" for n in range(40_000)), "values"),
    "two megabytes": ("service: x\n" + "#" * 2_000_000, "larger than"),
    "a day that is none": ("service: x\nwaivers: [{expires: 2026-13-40}]", "nobody can read"),
    "a day that its month has not": (
        "service: x\nwaivers: [{expires: 2026-02-30}]",
        "'2026-02-30': day is out of range for month; a day is expected, as 2027-01-31, or a text in quotes",
    ),
    "an hour that is none": ("service: x\nx: 2026-02-03 25:00:00", "hour must be in 0..23"),
    "400 digits": ("service: x\nx:\n  y: " + "9" * 400, "it is too large; a smaller number is expected"),
    "5,000 digits": ("service: " + "9" * 5_000, "5,000 characters: it is too large"),
    "a list for a key": ("? [a]\n: 1", "a key is a word"),
    "a day for a key": ("2026-01-02: 1", "a key is a word"),
    "a program": ("service: !!python/object/apply:os.system [ls]", "not YAML"),
    "two documents": ("service: x\n---\nservice: y", "not YAML"),
    "more digits than Python writes": ("service: x\nx: 0x" + "f" * 100_000, "(line 2, column 4)"),
    "a set": ("service: !!set {a, b}", "got a set (line 1, column 10)"),
    "bytes": ("service: !!binary aGk=", "got bytes (line 1, column 10)"),
    "half a character": ('service: "\\uD800"', "not YAML"),
}


def refusal(path: Path) -> str:
    with pytest.raises(ContractError) as refused:
        load_contract(path)
    return str(refused.value)


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "40,000 keys"])
def test_what_cannot_be_built_is_one_sentence(tmp_path: Path, name: str) -> None:
    text, said = TEXTS[name]
    path = tmp_path / "release.yaml"
    path.write_text(text)
    message = refusal(path)
    assert said in message
    assert len(message.splitlines()) == 1
    assert len(message) < 400


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01\x00" + bytes(200), b"\xff\xfe\x00s", b"\x00"])
def test_what_is_no_text_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "release.yaml"
    path.write_bytes(content)
    message = refusal(path)
    assert "the contract is not YAML" in message
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize("code", ["utf-16", "utf-32"])
def test_another_encoding_with_its_mark_is_named(tmp_path: Path, code: str) -> None:
    path = tmp_path / "release.yaml"
    path.write_bytes("service: x\n".encode(code))
    assert f"it is {code.upper()}: save it as UTF-8" in refusal(path)


def test_of_20_000_unknown_keys_a_few_are_told_and_the_others_counted(tmp_path: Path) -> None:
    path = tmp_path / "release.yaml"
    path.write_text("service: x\n" + "".join(f"k{n}: 1\n" for n in range(20_000)))
    message = refusal(path)
    assert len(message.splitlines()) < 300
    assert "more problems" in message


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no file but a pipe" in refusal(tmp_path / "pipe")
    assert "cannot read the contract: Is a directory" in refusal(tmp_path)
    assert "no file but a device" in refusal(Path("/dev/zero"))
    assert "cannot read the contract" in refusal(tmp_path / "nowhere" / "release.yaml")
    assert "cannot read the contract: embedded null byte" in refusal(Path("a\0b"))


def test_a_byte_order_mark_is_read_over_and_merging_works(tmp_path: Path) -> None:
    path = tmp_path / "release.yaml"
    path.write_bytes(
        b"\xef\xbb\xbfservice: x\nhealth:\n  liveness: &p {path: /live}\n  readiness: {<<: *p, path: /ready}"
    )
    health = load_contract(path).health
    assert health is not None
    assert health.readiness is not None
    assert health.readiness.path == "/ready"


def test_the_worst_of_them_stay_within_time_and_memory(tmp_path: Path) -> None:
    for number, (text, _) in enumerate(TEXTS.values()):
        (tmp_path / f"{number}.yaml").write_text(text)
    program = (
        "import sys; from pathlib import Path\n"
        "from gonogo.contract.errors import ContractError\nfrom gonogo.contract.load import load_contract\n"
        "for name in sys.argv[1:]:\n"
        "    try: load_contract(Path(name))\n"
        "    except ContractError: pass\n"
        "    else: sys.exit(f'{name} was taken')\n"
        "peak = Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]\n"
        "print(int(peak) // 1024)\n"
    )
    paths = [str(path) for path in sorted(tmp_path.glob("*.yaml"))]
    done = subprocess.run(
        [sys.executable, "-c", program, *paths, "/dev/zero"],
        cwd=ROOT, capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 200
