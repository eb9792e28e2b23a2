"""How what is done on a condition, or again and again, may end. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gonogo.suites.config.shell import syntax
from gonogo.suites.config.shell.ending import EITHER, ILL, WELL, Ending, Endings, looped

if TYPE_CHECKING:
    from gonogo.suites.config.shell.run import Shell


def if_statement(shell: Shell, node: Any, quiet: bool) -> Endings:
    """Judge what is done on a condition, and otherwise."""
    condition, body, others = syntax.branches(node)
    found = shell.each(condition, True)
    gone, ends_with = found - EITHER, frozenset[Ending]()
    if Ending.WELL in found:
        shell.last = WELL
        ends_with |= shell.each(body, quiet)
    if Ending.ILL in found:
        shell.last = ILL
        ends_with |= _otherwise(shell, others, quiet)
    return gone | ends_with


def _otherwise(shell: Shell, others: list[Any], quiet: bool) -> Endings:
    if not others:
        return WELL
    if others[0].type == "else_clause":
        return shell.sequence(others[0], quiet)
    condition, body, _ = syntax.branches(others[0])
    found = shell.each(condition, True)
    taken = shell.each(body, quiet) if Ending.WELL in found else frozenset[Ending]()
    return (found - EITHER) | taken | (_otherwise(shell, others[1:], quiet) if ILL & found else frozenset())


def while_statement(shell: Shell, node: Any, quiet: bool) -> Endings:
    """Judge a loop; one that waits until something is well is ended by the check's time, as a failure."""
    body = node.child_by_field_name("body")
    asked = node.child_by_field_name("condition")
    found = shell.run(asked, quiet=True)
    until = node.children[0].type == "until"
    inner = shell.run(body, quiet=quiet)
    waits = (until or asked.type == "negated_command") and found >= EITHER
    for_ever = WELL if until else ILL
    waits = waits or not found & for_ever
    return looped(inner) | (found - EITHER) | WELL | (ILL if waits else frozenset())


def for_statement(shell: Shell, node: Any, quiet: bool) -> Endings:
    """Judge what is done for each value, of which there may be none."""
    inner = shell.run(node.child_by_field_name("body"), quiet=quiet)
    values = node.children_by_field_name("value")
    runs = bool(values) and all(syntax.is_literal(one) for one in values)
    return looped(inner) | (frozenset() if runs else WELL)


def case_statement(shell: Shell, node: Any, quiet: bool) -> Endings:
    """Judge what is done by a value, which may fit nowhere."""
    items = [one for one in node.named_children if one.type == "case_item"]
    before, found = shell.last, []
    for one in items:
        shell.last = before
        found.append(shell.each(syntax.case_body(one), quiet))
    any_other = any(syntax.text(v) == "*" for one in items for v in one.children_by_field_name("value"))
    return frozenset().union(*found) | (frozenset() if any_other else WELL)
