"""Read the workflows of GitHub Actions that ship the release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from gonogo.contract.config import Pipeline
from gonogo.suites.config.experiments.job_images import of_jobs
from gonogo.suites.config.observations.pipeline import Step, Workflow, Workflows
from gonogo.targets.base import Target

_SCRIPTS = ("script", "run", "inlineScript")
_ENVIRONMENT = re.compile(r"\$\{\{\s*env\.(\w+)")
_ENDS_IT = re.compile(r"\bexit\s+[^0\s]|\bfalse\b|setFailed|\bthrow\b")
_NEVER = re.compile(r"^\s*(?:\$\{\{)?\s*false\s*(?:&&[^|]*)?$", re.IGNORECASE)
_EVER = re.compile(r"^\s*(?:\$\{\{)?\s*(?:true|!\s*false|always\(\))\s*(?:\|\|[^&]*)?$", re.IGNORECASE)
_ANYWAY = re.compile(r"\balways\(\)|!\s*cancelled\(\)")
_ASKS_HOW = re.compile(r"!\s*failure\(\)|(?<!!)\bsuccess\(\)|\bneeds\.[\w.*-]+\.result\b")
"""Without such a question, a condition with one of the words above holds whatever went before."""
_MAKE = re.compile(r"(?:^|[\s;&|])g?make(?:\s|$)")
_MAKE_LETTERS = frozenset("bBdeikLnpqrRsStvw")


def read_workflows(target: Target, pipeline: Pipeline) -> Workflows:
    """Read every YAML file of the promised folders, each that is promised by name, and what they use."""
    read, unread = _read(target.source, _files(target.source, pipeline.paths))
    known = {*read, *unread}
    followed: dict[str, Workflow] = {}
    waiting = list(read.values())
    while waiting:
        named = [path for path in _used(target.source, waiting) if _name(target.source, path) not in known]
        more, lost = _read(target.source, named)
        known |= {*more, *lost}
        followed |= more
        unread += lost
        waiting = list(more.values())
    return Workflows(tuple(read.values()), tuple(unread), tuple(followed.values()))


def _read(source: Path, paths: list[Path]) -> tuple[dict[str, Workflow], list[str]]:
    """Return what files say, by their names, and the names of those that do not parse."""
    found, unread = {}, []
    for path in paths:
        name = _name(source, path)
        try:
            found[name] = _workflow(name, yaml.safe_load(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, yaml.YAMLError, AttributeError, TypeError):
            unread.append(name)
    return found, unread


def _name(source: Path, path: Path) -> str:
    return path.relative_to(source).as_posix()


def _used(source: Path, workflows: list[Workflow]) -> list[Path]:
    """Return the files of the same repository that steps or jobs use; what is not here, a step brought."""
    named = [step.uses[2:] for one in workflows for step in one.steps if step.uses.startswith(("./", "$/"))]
    places = [source / name.strip("/") for name in dict.fromkeys(named) if ".." not in Path(name).parts]
    files = [file for place in places for file in (place, place / "action.yml", place / "action.yaml")]
    return [file for file in files if file.is_file()]


def _files(source: Path, names: tuple[str, ...]) -> list[Path]:
    folders = [source / name for name in names]
    return [
        path
        for folder in folders
        for path in (
            [folder] if folder.is_file() else sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")])
        )
    ]


def _workflow(file: str, found: dict[Any, Any]) -> Workflow:
    """Keep what is judged; `on` is a truth value to YAML 1.1."""
    asked = found.get("on", found.get(True)) or ()
    events = (asked,) if isinstance(asked, str) else tuple(map(str, asked))
    jobs = found.get("jobs") or {"action": found.get("runs") or {}}
    needs = {str(name): _named(job.get("needs")) for name, job in jobs.items()}
    ships = [str(name) for name, job in jobs.items() if job.get("environment")]
    places = {name: _place(jobs[name]["environment"]) for name in ships}
    before = {name: tuple(sorted(_before(name, needs))) for name in needs}
    return Workflow(
        file,
        events,
        tuple(s for name, job in jobs.items() for s in _steps(file, str(name), job, found)),
        {name: before[name] for name in ships},
        {name: tuple(other for other in needs if name in before[other]) for name in ships},
        tuple(of_jobs(file, jobs)),
        places,
        tuple(name for name in ships if _begins_anyway(name, jobs[name], before[name], places)),
    )


def _place(environment: Any) -> str:
    return str(environment.get("name") if isinstance(environment, dict) else environment)


def _begins_anyway(name: str, job: dict[str, Any], before: tuple[str, ...], places: dict[str, str]) -> bool:
    """Whether it begins though what it waits for failed; who clears up behind another of its place has to."""
    said = str(job.get("if") or "")
    clears = any(places.get(other) == places[name] for other in before)
    return bool(_ANYWAY.search(said)) and not _ASKS_HOW.search(said) and not clears


def _named(needs: Any) -> list[str]:
    return [needs] if isinstance(needs, str) else [str(name) for name in needs or ()]


def _before(job: str, needs: dict[str, list[str]]) -> set[str]:
    """Return the jobs that are over before one begins, by however many others in between."""
    found: set[str] = set()
    waiting = list(needs[job])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, ())
    return found


def _shell(found: dict[str, Any]) -> str:
    """Return the shell that a workflow or a job names for its steps, empty where it names none."""
    return str(((found.get("defaults") or {}).get("run") or {}).get("shell") or "")


def _steps(file: str, name: str, job: dict[str, Any], whole: dict[Any, Any]) -> Iterator[Step]:
    tolerated, idle = _is_true(job.get("continue-on-error")), _is_never(job.get("if"))
    if job.get("uses"):
        yield Step(file, name, name, str(job["uses"]), "", "", tolerated, idle=idle)
    if str(job.get("image") or "").startswith("docker://"):
        yield Step(file, name, "image", str(job["image"]), "", "", tolerated)
    steps = job.get("steps") or ()
    for number, step in enumerate(steps, 1):
        given, run = step.get("with") or {}, str(step.get("run") or "")
        scripts = [str(given[key]) for key in _SCRIPTS if given.get(key)]
        environments = (whole.get("env"), job.get("env"), step.get("env"))
        yield Step(
            file=file,
            job=name,
            name=str(step.get("name") or step.get("id") or step.get("uses") or f"step {number}"),
            uses=str(step.get("uses") or ""),
            run=run,
            ref=" ".join(str(given.get(key) or "") for key in ("repository", "ref")).strip(),
            tolerated=tolerated
            or passes_over_errors(run, *environments)
            or (_is_true(step.get("continue-on-error")) and not _is_judged(step.get("id"), steps[number:])),
            shell=str(step.get("shell") or _shell(job) or _shell(whole)),
            idle=idle or _is_never(step.get("if")),
            script="\n".join([*scripts, _of_environment("\n".join([run, *scripts]), *environments)]).strip(),
            asked=" && ".join(f"({one})" for one in (job.get("if"), step.get("if")) if one is not None),
            known_as=str(step.get("id") or ""),
            told={key: value for key, value in _known(environments).items() if "${{" in value},
        )


def _known(environments: Iterable[Any]) -> dict[str, str]:
    """Return what the variables of a step have, the nearest last."""
    known = [env.items() for env in environments if isinstance(env, dict)]
    return {str(key): str(value) for items in known for key, value in items}


def passes_over_errors(run: str, *environments: Any) -> bool:
    """Whether a script runs make, and a variable has each make pass over errors (GNU make, 5.7 and 9.8)."""
    known = {key: value for env in environments if isinstance(env, dict) for key, value in env.items()}
    flags = f"{known.get('GNUMAKEFLAGS') or ''} {known.get('MAKEFLAGS') or ''}".split()
    return bool(_MAKE.search(run)) and any(_ignores(word, first=word is flags[0]) for word in flags)


def _ignores(word: str, *, first: bool) -> bool:
    """Whether a word of the flags is the option, or has its letter; the first may be without a dash."""
    letters = word[1:] if word.startswith("-") else word if first else ""
    return word == "--ignore-errors" or ("i" in letters and {*letters} <= _MAKE_LETTERS)


def _of_environment(run: str, *environments: Any) -> str:
    """Return what a script is given by `${{ env.NAME }}`: that is put into it before anybody runs it."""
    known = {key: value for env in environments if isinstance(env, dict) for key, value in env.items()}
    return "\n".join(str(known[name]) for name in _ENVIRONMENT.findall(run) if name in known)


def _is_judged(name: Any, following: Sequence[dict[str, Any]]) -> bool:
    """Whether a later step looks at how this one came out, and ends the job."""
    outcome = f"steps.{name}.outcome"
    looking = [str(step) for step in following if name and outcome in f"{step.get('if')} {step.get('run')}"]
    return any(_ENDS_IT.search(step) for step in looking)


def _is_never(condition: Any) -> bool:
    """Whether a condition holds at no time, whatever stands behind its `false`."""
    return condition is not None and _NEVER.match(str(condition).strip().removesuffix("}}")) is not None


def _is_true(value: Any) -> bool:
    """Whether it is, at any time: as YAML has it, or by an expression that asks for nothing."""
    return value is True or (isinstance(value, str) and _EVER.match(value.removesuffix("}}")) is not None)
