"""The levers of trouble as the phone's page has them: a form's fields in, a sentence on what happened out."""

from collections.abc import Callable, Mapping

from channels.wechat.sandbox import talk
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.pushing import Pusher, end_silence, mark_fail

SLOWEST = 60.0
MODES = {"plain": "明文", "compat": "兼容", "safe": "安全（加密）"}
FORGED = {"signature": "签名不对", "appid": "发给别的公众号的", "cut": "密文被截短", "xxe": "XML 里藏着外部实体"}
Given = Mapping[str, str]
"""`openid` of the phone that is shown, and the form's fields."""
Says = tuple[bool, str]
"""Whether it was done, and what to tell."""


async def pull(platform: Platform, pusher: Pusher, given: Given) -> Says:
    name = given.get("pull", "")
    if name == "verify":
        return await _verify(pusher)
    if name in ACTS:
        return await _act(platform, pusher, given)
    lever = LEVERS.get(name)
    if lever is None:
        return False, "没有这个开关。"
    with platform.state.change():
        return True, lever(platform, given)


async def _verify(pusher: Pusher) -> Says:
    why = await pusher.verify()
    return (False, f"核对没有通过：{why}。") if why else (True, "核对通过：服务器认出了签名，原样答回了随机字串。")


async def _act(platform: Platform, pusher: Pusher, given: Given) -> Says:
    act = given["pull"]
    fields = {**given, "do": act, "yes": given.get("yes") == "1"}
    done = await talk.act(platform, pusher, fields)
    return (True, ACTS[act]) if done["ok"] else (False, f"{done['says']}。")


def _slow(platform: Platform, given: Given) -> str:
    try:
        seconds = min(max(float(given.get("seconds", "0")), 0.0), SLOWEST)
    except ValueError:
        seconds = 0.0
    platform.state.set(slow_door=seconds)
    return f"服务器的每次应答都晚 {seconds:g} 秒。" if seconds else "服务器的应答不再拖延。"


def _outage(platform: Platform, given: Given) -> str:
    out = given.get("yes") == "1"
    platform.state.set(outage=out)
    return "断网：推送都到不了服务器。" if out else "网络恢复。"


def _silence(platform: Platform, _given: Given) -> str:
    mark_fail(platform)
    return "开始静默：一分钟之内不推送。"


def _end_silence(platform: Platform, _given: Given) -> str:
    end_silence(platform)
    return "静默结束，恢复推送。"


def _mode(platform: Platform, given: Given) -> str:
    mode = given.get("mode", "")
    if mode not in MODES or (mode != "plain" and not platform.state.config["callback_aes_key"]):
        return "没有设置消息加密密钥，只能用明文方式。"
    platform.state.set(callback_mode=mode)
    return f"推送方式：{MODES[mode]}。"


LEVERS: Mapping[str, Callable[[Platform, Given], str]] = {
    "slow": _slow,
    "outage": _outage,
    "silence": _silence,
    "end_silence": _end_silence,
    "mode": _mode,
}
ACTS: Mapping[str, str] = {
    "repeat": "上一条原样又推送了一次。",
    "use_up": "客服消息的额度用完了，等这位关注者再发消息才恢复。",
    "refuse": "改好了。",
    "forge": "伪造的消息送出了：服务器认不认，看“最近的推送”。",
    "comment": "留言写好了：等公众号读到、精选以后，才会显示在文章下面。",
}
"""What the follower, or the platform for them, does (`talk.ACTS`) → what is told then."""
