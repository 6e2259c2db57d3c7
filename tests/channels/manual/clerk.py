"""A person: enters a written package in the sandbox's back office, as its page says."""

import re
from pathlib import Path

import httpx
from bs4 import BeautifulSoup

from channels.manual.rendition import place_of
from channels.manual.sandbox import OFFICE

PICTURE = re.compile(re.escape(place_of("@")).replace("@", "(.+?)"))


def enter(address: str, folder: Path) -> str:
    """A new article from a package's folder; the public address comes back."""
    return _fill_in(address, OFFICE, folder)


def change(address: str, url: str, folder: Path) -> str:
    """The article at a public address, where it stands."""
    return _fill_in(address, f"{OFFICE}/{_serial(address, url)}", folder)


def edit(address: str, url: str, was: str, becomes: str) -> None:
    """Somebody changes the text of an article where it stands."""
    with _browser(address) as browser:
        serial = _serial(address, url)
        form = BeautifulSoup(browser.get(f"{OFFICE}/{serial}").raise_for_status().text, "html.parser")
        texts = {str(field["name"]): str(field.get("value") or field.text) for field in form.select("[data-pastes]")}
        texts["html"] = texts["html"].replace(was, becomes)
        browser.post(f"{OFFICE}/{serial}", data=texts).raise_for_status()


def take_down(address: str, url: str) -> None:
    with _browser(address) as browser:
        browser.post(f"{OFFICE}/{_serial(address, url)}/chexia").raise_for_status()


def _fill_in(address: str, form_at: str, folder: Path) -> str:
    with _browser(address) as browser:
        form = BeautifulSoup(browser.get(form_at).raise_for_status().text, "html.parser")
        texts = {str(field["name"]): _text(folder, str(field["data-pastes"])) for field in form.select("[data-pastes]")}
        texts["html"] = PICTURE.sub(lambda found: _picture(browser, folder, found[1]), texts["html"])
        attached = [("attachments", (file.name, file.read_bytes())) for file in sorted(folder.glob("附件*"))]
        answer = browser.post(form_at, data=texts, files=[*attached, ("attachments", ("", b""))]).raise_for_status()
    page = BeautifulSoup(answer.text, "html.parser")
    return f"{address}{page.select_one('#address')['href']}"  # type: ignore[index]  # a page that said yes has it


def _text(folder: Path, name: str) -> str:
    """Empty where the item has nothing to fill in."""
    place = folder / f"{name}.txt"
    return place.read_text(encoding="utf-8") if place.is_file() else ""


def _picture(browser: httpx.Client, folder: Path, name: str) -> str:
    answer = browser.post(f"{OFFICE}/tupian", files={"file": (name, (folder / name).read_bytes())}).raise_for_status()
    said = _text(folder, f"{name.partition(' ')[0]}的说明").strip()
    return f'<img src="{answer.json()["url"]}" alt="{said}">'


def _serial(address: str, url: str) -> int:
    with _browser(address) as browser:
        found = browser.get("/articles.json").raise_for_status().json()
    return next(int(one["serial"]) for one in found if url.endswith(one["path"]))


def _browser(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=30, follow_redirects=True, trust_env=False)
