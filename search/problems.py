"""What can be wrong with a search, as sentences for the person who asked.

A sentence is a template with named places, so that whoever shows it can translate it first.
"""

from typing import Any


class SearchProblem(Exception):
    """A sentence for the reader; `template` is its untranslated form, `values` what fills it."""

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template


class BadQuery(SearchProblem):
    """What was asked for cannot be searched for; the sentence says what can."""


class IndexOutdated(SearchProblem):
    """The index was made for another engine, schema or analyzer than the one that now reads it."""


class IndexFaulty(SearchProblem):
    """The index was there and cannot be read any more."""

    @staticmethod
    def because(name: str, reason: Exception) -> "IndexFaulty":
        return IndexFaulty(
            "The index “%(name)s” cannot be read (%(reason)s): run “archives reindex”.", name=name, reason=reason
        )


class EngineMissing(SearchProblem):
    """The setting names an engine that does not exist or is not installed."""
