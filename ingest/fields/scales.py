"""The scales of drawings: GB/T 50001-2017, table 6.0.3, and those used besides."""

USUAL = frozenset((1, 2, 5, 10, 20, 30, 50, 100, 150, 200, 500, 1000, 2000))
ADMITTED = frozenset((3, 4, 6, 15, 25, 40, 60, 80, 250, 300, 400, 600, 5000, 10_000, 20_000, 50_000, 100_000, 200_000))
# 1:35, 1:75, 1:125, 1:750, 1:1250, 1:2500 and the like: surveys, older drawings, British and American practice.
IN_USE = frozenset(
    int(base * 10**power) for base in (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8) for power in range(6)
) | {35, 75, 96, 48, 24, 192, 384}
COMMON = USUAL | ADMITTED | IN_USE
