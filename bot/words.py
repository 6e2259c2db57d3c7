"""What several doors say in the same words: problems, and the fields of what is sent."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

from content.problems import Problem

OTHER_FIELDS = {
    "body": "正文",
    "office": "机关信息",
    "channel": "渠道",
    "outlet": "媒体",
    "form": "类别",
    "date": "日期",
    "page": "版面",
    "programme": "节目",
    "counts": "计入或另计",
    "url": "链接",
    "file": "文件",
    "ref": "稿件编号",
}
"""What else a problem may be about, beside the fields of an item."""

RENDITION_FIELDS: Mapping[str, str] = {
    "path": "网址路径",
    "url": "网址",
    "description": "网页摘要",
    "source": "来源",
    "title": "标题",
    "short_title": "短标题",
    "text": "正文",
    "topics": "话题",
    "declaration": "作者声明",
    "account": "账号",
    "page_url": "网站原文",
    "author": "作者",
    "digest": "摘要",
    "content_source_url": "阅读原文",
    "column": "栏目",
    "need_open_comment": "打开评论",
    "only_fans_can_comment": "只许粉丝评论",
    "marker": "核对记号",
}
"""What staff call the fields of a rendition; those of the catalogue have Chinese names already."""


def problem_in_words(problem: Problem, mark: str = "") -> str:
    """`mark` instead of 必须改 or 请留意."""
    from content.front import CHINESE  # noqa: PLC0415  # only where there is a problem to show

    mark = mark or ("必须改" if problem.blocks else "请留意")
    field = {**OTHER_FIELDS, **CHINESE}.get(problem.field, problem.field)
    named = problem.says.startswith(field) or field in problem.says.partition("：")[0]
    place = " ".join(part for part in ("" if named else field, problem.where) if part and part != problem.field)
    quote = "" if problem.quote in f"{problem.where} {problem.says}" else f"“{problem.quote}”"
    return f"[{mark}] {place}{'：' if place else ''}{quote}{problem.says}"


def how_long(span: timedelta) -> str:
    """`3 天`, `5 小时`, `20 分钟`: as people say how long something has waited."""
    minutes = int(span.total_seconds()) // 60
    if minutes >= 24 * 60:
        return f"{minutes // (24 * 60)} 天"
    return f"{minutes // 60} 小时" if minutes >= 60 else f"{max(minutes, 1)} 分钟"


def query_of(**values: str) -> str:
    """The part of an address after `?`, with it; what is empty is left out."""
    given = urlencode({name: value for name, value in values.items() if value})
    return f"?{given}" if given else ""
