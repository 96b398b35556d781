"""The words of OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html): arguments, errors, and XML by lxml."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lxml import etree

from archives.api.harvest import Item

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SECOND, DAY = "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"
WRITTEN = "Dates are written 2013-04-01 or 2013-04-01T08:30:00Z."
DATES = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
}
"""What each verb must be given and may be given; a resumption token stands alone."""


class ProtocolError(Exception):
    """An error of the protocol, which is an answer of its own with status 200."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code, self.text = code, text


@dataclass(frozen=True, slots=True)
class Repository:
    name: str
    address: str
    contact: str

    @property
    def host(self) -> str:
        return self.address.split("/")[2].split(":")[0]

    def identifier(self, record_id: str) -> str:
        return f"oai:{self.host}:{record_id}"

    def record_id(self, identifier: str) -> str:
        """Empty when it is none of ours."""
        ours, _, record_id = identifier.rpartition(":")
        return record_id if ours == f"oai:{self.host}" and record_id.isalnum() else ""


def check(asked: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The arguments once each and as the verb wants them; raises ProtocolError."""
    arguments = dict(asked)
    verb = arguments.get("verb", "")
    if verb not in VERBS or sum(name == "verb" for name, _ in asked) != 1:
        raise ProtocolError("badVerb", "Give one of: " + ", ".join(VERBS))
    if len(arguments) != len(asked):
        raise ProtocolError("badArgument", "An argument is given twice.")
    needed, possible = VERBS[verb]
    given = set(arguments) - {"verb"}
    if "resumptionToken" in possible and "resumptionToken" in given:
        needed, possible = frozenset({"resumptionToken"}), frozenset({"resumptionToken"})
    if given - needed - possible or needed - given:
        wrong = sorted(given - needed - possible) or sorted(needed - given)
        raise ProtocolError("badArgument", f"Not allowed or missing for {verb}: {', '.join(wrong)}")
    return arguments


def moment(text: str | None, *, last: bool) -> datetime | None:
    """A day or a second in UTC; a day ends with its last second."""
    if text is None:
        return None
    if not DATES.fullmatch(text):
        raise ProtocolError("badArgument", WRITTEN)
    try:
        if len(text) == len("2013-04-01"):
            day = datetime.strptime(text, DAY).replace(tzinfo=UTC)
            return day + timedelta(days=1, seconds=-1) if last else day
        return datetime.strptime(text, SECOND).replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ProtocolError("badArgument", WRITTEN) from error


def tag(name: str, text: str = "", *, space: str = OAI, **attributes: str) -> etree._Element:
    made = etree.Element(f"{{{space}}}{name}", attributes)
    made.text = NOT_IN_XML.sub("", text) or None
    return made


def answer(
    repository: Repository, asked: Mapping[str, str], at: datetime, parts: Iterable[etree._Element], *, refused: bool
) -> bytes:
    """The frame around every answer; a request that was refused as a whole is not repeated in it."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    root.append(tag("responseDate", at.strftime(SECOND)))
    echoed = {} if refused else {name: NOT_IN_XML.sub("", text) for name, text in asked.items()}
    root.append(tag("request", repository.address, **echoed))
    for part in parts:
        root.append(part)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return whole


def identify(repository: Repository, earliest: datetime) -> etree._Element:
    part = tag("Identify")
    for name, text in (
        ("repositoryName", repository.name),
        ("baseURL", repository.address),
        ("protocolVersion", "2.0"),
        ("adminEmail", repository.contact),
        ("earliestDatestamp", earliest.astimezone(UTC).strftime(SECOND)),
        ("deletedRecord", "no"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        part.append(tag(name, text))
    return part


def formats() -> etree._Element:
    part, one = tag("ListMetadataFormats"), tag("metadataFormat")
    one.append(tag("metadataPrefix", "oai_dc"))
    one.append(tag("schema", f"{OAI}oai_dc.xsd"))
    one.append(tag("metadataNamespace", OAI_DC))
    part.append(one)
    return part


def sets(kinds: Mapping[str, str]) -> etree._Element:
    part = tag("ListSets")
    for kind, name in kinds.items():
        one = tag("set")
        one.append(tag("setSpec", kind))
        one.append(tag("setName", name))
        part.append(one)
    return part


def header(repository: Repository, item: Item) -> etree._Element:
    part = tag("header")
    part.append(tag("identifier", repository.identifier(item.record.id)))
    part.append(tag("datestamp", item.changed.strftime(SECOND)))
    part.append(tag("setSpec", item.record.kind))
    return part


def record(repository: Repository, item: Item, address: str, kind: str) -> etree._Element:
    part, metadata = tag("record"), tag("metadata")
    part.append(header(repository, item))
    metadata.append(dublin_core(item, address, kind))
    part.append(metadata)
    return part


def dublin_core(item: Item, address: str, kind: str) -> etree._Element:
    found, said = item.record, item.values
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {OAI}oai_dc.xsd")
    for name, text in (
        ("title", found.title),
        ("creator", found.responsible),
        ("subject", found.discipline),
        ("publisher", found.department.name),
        ("date", found.formed),
        ("type", kind),
        ("identifier", address),
        ("identifier", found.number),
        ("relation", found.project.name if found.project else None),
        ("coverage", said.get("location")),
    ):
        if text:
            root.append(tag(name, text, space=DC))
    return root


def listing(name: str, parts: Sequence[etree._Element], token: str | None, *, resumed: bool) -> etree._Element:
    """The last part of a list that came in parts ends with an empty token."""
    whole = tag(name)
    whole.extend(parts)
    if token is not None or resumed:
        whole.append(tag("resumptionToken", token or ""))
    return whole
