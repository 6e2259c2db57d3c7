"""Comments under an article: asked for by what sending it told, elected, answered, and gone."""

from dataclasses import dataclass

import pytest

from channels.errors import Gone, Misconfigured, Refused
from channels.wechat.account import Account
from content.receipt import Receipt
from tests.channels.stages import MINUTE
from tests.channels.wechat.account import Office


@dataclass
class Article:
    """Published, with comments open. `where` names it and its place."""

    at: Office
    channel: Account
    url: str
    where: tuple[str, int]

    def comment(self, text: str = "写得好") -> int:
        return self.at.sandbox.comment(self.url, text)


def commented(at: Office, receipt: Receipt, channel: Account) -> Article:
    where = channel.article_of(receipt.evidence)
    assert where is not None
    return Article(at, channel, receipt.url, where)


@pytest.fixture
def article(at: Office) -> Article:
    at.sandbox.set(comments=True)
    at.sandbox.follow()
    channel = at.channel(comments=True, need_open_comment=True)
    (receipt,) = at.live(channel, at.dispatch())
    return commented(at, receipt, channel)


@pytest.mark.parametrize("way", ["object", "list"])
def test_what_people_wrote_is_read_with_its_reply(article: Article, way: str) -> None:
    article.at.sandbox.set(comment_reply=way)
    comment_id = article.comment("请问何时开始？")
    article.channel.reply_to(*article.where, comment_id, "三月十日开始。")
    article.channel.elect(*article.where, comment_id, yes=True)
    (comment,) = article.channel.comments(*article.where)
    assert (comment.text, comment.elected, comment.reply) == ("请问何时开始？", True, "三月十日开始。")
    assert abs(comment.at - article.at.scene.clock()) < MINUTE
    article.channel.elect(*article.where, comment_id, yes=False)
    article.channel.take_back_reply(*article.where, comment_id)
    (comment,) = article.channel.comments(*article.where)
    assert (comment.elected, comment.reply) == (False, "")


def test_a_second_reply_takes_the_place_of_the_first(article: Article) -> None:
    comment_id = article.comment()
    article.channel.reply_to(*article.where, comment_id, "第一次")
    article.channel.reply_to(*article.where, comment_id, "第二次")
    assert article.channel.comments(*article.where)[0].reply == "第二次"


def test_many_are_read_page_by_page(article: Article) -> None:
    for number in range(60):
        article.comment(f"第 {number} 条")
    first = article.channel.comments(*article.where)
    rest = article.channel.comments(*article.where, len(first))
    assert (len(first), len(rest)) == (article.channel.page, 11)
    assert len({one.comment_id for one in (*first, *rest)}) == 60


def test_the_platform_takes_fewer_than_fifty(article: Article) -> None:
    body = {"msg_data_id": int(article.where[0]), "index": 0, "begin": 0, "count": 50, "type": 0}
    assert article.channel.api.call("comment/list", body, accept={88010})["errcode"] == 88010


def test_what_its_author_deleted_is_gone(article: Article) -> None:
    comment_id = article.comment()
    article.at.sandbox.uncomment(article.url, comment_id)
    assert article.channel.comments(*article.where) == []
    with pytest.raises(Gone, match="作者删除"):
        article.channel.reply_to(*article.where, comment_id, "谢谢")


def test_what_never_was_is_gone_too(article: Article) -> None:
    with pytest.raises(Gone, match="找不到这条留言"):
        article.channel.elect(*article.where, 99, yes=True)
    with pytest.raises(Gone, match="找不到这篇文章"):
        article.channel.comments("1", 0)
    with pytest.raises(Gone, match="找不到这篇文章"):
        article.channel.comments(article.where[0], 1)


def test_a_reply_is_refused_with_words(article: Article) -> None:
    comment_id = article.comment()
    article.at.sandbox.set(sensitive="机密")
    with pytest.raises(Refused, match="敏感"):
        article.channel.reply_to(*article.where, comment_id, "这是机密")
    with pytest.raises(Refused, match="空"):
        article.channel.reply_to(*article.where, comment_id, " ")
    with pytest.raises(Refused, match="没有回复"):
        article.channel.take_back_reply(*article.where, comment_id)


def test_only_so_many_can_be_elected(article: Article) -> None:
    article.at.sandbox.set(elect_most=1)
    first, second = article.comment("一"), article.comment("二")
    article.channel.elect(*article.where, first, yes=True)
    with pytest.raises(Refused, match="太多"):
        article.channel.elect(*article.where, second, yes=True)


def test_without_the_privilege_the_settings_must_change(article: Article) -> None:
    article.at.sandbox.set(comments=False)
    with pytest.raises(Misconfigured, match="comments"):
        article.channel.comments(*article.where)
    article.at.sandbox.set(verified=False, comments=True)
    with pytest.raises(Misconfigured, match="权限"):
        article.channel.comments(*article.where)


def test_each_article_of_a_bundle_has_its_own_place(at: Office) -> None:
    at.sandbox.set(comments=True)
    at.sandbox.follow()
    channel = at.channel(send_as="mass", comments=True, need_open_comment=True)
    dispatch = at.dispatch(at.edition(1), at.edition(2))
    receipts = at.live(channel, dispatch)
    (second,) = [article["url"] for article in at.public() if article["title"] == "第 2 号通知"]
    at.sandbox.comment(second, "第二篇的留言")
    places = [channel.article_of(receipt.evidence) for receipt in receipts]
    assert [[one.text for one in channel.comments(*place)] for place in places] == [[], ["第二篇的留言"]]


def test_an_article_whose_number_was_not_told_cannot_be_asked_about(at: Office) -> None:
    assert at.channel().article_of({"idx": "1"}) is None
    assert at.channel().article_of({"msg_data_id": "", "idx": "1"}) is None


def test_the_number_outlives_a_crash_after_the_answer(at: Office) -> None:
    channel, dispatch = at.channel(), at.dispatch()
    (sent,) = at.send(channel, dispatch)
    (found,) = channel.look(at.marked(dispatch)).receipts
    assert found.evidence["msg_data_id"] == sent.evidence["msg_data_id"]
