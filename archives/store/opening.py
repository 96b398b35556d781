"""From a setting to a store."""

from pathlib import Path

from archives.store.folders import FolderStore
from archives.store.originals import OriginalStore


def open_store(root: Path) -> OriginalStore:
    """Makes the folder if need be, and clears away what a killed process left half written."""
    return FolderStore(root)
