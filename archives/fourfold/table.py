"""The table of checks, in the order of the standard."""

from collections.abc import Sequence

from archives.errors import N_
from archives.fourfold import authenticity, integrity, safety, usability
from archives.fourfold.subject import Subject
from archives.fourfold.values import Check, Finding, Link, Property

AUTHENTIC, WHOLE, USABLE, SAFE = Property
AT_HANDOVER = frozenset({Link.HANDOVER})
LATER = frozenset({Link.PRESERVATION})
COMING = frozenset({Link.ARCHIVING, Link.HANDOVER})

CHECKS: tuple[Check, ...] = (
    Check("1-1", AUTHENTIC, N_("Fixity information: digests"), authenticity.fixity),
    Check("1-1", AUTHENTIC, N_("Fixity information: electronic signatures"), authenticity.signatures),
    Check("1-2", AUTHENTIC, N_("Length of metadata"), authenticity.lengths, confirmed=False),
    Check("1-3", AUTHENTIC, N_("Type and format of metadata"), authenticity.formats, confirmed=False),
    Check("1-4", AUTHENTIC, N_("Metadata within their lists"), authenticity.domains, confirmed=False),
    Check("1-5", AUTHENTIC, N_("Metadata that can be true"), authenticity.plausible, confirmed=False),
    Check("1-6", AUTHENTIC, N_("Special characters"), authenticity.special_characters),
    Check("1-7", AUTHENTIC, N_("Form of archive numbers"), authenticity.archive_numbers, confirmed=False),
    Check("1-8", AUTHENTIC, N_("Repeated records"), authenticity.doubles),
    Check("1-10", AUTHENTIC, N_("Electronic attributes of the file"), authenticity.attributes),
    Check("1-11", AUTHENTIC, N_("Metadata linked with content"), authenticity.links),
    Check("1-12", AUTHENTIC, N_("Form of the package"), authenticity.package, links=AT_HANDOVER, confirmed=False),
    Check("1-14", AUTHENTIC, N_("Package unchanged on its way"), authenticity.package, links=AT_HANDOVER),
    Check("2-1", WHOLE, N_("Number of records"), integrity.number_of_records),
    Check("2-2", WHOLE, N_("Number of bytes"), integrity.number_of_bytes),
    Check("2-3", WHOLE, N_("Technical metadata complete"), integrity.technical_metadata),
    Check("2-4", WHOLE, N_("Required items of description"), integrity.required_items),
    Check("2-5", WHOLE, N_("Information on the process"), integrity.process_information),
    Check("2-6", WHOLE, N_("Numbers without gaps"), integrity.continuity),
    Check("2-7", WHOLE, N_("Content complete"), integrity.contents),
    Check("2-8", WHOLE, N_("Attachments complete"), integrity.attachments, confirmed=False),
    Check("2-9", WHOLE, N_("Scope of filing"), integrity.scope, links=COMING),
    Check("2-11", WHOLE, N_("Files of the package"), integrity.files_of_package, links=AT_HANDOVER),
    Check("3-1", USABLE, N_("Metadata readable"), usability.metadata_readable),
    Check("3-2", USABLE, N_("Catalogue answers"), usability.catalogue_readable),
    Check("3-3", USABLE, N_("Formats for keeping"), usability.keepable_formats),
    Check("3-4", USABLE, N_("Readable by eye"), usability.seen_by_a_person, confirmed=False),
    Check("3-5", USABLE, N_("Opens"), usability.opens, confirmed=False),
    Check("3-6", USABLE, N_("Programs needed"), usability.environment, links=LATER, confirmed=False),
    Check("3-7", USABLE, N_("Backup can be restored"), usability.backup_restorable, links=LATER, confirmed=False),
    Check("3-8", USABLE, N_("Not locked"), usability.unlocked),
    Check("4-1", SAFE, N_("Virus scanner there"), safety.scanner_there),
    Check("4-2", SAFE, N_("Free of viruses"), safety.viruses),
    Check("4-3", SAFE, N_("Carrier"), safety.carrier, links=AT_HANDOVER | LATER, confirmed=False),
    Check("4-7", SAFE, N_("Process under control"), safety.process),
)


def assess(subject: Subject, link: Link) -> Sequence[tuple[Check, Finding]]:
    """Every check of the link, in the order of the table."""
    return [(check, check.run(subject)) for check in CHECKS if link in check.links]
