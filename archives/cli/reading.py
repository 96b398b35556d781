"""archives read: files to JSON without a catalogue. It loads neither web nor database."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from ingest.reader import read_files

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
ENGINES = click.Choice(["auto", "ppocr", "tesseract"])


@click.command()
@PATHS
@click.option("--engine", type=ENGINES, default="auto", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per file and line.")
@click.pass_context
def read(context: click.Context, paths: Sequence[Path], engine: str, *, as_json: bool) -> None:
    """Read FILES and print what they say, without a catalogue."""
    failed = False
    for answer in read_files(list(files_below(paths)), engine):
        failed = failed or "problem" in answer
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else _in_words(answer))
    context.exit(1 if failed else 0)


def _in_words(answer: dict[str, Any]) -> str:
    if "problem" in answer:
        return f"{answer['file']}: {answer['problem']['sentence']}"
    document = answer["document"]
    lines = [f"{answer['file']}: {document['kind']}"]
    lines += [f"  {name}: {field['value']}" for name, field in document["fields"].items()]
    return "\n".join(lines)


def files_below(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        else:
            yield path
