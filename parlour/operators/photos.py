"""Photos of operators: decoded, cut square, written anew; nothing of the file that was sent survives."""

import io
import secrets
import warnings
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from parlour.lib.refusals import InvalidInput, TooLarge

PHOTO_BYTES_AT_MOST = 5 * 1024 * 1024
PIXELS_AT_MOST = 40_000_000
SIDE_PIXELS = 256
_FORMATS = ("PNG", "JPEG", "WEBP")


def store_photo(content: bytes) -> str:
    """Store a photo as a 256-pixel WebP without metadata, and return its random name.

    Refuses more than 5 MB, more than 40 million pixels, and whatever is not PNG, JPEG or WebP by its content.
    """
    if len(content) > PHOTO_BYTES_AT_MOST:
        raise TooLarge("A photo has at most 5 MB.", field="photo")
    image = ImageOps.fit(_opened(content), (SIDE_PIXELS, SIDE_PIXELS))
    name = f"{secrets.token_hex(16)}.webp"
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    image.save(folder / name, "WEBP", quality=85)
    return name


def photo_path(name: str) -> Path:
    """Return where a photo of this name lies."""
    return _folder() / name


def delete_photo(name: str) -> None:
    """Remove a photo; nothing happens when there is none."""
    if name:
        photo_path(name).unlink(missing_ok=True)


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
            # Checked on the header, before a single pixel is decoded.
            if image.width * image.height > PIXELS_AT_MOST:
                raise TooLarge("This photo has too many pixels.", field="photo")
            return ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise InvalidInput("This is not a PNG, JPEG or WebP picture.", field="photo") from None


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "photos"
