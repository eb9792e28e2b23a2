"""Which seed numbers share a start, and what they make of the release then."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from gonogo.core.discover import discover
from gonogo.core.observation import Can, Kind
from proving import groups
from proving.catalogue import Seed, expected_rules, seeds
from proving.deployment import changed
from proving.groups import distinct_ordinals, grouped, measures, why_apart
from proving.release import alone, together, touching
from proving.scope import judges_of, sums_up
from proving.seed import Defect, Injection, Twin
from proving.starts import CONTRACT
from proving.tasks import FEW, Task, hurried, planned, singles

DEFECTS = [seed for seed in seeds() if isinstance(seed.declared, Defect)]
TWINS = [seed for seed in seeds() if isinstance(seed.declared, Twin)]
SECOND = [(seed, 2) for seed in DEFECTS]


def first_tasks(tasks: list[Task]) -> list[Task]:
    return [task for task in tasks if task.members and not (task.clean or task.own_rules)]


def kinds_of(seed: Seed) -> set[Kind]:
    return {rule.experiment.kind for rule in discover() if rule.id in expected_rules(seed)}


def made(name: str, injection: Injection, *expected: str) -> Seed:
    path = Path(f"defects/{name}.py")
    return Seed(name, path, Defect("XYZ-01", expected or (f"health/{name}",)), lambda _: injection, "")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (Injection(files={"a": ""}), Injection(files={"a": ""}), "both bring a"),
        (Injection(source={"a": ""}), Injection(source={"a": ""}), "both bring a"),
        (Injection(environment={"A": "1"}), Injection(environment={"A": "1"}), "both change variable A"),
        (
            Injection(override={"services": {"app": {"user": "0"}}}),
            Injection(override={"services": {"app": {"cpus": 1}}}),
            "both change services app",
        ),
        (Injection(replicas=2), Injection(wraps=True), "they run different numbers of replicas"),
        (Injection(command=("a",)), Injection(wraps=True), "both say how the release is started"),
        (Injection(dockerfile=("a",)), Injection(dockerfile=("b",)), "both say how the release is started"),
        (Injection(wraps=True), Injection(dockerfile=("b",)), "both say how the release is started"),
        (
            Injection(override={"services": {"app": {"command": ["sh"]}}}),
            Injection(wraps=True),
            "both say how the release is started",
        ),
        (Injection(tls={"ca": "a"}), Injection(tls={"ca": "b"}), "both say where TLS ends"),
        (Injection(wraps=True), Injection(wraps=True), ""),
        (Injection(command=("a",)), Injection(source={"a": ""}), ""),
        (
            Injection(override={"services": {"app": {"user": "0"}}}),
            Injection(override={"services": {"valkey": {"cpus": 1}}}),
            "",
        ),
    ],
)
def test_what_is_touched_twice_is_apart(one: Injection, other: Injection, said: str) -> None:
    assert touching([one, other]) == touching([other, one]) == said


def test_a_rule_refuses_one_member_at_most() -> None:
    for group in grouped(SECOND):
        rules = Counter(chain.from_iterable(expected_rules(seed) for seed, _ in group))
        assert max(rules.values()) == 1


def test_a_measurement_is_alone() -> None:
    assert all(len(group) == 1 for group in grouped(SECOND) if any(measures(seed) for seed, _ in group))


def test_one_roll_out_at_most_is_in_a_group() -> None:
    rolling = {rule.id for rule in discover() if Can.ROLL_OUT in rule.experiment.needs}
    rolled = [s for s in DEFECTS if rolling.intersection(expected_rules(s))]
    assert all(why_apart([(one, 2), (other, 2)]) for one, other in combinations(rolled, 2))


def test_no_two_inspect_the_files_of_a_gate() -> None:
    looked_at = ("config/stop-grace-outlasts-the-drain", "config/images-are-pinned")
    one, other = (next((s, 2) for s in DEFECTS if expected_rules(s) == (rule,)) for rule in looked_at)
    assert "leaves of a file" in why_apart([one, other])


def test_what_takes_the_exposition_away_leaves_its_readers_alone() -> None:
    closed = next((s, 2) for s in DEFECTS if expected_rules(s) == ("metrics/exact-path-answers",))
    for group in grouped(SECOND):
        rules = [rule for seed, _ in group for rule in expected_rules(seed)]
        assert closed not in group or sum(rule.startswith("metrics/") for rule in rules) == 1


def test_nobody_is_lost_and_most_share() -> None:
    found = grouped(SECOND)
    assert sorted(seed.id for group in found for seed, _ in group) == sorted(seed.id for seed in DEFECTS)
    assert len(found) <= len(DEFECTS) / 2


def test_what_draws_the_same_is_not_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seed = made("one", Injection(fact="x", wraps=True))
    monkeypatch.setattr(groups, "_wrap_draws", lambda _: False)
    assert distinct_ordinals(seed, 3) == (1,)
    monkeypatch.setattr(groups, "_wrap_draws", lambda _: True)
    assert distinct_ordinals(seed, 3) == (1, 2, 3)


def test_a_wrap_that_draws_is_seen_in_every_seed() -> None:
    for seed in seeds():
        if seed.injection(1).wraps and not groups._wrap_draws(seed):
            assert (
                "rng" not in seed.path.read_text().split("def wrap(")[1].split("\ndef ")[0].split(":", 3)[3]
            )


def test_first_numbers_are_judged_by_all_their_judges() -> None:
    first = first_tasks(planned(seeds(), (), ("local", "compose"), 3, whole=False))
    assert Counter(s.id for task in first for s, n in task.members if n == 1) == Counter(
        seed.id for seed in DEFECTS
    )
    for task in first:
        assert {ordinal for _, ordinal in task.members} == {1}
        assert all(
            set(judges_of(expected_rules(seed), seed.target)) <= set(task.rules) for seed, _ in task.members
        )


def test_first_numbers_share_a_start_with_a_few_of_other_gates() -> None:
    tasks = planned(DEFECTS, (), (), 3, whole=False)
    shared = [task.members for task in first_tasks(tasks) if len(task.members) > 1]
    for members in shared:
        gates = [{rule.split("/")[0] for rule in expected_rules(seed)} for seed, _ in members]
        assert len(members) <= FEW
        assert sum(map(len, gates)) == len(set.union(*gates))
    assert sum(map(len, shared)) > len(DEFECTS) / 2


def test_whatever_disrupts_or_measures_has_its_first_start_alone() -> None:
    for task in first_tasks(planned(DEFECTS, (), (), 3, whole=False)):
        if any(kinds_of(seed) & {Kind.DISRUPTS, Kind.MEASURES} for seed, _ in task.members):
            assert len(task.members) == 1


def test_what_measures_comes_first_and_the_release_as_it_is_is_none_of_that() -> None:
    tasks = planned(seeds(), (), ("local", "compose"), 3, whole=False)
    measured = [task for task in tasks if task.measures]
    assert measured == tasks[: len(measured)] != []
    assert all(task.members for task in measured)


def test_judged_by_every_rule_first_numbers_are_alone() -> None:
    assert all(len(task.members) == 1 for task in first_tasks(planned(DEFECTS, (), (), 3, whole=True)))


def test_members_of_a_group_are_judged_alone_as_they_were_together() -> None:
    for task in planned(seeds(), (), (), 3, whole=False):
        for alone_again, (seed, _) in zip(singles(task), task.members, strict=True):
            own = expected_rules(seed)
            enough = task.own_rules and not sums_up(own)
            assert alone_again.rules == (tuple(own) if enough else judges_of(own, seed.target))


def test_what_sums_others_up_is_alone_and_has_them_beside_it() -> None:
    summing = [seed for seed in DEFECTS if sums_up(expected_rules(seed))]
    assert summing
    for task in planned(seeds(), (), (), 3, whole=False):
        if {seed for seed, _ in task.members} & {*summing}:
            assert (len(task.members), len(task.rules) > 20) == (1, True)


def test_each_number_that_differs_is_planned_once() -> None:
    tasks = planned(seeds(), (), (), 3, whole=False)
    found = Counter((seed.id, ordinal) for task in tasks for seed, ordinal in task.members)
    wanted = [(seed.id, n) for seed in DEFECTS for n in distinct_ordinals(seed, 3)]
    assert found == Counter([*wanted, *((twin.id, 1) for twin in TWINS)])


def test_what_the_lock_holds_is_judged_by_its_own_rules_once() -> None:
    tasks = planned(DEFECTS[:9], DEFECTS[:9], (), 3, whole=False)
    assert {ordinal for task in tasks for _, ordinal in task.members} == {1}
    for task in tasks:
        assert set(task.rules) == {rule for seed, _ in task.members for rule in expected_rules(seed)}


def test_together_they_change_what_each_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proving.copying.SHIPS", ("docker-compose.yml",))  # all takes seconds
    reference: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    for number, group in enumerate(grouped(SECOND)):
        folder = tmp_path / str(number)
        folder.mkdir()
        members = [(seed, seed.number(ordinal)) for seed, ordinal in group]
        deployment = changed(reference, together("all", members), folder)["deployment"]
        command = " ".join(deployment["local"]["command"])
        for seed, drawn in members:
            injection = seed.injection(drawn)
            assert all((folder / name).read_text() == text for name, text in injection.files.items())
            assert injection.environment.items() <= deployment["local"]["environment"].items()
            assert not injection.wraps or injection.command or f"{seed.module}:{drawn}" in command


def test_a_chain_of_wraps_serves_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    from proving import serve  # noqa: PLC0415 - it imports the release

    class Application:
        state = "kept"

    def wrap(application: Any, number: int) -> Any:
        assert application.state == "kept"
        wrapping.append(number)

        async def wrapped(*_: Any) -> None:
            return None

        return wrapped

    wrapping: list[int] = []
    chain_of = [lambda app: wrap(app, 1), lambda app: app, lambda app: wrap(app, 2)]
    made_of = serve._wrapped(lambda _: Application(), chain_of, serving=True)(None)
    assert made_of.state == "kept"
    assert wrapping == [1, 2]


def test_one_number_alone_is_named_by_it() -> None:
    seed = DEFECTS[0]
    assert alone(seed, 7).name == f"{seed.id}-7"


def test_where_time_is_short_the_quickest_come_first_with_all_their_numbers() -> None:
    tasks = hurried(DEFECTS, (), 3, whole=False)
    asked = {(seed.id, ordinal) for task in tasks for seed, ordinal in task.members}
    assert asked == {(seed.id, n) for seed in DEFECTS for n in distinct_ordinals(seed, 3)}
    first = {seed.id: n for n, task in reversed([*enumerate(tasks)]) for seed, _ in task.members}
    last = {seed.id: n for n, task in enumerate(tasks) for seed, _ in task.members}
    quickest, slowest = min(first, key=first.__getitem__), max(first, key=first.__getitem__)
    assert last[quickest] < first[slowest]
