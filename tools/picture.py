"""Take the README's picture from the running product: the widget on the demo shop and the console, side by side.

Run `python -m tools.picture` in a checkout with the development tools and Chromium; it writes docs/pictures/parlour.png.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench.server import Server

TARGET = Path(__file__).parent.parent / "docs" / "pictures" / "parlour.png"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOP: ViewportSize = {"width": 720, "height": 820}
CONSOLE: ViewportSize = {"width": 1240, "height": 820}
TALK = (
    ("visitor", "Hello! My monstera has brown tips. Too much sun?"),
    ("operator", "Hello Vic! Brown tips are thirst more often than sun. How often do you water it?"),
    ("visitor", "Every Sunday, a small glass."),
    ("operator", "Then give it two, and a bowl of water beside it. It will forgive you within a month 🌿"),
)


def main() -> int:
    """Seed a server, let two people talk, and put their two windows into one picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is missing. On Debian: apt-get install chromium")
        return 1
    with tempfile.TemporaryDirectory() as directory, Server(Path(directory)) as server, sync_playwright() as playwright:
        seeded = subprocess.run(
            [sys.executable, "-m", "parlour", "seed", "--data-dir", directory],
            env=server.environment(), capture_output=True, text=True, check=True,
        )  # fmt: skip
        password = seeded.stderr.split("password ")[-1].strip()
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        shop, console = _windows(browser, server.base_url, password)
        _talk(shop, console)
        _join(shop.screenshot(), console.screenshot())
        browser.close()
    return 0


def _windows(browser: Browser, base_url: str, password: str) -> tuple[Page, Page]:
    console = browser.new_page(viewport=CONSOLE, device_scale_factor=1.5)
    console.goto(f"{base_url}/console/")
    console.get_by_label("E-mail").fill("ada@parlour.example")
    console.get_by_label("Password", exact=True).fill(password)
    console.keyboard.press("Enter")
    console.get_by_role("region", name="Open chats").wait_for()
    shop = browser.new_page(viewport=SHOP, device_scale_factor=1.5)
    shop.goto(f"{base_url}/demo/")
    shop.get_by_role("button", name=re.compile("chat", re.IGNORECASE)).last.click()
    shop.evaluate("window.Parlour.setVisitor({ name: 'Vic Lindqvist', email: 'vic@mail.example' })")
    return shop, console


def _talk(shop: Page, console: Page) -> None:
    for index, (side, words) in enumerate(TALK):
        page = shop if side == "visitor" else console
        page.get_by_role("textbox").last.fill(words)
        page.keyboard.press("Enter")
        other = console if side == "visitor" else shop
        if index == 0:
            row = other.get_by_role("listitem").filter(has_text="My monstera")
            row.get_by_role("link").click()
            row.get_by_role("button", name=re.compile("^Take")).click()
            other.get_by_role("textbox").last.wait_for()
        other.get_by_text(words).last.wait_for()
    shop.wait_for_timeout(1200)


def _join(*pictures: bytes) -> None:
    images = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    gap = 24
    width = sum(image.width for image in images) + gap * (len(images) + 1)
    joined = Image.new("RGB", (width, images[0].height + 2 * gap), (228, 226, 220))
    left = gap
    for image in images:
        joined.paste(image, (left, gap))
        left += image.width + gap
    joined.thumbnail((1960, 1960))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    joined.quantize(256, dither=Image.Dither.NONE).save(TARGET, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
