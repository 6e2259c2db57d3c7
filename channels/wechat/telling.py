"""Customer messages (客服消息) to one person, and what people sent.

A message cannot be taken back, so one whose fate is unknown is `Unconfirmed`. Sources: 发送客服消息, 获取临时素材.
"""

from channels.errors import Refused
from channels.talking import Media
from channels.wechat.api import Api

# What a passive reply surely holds; of customer messages no limit is written anywhere.
MOST_BYTES = 2040
TOO_LONG = "消息太长（最多约 680 个汉字）：请缩短，或只写要点和网址。"
EMPTY = "消息是空的。"
VIDEO = "这是视频，系统不保存：请登录 mp.weixin.qq.com，在“私信”里查看。"


def tell(api: Api, visitor: str, text: str) -> None:
    """Raises `Refused` before anything is sent for a text that is empty or too long."""
    if not text.strip():
        raise Refused(EMPTY)
    if len(text.encode()) > MOST_BYTES:
        raise Refused(TOO_LONG)
    api.call("message/custom/send", {"touser": visitor, "msgtype": "text", "text": {"content": text}})


def fetch(api: Api, media: str) -> Media:
    """Kept by the platform for three days."""
    answer, said = api.download("media/get", media_id=media)
    if said:
        raise Refused(VIDEO)
    return Media(answer.content, answer.media_type.partition(";")[0].strip())
