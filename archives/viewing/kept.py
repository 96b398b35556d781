"""Tiles that had to be made, kept for the next who asks: the least used go first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Kept:
    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._found: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        with self._lock:
            if (found := self._found.get(key)) is not None:
                self._found.move_to_end(key)
                return found
        made = make()  # twice at worst, when two ask at once: better than one waiting for the other
        self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: bytes) -> None:
        with self._lock:
            if key in self._found:
                return
            self._found[key] = made
            self._bytes += len(made)
            while self._bytes > self.most_bytes:
                self._bytes -= len(self._found.popitem(last=False)[1])
