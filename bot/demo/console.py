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
WHO_DOES_WHAT = (
    (people.WRITER, "点“新建稿件”，写一篇，或拖进一个 Word 文件，再点“送审”"),
    ("、".join((people.FIRST, people.SECOND, people.LAST)), f"依次在“审核”里通过；现在就有一篇等{people.SECOND}"),
    (people.PUBLISHER, "在“发布”里安排发布，看各渠道的进展，更正、撤回"),
    (people.UPLOADER, "在“待上传”里领取视频，办好后带回链接；窗口窄一些就是手机的样子"),
    (people.STATISTICIAN, "做年报：“年度报告”里的数都能点开；登记簿、媒体刊播、台账"),
    (people.CLERK, "答复留言，办依申请公开"),
    (people.ADMINISTRATOR, "看设置、人员、渠道"),
)


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
