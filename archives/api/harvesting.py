"""OAI-PMH at /oai, for catalogues that harvest what is open to everyone."""

from datetime import UTC, datetime

from flask import Blueprint, Response, request, url_for
from flask_babel import force_locale, gettext
from lxml import etree
from sqlalchemy.orm import Session

from archives.api import harvest as harvesting
from archives.api import oai
from archives.api.cursor import read_cursor, write_cursor
from archives.api.harvest import Item, Wanted
from archives.api.oai import ProtocolError, Repository
from archives.catalogue.kinds import KINDS, kind_label
from archives.db import now
from archives.errors import InvalidInput
from archives.web import EVERYONE, limited, open_to, reading, today, tools

pages = Blueprint("harvesting", __name__)
HARVESTS = "60 per minute"


@pages.route("/oai", methods=["GET", "POST"])
@open_to(EVERYONE)
@limited(HARVESTS)
def harvest() -> Response:
    given = request.form if request.method == "POST" else request.args
    asked = [(name, value) for name, values in given.lists() for value in values if name != "csrf_token"]
    repository, refused = _repository(), False
    try:
        arguments = oai.check(asked)
        # In the archive's own language whoever asks: a harvested record must not change with its harvester.
        with reading() as db, force_locale(tools().settings.language):
            part = _answer(db, repository, arguments)
    except ProtocolError as error:
        refused = error.code in ("badVerb", "badArgument")
        part, arguments = oai.tag("error", error.text, code=error.code), dict(asked)
    content = oai.answer(repository, arguments, now(), [part], refused=refused)
    return Response(content, mimetype="text/xml")


def _repository() -> Repository:
    """Whoever sets no contact gets the address that every mail host must have (RFC 2142)."""
    settings = tools().settings
    address = url_for("harvesting.harvest", _external=True)
    host = address.split("/")[2].split(":")[0]
    return Repository(settings.title_zh, address, settings.contact or f"postmaster@{host}")


def _answer(db: Session, repository: Repository, asked: dict[str, str]) -> etree._Element:
    verb = asked["verb"]
    if verb == "Identify":
        return oai.identify(repository, harvesting.earliest(db, today()))
    if verb == "ListMetadataFormats":
        if "identifier" in asked:
            _find(db, repository, asked["identifier"])
        return oai.formats()
    if verb == "ListSets":
        if "resumptionToken" in asked:
            raise ProtocolError("badResumptionToken", "The list of sets comes in one part.")
        return oai.sets({kind: gettext(label) for kind, label in KINDS.items()})
    if verb == "GetRecord":
        _check_prefix(asked["metadataPrefix"])
        whole = oai.tag("GetRecord")
        whole.append(_record(repository, _find(db, repository, asked["identifier"])))
        return whole
    return _list(db, repository, asked)


def _list(db: Session, repository: Repository, asked: dict[str, str]) -> etree._Element:
    resumed = "resumptionToken" in asked
    wanted = _resumed(asked["resumptionToken"]) if resumed else _begun(asked)
    found, more = harvesting.items(db, today(), wanted)
    if not found and not resumed:
        raise ProtocolError("noRecordsMatch", "Nothing that is open answers this.")
    token = _token(wanted, found[-1].record.id) if more else None
    whole = asked["verb"] == "ListRecords"
    parts = [_record(repository, item) if whole else oai.header(repository, item) for item in found]
    return oai.listing(asked["verb"], parts, token, resumed=resumed)


def _begun(asked: dict[str, str]) -> Wanted:
    _check_prefix(asked["metadataPrefix"])
    since, until = asked.get("from"), asked.get("until")
    if since and until and len(since) != len(until):
        raise ProtocolError("badArgument", "“from” and “until” must be equally precise.")
    wanted = Wanted(
        since=oai.moment(since, last=False), until=oai.moment(until, last=True), kind=_set(asked.get("set"))
    )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise ProtocolError("badArgument", "“from” is later than “until”.")
    return wanted


def _set(name: str | None) -> str | None:
    if name is not None and name not in KINDS:
        raise ProtocolError("noRecordsMatch", "There is no such set.")
    return name


def _check_prefix(prefix: str) -> None:
    if prefix != "oai_dc":
        raise ProtocolError("cannotDisseminateFormat", "Records are given as oai_dc.")


def _token(wanted: Wanted, after: str) -> str:
    since, until = (int(at.timestamp()) if at else 0 for at in (wanted.since, wanted.until))
    return write_cursor(since=since, until=until, kind=wanted.kind or "", after=after)


def _resumed(token: str) -> Wanted:
    try:
        place = read_cursor(token, since=int, until=int, kind=str, after=str)
        since, until = (
            datetime.fromtimestamp(place[name], UTC) if place[name] else None for name in ("since", "until")
        )
    except (InvalidInput, ValueError, OverflowError, OSError) as error:
        raise ProtocolError("badResumptionToken", "Begin the list again without it.") from error
    return Wanted(since=since, until=until, kind=place["kind"] or None, after=place["after"])


def _find(db: Session, repository: Repository, identifier: str) -> Item:
    found = harvesting.item(db, today(), repository.record_id(identifier))
    if found is None:
        raise ProtocolError("idDoesNotExist", "No open record has this identifier.")
    return found


def _record(repository: Repository, item: Item) -> etree._Element:
    address = url_for("catalogue.show", record_id=item.record.id, _external=True)
    return oai.record(repository, item, address, gettext(kind_label(item.record.kind)))
