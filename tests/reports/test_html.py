from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from gonogo.core.finding import Outcome
from gonogo.reports import html
from gonogo.reports.history import entry_of
from gonogo.reports.model import Report
from tests.reports import examples

VOID = {"meta", "link"}


class Page(HTMLParser):
    """Texts and opening tags; ``stack`` is empty at the end where every tag was closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.words = self.script = ""
        self.feed(text)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.stack += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data if self.stack[-1:] not in (["style"], ["script"]) else ""
        self.script = data if self.stack[-1:] == ["script"] else self.script

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("make", [examples.go, examples.no_go, examples.hold, examples.hostile])
def test_the_page_is_well_formed_and_needs_nothing_else(make: Callable[[], Report]) -> None:
    text = html.render(make())
    page = Page(text)
    assert page.stack == []
    assert {tag for tag, _ in page.tags} & {"img", "iframe", "object", "base", "form"} == set()
    assert page.named("script") == [{}]
    assert [found["href"] for found in page.named("link")] == ["data:,"]
    assert re.findall(r"url\(|@import", text) == []


def test_only_our_own_script_may_run() -> None:
    page = Page(html.render(examples.hostile()))
    digest = base64.b64encode(hashlib.sha256(page.script.encode()).digest()).decode()
    policy = next(str(found["content"]) for found in page.named("meta") if "http-equiv" in found)
    assert policy.split("; ")[-1] == f"script-src 'sha256-{digest}'"


@pytest.mark.parametrize("make", [examples.go, examples.no_go, examples.hold])
def test_the_first_screen_says_verdict_scope_and_reasons(make: Callable[[], Report]) -> None:
    report = make()
    words = Page(html.render(report)).words
    decision, rest = report.headline.split(", ", maxsplit=1)
    said = [words.index(each) for each in (f"{decision} ", rest, *report.verdict.reasons, "Gates")]
    assert said == sorted(said)


def test_the_head_has_time_run_and_revision_and_what_lies_beside() -> None:
    report = replace(examples.no_go(), command="pytest suites -m smoke")
    page = Page(html.render(report))
    head = page.words[: page.words.index("Gates")]
    facts = ("2026-01-02 03:04:05 UTC", report.run, report.subject.revision)
    assert [fact for fact in facts if fact not in head] == []
    links = [found["href"] for found in page.named("a")]
    assert [x for x in ("evidence/", "junit.xml", "summary.md", "verdict.json") if x not in links] == []
    assert "evidence/" not in [found["href"] for found in Page(html.render(examples.go())).named("a")]
    assert "pytest suites -m smoke" in head


def test_each_command_can_be_copied_by_a_button() -> None:
    page = Page(html.render(replace(examples.no_go(), command="pytest suites")))
    commands = [found for found in page.named("pre") if found.get("class") == "command"]
    buttons = [found for found in page.named("button") if found.get("class") == "copy"]
    assert len(buttons) == len(commands) == 7
    assert all("hidden" in found for found in buttons)  # without the script there is nothing to press


def test_reasons_are_one_line_each_and_link_to_their_rules() -> None:
    fragments = [fragment for fragment, _, _ in html.reason_lines(examples.no_go())]
    assert fragments == [
        "health--liveness-survives-outage",
        "config--settings-are-checked",
        "metrics--exposition-parses",
    ]
    cause = "it ended with 1: Traceback\n  frame\nValueError: no database"
    assert html.reason_lines(examples.dead(cause=cause)) == [
        ("cause-health--rule-0", "8 rules kept from an answer:", " it ended with 1: Traceback")
    ]


def test_a_cause_is_one_block_with_its_rules() -> None:
    page = Page(html.render(examples.dead()))
    assert [found["id"] for found in page.named("details") if "id" in found] == ["cause-health--rule-0"]
    assert page.words.count("Connection refused") == 2  # the reason, and the block
    spans = {found["id"] for found in page.named("span") if "id" in found}
    assert spans == {html.anchor(rule.id) for rule in examples.dead().rules}


def test_what_is_new_since_the_run_before_is_said() -> None:
    before = replace(entry_of(examples.no_go()), run="r-old", outcomes={"health/liveness-answers": "failed"})
    slow = {"health.read_probes": 9.0}
    report = replace(examples.no_go(), earlier=(replace(before, experiments=slow),) * 5)
    words = Page(html.render(replace(report, experiments={"health.read_probes": 18.0}))).words
    assert "Since the run before" in words
    assert "mended" in words
    assert "health.read_probes: 18 s, 9 s in the 5 runs before" in words
    assert "Since the run" not in Page(html.render(examples.no_go())).words


def test_advice_has_a_section_of_its_own_and_no_red() -> None:
    page = Page(html.render(examples.go()))
    assert "To act on" not in page.words
    red = [a for _, a in page.tags if {"failed", "error", "inconclusive"} & set(str(a.get("class")).split())]
    assert red == []


def test_every_rule_stands_once_and_links_lead_to_it() -> None:
    page = Page(html.render(examples.no_go()))
    details = [str(found["id"]) for found in page.named("details") if "id" in found]
    kept = [str(found["id"]) for found in page.named("span") if "id" in found]
    anchors = [*details, *kept]
    rules = sorted(html.anchor(rule.id) for rule in examples.no_go().rules)
    assert sorted(a for a in anchors if not a.startswith("cause-")) == rules
    links = {found["href"] for found in page.named("a") if str(found["href"]).startswith("#")}
    exhibits = [str(found["id"]) for found in page.named("div") if found.get("class") == "exhibit"]
    assert links <= {f"#{anchor}" for anchor in [*anchors, *exhibits, "more"]}
    assert "#metrics--exposition-parses" in links


def test_what_to_act_on_is_open_and_no_finding_is_loud() -> None:
    page = Page(html.render(examples.no_go()))
    opened = [found["class"] for found in page.named("details") if "open" in found]
    assert opened == ["rule failed", "rule error", "rule missing", "rule inconclusive"]
    assert "no finding: its worker died or collection broke" in page.words
    assert "no defect: that this rule can fail is unproven" in page.words


def test_evidence_of_known_shape_is_drawn_and_any_other_is_told() -> None:
    page = Page(html.render(examples.no_go()))
    assert len(page.named("svg")) == 1
    assert len(page.named("polyline")) == 3
    assert "database cache ready" in page.words.replace("databasecacheready", "database cache ready")
    assert '{"sent": 500, "answered": 498}' in page.words


def test_evidence_that_does_not_fit_its_name_is_told_as_it_is() -> None:
    odd = examples.finding("health/x", Outcome.PASSED, evidence={"timeline": [[1, 2]], "truth_table": "none"})
    report = replace(examples.hold(), rules=(examples.rule("health/x", Outcome.PASSED, finding=odd),))
    page = Page(html.render(report))
    assert page.named("svg") == []
    assert "[[1, 2]]" in page.words


def test_scope_and_subject_are_listed() -> None:
    words = Page(html.render(examples.hold())).words
    for said in (
        "this target cannot stop a dependency",
        "metrics/no-duplicates",
        examples.DIGEST,
        "77aa" * 16,
    ):
        assert said in words


def test_hostile_text_is_shown_as_text() -> None:
    text = html.render(examples.hostile())
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufffe\udc80]", text) == []
    assert (
        "\\x1b[2J\\x00</pre><script>alert(1)</script>]]>&|`*_[x](y)\\u202e\\udc80\\ufffe" in Page(text).words
    )


def test_only_web_addresses_become_links() -> None:
    assert html.linked("see https://a.example/b, javascript:x") == [
        ("see ", False),
        ("https://a.example/b", True),
        (", javascript:x", False),
    ]
