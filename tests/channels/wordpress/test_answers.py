"""What an answer means: whether anything was done, and who has to do what now."""

import json

import pytest

from channels.errors import ChannelError, Misconfigured, Refused, TryLater, Unconfirmed
from channels.http import Answer, Call
from channels.wordpress.answers import judged

ASKS = Call("GET", "/index.php", {"rest_route": "/wp/v2/posts"})
UPLOADS = Call("POST", "/index.php", {"rest_route": "/wp/v2/media"})
PUBLISHES = Call("POST", "/index.php", {"rest_route": "/wp/v2/posts"}, final=True)
PAGE = "<html><body>blocked</body></html>"


def said(code: str) -> str:
    return json.dumps({"code": code, "message": "不行", "data": {"status": 400}})


@pytest.mark.parametrize(
    ("call", "answer", "error", "words"),
    [
        (PUBLISHES, (500, PAGE), Unconfirmed, "出错"),
        (PUBLISHES, (504, ""), Unconfirmed, "出错"),
        (PUBLISHES, (200, PAGE), Unconfirmed, "出错"),
        (PUBLISHES, (500, said("internal_server_error")), Unconfirmed, "出错"),
        (PUBLISHES, (500, said("db_insert_error")), TryLater, "数据库没有写成"),
        (PUBLISHES, (429, PAGE), TryLater, "出错"),
        (PUBLISHES, (403, PAGE), Refused, "防火墙"),
        (PUBLISHES, (403, said("rest_cannot_publish")), Misconfigured, "编辑"),
        (PUBLISHES, (400, said("rest_invalid_param")), Refused, "不行"),
        (UPLOADS, (503, PAGE), TryLater, "出错"),
        (UPLOADS, (413, PAGE), Refused, "太大"),
        (ASKS, (403, PAGE), Misconfigured, "防火墙"),
        (ASKS, (200, PAGE), Misconfigured, "没有 WordPress 的接口"),
        (ASKS, (400, said("rest_invalid_param")), Misconfigured, "没有认出"),
        (ASKS, (401, PAGE), Misconfigured, "没有认出"),
        (ASKS, (401, said("incorrect_password")), Misconfigured, "重新添加应用程序密码"),
    ],
)
def test_an_answer_tells_what_may_be_done_next(
    call: Call, answer: tuple[int, str], error: type[ChannelError], words: str
) -> None:
    status, content = answer
    with pytest.raises(error, match=words) as raised:
        judged(Answer(status, content.encode(), "text/html"), call)
    assert type(raised.value) is error
    assert raised.value.evidence["status"] == str(status)


def test_a_site_that_moved_says_where_to() -> None:
    with pytest.raises(Misconfigured, match=r"https://www\.example\.gov\.cn/"):
        judged(Answer(301, b"", "text/html", {"location": "https://www.example.gov.cn/"}), PUBLISHES)
