"""Where in the row of hits a page begins, as a link that nobody can make up or use for another search."""

from dataclasses import dataclass
from json import dumps

from itsdangerous import BadData, URLSafeSerializer

from archives.errors import N_, InvalidInput
from archives.finding.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Place:
    """So many hits come before, and this one just before: it is looked for again should hits have come or gone."""

    first: int = 0
    after: str = ""


def written(place: Place, wanted: Wanted, secret: str) -> str:
    return str(_seal(wanted, secret).dumps([place.first, place.after]))


def read(cursor: str, wanted: Wanted, secret: str) -> Place:
    try:
        first, after = _seal(wanted, secret).loads(cursor)
    except BadData as error:
        raise InvalidInput(
            N_("This link to more results is damaged or belongs to another search. Begin again at the first page.")
        ) from error
    return Place(first, after)


def _seal(wanted: Wanted, secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=f"more results of {dumps(wanted.address(), sort_keys=True)}")
