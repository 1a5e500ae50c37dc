"""A lecture as a part of a link: its file, packed. A link may be hostile, so that no more is unpacked than a
file may have."""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from pages.parts.lecture.lecture import Lecture
from pages.parts.lecture.lecture_file import LARGEST, read_file, write_file
from pages.parts.lecture.refusals import Refusal
from pages.shared.state.codecs import Reading

LONGEST = 24_000  # characters of a packed lecture
NOTHING = Lecture()
_LETTERS = re.compile(r"[\w-]+", re.ASCII)


def read_packed(text: str) -> Reading | None:
    """Return the lecture of a link; None if there is none in it."""
    if not text:
        return NOTHING, True
    if not _LETTERS.fullmatch(text):
        return None
    try:
        packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        data = unpacker.decompress(packed, LARGEST + 1)
        return (read_file(data), True) if unpacker.eof else None
    except (Error, ValueError, zlib.error, Refusal):
        return None


def write_packed(lecture: Lecture) -> str:
    """Return the text that `read_packed` reads as this lecture."""
    if lecture == NOTHING:
        return ""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(write_file(lecture)) + packer.flush()
    return urlsafe_b64encode(packed).decode().rstrip("=")
