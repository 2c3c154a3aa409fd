"""A real browser, or one line on what to install."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=nb-NO",
]


PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MISSING = "install Chromium to run the browser tests: apt-get install chromium"


def require_chromium() -> None:
    """Skip the test without Chromium, except in CI, where that is a failure."""
    if _program() is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)


def _program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Headless Chromium, which must be there."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_program(), args=ARGUMENTS)
        yield browser
        await browser.close()
