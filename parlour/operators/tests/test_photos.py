"""A photo is decoded and written anew: nothing of the file that was sent survives."""

import io
import struct
import zlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from parlour.lib.refusals import InvalidInput, Refusal, TooLarge
from parlour.operators.photos import PHOTO_BYTES_AT_MOST, SIDE_PIXELS, delete_photo, photo_path, store_photo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SECRET = b"Ben's garden, 50.0875 N"


def picture(format_: str = "PNG", size: tuple[int, int] = (300, 200), mode: str = "RGB", **options: Any) -> bytes:
    content = io.BytesIO()
    Image.new(mode, size, 120).save(content, format_, **options)
    return content.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6
    return picture("JPEG", exif=exif.tobytes(), comment=SECRET)


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        *(picture(format_) for format_ in ("PNG", "JPEG", "WEBP")),
        *(picture("PNG", mode=mode) for mode in ("RGBA", "P", "L", "1", "I;16")),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_picture_becomes_a_small_square_webp(content: bytes) -> None:
    name = store_photo(content)
    with Image.open(photo_path(name)) as stored:
        assert (stored.format, stored.size) == ("WEBP", (SIDE_PIXELS, SIDE_PIXELS))
    delete_photo(name)
    assert not photo_path(name).exists()
    delete_photo(name)


def test_what_the_camera_wrote_is_gone() -> None:
    content = with_exif()
    assert SECRET in content
    name = store_photo(content)
    stored = photo_path(name).read_bytes()
    assert SECRET not in stored
    assert b"EXIF" not in stored
    with Image.open(photo_path(name)) as image:
        assert not image.getexif()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"x", SVG, b"<html><script>alert(1)</script>", b"GIF89a" + b"\0" * 50, b"%PDF-1.7", b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + SVG, picture("GIF"), picture("TIFF"), picture("BMP"), picture("PNG")[:60], picture("JPEG")[:-200],
    ],
    ids=lambda content: repr(content[:12]),
)  # fmt: skip
def test_what_is_no_picture_is_refused_by_its_content(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        store_photo(content)
    assert refused.value.field == "photo"


@pytest.mark.parametrize("claimed", [(20_000, 20_000), (8_000, 6_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_unfold_is_refused_by_its_header(claimed: tuple[int, int]) -> None:
    with pytest.raises(Refusal):
        store_photo(png_that_claims(*claimed))


def test_a_file_that_is_too_large_is_not_opened() -> None:
    with pytest.raises(TooLarge):
        store_photo(b"\0" * (PHOTO_BYTES_AT_MOST + 1))


whole = {format_: picture(format_, size=(40, 30)) for format_ in ("PNG", "JPEG", "WEBP")}


@given(
    format_=st.sampled_from(sorted(whole)),
    place=st.floats(0, 1, exclude_max=True),
    poison=st.binary(min_size=1, max_size=12),
)
def test_a_damaged_picture_is_shown_or_refused_and_never_raises(format_: str, place: float, poison: bytes) -> None:
    content = bytearray(whole[format_])
    at = int(place * len(content))
    content[at : at + len(poison)] = poison
    with suppress(Refusal):
        delete_photo(store_photo(bytes(content)))
