"""The person of the demo and the tests: takes a written package to a sandbox's upload page and brings the link back."""

from pathlib import Path

import httpx
from bs4 import BeautifulSoup

from channels.packages import PAGE


class UploadRefusedError(Exception):
    """The platform did not take it; the words are its own."""


def upload(address: str, folder: Path) -> str:
    """Fill in the form of the sandbox at `address` from a package's folder; what 复制链接 gives comes back.

    Reads what a person reads: the form's labels, the texts of those names, and on the page which declaration to
    tick. Raises UploadRefusedError.
    """
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as browser:
        form = BeautifulSoup(browser.get("/").raise_for_status().text, "html.parser")
        texts = {
            str(field["name"]): (folder / f"{field['data-pastes']}.txt").read_text(encoding="utf-8")
            for field in form.select("[data-pastes]")
        }
        told = (folder / PAGE).read_text(encoding="utf-8")
        ticked = [choice["value"] for choice in form.select("[type=radio]") if str(choice["value"]) in told]
        with next(folder.glob("视频.*")).open("rb") as video:
            answer = browser.post(
                "/works",
                data={**texts, **({"declared": ticked[0]} if ticked else {})},
                files={"video": (Path(video.name).name, video)},
            )
    page = BeautifulSoup(answer.text, "html.parser")
    if answer.status_code != httpx.codes.OK:
        raise UploadRefusedError("；".join(line.get_text() for line in page.select(".wrong li")) or answer.text)
    return page.select_one("#share").get_text()  # type: ignore[union-attr]  # a page that said yes has it


def take_down(address: str, link: str) -> None:
    """Delete the work that a link (in any of its forms) names, as its owner would."""
    with httpx.Client(base_url=address, timeout=10, trust_env=False) as browser:
        for work in browser.get("/works.json").raise_for_status().json():
            if work["id"] in link or work["share"] in link:
                browser.post(f"/works/{work['share']}/take-down")
