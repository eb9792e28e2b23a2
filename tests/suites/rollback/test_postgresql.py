"""An empty database in the place of the release's: in whatever form a variable names one."""

import pytest

from gonogo.suites.rollback.postgresql import renamed
from gonogo.targets.base import TargetError


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("shop", "new"),
        ("postgresql+psycopg://shop:shop@db:5432/shop", "postgresql+psycopg://shop:shop@db:5432/new"),
        ("postgres://shop:a/shop2@db/shop?sslmode=disable", "postgres://shop:a/shop2@db/new?sslmode=disable"),
        ("jdbc:postgresql://shop/shop?user=shop", "jdbc:postgresql://shop/new?user=shop"),
        ("postgres:///shop", "postgres:///new"),
        ("host=shop dbname=shop user=shop", "host=shop dbname=new user=shop"),
        ("Host=db;Database=shop;Username=shop", "Host=db;Database=new;Username=shop"),
    ],
)
def test_the_database_is_named_anew(stated: str, expected: str) -> None:
    assert renamed(stated, "shop", "new", "DATABASE") == expected


@pytest.mark.parametrize(
    "stated", ["", "postgres://shop@db/shopping", "jdbc:postgresql://shop", "a://shop:1@shop:5432/b"]
)
def test_a_variable_that_names_another_one_is_told(stated: str) -> None:
    with pytest.raises(TargetError, match="the variable DATABASE of the migration does not name the data"):
        renamed(stated, "shop", "new", "DATABASE")
