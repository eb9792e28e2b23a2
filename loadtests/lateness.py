"""How late the generator was while a request was under way."""

from bisect import bisect_left

# Below it the load is the planned one. Above it, what a request took may be the generator's doing.
PUNCTUAL_SECONDS = 0.05


class Lateness:
    """The worst lag of any send since a moment; memory holds only lags that no later one exceeds."""

    def __init__(self) -> None:
        self._moments: list[float] = []
        self._lags: list[float] = []

    def sent(self, moment: float, lag_seconds: float) -> None:
        """Something was sent, so much after its time. Moments never go back."""
        while self._lags and self._lags[-1] <= lag_seconds:
            self._moments.pop()
            self._lags.pop()
        self._moments.append(moment)
        self._lags.append(lag_seconds)

    def since(self, moment: float) -> float:
        """Return the worst lag of what was sent then or later; 0 where nothing was."""
        at = bisect_left(self._moments, moment)
        return self._lags[at] if at < len(self._lags) else 0.0
