"""The demo's reviewers, one after the other."""

from bot.actions.approve import approve
from bot.actions.opinions import Opinion
from bot.app import App
from bot.demo import people

SECRECY = "经保密审查，不涉及国家秘密、商业秘密和个人隐私，可以公开。"
KEEP = "已逐条核对，内容无误。"


def through_review(app: App, ref: str) -> str:
    """初审, 复审 with the secrecy review, 终审. In words, where the edition is then."""
    approve(app, people.FIRST, ref, now=app.clock())
    approve(app, people.SECOND, ref, opinion=Opinion(secrecy=SECRECY, accept_all=KEEP), now=app.clock())
    done = approve(app, people.LAST, ref, now=app.clock())
    return f"{people.FIRST}初审、{people.SECOND}复审并做保密审查、{people.LAST}终审：{done.review.state.chinese}。"
