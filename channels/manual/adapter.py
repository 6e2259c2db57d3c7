"""The manual channel: a package to enter by hand, the address brought back, the public page read."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from channels import evidence as brought
from channels import public_page
from channels.channel import Context, Package, Quota, Rendition, Seen, Surroundings
from channels.errors import Refused
from channels.links import Link
from channels.manual import rendition
from channels.manual.link import PAGE, read
from channels.manual.settings import Settings
from channels.pieces import Evidence
from channels.site_checks import site_problems
from channels.watching import is_sample
from content.delivery import Delivery
from content.edition import Edition
from content.item import StoredFile
from content.problems import Problem
from content.receipt import Receipt

BODY = "正文.html"
KEPT = 64
SOURCE, PLAIN, TO_CORRECT = "正文源代码", "正文纯文本", "要更正的网页"
REVIEWED = (
    "网站还要审核、一时没有公开的：先只附截图确认一次，公开以后再带网址确认。",
    "公开以后，打开网页看一遍，复制地址栏里的网址，交回来登记。{checked}",
)


class Manual:
    """Implements `channels.channel.HandsOver`, `ReadsLinks` and `ShowsPages`."""

    capacity = 1

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self.settings = settings
        self.kind = settings.kind
        self.name = surroundings.name
        self.medium = surroundings.medium
        self.watches = settings.watch
        self._around = surroundings

    @property
    def site_name(self) -> str:
        return self.settings.site

    @property
    def lease(self) -> timedelta:
        return self.settings.lease

    @property
    def age_limit(self) -> timedelta:
        return self.settings.age_limit

    def check(self, edition: Edition) -> list[Problem]:
        has_column = self.settings.has_column(edition.item.column)
        return list(site_problems(edition.item, self.name, has_column=has_column))

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        item = edition.item
        return Rendition(
            key=edition.key(self.name),
            channel=self.name,
            title=item.title,
            html=item.html,
            fields=self._fields(edition),
            files={f"{rendition.FILES}{file.path}": file.path for file in item.files},
        )

    def health(self, now: datetime) -> list[Problem]:
        """Nothing is called before there is a page to look at."""
        return []

    def allowance(self, now: datetime) -> list[Quota]:
        """None: what a person may enter by hand is not known to us."""
        return []

    def package(self, edition: Edition, context: Context | None = None) -> Package:
        context = context or Context()
        item, html = edition.item, rendition.to_paste(edition.item)
        kept: Any = self._around.files  # known by what it is, not by what is in it
        whole = _kept(kept, rendition.page(item.title, html))
        files = {BODY: whole, **rendition.files_of(item)}
        old = "\n".join(context.replaces)
        texts = {
            TO_CORRECT: old,
            **self._fields(edition),
            **rendition.descriptions(item),
            SOURCE: html,
            PLAIN: rendition.plain(html),
        }
        doing = "更正" if old else "发布"
        return Package(
            key=edition.key(self.name),
            texts={name: text for name, text in texts.items() if text},
            files={name: file.path for name, file in files.items()},
            hashes={name: file.sha256 for name, file in files.items()},
            checklist=[*self._begin(edition, old), *self._fill_in(edition), *self._end(old)],
            says=f"在{self.settings.site}{doing}《{item.title}》",
            html=html,
            link="网页网址",
            how=PAGE.how.format(platform=self.settings.site) + self._checked(),
        )

    def read_link(self, pasted: str) -> str:
        return self._read(pasted).url

    def accept(self, delivery: Delivery, evidence: Evidence) -> Receipt:
        """Whether the page says so is seen by whoever settles it, for every website."""
        return brought.accept(delivery, evidence, self._read)

    def see(self, edition: Edition, url: str) -> Seen:
        item = edition.item
        beside = public_page.Beside(rendition.names_of_attachments(item), len(rendition.pictures(item)))
        return public_page.see(url, item.title, rendition.as_read(item), beside=beside)

    def _read(self, pasted: str) -> Link:
        link = read(pasted, self.settings.site, self.settings.addresses)
        if (entrance := self.settings.entrance).startswith("http") and link.url.startswith(entrance):
            raise Refused(f"“{link.url}”是后台的网址，公众打不开。{PAGE.how.format(platform=self.settings.site)}")
        return link

    def _fields(self, edition: Edition) -> dict[str, str]:
        path = self.settings.path_of(edition.item.column)
        return rendition.fields_of(edition, self._around.office, path)

    def _begin(self, edition: Edition, old: str) -> Iterator[str]:
        entrance = self.settings.entrance
        yield f"登录{self.settings.site}的后台{f'（{entrance}）' if entrance else ''}。"
        path = " > ".join(self.settings.path_of(edition.item.column))
        if old:
            yield f"在“{path}”里找到要更正的这一篇（{old}），在原来那一篇上修改：不要删除重发，网址不能变。"
        else:
            yield f"在栏目“{path}”下新建一篇。"

    def _fill_in(self, edition: Edition) -> Iterator[str]:
        item = edition.item
        yield "标题、索引号、文号、日期、内容概述等各项，照材料逐项复制粘贴；网站没有的项目跳过，标题不要改。"
        yield f"正文：复制后粘贴到编辑器里；编辑器走样的，切到“源代码”，粘贴“{SOURCE}”；只收文字的，用“{PLAIN}”。"
        if found := rendition.pictures(item):
            mark = rendition.place_of("图1…")
            yield f"正文里有“{mark}”这样记号的地方，依次插入 {len(found)} 张图片，填上图片说明，删去记号。"
        if found := rendition.attachments(item):
            yield f"按顺序上传附件：{'、'.join(found)}。显示的名称要与这里一致。"
        for words, name in rendition.links_to_files(item).items():
            yield f"正文里的“{words}”链接到上传的“{name}”。"
        if item.video:
            yield f"上传视频“视频{item.video.suffix}”，放在正文下面。"

    def _end(self, old: str) -> Iterator[str]:
        yield f"预览，核对标题、正文、表格、图片和附件，然后{'提交修改' if old else '发布（或提交审核）'}。"
        yield from (step.format(checked=self._checked()) for step in REVIEWED)

    def _checked(self) -> str:
        if not self.watches:
            return "设置里没有开启核对，请自己对照一遍。"
        if is_sample(self.settings.addresses[0]):
            return "设置里的是示例网址，本系统不会打开核对。"
        return "本系统会打开这个网页，与稿件核对。"


@lru_cache(maxsize=KEPT)
def _kept(files: Any, page: str) -> StoredFile:
    """Once: a person looks at the package again and again."""
    kept: StoredFile = files.keep(page.encode(), BODY)
    return kept


def build(settings: Settings, surroundings: Surroundings) -> Manual:
    return Manual(settings, surroundings)
