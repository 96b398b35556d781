"""The results of a measurement as Markdown."""

from collections.abc import Sequence
from statistics import mean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.reading import Result

HEADINGS = (
    "sheets", "reader", "n", "CER", "strings found", "fields right", "wrong", "kind", "upright", "CPU s", "MB",
)  # fmt: skip


def table(results: "Sequence[Result]") -> str:
    rows = [f"| {' | '.join(HEADINGS)} |", "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"]
    for category in dict.fromkeys(result.category for result in results):
        for reader in dict.fromkeys(result.reader for result in results):
            rows.append(_row([each for each in results if (each.category, each.reader) == (category, reader)]))
    return "\n".join(rows)


def _row(results: "Sequence[Result]") -> str:
    fields = sum(each.fields for each in results)
    wrong = sum(len(each.wrong) for each in results)
    right = fields - wrong - sum(len(each.missing) for each in results)
    count = len(results)
    cells = (
        results[0].category,
        results[0].reader,
        count,
        f"{mean(each.errors for each in results):.3f}",
        f"{mean(each.found for each in results):.1%}",
        f"{right}/{fields} ({right / fields:.1%})" if fields else "–",
        wrong if fields else "–",
        f"{sum(each.kind_right for each in results)}/{count}",
        f"{sum(each.upright for each in results)}/{count}",
        f"{mean(each.seconds for each in results):.2f}",
        f"{max(each.megabytes for each in results):.0f}",
    )
    return f"| {' | '.join(map(str, cells))} |"
