"""The office of the demo: one person per part, so that nobody passes their own text."""

from datetime import datetime

from bot.actions.people import add_person
from bot.app import App
from content.people import Person

ADMINISTRATOR = "钱一"
WRITER, FIRST, SECOND, LAST = "张三", "李四", "王五", "赵六"
UPLOADER, PUBLISHER, STATISTICIAN, CLERK = "孙七", "周八", "吴九", "郑十"

PEOPLE = (
    Person(ADMINISTRATOR, "信息中心", frozenset({"管理员"})),
    Person(WRITER, "综合办公室", frozenset({"信息员", "初审"})),  # may review, but not what they wrote
    Person(FIRST, "综合办公室", frozenset({"初审"})),
    Person(SECOND, "综合办公室", frozenset({"复审", "保密审查员"})),
    Person(LAST, "管委会", frozenset({"终审"})),
    Person(UPLOADER, "信息中心", frozenset({"上传员"})),
    Person(PUBLISHER, "信息中心", frozenset({"发布员"})),
    Person(STATISTICIAN, "综合办公室", frozenset({"统计"})),
    Person(CLERK, "综合办公室", frozenset({"信箱员", "依申请公开"})),
)


def register(app: App, now: datetime) -> None:
    for person in PEOPLE:
        add_person(app, "" if person.name == ADMINISTRATOR else ADMINISTRATOR, person, now)
