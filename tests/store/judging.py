"""ocfl-py as the judge of every store the tests make: an OCFL implementation that is not ours."""

import logging
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # pyfilesystem2 under ocfl-py still asks for pkg_resources.
    warnings.simplefilter("ignore")
    from ocfl import StorageRoot
    from ocfl.validator import Validator

from archives.store.ocfl import OBJECT_DECLARATION


def complaints(root: Path) -> list[str]:
    """What is wrong with a store in the eyes of ocfl-py, warnings too; its digests are computed again."""
    logging.getLogger("ocfl").setLevel(logging.CRITICAL)
    found = [complaint for place in root.rglob(OBJECT_DECLARATION[0]) for complaint in _of_object(place.parent)]
    return found if _root_is_sound(root) else [*found, "the root is not valid"]


def _of_object(folder: Path) -> list[str]:
    validator = Validator(check_digests=True, log_warnings=True)
    sound = validator.validate_object(str(folder))
    messages = [f"{folder.name}: {message}" for message in validator.log.messages]
    return messages or ([] if sound else [f"{folder.name} is not valid"])


def _root_is_sound(root: Path) -> bool:
    try:
        return bool(StorageRoot(root=str(root)).validate(validate_objects=False))
    except TypeError:  # an empty folder: ocfl-py 2.0.2 stumbles over its own message
        return False
