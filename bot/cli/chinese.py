"""Help pages and usage errors in Chinese: typer's own words are English."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

GAP = 2

FAULTS: tuple[tuple[str, str], ...] = (
    (r"Missing argument '(.+?)'\..*", r"缺少“\1”。"),
    (r"Missing option '(.+?)' \(env var: '(.+?)'\)\..*", r"缺少选项 \1（或用环境变量 \2）。"),
    (r"Missing option '(.+?)'\..*", r"缺少选项 \1。"),
    (r"Missing command\.", "请写出要做什么。"),
    (r"No such command '(.*?)'\. Did you mean (.+)\?", r"没有命令“\1”，是不是 \2？"),
    (r"No such command '(.*?)'.*", r"没有命令“\1”。"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有选项 \1，是不是 \2？"),
    (r"No such option: (\S+).*", r"没有选项 \1。"),
    (r"Got unexpected extra argument\(?s?\)? \((.*)\)", r"多出了：\1"),
    (r"Option '?(\S+?)'? requires an argument\.", r"选项 \1 后面要写内容。"),
    (r"Option '?(\S+?)'? does not take a value\.", r"选项 \1 后面不写内容。"),
    (r"Invalid value for '(.+?)': Input should be a valid integer.*", r"\1 要写整数。"),
    (r"Invalid value for '(.+?)': Input should be greater than or equal to (.+)", r"\1 不能小于 \2。"),
    (r"Invalid value for '(.+?)': Input should be less than or equal to (.+)", r"\1 不能大于 \2。"),
    (r"Invalid value for '(.+?)': (.*)", r"\1 写得不对：\2"),
)


def fault(message: str) -> str:
    """A usage error of typer's as staff read it."""
    for pattern, chinese in FAULTS:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, chinese, message, flags=re.DOTALL)
    return message


def width(text: str) -> int:
    """Places on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def pad(text: str, places: int) -> str:
    return text + " " * (places - width(text))


class ChineseCommand(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return "\n".join([_usage(self, ctx), "", *_about(self), *_parameters(self, ctx)]).rstrip()


class ChineseGroup(TyperGroup):
    """A topic with a `list` lists when nothing else is asked: `gongkai unconfirmed`, `gongkai people --json`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        bare = not args or (args[0].startswith("-") and args[0] != "--help")
        return super().parse_args(ctx, ["list", *args] if bare and "list" in self.commands else args)

    def get_help(self, ctx: Any) -> str:
        commands = [
            (name, command.get_short_help_str(limit=200) + ("（list 可以不写）" if name == "list" else ""))
            for name, command in self.commands.items()
            if not command.hidden
        ]
        about = [_usage(self, ctx), "", *_about(self)]
        return "\n".join([*about, *_section("命令", commands), *_parameters(self, ctx)]).rstrip()


def _usage(command: Any, ctx: Any) -> str:
    arguments = [_argument(parameter) for parameter in _of_type(command, ctx, "argument")]
    ending = "命令 …" if isinstance(command, ChineseGroup) else " ".join(arguments)
    return f"用法：{ctx.command_path} {ending} [选项]".replace("  ", " ")


def _about(command: Any) -> list[str]:
    return [line.rstrip() for line in [*(command.help or "").splitlines(), ""]]


def _parameters(command: Any, ctx: Any) -> list[str]:
    arguments = [(_argument(one), one.help or "") for one in _of_type(command, ctx, "argument")]
    options = [(_option(one), _option_help(one)) for one in _of_type(command, ctx, "option")]
    return [*_section("参数", arguments), *_section("选项", options)]


def _of_type(command: Any, ctx: Any, kind: str) -> Iterable[Any]:
    return [one for one in command.get_params(ctx) if one.param_type_name == kind and not one.hidden]


def _argument(parameter: Any) -> str:
    name = f"{parameter.display_name_raw}{'' if parameter.nargs == 1 else '…'}"
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    return names if parameter.is_flag else f"{names} {parameter.metavar or '值'}"


def _option_help(parameter: Any) -> str:
    if "--help" in parameter.opts:
        return "显示这一页。"
    notes = [
        *(["必填"] if parameter.required else []),
        *(["可写多次"] if parameter.multiple else []),
        *([f"或用环境变量 {parameter.envvar}"] if parameter.envvar else []),
    ]
    said = "，".join(notes)
    return f"{parameter.help or ''}（{said}）" if said else parameter.help or ""


def _section(title: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    places = max(width(name) for name, _ in rows) + GAP
    return [f"{title}：", *(f"  {pad(name, places)}{text}".rstrip() for name, text in rows), ""]
