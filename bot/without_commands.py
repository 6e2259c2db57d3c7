"""What was said for somebody at the command line, told elsewhere: in the chat, in the browser."""

import re

IN_BRACKETS = re.compile(r"（[^（）]*(?:gongkai [a-z]|--[a-z])[^（）]*）")
CONDITION = r"(?:(?:[要如若需][^。；，：]*|[^。；，：]*[的后])，)?"
OF_A_COMMAND = re.compile(rf"{CONDITION}[^。；，：]*(?:gongkai [a-z]|--[a-z])[^。；]*[。；]?")
"""What says how to go on at the command line, with the words before it that would lead to nothing: 要转交的，……"""
FIELD = re.compile(r"（[a-z_]+）")
"""What a file calls the thing that was just named in Chinese."""


def without_commands(says: str) -> str:
    """Without the sentences that name a command; what is left are whole ones, "" where nothing is."""
    if "gongkai" not in says and "--" not in says:
        return says
    left = OF_A_COMMAND.sub("", IN_BRACKETS.sub("", says)).strip().rstrip("，；：")
    return left if left.endswith(("。", "！", "？")) or not left else f"{left}。"
