"""What may be named below an object."""

import pytest
from pydantic import ValidationError

from gonogo.contract.ownership import Ownership

CREATE = {"method": "POST", "path": "/notes"}


def made(**below: object) -> Ownership:
    return Ownership.model_validate({"create": CREATE, "other": "second", "below": below})


@pytest.mark.parametrize(
    "below",
    [
        {"owned": ("GET /notes/{id}",)},
        {"others": ("PUT /notes/{note}/",)},
        {"bodies": {"PUT /notes/{id}": {}}},
    ],
)
def test_the_object_itself_is_nothing_below_it(below: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="is the object itself"):
        made(**below)


def test_what_is_below_it_or_elsewhere_is_taken() -> None:
    assert made(owned=("GET /notes/{id}/history", "POST /others/{id}")).below
    assert made().below
