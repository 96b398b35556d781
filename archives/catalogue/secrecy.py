"""原著录密级: a degree of secrecy as it was once stamped. It is evidence of a habit or of a decision, never a right.

Terms: 保守国家秘密法 (2024): 绝密 at most 30 years, 机密 20, 秘密 10, then declassified unless prolonged. 内部 is no
state secret and has no term in the law; it may be reviewed at any time.
"""

from enum import StrEnum
from typing import Final

from archives.errors import N_


class Secrecy(StrEnum):
    """The words of the stamp, the highest first."""

    TOP_SECRET = "绝密"  # noqa: S105
    SECRET = "机密"  # noqa: S105
    CONFIDENTIAL = "秘密"
    INTERNAL = "内部"

    @property
    def is_state_secret(self) -> bool:
        return self is not Secrecy.INTERNAL


SOURCE: Final = N_("Law on Guarding State Secrets (2024)")
TERMS: Final = {Secrecy.TOP_SECRET: 30, Secrecy.SECRET: 20, Secrecy.CONFIDENTIAL: 10, Secrecy.INTERNAL: 0}
"""Years after which a stamp has outlived its statutory term."""
