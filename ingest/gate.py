"""The gate: what a file is by its first bytes, before anything opens it. What is not named here does not come in."""

from dataclasses import replace

from ingest.problems import N_, Quarantined, Refused
from ingest.scan import Scan, Workbench

# The mark must stand at the very first byte: a file that is two things at once is refused.
ACCEPTED = (
    (b"%PDF-", "application/pdf"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
)
KNOWN_OTHERS = (
    (b"MZ", N_("The file is a program, not a scan.")),
    (b"\x7fELF", N_("The file is a program, not a scan.")),
    (b"PK\x03\x04", N_("The file is a ZIP package. Please send the scans themselves.")),
    (b"%!PS", N_("The file is PostScript, which can run commands. Please send PDF, TIFF, JPEG, PNG or JPEG 2000.")),
    (b"<", N_("The file is a web page, drawing or document in XML. Please send PDF, TIFF, JPEG, PNG or JPEG 2000.")),
)
# The test file that every antivirus program reports; written in two parts so that this module is not reported itself.
VIRUS_TEST = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
HEAD = 4096


def gate(scan: Scan, bench: Workbench) -> Scan:
    size = scan.path.stat().st_size
    if size == 0:
        raise Refused("The file is empty.")
    if size > bench.limits.file_bytes:
        raise Refused("The file is larger than %(mebibytes)d MiB.", mebibytes=bench.limits.file_bytes >> 20)
    with scan.path.open("rb") as file:
        head = file.read(HEAD)
    if VIRUS_TEST in head:
        raise Quarantined("The virus check reports: EICAR test file.")
    return replace(scan, media_type=media_type(head))


def media_type(head: bytes) -> str:
    for mark, name in ACCEPTED:
        if head.startswith(mark):
            return name
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, sentence in KNOWN_OTHERS:
        if text.startswith(mark):
            raise Refused(sentence)
    raise Refused("The file is none of PDF, TIFF, JPEG, PNG and JPEG 2000.")
