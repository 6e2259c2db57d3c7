"""What the platform's codes mean, by call: the error, the words for staff, how long to wait.

Source: the official pages of each call and the global code list, as of 2026-11. The class of error is our judgement
of what may be done next. A code that is in no table is `Unconfirmed` on a call that cannot be undone and `TryLater`
before it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from channels.errors import ChannelError, Gone, Misconfigured, Refused, TryLater, Unconfirmed
from channels.http import mask
from channels.wechat.days import next_day, next_month

Wait = timedelta | Callable[[datetime], datetime]

ANY = "*"
MINUTE = timedelta(minutes=1)
TEN_MINUTES = timedelta(minutes=10)

# What cannot be undone: a repeat could publish, notify or delete twice.
FINAL = frozenset(
    {"freepublish/submit", "freepublish/delete", "message/mass/sendall", "message/mass/delete", "message/custom/send"}
)
STALE_TOKEN = frozenset({40001, 40014, 42001})
# "Busy" says nothing about what was done before: after a final call it must be looked up.
DOUBTFUL = frozenset({-1, 61450, 268487001, 268487002, 268488001, 9500001, 9500002})


@dataclass(frozen=True, slots=True)
class Said:
    """How one code is taken. `says` may use {ip} and {code}; `wait` and `when` as in TryLater."""

    error: type[ChannelError]
    says: str
    wait: Wait = MINUTE
    when: str = ""


def _key(says: str) -> Said:
    return Said(Misconfigured, says)


def _text(says: str) -> Said:
    return Said(Refused, says)


def _gone(says: str) -> Said:
    return Said(Gone, says)


def _later(why: str, when: str, wait: Wait = MINUTE) -> Said:
    return Said(TryLater, why, wait, when)


BUSY = _later("微信公众平台繁忙", "稍后")
BY_HAND = _text("平台要求这篇文章在公众平台网站上手工保存、发表：草稿已在草稿箱，请登录 mp.weixin.qq.com 处理。")

NOT_FOLLOWING = _text("对方没有关注公众号，微信不让发。")
EXPIRED = _text("这个文件在微信上已过期（只保留三天），取不到了。")
STALE_CODE = _text("识别码已失效：请从公众号里重新打开这个页面。")
NO_MENU = _key("没有自定义菜单接口的权限（仅认证账号可用）：请查看认证是否到期，或在公众平台手工设置菜单。")
OAUTH = "sns/oauth2/access_token"
OF_COMMENTS: Mapping[int, Said] = {
    88000: _key("公众号没有留言功能：请把设置里的 comments 关掉，或在公众平台开通。"),
    88001: _gone("微信找不到这篇文章：可能已被删除。"),
    88002: _text("微信认为内容涉及敏感词：请换个说法。"),
    88003: _text("精选的留言太多了，微信不让再选。"),
    88004: _gone("留言已被作者删除。"),
    88005: _text("这条留言已有回复：请先撤回再回复。"),
    88007: _text("回复太长或是空的。"),
    88008: _gone("微信找不到这条留言：可能已被删除。"),
    87009: _text("微信说这条留言没有回复。"),
}

ANSWERS: Mapping[tuple[str, int], Said] = {
    (ANY, -1): BUSY,
    (ANY, 40001): _key("微信公众平台不认访问令牌，换新令牌后仍被拒：请核对 AppSecret，并确认没有别的系统在抢换令牌。"),
    (ANY, 40014): _key("微信公众平台不认访问令牌，换新令牌后仍被拒：请核对 AppID 和 AppSecret。"),
    (ANY, 42001): _key("微信公众平台说访问令牌已过期，换新令牌后仍被拒：请核对本机时间和 AppSecret。"),
    (ANY, 40013): _key("AppID 不对：请核对设置里的 app_id。"),
    (ANY, 40125): _key("AppSecret 不对：请核对，必要时在微信开发者平台重置后更新环境变量。"),
    (ANY, 40164): _key("本机出口 IP {ip} 不在公众号的 IP 白名单里：请管理员在微信开发者平台加上，约半分钟后生效。"),
    (ANY, 61004): _key("本机出口 IP {ip} 不在公众号的 IP 白名单里：请管理员在微信开发者平台加上。"),
    (ANY, 40200): _key("这个 AppID 不是公众号，请核对设置里的 app_id。"),
    (ANY, 40243): _key("AppSecret 已被冻结：请管理员在微信开发者平台解冻（约 10 分钟生效）。"),
    (ANY, 41002): _key("没有 AppID：请核对设置里的 app_id。"),
    (ANY, 41004): _key("没有 AppSecret：请核对环境变量。"),
    (ANY, 48001): _key("公众号没有这个接口的权限：请管理员在公众平台查看认证是否到期、接口权限是否开通。"),
    (ANY, 48004): _key("公众号的接口被平台封禁：请管理员登录公众平台查看通知并处理。"),
    (ANY, 50002): _key("公众号被平台限制：请管理员登录公众平台查看通知并处理。"),
    (ANY, 50004): _key("公众号被禁止取访问令牌：请管理员登录公众平台查看通知并处理。"),
    (ANY, 50007): _key("公众号已被冻结：请管理员登录公众平台处理。"),
    (ANY, 89503): _key("平台要求管理员确认本机 IP 的调用：请管理员在微信里点确认。"),
    (ANY, 89506): _key("管理员拒绝了本机 IP 的调用，24 小时内不能再申请：请管理员核对出口 IP。"),
    (ANY, 89507): _key("管理员拒绝了本机 IP 的调用，1 小时内不能再申请：请管理员核对出口 IP。"),
    (ANY, 45009): _later("这个接口今天的次数已用完", "明天零点后", next_day),
    (ANY, 45011): _later("调用太频繁", "一分钟后"),
    (ANY, 61450): BUSY,
    (ANY, 268487001): BUSY,
    (ANY, 268487002): BUSY,
    (ANY, 40004): _text("图片类型不被接受：请换成 JPG 或 PNG。"),
    (ANY, 40005): _text("图片类型不被接受：请换成 JPG 或 PNG。"),
    (ANY, 40006): _text("图片太大或是空的：请换一张。"),
    (ANY, 40009): _text("图片太大：请压缩到 1 MB 以内。"),
    (ANY, 40113): _text("图片内容与后缀不符：请换成真正的 JPG 或 PNG。"),
    (ANY, 40137): _text("图片格式不被接受：请换成 JPG 或 PNG。"),
    (ANY, 41039): _text("阅读原文的地址不被接受：网页地址必须是公网可访问的 http(s) 地址。"),
    (ANY, 44004): _text("正文是空的。"),
    (ANY, 45001): _text("图片太大：请压缩后再试。"),
    (ANY, 45002): _text("正文太长：请缩短，或改用摘要（wechat: {{body: summary}}）引向网站。"),
    (ANY, 45003): _text("标题太长：请在 wechat: {{title: …}} 里给一个 32 字以内的标题。"),
    (ANY, 45004): _text("摘要太长：请在 wechat: {{digest: …}} 里给一个 120 字以内的摘要。"),
    (ANY, 45005): _text("阅读原文的地址太长。"),
    (ANY, 45008): _text("一次放的文章太多（最多 8 篇）。"),
    (ANY, 45110): _text("作者太长：最多 16 个字。"),
    (ANY, 45166): _text("正文里有平台不允许的内容（链接、卡片或图片）：请检查后修改。"),
    ("draft/add", 40007): _later("封面图片的编号已失效，将重新上传封面。", "", timedelta(seconds=1)),
    ("draft/add", 88000): _key("公众号没有留言功能：请把设置里的 need_open_comment 关掉。"),
    ("draft/update", 40007): _text("草稿已不在草稿箱，或平台不接受这次修改：请登录公众平台查看。"),
    ("draft/update", 88000): _key("公众号没有留言功能：请把设置里的 need_open_comment 关掉。"),
    ("material/add_material", 45009): _later("今天上传永久素材的次数已用完", "明天零点后", next_day),
    ("freepublish/submit", 40007): Said(Unconfirmed, "草稿已不在草稿箱：可能已经发出，正在核对。"),
    ("freepublish/submit", 45009): _later("今天的发布次数（100 次）已用完", "明天零点后", next_day),
    ("freepublish/submit", 48001): _key("没有发布接口的权限（仅认证账号可用）：请查看认证是否到期，或改用草稿方式。"),
    ("freepublish/submit", 53500): _key("公众号的发布能力被平台封禁：请管理员登录公众平台查看通知。"),
    ("freepublish/submit", 53501): _later("发布太频繁", "十分钟后", TEN_MINUTES),
    ("freepublish/submit", 53503): _text("草稿没有通过平台的发布检查：请在公众平台查看原因，修改成新版次，重新送审。"),
    ("freepublish/submit", 53504): BY_HAND,
    ("freepublish/submit", 53505): BY_HAND,
    ("freepublish/get", 45009): _later("今天查询发布结果的次数（100 次）已用完", "明天零点后", next_day),
    ("freepublish/delete", 45009): _later("今天删除已发表文章的次数（10 次）已用完", "明天零点后", next_day),
    ("freepublish/delete", 53600): Said(Unconfirmed, "平台说没有这篇文章：可能已被删除，正在核对。"),
    ("message/mass/sendall", 40007): Said(Unconfirmed, "草稿已不在草稿箱：可能已经群发，正在核对。"),
    ("message/mass/sendall", 41040): _text("平台要求先处理原创声明：请登录公众平台修改草稿后再发。"),
    ("message/mass/sendall", 42010): _later("同一内容群发太快", "十分钟后", TEN_MINUTES),
    ("message/mass/sendall", 45028): _later("群发次数已用完", "到下一个周期", next_day),
    ("message/mass/sendall", 45062): _key("公众号签有广告合约，不能用接口群发：请登录公众平台手工群发。"),
    ("message/mass/sendall", 45066): Said(Unconfirmed, "同一编号的群发提交得太快，一分钟后核对。"),
    ("message/mass/sendall", 45067): _key("群发编号过长：这是程序的错误，请把这句话告诉维护人员。"),
    ("message/mass/sendall", 48001): _key("没有群发接口的权限（仅认证账号可用）：请查看认证是否到期，或改用草稿方式。"),
    ("message/mass/sendall", 48021): BY_HAND,
    ("message/mass/delete", 40059): Said(Unconfirmed, "平台说没有这次群发：可能已被删除，正在核对。"),
    ("message/mass/delete", 40065): _later("这次群发还没有结束，现在不能删除", "十分钟后", TEN_MINUTES),
    ("message/mass/delete", 40204): _text("平台不允许删除这篇文章（涉及违规处理）：请登录公众平台查看。"),
    ("message/custom/send", 40003): _text("微信不认识这个人：可能换过公众号。"),
    ("message/custom/send", 43004): NOT_FOLLOWING,
    ("message/custom/send", 43019): _text("对方在公众号的黑名单里，微信不让发。"),
    ("message/custom/send", 45002): _text("消息太长：请缩短后再发。"),
    ("message/custom/send", 45015): _text("对方 48 小时内没有发来消息，或已取消关注，微信不让再发。"),
    ("message/custom/send", 45047): _text("这次能发的条数已用完，要等对方再发来消息。"),
    ("message/custom/send", 48001): _key("没有客服消息接口的权限（仅认证账号可用）：请查看认证是否到期。"),
    ("message/custom/send", 48002): _text("对方设置了不接收公众号的消息。"),
    ("message/custom/send", 48008): _text("公众号没有发这类消息的权限。"),
    ("message/custom/send", 50005): NOT_FOLLOWING,
    ("message/custom/send", 70000): _text("为保护未成年人，微信不让给对方发这条消息。"),
    ("media/get", 40007): EXPIRED,
    ("media/get", 40004): EXPIRED,
    ("media/get", 46001): EXPIRED,
    (OAUTH, 40029): STALE_CODE,
    (OAUTH, 40163): STALE_CODE,
    (OAUTH, 41008): STALE_CODE,
    (OAUTH, 42003): STALE_CODE,
    (OAUTH, 48001): _key("公众号没有网页授权的权限：请把设置里的 oauth 关掉，或在公众平台开通。"),
    ("menu/create", 40015): _text("菜单按钮的类型不对。"),
    ("menu/create", 40016): _text("一级菜单应有 1 到 3 个按钮。"),
    ("menu/create", 40017): _text("菜单按钮的类型不对。"),
    ("menu/create", 40018): _text("菜单按钮的名称太长或是空的。"),
    ("menu/create", 40019): _text("菜单按钮的 key 太长或是空的。"),
    ("menu/create", 40020): _text("菜单按钮的网址太长或是空的。"),
    ("menu/create", 40022): _text("菜单只能有两级。"),
    ("menu/create", 40023): _text("二级菜单应有 1 到 5 个按钮。"),
    ("menu/create", 40024): _text("二级菜单按钮的类型不对。"),
    ("menu/create", 40025): _text("二级菜单按钮的名称太长或是空的。"),
    ("menu/create", 40026): _text("二级菜单按钮的 key 太长或是空的。"),
    ("menu/create", 40027): _text("二级菜单按钮的网址太长或是空的。"),
    ("menu/create", 40033): _text("菜单里有微信不接受的字符。"),
    ("menu/create", 40054): _text("二级菜单的网址不被接受：应以 http:// 或 https:// 开头。"),
    ("menu/create", 40055): _text("菜单的网址不被接受：应以 http:// 或 https:// 开头。"),
    ("menu/create", 48001): NO_MENU,
    ("menu/delete", 48001): NO_MENU,
    **{
        (f"comment/{call}", code): said
        for call in ("list", "markelect", "unmarkelect", "reply/add", "reply/delete")
        for code, said in OF_COMMENTS.items()
    },
}

NOT_KNOWN = "微信公众平台给出了没有见过的答复（{code}）"
_IP = re.compile(r"invalid ip (\S+?)[, ]")
_RID = re.compile(r"rid: ?([0-9a-fA-F-]+)")


def code_of(reply: Mapping[str, Any]) -> int:
    """0 where there is none: several calls leave errcode out when all went well."""
    try:
        return int(reply.get("errcode") or 0)
    except (TypeError, ValueError):
        return -1


def evidence_of(call: str, reply: Mapping[str, Any]) -> dict[str, str]:
    """What the log keeps of an answer: call, code, the request id by which the platform finds it again."""
    words = mask(str(reply.get("errmsg", "")))
    evidence = {"call": call, "errcode": str(code_of(reply)), "errmsg": words[:200]}
    found = _RID.search(words)
    return evidence | {"rid": found.group(1)} if found else evidence


def error_of(call: str, reply: Mapping[str, Any], now: datetime, *, monthly: bool = False) -> ChannelError:
    """The error for an answer whose code is not 0. `monthly`: the account's 群发 are counted by the month."""
    code = code_of(reply)
    evidence = evidence_of(call, reply)
    said = ANSWERS.get((call, code)) or ANSWERS.get((ANY, code))
    if said is None or (call in FINAL and code in DOUBTFUL):
        return unknown(call, str(code), evidence)
    ip = _IP.search(str(reply.get("errmsg", "")))
    says = said.says.format(ip=ip.group(1) if ip else "（见日志）", code=code)
    if said.error is TryLater:
        asked = next_month if monthly and code == 45028 else said.wait
        wait = asked if isinstance(asked, timedelta) else asked(now) - now
        return TryLater(says, when=said.when, wait=wait, evidence=evidence)
    return said.error(says, evidence=evidence)


def unknown(call: str, what: str, evidence: Mapping[str, str]) -> ChannelError:
    """An answer nobody knows: a code in no table, an HTML page, half a sentence."""
    return _of_unclear_outcome(call, NOT_KNOWN.format(code=what), TEN_MINUTES, evidence)


def broken(call: str, status: int, evidence: Mapping[str, str]) -> ChannelError:
    """An HTTP status of 500 and above: the platform, or something in front of it, is out of order for a while."""
    return _of_unclear_outcome(call, f"微信公众平台出了故障（HTTP {status}）", MINUTE, evidence)


def _of_unclear_outcome(call: str, says: str, wait: timedelta, evidence: Mapping[str, str]) -> ChannelError:
    if call in FINAL:
        return Unconfirmed(f"{says}，正在核对是否已经发出。", evidence=evidence)
    return TryLater(says, when="稍后", wait=wait, evidence=evidence)
