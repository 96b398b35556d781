"""Work after the transaction. The `job` table is the truth: what is in it is done, or shown with its reason.

Whoever changes something asks for what follows in the same transaction (`ask_for`); a worker takes it on lease,
and its effect and its completion are one transaction (`Task.finish_with`), guarded by a fence.
"""

from archives.jobs.asking import ask_for, cancel, cancel_all, dead, kinds_under_way, reasons_of_dead, retry, tally
from archives.jobs.leases import Claimed, LeaseLost, beat, claim, claim_many, fail, finish, give_back, hold, lost_with
from archives.jobs.model import Job, Priority, State
from archives.jobs.task import Task, perform

__all__ = [
    "Claimed",
    "Job",
    "LeaseLost",
    "Priority",
    "State",
    "Task",
    "ask_for",
    "beat",
    "cancel",
    "cancel_all",
    "claim",
    "claim_many",
    "dead",
    "fail",
    "finish",
    "give_back",
    "hold",
    "kinds_under_way",
    "lost_with",
    "perform",
    "reasons_of_dead",
    "retry",
    "tally",
]
