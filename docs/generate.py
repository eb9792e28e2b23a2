"""Write `docs/contract.md`, the contract's JSON Schema and `docs/rules/`; `python -m docs.generate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gonogo.contract.load import schema
from gonogo.contract.promises import words_of
from gonogo.core.discover import discover
from gonogo.core.rule import Rule

DOCS = Path(__file__).resolve().parent

_INTRODUCTION = """# The contract

`release.yaml` says what a service promises. Every section is optional: a rule whose section is absent is
*not promised*, and every report lists it as such. An unknown key, a wrong type or a value out of range is
refused before anything starts, with exit status 4, the section, the value, the legal values and the nearest
match. `${NAME}` in `credentials` and in environments is taken from the environment, or made up for each run
where `deployment.generated` names it. [contract.schema.json](contract.schema.json) gives editors completion:

    # yaml-language-server: $schema=docs/contract.schema.json

A release says who it is wherever its server says it; a plain text is a JSON key, dotted and into lists:

    identity: {path: /version, version: build.version, revision: build.commits.0}
    identity: {version: {header: Server-Version}}
    identity: {version: {series: prometheus_build_info}, revision: {series: prometheus_build_info}}
    identity: {path: /about, version: {pattern: '^Release (?P<version>\\S+)'}}

A live target, and each `--replica`, also has to prove that something alive states it: a nonce returns in
`nonce_header`, or a number in the answer or in a public exposition (uptime, processor time, a counter) moves
as time and our requests make it. What is not proven is HOLD, unless the contract says why nobody can:
`identity: {unproven: "static files on a CDN"}`, which every report then begins with.

What stands between the gate and a URL (a CA, a client certificate, a proxy, headers) is `network`:
[network.md](network.md).

This page is generated from the model; `make docs` writes it.
"""


def documents() -> dict[str, str]:
    """Return every generated file's text, by its path below `docs/`."""
    pages = {f"rules/{gate}.md": _gate_page(gate, rules) for gate, rules in _by_gate().items()}
    schema_text = json.dumps(schema(), indent=1, sort_keys=True) + "\n"
    return {"contract.md": _contract_page(), "contract.schema.json": schema_text, **pages}


def main() -> None:
    """Write them all."""
    for name, text in documents().items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote docs/{name}")


def _by_gate() -> dict[str, list[Rule]]:
    gates: dict[str, list[Rule]] = {}
    for rule in discover():
        gates.setdefault(rule.gate, []).append(rule)
    return gates


def _gate_page(gate: str, rules: list[Rule]) -> str:
    return f"# The {gate} gate\n\n" + "\n".join(map(_rule_text, rules))


def _rule_text(rule: Rule) -> str:
    needs = ", ".join(sorted(need.value for need in rule.experiment.needs))
    smoke = "; part of smoke" if rule.experiment.smoke else ""
    sections = " and ".join(words_of(promise) for promise in rule.promises)
    lines = [
        f"## {rule.id}\n",
        f"{rule.title}\n",
        f"- **Why** {rule.why}",
        f"- **Reference** {rule.reference}",
        f"- **Remedy** {rule.remedy}",
        f"- **Judged when** the contract has {sections or 'anything'}",
        f"- **Experiment** `{rule.experiment.name}` {rule.experiment.kind.value}{smoke}",
        f"- **The target can** {needs}",
        f"- **Severity** {rule.severity.value}\n",
    ]
    return "\n".join(lines)


def _contract_page() -> str:
    whole = schema()
    sections = [_section("The contract itself", whole)]
    sections += [_section(name, whole["$defs"][name]) for name in _order(whole)]
    return "\n".join([_INTRODUCTION, *sections])


def _order(whole: dict[str, Any]) -> list[str]:
    return [name for name, made in sorted(whole["$defs"].items()) if "properties" in made]


def _section(title: str, model: dict[str, Any]) -> str:
    required = set(model.get("required", ()))
    rows = [_row(key, made, key in required) for key, made in model["properties"].items()]
    head = f"## {title}\n\n{' '.join(model.get('description', '').split())}\n"
    return "\n".join([head, "| key | what | type | default |", "| --- | --- | --- | --- |", *rows, ""])


def _row(key: str, made: dict[str, Any], required: bool) -> str:
    default = "required" if required else f"`{json.dumps(made.get('default'))}`"
    what = " ".join(made.get("description", "").split()).replace("|", "\\|")
    return f"| `{key}` | {what} | {_type(made)} | {default} |"


def _type(made: dict[str, Any]) -> str:
    if "$ref" in made:
        name = made["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in made:
        return " or ".join(f"`{value}`" for value in made["enum"])
    if "anyOf" in made:
        return " or ".join(_type(part) for part in made["anyOf"])
    if made.get("type") == "array":
        return f"list of {_type(made.get('items', {}))}"
    if isinstance(made.get("additionalProperties"), dict):
        return f"mapping to {_type(made['additionalProperties'])}"
    return str(made.get("type", "any")) + _limits(made)


def _limits(made: dict[str, Any]) -> str:
    signs = {"exclusiveMinimum": ">", "minimum": "≥", "maximum": "≤"}
    found = [f"{sign} {made[key]}" for key, sign in signs.items() if key in made]
    return f" {', '.join(found)}" if found else ""


if __name__ == "__main__":
    main()
