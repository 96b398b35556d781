"""四性检测: authenticity, integrity, usability and safety of electronic records, tested and never merely claimed.

DA/T 70-2018 asks for it at three links: archiving 归档, transfer and acceptance 移交与接收, and long-term
preservation 长期保存.
The standard itself was not at hand: codes and names come from two systems that follow it and are marked where no second
source confirms them. Every finding says what was seen, what was expected, by which tool and when; what was not tested
says so and why. Nothing here knows the database or the web.
"""

from archives.fourfold.table import CHECKS, assess
from archives.fourfold.values import Check, Fault, Finding, Link, Property, Result, Said, counted

__all__ = ["CHECKS", "Check", "Fault", "Finding", "Link", "Property", "Result", "Said", "assess", "counted"]
