"""Where originals are kept; knows neither web nor database."""

from archives.store.arriving import clear_leftovers, receive
from archives.store.opening import open_store
from archives.store.originals import Fixity, OriginalStore, Receipt

__all__ = [
    "Fixity",
    "OriginalStore",
    "Receipt",
    "clear_leftovers",
    "open_store",
    "receive",
]
