"""What the demo plays on: a folder of its own, the sandboxes on loopback, and the house opened on them."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette

from bot.actions.errors import CannotDo
from bot.app import App, system_clock
from bot.console import pages as console
from bot.public.pages import ROOT
from bot.teller import telling
from bot.web import make_web
from channels.douyin import sandbox as douyin
from channels.loopback import address, listen, serving
from channels.shipinhao import sandbox as shipinhao
from channels.static import sandbox as static
from channels.wechat.sandbox import APP_ID, SECRET, Sandbox
from content.delivery import Delivery

MARK = ".gongkai-demo"
SETTINGS = Path(__file__).parent / "gongkai.yaml"
SITE = "www.localhost"
"""A browser finds this machine under it, and WeChat takes it for 阅读原文, which an address of loopback is not."""
TOKEN, AES_KEY = "sandboxtoken", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
ENVIRON = {"WECHAT_SECRET": SECRET, "WECHAT_TOKEN": TOKEN, "WECHAT_AES_KEY": AES_KEY}


@dataclass(frozen=True, slots=True)
class Stage:
    """`places` are the addresses on loopback: `website`, `wechat`, `phone`, `public`, `console`, `shipinhao`, `douyin`.

    `account` is the platform's side of the WeChat account: its followers, and what reaches them.
    """

    folder: Path
    app: App
    places: Mapping[str, str]
    account: Sandbox

    def place_of(self, delivery: Delivery) -> str:
        """Where a published page can be opened on this machine; empty for what only a phone shows."""
        if delivery.channel == "website":
            return self.places["website"] + urlsplit(delivery.url).path
        return delivery.url if delivery.url.startswith(self.places["wechat"]) else ""


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Everything up; everything down again at the end. The folder is made anew and stays."""
    _clear(folder)
    with ExitStack() as stack:
        places = {name: stack.enter_context(serving(door)) for name, door in _doors(folder).items()}
        place = stack.enter_context(listen())
        account = stack.enter_context(_account(folder, address(place)))
        places |= {"wechat": account.url, "phone": f"{account.url}/phone"}
        places |= {"public": f"{address(place)}{ROOT}/", "console": f"{address(place)}{console.ROOT}/"}
        app = stack.enter_context(App.open(_settings(folder, places, address(place)), environ=ENVIRON))
        for running in (app.engine.serving(), telling(app), app.search.following(), serving(make_web(app), on=place)):
            stack.enter_context(running)
        yield Stage(folder, app, places, account)


def _account(folder: Path, door: str) -> Sandbox:
    """The WeChat account, set to push to our door as an administrator would on the platform's website."""
    return Sandbox(
        folder / "平台" / "wechat.db",
        verified=True,
        comments=True,
        callback=f"{door}/wechat/wechat",
        callback_token=TOKEN,
        callback_aes_key=AES_KEY,
        callback_mode="safe",
    )


def _settings(folder: Path, places: Mapping[str, str], public: str) -> Path:
    site = f"http://{SITE}:{urlsplit(places['website']).port}"
    written = SETTINGS.read_text(encoding="utf-8").format(
        wechat=places["wechat"], app_id=APP_ID, site=site, public=public
    )
    path = folder / "gongkai.yaml"
    path.write_text(written, encoding="utf-8")
    return path


def _doors(folder: Path) -> Mapping[str, Starlette]:
    platforms = folder / "平台"
    platforms.mkdir()
    site = folder / "var" / "site"
    site.mkdir(parents=True)
    return {
        "website": static.application(site),
        "shipinhao": shipinhao.build_app(platforms / "shipinhao", system_clock),
        "douyin": douyin.build_app(platforms / "douyin", system_clock),
    }


def _clear(folder: Path) -> None:
    """Only a folder that a demo made is emptied."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise CannotDo(f"文件夹 {folder} 里有别的东西，请用 --folder 另指一个空的文件夹。")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
