"""A lock is what pip makes of it: each form that pip takes, and each that it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.instruments.scanners.locks import Lock, read_lock
from gonogo.targets.base import TargetError

TILL = (("till", "1.0"),)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SHA = f"--hash=sha256:{'a' * 64}"
PLACE = "https://example.org/till"


def read(folder: Path, text: str | bytes, **others: str) -> Lock:
    for name, content in others.items():
        (folder / f"{name}.txt").write_text(content)
    path = folder / "shop.lock"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_lock(path)


@pytest.mark.parametrize(
    ("text", "packages", "unpinned"),
    [
        (f"Till.Roll==1.0 \\\n    {SHA} \\\n    {SHA}\n", (("till-roll", "1.0"),), ()),
        ('till[fast]==1.0 ; python_version >= "3.8"', TILL, ()),
        ("till===1.0+local  # why", (("till", "1.0+local"),), ()),
        ("till (==1.0)", TILL, ()),
        ("--index-url https://example.org/simple\n# a comment\n\n--no-binary :all:\n", (), ()),
        ("till\nscale>=1\nbelt==1.*", (), ("till", "scale>=1", "belt==1.*")),
        ("till==1.0,!=1.1\nbelt = 1.0", (), ("belt = 1.0", "till==1.0,!=1.1")),
        ("-e ../roll\n/opt/roll\n", (), ("-e ../roll", "/opt/roll")),
        ("./till-1.0-py3-none-any.whl", (), ("./till-1.0-py3-none-any.whl",)),
        ("till==1.0\ntill==1.0", TILL, ()),
        (f"till @ {PLACE}/till-1.0-py3-none-any.whl {SHA}", TILL, ()),
        (f"{PLACE}/till-1.0.tar.gz#sha256={'a' * 64}", TILL, ()),
        (f"till @ {PLACE}/till-1.0-py3-none-any.whl", (), (f"till @ {PLACE}/till-1.0-py3-none-any.whl",)),
    ],
)  # fmt: skip
def test_a_lock_is_read_line_by_line(
    tmp_path: Path, text: str, packages: tuple[tuple[str, str], ...], unpinned: tuple[str, ...]
) -> None:
    found = read(tmp_path, text)
    assert (found.packages, found.unpinned, found.unread) == (packages, unpinned, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_read_over(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "till==1.0\n# Käse\n".encode(encoding)).packages == TILL


@pytest.mark.parametrize(
    "line", ["-rbase.txt", "-r base.txt", "--requirement=base.txt", "--requirement base.txt"]
)
def test_a_file_that_is_included_is_followed(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, f"{line}\n", base="till==1.0\nscale>=2\n")
    assert (found.packages, found.unpinned) == (TILL, ("scale>=2",))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("-rbase.txt", "-r base.txt: No such file or directory"),
        ("-c base.txt", "-c base.txt: No such file or directory"),
        ("-r shop.lock", "-r shop.lock: it includes itself"),
        ("-r https://example.org/base.txt", "-r https://example.org/base.txt: it is no file of this machine"),
        ("--from-next-year", "--from-next-year"),
    ],
)
def test_what_cannot_be_read_is_told_and_nobody_knows_what_is_in_it(
    tmp_path: Path, line: str, why: str
) -> None:
    found = read(tmp_path, f"till==1.0\n{line}\n")
    assert (found.packages, found.unread, found.unpinned) == (TILL, (why,), ())


def test_a_constraint_pins_what_is_wanted_and_brings_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, "till\n-c limits.txt\n", limits="till==1.0\nscale==2.0\n")
    assert (found.packages, found.unpinned) == (TILL, ())


@pytest.mark.parametrize(
    ("line", "pinned"),
    [
        (f"-egit+{PLACE}@{COMMIT}#egg=till", True),
        (f"-e git+{PLACE}@{COMMIT}#egg=till", True),
        (f"till @ git+{PLACE}@{COMMIT}", True),
        (f"till @ hg+{PLACE}@{COMMIT}", True),
        (f"till @ {PLACE}/archive/main.zip {SHA}", True),
        (f"till @ git+{PLACE}@{COMMIT[:12]}", False),
        (f"till @ git+{PLACE}@v1.0", False),
        (f"-egit+{PLACE}#egg=till", False),
        (f"till @ git+https://git@{COMMIT}/till", False),
    ],
)
def test_a_commit_in_full_pins_and_a_branch_does_not(tmp_path: Path, line: str, *, pinned: bool) -> None:
    found = read(tmp_path, line)
    assert (len(found.by_content), len(found.unpinned)) == ((1, 0) if pinned else (0, 1))
    assert (found.packages, found.names) == ((), ("till",) if pinned else ())


@pytest.mark.parametrize(
    "bare", ["scale==2.0", f"till @ git+{PLACE}@{COMMIT}", f"-e git+{PLACE}@{COMMIT}#egg=till", "-e ../roll"]
)
def test_where_one_line_has_a_hash_each_needs_one(tmp_path: Path, bare: str) -> None:
    assert read(tmp_path, f"belt==3.0 {SHA}\n{bare}\n").unhashed == (bare,)
    assert read(tmp_path, f"--require-hashes\n{bare}\n").unhashed == (bare,)
    assert read(tmp_path, f"belt==3.0\n{bare}\n").unhashed == ()


@pytest.mark.parametrize(
    "line",
    ["-e .", "-e .[dev,test]", ".", "./", "-e ./till", "till/", "file:till", "-e file:.", "shop @ file:."],
)
def test_a_folder_of_the_source_is_the_release_and_no_dependency(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, f"belt==3.0 {SHA}\n{line}\n")
    assert (found.packages, found.unpinned, found.unhashed) == ((("belt", "3.0"),), (), ())
    assert (found.by_content, found.unread) == ((), ())


@pytest.mark.parametrize(
    ("line", "unpinned"),
    [
        ("-e file:///srv/till", "-e file:///srv/till"),
        ("./../till", "./../till"),
        ("-e git+https://example.org/till", "-e git+https://example.org/till"),
        ("https://example.org/till.zip", "https://example.org/till.zip"),
    ],
)
def test_what_lies_outside_the_source_may_be_anything(tmp_path: Path, line: str, unpinned: str) -> None:
    assert read(tmp_path, f"belt==3.0\n{line}\n").unpinned == (unpinned,)


@pytest.mark.parametrize(
    ("file", "text", "names"),
    [
        ("pyproject.toml", '[project]\nname = "Till.Roll"\n', ("till-roll",)),
        ("pyproject.toml", '[tool.poetry]\nname = "till_roll"\n', ("till-roll",)),
        ("setup.cfg", "[metadata]\nname = till_roll\n", ("till-roll",)),
        ("setup.py", "from setuptools import setup\nsetup(\n    name='till_roll',\n)\n", ("till-roll",)),
        ("pyproject.toml", "[build-system]\nrequires = []\n", ()),
        ("pyproject.toml", "no toml", ()),
        ("setup.cfg", "[tool:pytest]\n", ()),
        ("setup.py", "setup()\n", ()),
    ],
)
def test_what_the_source_calls_itself_is_known_to_be_installed(
    tmp_path: Path, file: str, text: str, names: tuple[str, ...]
) -> None:
    (tmp_path / file).write_text(text)
    (tmp_path / "requirements").mkdir()
    assert read(tmp_path, "-e .\n").names == names
    assert read(tmp_path / "requirements", "-e .\n").names == names
    assert read(tmp_path, "shop @ file:.\n").names == ("shop",)


@pytest.mark.parametrize(
    "setting",
    [
        "--config-settings=editable_mode=compat",
        "--config-settings editable_mode=compat",
        '--config-settings="--build-option=--with-c" --config-settings "a=b c"',
        "--config-setting a=b",
        "-C a=b",
        "-Ca=b",
    ],
)
def test_what_the_build_of_a_package_is_told_leaves_its_pin(tmp_path: Path, setting: str) -> None:
    found = read(tmp_path, f"till==1.0 {setting} \\\n    {SHA}\n", base=f"till==1.0 {setting}\n")
    assert (found.packages, found.unpinned, found.unhashed, found.unread) == (TILL, (), (), ())
    assert read(tmp_path, f"till {setting} {SHA}\n").unpinned == ("till",)
    assert read(tmp_path, f"belt==3.0 {SHA}\ntill==1.0 {setting}\n").unhashed == ("till==1.0",)
    assert read(tmp_path, "till\n-c base.txt\n").packages == TILL
    assert read(tmp_path, f"till==1.0 {setting} --from-next-year\n").unread == ("till==1.0 --from-next-year",)


def test_a_login_in_a_line_is_in_no_report(tmp_path: Path) -> None:
    (line,) = read(tmp_path, "till @ git+https://me:word@example.org/till").unpinned
    assert line == "till @ git+https://…@example.org/till"


def test_a_lock_that_is_no_text_or_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="no text in the encoding"):
        read(tmp_path, "till==1.0 # ü".encode("latin-1"))
    with pytest.raises(TargetError, match="cannot read the lock: No such file"):
        read_lock(tmp_path / "nowhere")
    with pytest.raises(TargetError, match="cannot read the lock"):
        read_lock(tmp_path)


_DIVIDED = "bell==1.0 ; python_full_version < '3.9'\nbell==2.0 ; python_full_version >= '3.9'\n"


@pytest.mark.parametrize(
    ("lines", "packages"),
    [
        (_DIVIDED, [("bell", "2.0")]),
        ("bell==1.0 ; python_version < '3.12'\n", [("bell", "1.0")]),
        ("bell==1.0 ; python_version < '3.8' or sys_platform == 'win32'\n", [("bell", "1.0")]),
        ("bell==1.0 ; python_version < '3.8' and sys_platform == 'win32'\n", []),
        ("bell==1.0 ; platform_machine == 'riscv64'\n", [("bell", "1.0")]),
        ("bell==1.0 ; sys_platform == 'darwin'\n", [("bell", "1.0")]),
    ],
)
def test_lines_for_other_interpreters_than_the_projects_are_left_out(
    tmp_path: Path, lines: str, packages: list[tuple[str, str]]
) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "shop"\nrequires-python = ">=3.11"\n')
    lock = tmp_path / "requirements" / "service.lock"
    lock.write_text(lines)
    assert list(read_lock(lock).packages) == packages


@pytest.mark.parametrize(
    ("marker", "is_conditional"),
    [
        ("", False),
        (" ; sys_platform != 'win32'", False),
        (" ; os_name == 'posix' and python_full_version >= '3.11'", False),
        (" ; implementation_name == 'cpython' or implementation_name == 'pypy'", False),
        (" ; python_version >= '3.12'", True),
        (" ; platform_python_implementation != 'PyPy'", True),
        (" ; sys_platform == 'darwin'", True),
        (" ; platform_machine != 'riscv64'", True),
    ],
)
def test_what_a_marker_cannot_leave_out_on_linux_is_not_conditional(
    tmp_path: Path, marker: str, is_conditional: bool
) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "shop"\nrequires-python = ">=3.11"\n')
    (tmp_path / "lock.txt").write_text(f"bell==1.0{marker}\n")
    assert (("bell", "1.0") in read_lock(tmp_path / "lock.txt").conditional) is is_conditional


def test_a_line_is_kept_where_a_project_is_for_one_micro_version(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "shop"\nrequires-python = "==3.12.8"\n')
    (tmp_path / "lock.txt").write_text("bell==1.0 ; python_version >= '3.8'\n")
    assert read_lock(tmp_path / "lock.txt").packages == (("bell", "1.0"),)


@pytest.mark.parametrize("project", [None, "[project]\nname = 'shop'\n", "no TOML = ["])
def test_where_no_project_says_its_interpreters_each_line_counts(tmp_path: Path, project: str | None) -> None:
    if project is not None:
        (tmp_path / "pyproject.toml").write_text(project)
    (tmp_path / "lock.txt").write_text(_DIVIDED)
    assert len(read_lock(tmp_path / "lock.txt").packages) == 2
