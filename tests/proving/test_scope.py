"""Which rules judge a proof."""

from __future__ import annotations

from gonogo.core.discover import discover
from gonogo.core.observation import Kind
from proving.catalogue import expected_rules, seeds
from proving.scope import judges_of, looks_at_the_stack

RULES = {rule.id: rule for rule in discover()}


def test_every_expected_rule_judges_its_seed() -> None:
    for seed in seeds():
        assert set(expected_rules(seed)) <= set(judges_of(expected_rules(seed), seed.target)), seed.id


def test_what_reads_or_writes_judges_every_seed() -> None:
    quick = {
        i
        for i, rule in RULES.items()
        if rule.experiment.kind in (Kind.READS, Kind.WRITES)
        and not (looks_at_the_stack([i]) or rule.experiment.uses_up)
    }
    assert len(quick) > len(RULES) / 3
    assert all(quick <= set(judges_of(expected_rules(seed), seed.target)) for seed in seeds())


def test_a_gate_of_disruptions_judges_its_own_seeds_alone() -> None:
    assert "rollback/no-request-is-lost" in judges_of(["rollback/replica-stops-gracefully"], "compose")
    assert "rollback/no-request-is-lost" not in judges_of(["health/readiness-answers"], "local")
    assert "health/readiness-fails-while-it-drains" in judges_of(["health/readiness-answers"], "local")
    assert "health/readiness-recovers" not in judges_of(["health/readiness-answers"], "compose")
    assert "health/readiness-recovers" in judges_of(["health/readiness-follows-hard-dependency"], "compose")


def test_a_measurement_judges_what_it_has_to_refuse() -> None:
    measured = {i for i, rule in RULES.items() if rule.experiment.kind is Kind.MEASURES}
    assert not measured & set(judges_of(["health/readiness-answers"], "local"))
    assert "latency/p50-within-budget" in judges_of(["latency/p99-within-budget"], "local")


def test_what_looks_at_other_services_judges_what_it_has_to_refuse() -> None:
    others = {i for i in RULES if looks_at_the_stack([i])}
    assert others
    assert not others & set(judges_of(["security/objects-belong-to-their-owner"], "local"))
    assert "security/containers-do-not-run-as-root" in judges_of(
        ["security/containers-do-not-run-as-root"], "local"
    )


def test_only_rules_on_other_services_need_the_whole_stack() -> None:
    assert looks_at_the_stack([])
    assert looks_at_the_stack(["health/readiness-answers", "metrics/every-service-is-scraped"])
    assert not looks_at_the_stack(["health/readiness-recovers", "rollback/no-request-is-lost"])


def test_what_has_no_rule_yet_is_judged_by_what_is_near() -> None:
    known, new = (judges_of([rule], "local") for rule in ("health/readiness-answers", "health/unwritten"))
    assert set(new) == {
        rule for rule in known if RULES[rule].experiment.kind in (Kind.READS, Kind.WRITES)
    } | {rule for rule in known if RULES[rule].gate == "health"}
    assert judges_of([], "compose") == ()
