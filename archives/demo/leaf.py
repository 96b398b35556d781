"""A leaf of a bound volume: punched, with its heading and the number stamped on it."""

from collections.abc import Sequence

from archives.demo.paper import Paper


def leaf(dpi: int, heading: str, size: float = 8.5, number: str = "") -> Paper:
    paper = Paper(210, 297, dpi)
    paper.write(105, 32, heading, size, "serif bold", anchor="mm")
    for hole in (78, 148, 218):
        paper.circle(8, hole, 2.6, pen=0.2, ink=(190, 190, 190), filled=True)
    if number:
        paper.write(192, 284, number, 4.5, "sans", anchor="mm")
    return paper


def lines(paper: Paper, y: float, texts: Sequence[str], size: float = 4.6, step: float = 9.5) -> float:
    for text in texts:
        paper.write(28, y, text, size)
        y += step
    return y
