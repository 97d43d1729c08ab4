"""Pictures of a virtual screen: Xvfb's frame buffer file (X Window Dump, version 7) as PNG.

Standard library only. Format: X11/XWDFile.h. Xvfb at depth 24 writes 32 bits a pixel, blue first.
"""

import pathlib
import struct
import zlib


def png_of(dump):
    """The bytes of a PNG."""
    head = struct.unpack(">25I", dump[:100])
    header_size, width, height, line = head[0], head[4], head[5], head[12]
    bits, colours = head[11], head[19]
    if bits != 32:
        raise ValueError(f"{bits} bits a pixel; start Xvfb at depth 24")
    start = header_size + colours * 12
    rows = []
    for y in range(height):
        row = dump[start + y * line : start + y * line + width * 4]
        rgb = bytearray(width * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
        rows.append(b"\0" + bytes(rgb))
    return _png(width, height, b"".join(rows))


def _png(width, height, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join([b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head),
                     chunk(b"IDAT", zlib.compress(rows, 6)), chunk(b"IEND", b"")])


def save(frame_buffer_folder, target):
    dump = pathlib.Path(frame_buffer_folder, "Xvfb_screen0").read_bytes()
    pathlib.Path(target).write_bytes(png_of(dump))
