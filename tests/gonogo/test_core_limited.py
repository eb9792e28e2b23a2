from gonogo.core.limited import LIMITED, WAY_OUT
from gonogo.suites.security import guarding
from gonogo.suites.security.observations.surface import Call


def test_every_gate_says_the_same_way_out() -> None:
    call = Call("shop-1", "GET", "/a", "none", LIMITED, "")
    assert guarding._limited([call]).endswith(WAY_OUT)
