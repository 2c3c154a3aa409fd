"""What has come before: Teams sends a line again when it has waited too long for our answer."""

MOST = 10_000


class Repeats:
    """The last lines that came, by what names them, for as long as the process lives: a repeated one is not answered a
    second time. Nothing that a line asks for does harm when it is done twice, so that more than that is not needed, and
    a line whose answer died with the process is answered when it comes again.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._names: dict[str, None] = {}

    def has_come(self, name: str) -> bool:
        """Whether it has come before. From now on it has."""
        known = name in self._names
        self._names[name] = None
        if len(self._names) > self._most:
            del self._names[next(iter(self._names))]
        return known
