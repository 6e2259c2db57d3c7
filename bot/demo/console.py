"""The console's part of the demo: everybody gets a password, one signs in and looks at the workbench."""

import httpx

from bot.actions.links import make_link, set_by_link
from bot.app import App
from bot.console.pages import ROOT, SIGN_IN
from bot.demo import people
from bot.demo.narration import Narration
from bot.demo.stage import Stage

PASSWORD = "gongkai-demo"  # noqa: S105  # of sample people on this machine, told to whoever runs the demo
SECONDS = 30.0


def give_passwords(app: App) -> None:
    """The same one to all sample people, each by a link of theirs."""
    for person in people.PEOPLE:
        word = make_link(app, people.ADMINISTRATOR, person.name, now=app.clock())
        set_by_link(app, word, PASSWORD, now=app.clock())


def play(set_up: Stage, narration: Narration) -> None:
    narration.begin(f"工作台：每个样例人员用一次性链接设好口令，{people.PUBLISHER}登录：")
    give_passwords(set_up.app)
    home = set_up.places["console"].removesuffix(f"{ROOT}/")
    with httpx.Client(base_url=home, headers={"origin": home}, timeout=SECONDS, trust_env=False) as browser:
        sent = {"name": people.PUBLISHER, "password": PASSWORD}
        page = browser.post(f"{ROOT}{SIGN_IN}", data=sent, follow_redirects=True)
    inside = page.status_code == httpx.codes.OK and "退出" in page.text and "登录" not in page.text
    narration.expect(inside, f"打得开：{set_up.places['console']}")
