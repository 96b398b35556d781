"""安全性: neither the files nor their way here can do harm."""

from archives.errors import N_
from archives.fourfold.subject import Item, Subject, judged, over
from archives.fourfold.values import Finding, Said, not_applicable, not_run
from ingest.tools.clamd import VirusCheck


def scanner_there(subject: Subject) -> Finding:
    answers = subject.scanner is not None
    seen = Said(N_("clamd answers.")) if answers else Said(N_("No virus scanner answers."))
    expected = Said(N_("A virus scanner with its signatures is there."))
    return judged(answers, seen, expected, "clamd" if answers else "", subject.scanner or "")


def viruses(subject: Subject) -> Finding:
    if subject.scanner is None:
        return not_run(N_("No virus scanner answers. Install clamd or set ARCHIVES_CLAMD, then test again."))

    def look(item: Item) -> Said | None:
        if item.virus is None:
            return Said(N_("Its file is not in the store."))
        if item.virus.outcome is VirusCheck.CLEAN:
            return None
        return Said(
            N_("The scanner says: %(verdict)s"), {"verdict": f"{item.virus.outcome} {item.virus.detail}".strip()}
        )

    return over(subject.items, look, Said(N_("Scanned anew, every file is clean.")), "clamd", subject.scanner)


def carrier(_: Subject) -> Finding:
    return not_applicable(N_("The files lie in the archive's own store, not on a carrier that was handed over."))


def process(subject: Subject) -> Finding:
    if subject.trail_checked is None:
        return not_run(
            N_("The trail was not checked in the last week. Check it on its page or with “archives trail verify”.")
        )
    at = subject.trail_checked.isoformat(timespec="minutes")
    if subject.trail_broken is None:
        seen = Said(N_("Checked at %(at)s: no entry was changed."), {"at": at})
    else:
        seen = Said(N_("Checked at %(at)s: entry %(entry)d is broken."), {"at": at, "entry": subject.trail_broken})
    expected = Said(N_("What was done is in the trail, and the trail was not changed."))
    return judged(subject.trail_broken is None, seen, expected)
