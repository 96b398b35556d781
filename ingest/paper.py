"""How fine a scan is, where the file does not say so or says what cannot be: worked out from paper sizes."""

A_SERIES = ((841, 1189), (594, 841), (420, 594), (297, 420), (210, 297), (148, 210))  # millimetres, A0 to A5
SCANNED_AT = (300, 200, 600, 400, 150, 100, 240)
MM_PER_INCH = 25.4
NEAR = 0.02
BELIEVABLE = range(100, 2401)
A4_LONG_SIDE = 11.7  # inches
COARSE, FINE = 72, 300


def resolution(width: int, height: int, stated: int) -> int:
    """`stated` is believed when a scanner could have written it: 72 and 96 are what programs write by default."""
    if stated in BELIEVABLE:
        return stated
    short, long = sorted((width, height))
    for dpi in SCANNED_AT:
        for narrow, wide in A_SERIES:
            if is_near(short, narrow, dpi) and is_near(long, wide, dpi):
                return dpi
    # A photograph or a cutting: as if it filled an A4 page.
    return max(COARSE, min(FINE, round(long / A4_LONG_SIDE)))


def is_near(pixels: int, millimetres: int, dpi: int) -> bool:
    return abs(pixels * MM_PER_INCH / dpi - millimetres) < NEAR * millimetres
