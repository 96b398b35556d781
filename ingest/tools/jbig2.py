"""Walks the segments of a JBIG2 stream as a PDF holds it, without decoding them."""

KINDS = frozenset({0, 4, 6, 7, 16, 20, 22, 23, 36, 38, 39, 40, 42, 43, 48, 49, 50, 51, 52, 53, 62})
UNKNOWN_LENGTH = 0xFFFFFFFF


def is_whole(data: bytes) -> bool:
    """Whether the segments follow each other, each of a known kind, to the end of the stream."""
    position = 0
    while position < len(data):
        following = after_segment(data, position)
        if following is None:
            return False
        position = following
    return bool(data)


def after_segment(data: bytes, start: int) -> int | None:
    if len(data) < start + 11:
        return None
    number, flags, referred = int.from_bytes(data[start : start + 4]), data[start + 4], data[start + 5] >> 5
    position = start + 6
    if referred == 7:
        referred = int.from_bytes(data[start + 5 : start + 9]) & 0x1FFFFFFF
        position = start + 9 + (referred + 8) // 8
    position += referred * (1 if number <= 256 else 2 if number <= 65536 else 4)
    position += 4 if flags & 0x40 else 1
    length = int.from_bytes(data[position : position + 4])
    if flags & 0x3F not in KINDS or position + 4 > len(data):
        return None
    if length == UNKNOWN_LENGTH:
        return len(data)
    following = position + 4 + length
    return following if following <= len(data) else None
