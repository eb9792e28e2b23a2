from pathlib import Path

from gonogo.instruments.own_files import own_files


def test_what_is_installed_beside_the_source_is_not_its_own(tmp_path: Path) -> None:
    own = ["app/main.py", "app/data/places.json", "tools/.hidden.py", "environment/read.py"]
    others = [
        *("env/pyvenv.cfg", "env/lib/python3/x.py", "app/node_modules/a/b.js", ".git/config"),
        "app/__pycache__/main.pyc",
    ]
    for name in (*own, *others):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert own_files([tmp_path]) == sorted(tmp_path / name for name in own)
    assert own_files([tmp_path / "app/main.py", tmp_path / "app", tmp_path / "gone"]) == [
        tmp_path / "app/data/places.json",
        tmp_path / "app/main.py",
    ]
