"""真实性: the records are what they say they are."""

import hashlib
import re
import ssl
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from archives.errors import N_
from archives.fourfold.subject import Item, Subject, judged, over
from archives.fourfold.values import Fault, Finding, Said, not_applicable, not_run
from ingest.problems import Problem

HASHLIB = "hashlib"
DIGESTS = ("sha256", "sha512", "sm3")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
HEX = re.compile(r"[0-9a-f]+")
TEXTS = ("title", "number", "responsible", "remark")
FIRST_YEAR = 1840
"""No older construction record is to be expected; an earlier year is a misreading."""
MOST_PAGES = 100_000


def fixity(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        if item.path is None:
            return Said(N_("Its file is not in the store."))
        wrong = [name for name in DIGESTS if item.original.get(name) and item.digests.get(name)]
        wrong = [name for name in wrong if item.original[name] != item.digests[name]]
        if not wrong:
            return None
        values = {"name": wrong[0], "found": item.digests[wrong[0]], "noted": item.original[wrong[0]]}
        return Said(N_("Its %(name)s is now %(found)s and was %(noted)s when it was received."), values)

    names = ", ".join(name for name in DIGESTS if name in hashlib.algorithms_available)
    expected = Said(N_("The digests of the bytes read now (%(names)s) are those noted at receipt."), {"names": names})
    return over(subject.items, look, expected, HASHLIB, ssl.OPENSSL_VERSION)


def signatures(subject: Subject) -> Finding:
    signable = [item for item in subject.items if item.original.get("media_type") == "application/pdf"]
    if not signable:
        return not_applicable(N_("None of the files is of a form that bears electronic signatures."))
    return not_run(N_("Electronic signatures, seals and time stamps inside files are not verified by this program."))


def lengths(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        for name, text in _texts(item):
            most = subject.lengths.get(name)
            if most is not None and len(text) > most:
                return Said(N_("“%(name)s” has %(length)d characters."), {"name": name, "length": len(text)})
        return None

    shown = ", ".join(f"{name} {most}" for name, most in sorted(subject.lengths.items()))
    return over(subject.items, look, Said(N_("No longer than: %(lengths)s."), {"lengths": shown}))


def formats(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        formed = item.record.get("formed")
        if formed and not DATE.fullmatch(str(formed)):
            return Said(N_("The date “%(text)s” is not written like 2014-05-20, 2014-05 or 2014."), {"text": formed})
        for name in DIGESTS:
            digest = item.original.get(name)
            if digest and not HEX.fullmatch(str(digest)):
                return Said(N_("“%(text)s” is no digest."), {"text": digest})
        return None

    return over(subject.items, look, Said(N_("Dates are ISO 8601 dates, digests are hexadecimal, counts are numbers.")))


def domains(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        for name, allowed in subject.choices.items():
            value = item.record.get(name)
            if value is not None and str(value) not in allowed:
                return Said(N_("“%(value)s” is no value of “%(name)s”."), {"value": value, "name": name})
        return None

    names = ", ".join(sorted(subject.choices))
    return over(
        subject.items, look, Said(N_("Values of %(names)s are among those of the archive's lists."), {"names": names})
    )


def plausible(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        formed = str(item.record.get("formed") or "")
        if DATE.fullmatch(formed) and not str(FIRST_YEAR) <= formed[:4] <= str(subject.today)[:4]:
            return Said(N_("It is said to be of %(year)s."), {"year": formed[:4]})
        count = item.record.get("page_count") or 0
        if not 1 <= count <= MOST_PAGES:
            return Said(N_("It is said to have %(count)d pages."), {"count": count})
        first, last = item.record.get("first_page"), item.record.get("last_page")
        if first is not None and last is not None and first > last:
            return Said(N_("Its pages are said to run from %(first)d to %(last)d."), {"first": first, "last": last})
        return None

    values = {"first": FIRST_YEAR, "last": subject.today.year, "most": MOST_PAGES}
    expected = Said(
        N_("Formed between %(first)d and %(last)d, 1 to %(most)d pages, first page before the last."), values
    )
    return over(subject.items, look, expected)


def special_characters(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        for name, text in _texts(item):
            odd = next((sign for sign in text if _is_odd(sign)), None)
            if odd is not None:
                return Said(N_("“%(name)s” holds the character U+%(code)s."), {"name": name, "code": f"{ord(odd):04X}"})
        return None

    expected = Said(
        N_("No control characters, no private or unassigned ones, none that stands for a lost one (U+FFFD).")
    )
    return over(subject.items, look, expected, "unicodedata", unicodedata.unidata_version)


def archive_numbers(subject: Subject) -> Finding:
    bound = [item for item in subject.items if item.volume is not None]
    if not bound:
        return not_applicable(N_("None of the records is bound in a volume, so none has an archive number."))
    check = subject.is_archive_no
    if check is None:
        return not_run(N_("The archive has set no pattern for its numbers."))

    def look(item: Item) -> Said | None:
        number = str((item.volume or {}).get("archive_no") or "")
        return None if check(number) else Said(N_("Its archive number is “%(number)s”."), {"number": number})

    return over(bound, look, Said(N_("Archive numbers are composed as ARCHIVES_NUMBER_PATTERN says.")))


def doubles(subject: Subject) -> Finding:
    same = Counter((item.record.get("number"), item.record.get("title")) for item in subject.items)
    bytes_of = Counter(item.original.get("sha256") for item in subject.items)

    def look(item: Item) -> Said | None:
        if item.is_double:
            return Said(N_("The same bytes are kept as another record, too."))
        if bytes_of[item.original.get("sha256")] > 1:
            return Said(N_("The same bytes are among these records twice."))
        if item.record.get("number") and same[item.record["number"], item.record.get("title")] > 1:
            return Said(N_("Number and title are those of another of these records."))
        return None

    return over(subject.items, look, Said(N_("No two records have the same bytes, or the same number and title.")))


def attributes(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        if item.path is None:
            return Said(N_("Its file is not in the store."))
        if item.size != item.original.get("size"):
            values = {"found": item.size, "noted": item.original.get("size")}
            return Said(N_("The file has %(found)d bytes and %(noted)d are noted."), values)
        if isinstance(item.opened, Problem) or item.opened is None:
            return None  # whether it can be opened is a check of its own
        if item.opened.media_type != item.original.get("media_type"):
            values = {"found": item.opened.media_type, "noted": item.original.get("media_type")}
            return Said(N_("By its content the file is %(found)s and %(noted)s is noted."), values)
        if item.opened.page_count != item.record.get("page_count"):
            values = {"found": item.opened.page_count, "noted": item.record.get("page_count")}
            return Said(N_("The file has %(found)d pages and %(noted)d are noted."), values)
        return None

    return over(subject.items, look, Said(N_("Size, format by content and page count of the file are those noted.")))


def links(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        if not isinstance(item.document, Mapping):
            return Said(N_("No description is kept beside the bytes."))
        originals = item.document.get("tables", {}).get("original", [])
        if not any(_is_same(row, item) for row in originals):
            return Said(N_("The description kept beside the bytes does not name them."))
        return None if item.path is not None else Said(N_("Its file is not in the store."))

    return over(subject.items, look, Said(N_("The description kept beside the bytes names them by key and digest.")))


def _is_same(row: Mapping[str, Any], item: Item) -> bool:
    return all(row.get(name) == item.original.get(name) for name in ("key", "sha256"))


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        if item.record.get(name):
            yield name, str(item.record[name])
    yield from item.fields.items()


def _is_odd(sign: str) -> bool:
    return sign == "\N{REPLACEMENT CHARACTER}" or (
        unicodedata.category(sign) in {"Cc", "Co", "Cn", "Cs"} and sign not in "\n\t"
    )


def package(subject: Subject) -> Finding:
    if subject.package is None:
        return not_applicable(N_("The records did not come as a package, or are not tested as one."))
    faults = [Fault(subject.package.form, "", said) for said in subject.package.faults]
    seen = Said(N_("%(form)s: faults found: %(count)d."), {"form": subject.package.form, "count": len(faults)})
    expected = Said(N_("Put together as its form asks; every file has the digest its manifest says."))
    return judged(not faults, seen, expected, faults=faults)
