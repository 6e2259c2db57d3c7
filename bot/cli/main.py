"""`gongkai`: every topic's commands under one name.

Exit codes: 0 done, or waiting for a person as planned; 1 problems or failures; 2 wrong use or settings.
"""

import errno
import gc
import sys
import traceback
from collections.abc import Sequence

import typer

from bot.actions.errors import CannotDo, WrongUse
from bot.cli import (
    answer_texts,
    application_letters,
    application_steps,
    application_terms,
    applications,
    channels,
    comments,
    dictionaries,
    figures,
    freshness,
    handover,
    holidays,
    items,
    letters,
    log,
    menu,
    pages,
    people,
    publishing,
    records,
    registers,
    report,
    report_check,
    report_explain,
    report_freezing,
    report_making,
    report_periods,
    review,
    running,
    search,
    setting_up,
    trying,
)
from bot.cli.chinese import ChineseGroup, fault
from bot.cli.out import complain
from bot.cli.problems import show_problems
from bot.cli.session import SESSION, take
from content.problems import InWords

DISK = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EROFS: "磁盘只能读",
    errno.ENOSPC: "磁盘满了",
    errno.EISDIR: "它是文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
}
DONE, TROUBLE, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

ABOUT = """公开：一次写稿，多渠道发布，台账直接生成年度数据。

通用选项（写在哪里都可以）：
  --settings 文件  设置文件，默认用环境变量 GONGKAI_SETTINGS，再其次是当前目录的 gongkai.yaml。
  --debug          出错时显示程序的详细信息，供管理员排查。

退出码：0 已完成，或按计划等人处理；1 有问题或失败；2 用法或设置有误。"""

app = typer.Typer(cls=ChineseGroup, help=ABOUT, rich_markup_mode=None, add_completion=False)
for topic in (
    setting_up,
    people,
    items,
    review,
    publishing,
    handover,
    records,
    figures,
    freshness,
    log,
    applications,
    application_steps,
    application_terms,
    application_letters,
    registers,
    holidays,
    report,
    report_explain,
    report_making,
    report_freezing,
    report_check,
    report_periods,
    letters,
    answer_texts,
    channels,
    trying,
    pages,
    comments,
    menu,
    dictionaries,
    running,
    search,
):
    topic.add_to(app)


def run() -> None:
    # What a command loads stays; to look through it for garbage again and again takes a seventh of its time.
    gc.set_threshold(20_000, 20, 20)
    sys.exit(call(sys.argv[1:]))


def call(arguments: Sequence[str]) -> int:
    """One command from its words; returns the exit code. Never raises, never shows staff a traceback."""
    try:
        words = take(arguments)
        return int(
            typer.main.get_command(app).main(words or ["--help"], prog_name="gongkai", standalone_mode=False) or 0
        )
    except typer.TyperException as error:
        complain(f"{fault(error.format_message())}\n用 gongkai 命令 --help 看用法。")
        return WRONG_USE
    except (KeyboardInterrupt, typer.Abort):
        complain("已中断。")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last place: staff see words, not a traceback
        return _explain(error)


def _explain(error: Exception) -> int:
    if SESSION.debug:
        traceback.print_exception(error)
    if isinstance(error, CannotDo):
        complain(error.says)
        show_problems(error.problems)
        return WRONG_USE if isinstance(error, WrongUse) else TROUBLE
    return _explain_what_others_raise(error)


def _explain_what_others_raise(error: Exception) -> int:
    # Imported only now: a clean run must not pay for what explains a failure.
    from bot.settings import SettingsFaults
    from content.store.store import is_trouble

    if isinstance(error, SettingsFaults):
        complain("设置文件有误：")
        for one in error.faults:
            complain(f"  {one}")
        return WRONG_USE
    if isinstance(error, InWords):
        complain(error.says)
        return TROUBLE
    if isinstance(error, OSError) and error.filename:
        why = DISK.get(error.errno or 0, f"{error.strerror}，请检查权限、磁盘空间和路径")
        complain(f"打不开或写不了 {error.filename}：{why}。")
        return TROUBLE
    if is_trouble(error):
        complain(
            "数据库打不开、连不上或写不进：请检查设置里的 database、口令、网络和磁盘空间；管理员可加 --debug 查看详情。"
        )
        return TROUBLE
    complain(f"程序出错：{type(error).__name__}。请管理员加 --debug 再运行一次查看详情。")
    return TROUBLE
