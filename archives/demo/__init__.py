"""A shelf of sample scans that the project draws itself."""

from archives.demo.shelf import SHELF, Sample, draw_shelf

__all__ = ["SHELF", "Sample", "draw_shelf"]
