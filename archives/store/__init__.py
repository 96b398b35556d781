"""Where originals are kept; knows neither web nor database."""

from archives.store.arriving import clear_leftovers, receive
from archives.store.auditing import Examined, examine, examine_all
from archives.store.copying import copy_object, repair
from archives.store.keeping import Store
from archives.store.kept import Fault, Fixity, Kept, Receipt, Wrong, object_id
from archives.store.opening import S3Options, open_store
from archives.store.place import Source
from archives.store.premis import Event

__all__ = [
    "Event",
    "Examined",
    "Fault",
    "Fixity",
    "Kept",
    "Receipt",
    "S3Options",
    "Source",
    "Store",
    "Wrong",
    "clear_leftovers",
    "copy_object",
    "examine",
    "examine_all",
    "object_id",
    "open_store",
    "receive",
    "repair",
]
