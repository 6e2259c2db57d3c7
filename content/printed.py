"""A page as PDF, by WeasyPrint, in a program of its own: bounded in time, without network."""

import subprocess
import sys

from content.problems import InWords

LONGEST = 120.0
"""Seconds. A report with long texts takes about five, one sheet of paper about two."""
NO_PANGO, NO_FONT = 3, 4
REFUSED = {
    NO_PANGO: (
        "这台机器上没有 Pango，做不了 PDF：请管理员安装 Debian 软件包 libpangoft2-1.0-0"
        "（apt-get install libpangoft2-1.0-0），再做一次。"
    ),
    NO_FONT: (
        "这台机器上没有中文字体，PDF 里的字会变成方框：请管理员安装 Debian 软件包 fonts-noto-cjk"
        "（apt-get install fonts-noto-cjk），再做一次。"
    ),
}


class NoPdf(InWords):
    """It could not be made on this machine, or not in time."""


def pdf(page: str, longest: float = LONGEST) -> bytes:
    """The PDF of a whole HTML document, its style in it. `longest`: seconds. Raises NoPdf."""
    # -P: a folder of the office may be called content, too.
    command = [sys.executable, "-P", "-m", "content.printed_alone"]
    try:
        run = subprocess.run(  # noqa: S603  # our own program, no shell; the page goes in as input
            command, input=page.encode(), capture_output=True, timeout=longest, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NoPdf(f"{longest:g} 秒里没有做成 PDF：请稍后再试；里面有特别长的表格的，请删短。") from error
    if run.returncode:
        why = run.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise NoPdf(REFUSED.get(run.returncode, f"没有做成 PDF（{why[:200]}）：请把这句话告诉管理员。"))
    return run.stdout
