"""Codes that carry a check digit: it fits by chance in one reading of 31, 11 or 10 that are wrong."""

import string

# GB 32100-2015, table 1: digits and capital letters without I, O, S, V, Z.
CREDIT_SIGNS = "".join(sign for sign in string.digits + string.ascii_uppercase if sign not in "IOSVZ")
CREDIT_LENGTH = 18
IDENTITY_LENGTH = 18
_IDENTITY_CHECKS = "10X98765432"  # GB 11643-1999, 4.2.5, by the remainder


def credit_code_fits(text: str) -> bool:
    """统一社会信用代码: the 18th sign follows from the first 17 (GB 32100-2015, 5.6)."""
    if len(text) != CREDIT_LENGTH or any(sign not in CREDIT_SIGNS for sign in text):
        return False
    total = sum(CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(text[:-1]))
    return CREDIT_SIGNS[-total % 31] == text[-1]


def identity_number_fits(text: str) -> bool:
    """公民身份号码: the 18th sign follows from the 17 digits by ISO 7064, MOD 11-2 (GB 11643-1999)."""
    if len(text) != IDENTITY_LENGTH or not (text[:-1].isascii() and text[:-1].isdigit()):
        return False
    total = sum(int(sign) * pow(2, 17 - place, 11) for place, sign in enumerate(text[:-1]))
    return _IDENTITY_CHECKS[total % 11] == text[-1]
