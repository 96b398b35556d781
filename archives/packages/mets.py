"""METS 1.12 with PREMIS 3 events: what other archives' systems read. Written only; nothing here reads METS."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from archives.packages.parcel import Packing, Parcel, Part, safe_name

NAMESPACES = (
    'xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:premis="http://www.loc.gov/premis/v3" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def write_mets(target: Path, parcel: Parcel) -> None:
    with Packing(target) as packing:
        for part in parcel.parts:
            packing.put(_place(part), part.path)
        packing.put("mets.xml", "".join(_document(parcel)).encode())


def _place(part: Part) -> str:
    return f"files/{part.id}/{safe_name(part.name)}"


def _document(parcel: Parcel) -> Iterator[str]:
    at = parcel.at.isoformat(timespec="seconds")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<mets {NAMESPACES} OBJID={quoteattr(parcel.number)} '
    yield f'LABEL={quoteattr(parcel.title)} PROFILE="urn:archives:handover">\n'
    yield f'<metsHdr CREATEDATE="{at}"><agent ROLE="CREATOR" TYPE="ORGANIZATION"><name>{escape(parcel.sender)}</name>'
    yield "</agent></metsHdr>\n"
    for part in parcel.parts:
        yield from _described(part)
    for part in parcel.parts:
        yield from _administered(part)
    yield '<fileSec><fileGrp USE="original">\n'
    for part in parcel.parts:
        yield f'<file ID="f-{part.id}" ADMID="a-{part.id}" MIMETYPE={quoteattr(part.media_type)} SIZE="{part.size}" '
        yield f'CHECKSUM="{part.sha512}" CHECKSUMTYPE="SHA-512">'
        yield f'<FLocat LOCTYPE="URL" xlink:href={quoteattr(_place(part))}/></file>\n'
    yield '</fileGrp></fileSec>\n<structMap TYPE="logical">\n' + "".join(_structure(parcel)) + "</structMap>\n</mets>\n"


def _described(part: Part) -> Iterator[str]:
    said = {"title": part.title, "identifier": part.number, "creator": part.responsible, "date": part.formed}
    elements = "".join(f"<dc:{name}>{_text(text)}</dc:{name}>" for name, text in said.items() if text)
    yield f'<dmdSec ID="d-{part.id}"><mdWrap MDTYPE="DC"><xmlData>{elements}</xmlData></mdWrap></dmdSec>\n'


def _administered(part: Part) -> Iterator[str]:
    yield f'<amdSec ID="a-{part.id}">\n<techMD ID="t-{part.id}"><mdWrap MDTYPE="PREMIS:OBJECT"><xmlData>'
    yield '<premis:object xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="premis:file">'
    yield "<premis:objectIdentifier><premis:objectIdentifierType>local</premis:objectIdentifierType>"
    yield f"<premis:objectIdentifierValue>{part.id}</premis:objectIdentifierValue></premis:objectIdentifier>"
    yield "<premis:objectCharacteristics>"
    for algorithm, digest in (("SHA-512", part.sha512), ("SHA-256", part.sha256)):
        yield f"<premis:fixity><premis:messageDigestAlgorithm>{algorithm}</premis:messageDigestAlgorithm>"
        yield f"<premis:messageDigest>{digest}</premis:messageDigest></premis:fixity>"
    yield f"<premis:size>{part.size}</premis:size><premis:format><premis:formatDesignation><premis:formatName>"
    yield f"{_text(part.media_type)}</premis:formatName></premis:formatDesignation></premis:format>"
    yield f"</premis:objectCharacteristics><premis:originalName>{_text(part.name)}</premis:originalName>"
    yield "</premis:object>"
    yield "</xmlData></mdWrap></techMD>\n"
    for number, event in enumerate(part.events, 1):
        yield from _event(part, number, event)
    yield "</amdSec>\n"


def _event(part: Part, number: int, event: Mapping[str, Any]) -> Iterator[str]:
    identifier = event.get("eventIdentifier", {})
    yield f'<digiprovMD ID="e-{part.id}-{number}"><mdWrap MDTYPE="PREMIS:EVENT"><xmlData><premis:event>'
    yield f"<premis:eventIdentifier><premis:eventIdentifierType>{_text(identifier.get('type', 'local'))}"
    yield "</premis:eventIdentifierType><premis:eventIdentifierValue>"
    yield f"{_text(identifier.get('value', str(number)))}</premis:eventIdentifierValue></premis:eventIdentifier>"
    yield f"<premis:eventType>{_text(event.get('eventType', ''))}</premis:eventType>"
    yield f"<premis:eventDateTime>{_text(event.get('eventDateTime', ''))}</premis:eventDateTime>"
    yield "<premis:eventDetailInformation><premis:eventDetail>"
    yield f"{_text(event.get('eventDetail', ''))}</premis:eventDetail></premis:eventDetailInformation>"
    yield f"<premis:eventOutcomeInformation><premis:eventOutcome>{_text(event.get('eventOutcome', ''))}"
    yield "</premis:eventOutcome></premis:eventOutcomeInformation></premis:event></xmlData></mdWrap></digiprovMD>\n"


def _structure(parcel: Parcel) -> Iterator[str]:
    """Project ▸ volume ▸ record; what lies in none hangs directly above it."""
    ordered: Sequence[Part] = sorted(parcel.parts, key=lambda part: (part.project, part.volume))
    yield f'<div TYPE="handover" LABEL={quoteattr(parcel.title)}>\n'
    for project, of_project in groupby(ordered, key=lambda part: part.project):
        yield f'<div TYPE="project" LABEL={quoteattr(project)}>\n' if project else ""
        for volume, of_volume in groupby(of_project, key=lambda part: part.volume):
            yield f'<div TYPE="volume" LABEL={quoteattr(volume)}>\n' if volume else ""
            for part in of_volume:
                yield f'<div TYPE="record" LABEL={quoteattr(part.title)} DMDID="d-{part.id}">'
                yield f'<fptr FILEID="f-{part.id}"/></div>\n'
            yield "</div>\n" if volume else ""
        yield "</div>\n" if project else ""
    yield "</div>\n"


def _text(text: object) -> str:
    return escape("".join(sign for sign in str(text) if sign >= " " or sign in "\n\t"))
