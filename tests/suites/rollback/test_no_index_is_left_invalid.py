"""It sees an invalid index, and asks whether a database without any is the right one."""

from collections.abc import Sequence

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.experiments.indexes import read_indexes
from gonogo.suites.rollback.observations.migrations import Indexed, Indexes
from tests.judging import Case, done
from tests.suites.rollback.migrating import CLIENT, CONTRACT
from tests.suites.shop import ShopTarget

CASE = Case(
    "rollback/no-index-is-left-invalid",
    CONTRACT,
    clean=Indexes((Indexed("store", "shop", 12, ()),)),
    broken=Indexes((Indexed("store", "shop", 12, ("public.ux_name on things",)),)),
)


def test_the_index_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("store: shop", "public.ux_name on things is invalid")


def test_a_database_without_an_index_shows_nothing() -> None:
    finding = CASE.finding(Indexes((Indexed("store", "shop", 0, ()),)))
    assert (finding.outcome, "the database shop has no index" in finding.reason) == (
        Outcome.INCONCLUSIVE,
        True,
    )


class Store(ShopTarget):
    """A database with a warning before each answer."""

    asked: Sequence[str] = ()

    def execute_in_dependency(self, name: str, command: Sequence[str]) -> str:
        self.asked = command
        return 'WARNING:  {collation}\n{"indexes": 2, "invalid": ["public.b on t", "public.a on t"]}\n'


def test_the_catalogue_of_the_database_is_asked() -> None:
    target = Store("http://127.0.0.1:9", CONTRACT)
    seen = done(read_indexes, target, CONTRACT)
    assert seen == Indexes((Indexed("store", "shop", 2, ("public.a on t", "public.b on t")),))
    assert [*target.asked[: len(CLIENT)]] == CLIENT
    assert "--dbname=shop" in target.asked
