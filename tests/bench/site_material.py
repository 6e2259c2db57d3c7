"""Ten thousand made-up items for the website's bench: as Markdown for Hugo, as stored HTML for ours."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

WORDS = [
    "安全生产",
    "检查",
    "企业",
    "整改",
    "期限",
    "有关单位",
    "按照",
    "要求",
    "组织",
    "实施",
    "情况",
    "报送",
    "加强",
    "管理",
    "服务",
    "群众",
    "项目",
    "资金",
    "公示",
    "名单",
]
COLUMNS = 25
HUGO_SETTINGS = """baseURL = "https://www.example.gov.cn/"
languageCode = "zh-cn"
title = "示范高新区"
paginate = 20
disableKinds = ["taxonomy", "term"]
[services.rss]
limit = 20
[markup.goldmark.renderer]
unsafe = false
"""
HUGO_BASE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} - {{ .Site.Title }}</title>
<meta name="SiteName" content="{{ .Site.Title }}">
{{ block "meta" . }}{{ end }}
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header><p class="name"><a href="/">{{ .Site.Title }}</a></p>
<nav class="bar"><ul><li><a href="/">首页</a></li>{{ range first 6 .Site.Sections }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>
<main id="main">{{ block "main" . }}{{ end }}</main>
<footer><p>主办单位：{{ .Site.Title }}</p></footer>
</body>
</html>
"""
HUGO_SINGLE = """{{ define "meta" }}
<meta name="ColumnName" content="{{ .CurrentSection.Title }}">
<meta name="ArticleTitle" content="{{ .Title }}">
<meta name="PubDate" content="{{ .Date.Format "2006-01-02 15:04" }}">
<meta name="ContentSource" content="{{ .Params.unit }}">
<meta name="Description" content="{{ .Params.summary }}">
{{ end }}{{ define "main" }}
<nav><ol><li><a href="/">首页</a></li>
<li><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></li></ol></nav>
<article><dl>
<div><dt>索引号</dt><dd>{{ .Params.index_number }}</dd></div>
<div><dt>文号</dt><dd>{{ .Params.document_number }}</dd></div>
<div><dt>发布机构</dt><dd>{{ .Params.unit }}</dd></div>
<div><dt>成文日期</dt><dd>{{ .Params.made_on }}</dd></div>
<div><dt>名称</dt><dd>{{ .Title }}</dd></div>
<div><dt>内容概述</dt><dd>{{ .Params.summary }}</dd></div>
</dl>
<h1>{{ .Title }}</h1>
<div class="text">{{ .Content }}</div>
</article>{{ end }}
"""
HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Paginator.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time></li>{{ end }}</ul>
<nav>{{ with .Paginator.Prev }}<a href="{{ .URL }}">较新</a>{{ end }}
{{ with .Paginator.Next }}<a href="{{ .URL }}">较早</a>{{ end }}</nav>{{ end }}
"""
HUGO_HOME = """{{ define "main" }}{{ range .Site.Sections }}<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<ul>{{ range first 6 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}{{ end }}
"""
HUGO_LAYOUTS = {
    "_default/baseof.html": HUGO_BASE,
    "_default/single.html": HUGO_SINGLE,
    "_default/list.html": HUGO_LIST,
    "index.html": HUGO_HOME,
}


@dataclass(frozen=True)
class Made:
    """One item; `paragraphs` and `cells` (rows of a table, the first its head) are plain text."""

    number: int
    column: int
    title: str
    made_on: date
    summary: str
    paragraphs: list[str]
    cells: list[list[str]]

    @property
    def html(self) -> str:
        head, *rows = ["".join(f"<{tag}>{cell}</{tag}>" for cell in row) for tag, row in self._tagged()]
        table = (
            f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
        )
        return "\n".join(f"<p>{text}</p>" for text in self.paragraphs) + "\n" + table

    @property
    def markdown(self) -> str:
        head, *rows = [f"| {' | '.join(row)} |" for row in self.cells]
        table = "\n".join([head, "|---" * len(self.cells[0]) + "|", *rows])
        return "\n\n".join([*self.paragraphs, table]) + "\n"

    @property
    def page(self) -> str:
        """The item as Hugo reads it."""
        fields = {
            "title": self.title,
            "date": f"{self.made_on}T09:00:00+08:00",
            "unit": "综合办公室",
            "index_number": f"12410000MB0000000X/{self.number:05d}",
            "document_number": f"示高管〔2026〕{self.number}号",
            "made_on": str(self.made_on),
            "summary": self.summary,
        }
        front = "\n".join(f'{name}: "{value}"' for name, value in fields.items())
        return f"---\n{front}\n---\n{self.markdown}"

    def _tagged(self) -> list[tuple[str, list[str]]]:
        return [("td" if place else "th", row) for place, row in enumerate(self.cells)]


def made(count: int) -> list[Made]:
    chance = Random(1)  # noqa: S311  # the same items every time
    return [_one(chance, number) for number in range(1, count + 1)]


def _one(chance: Random, number: int) -> Made:
    def words(count: int) -> str:
        return "".join(chance.choices(WORDS, k=count))

    return Made(
        number=number,
        column=number % COLUMNS,
        title=f"关于{words(5)}的通知（{number}）",
        made_on=date(2026, 1, 1) + timedelta(days=number % 300),
        summary=words(12),
        paragraphs=[words(chance.randint(20, 60)) + "。" for _ in range(chance.randint(4, 8))],
        cells=[[words(2) for _ in range(4)] for _ in range(6)],
    )
