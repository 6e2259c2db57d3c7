"""What is wrong with a page in a real browser: what sticks out, what the browser complains of, what axe finds."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def complaints(page: Page) -> list[str]:
    """Filled while the page is used: errors of its scripts, and what the console calls one."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    return errors


def violations(page: Page, context: dict[str, Any] | None = None) -> dict[str, str]:
    """The rules of axe that are broken, each with the first place; `context` is axe's, else the whole page."""
    found = Axe().run(page, context=context).response["violations"]
    return {rule["id"]: rule["nodes"][0]["html"] for rule in found}
