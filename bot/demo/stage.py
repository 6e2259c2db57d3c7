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
from channels.douyin import sandbox as douyin
from channels.loopback import serving
from channels.shipinhao import sandbox as shipinhao
from channels.static import sandbox as static
from channels.wechat.sandbox import APP_ID, SECRET, Sandbox
from content.delivery import Delivery

MARK = ".gongkai-demo"
SETTINGS = Path(__file__).parent / "gongkai.yaml"


@dataclass(frozen=True, slots=True)
class Stage:
    """`places` are the addresses on loopback: `website`, `wechat`, `shipinhao`, `douyin`."""

    folder: Path
    app: App
    places: Mapping[str, str]

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
        places["wechat"] = stack.enter_context(Sandbox(folder / "平台" / "wechat.db", verified=True)).url
        settings = folder / "gongkai.yaml"
        written = SETTINGS.read_text(encoding="utf-8").format(wechat=places["wechat"], app_id=APP_ID)
        settings.write_text(written, encoding="utf-8")
        app = stack.enter_context(App.open(settings, environ={"WECHAT_SECRET": SECRET}))
        yield Stage(folder, app, places)


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
