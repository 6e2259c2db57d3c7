"""`gongkai demo`: one item, several channels, one log, the year's counts."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import httpx

from bot.actions.approve import approve
from bot.actions.bindings import make_code
from bot.actions.errors import CannotDo
from bot.actions.hand_over import Brought, claim, confirm
from bot.actions.import_history import import_history
from bot.actions.publish import publish
from bot.actions.record import record
from bot.actions.submit import submit
from bot.cli.out import say, table
from bot.cli.problems import as_line
from bot.demo import chat, console, history, people, report
from bot.demo.narration import Narration
from bot.demo.reviewing import through_review
from bot.demo.samples import write_draft, write_items
from bot.demo.stage import Stage, stage
from bot.views.channels import preview
from bot.views.counts import year_counts
from bot.views.log import verify
from bot.views.queue import lay_out, package, queue
from bot.views.status import deliveries, words
from channels.handover_person import upload
from channels.pieces import Piece
from content.delivery import Delivery
from content.receipt import Standing
from content.zone import day_of

FOLDER = Path("var") / "demo"
LONGEST = timedelta(seconds=60)
SECONDS = 30.0
DELIVERIES, VIDEO_POSTS = 8, 2
"""Three items on website and WeChat, one of them also with both video platforms."""


def run(folder: Path | None, *, stay: bool) -> bool:
    """True only if every expectation held."""
    begun = monotonic()
    narration = Narration()
    say("公开：一次写稿，多渠道发布，台账直接生成年度数据。以下全部在本机进行，平台是沙箱。")
    with stage((folder or FOLDER).absolute()) as set_up:
        if stay:
            say(f"手机（公众号的对话，现在就可以打开看着）：{_phone(set_up)}")
        _play(set_up, narration)
        _say_where(set_up)
        say(f"\n用时 {monotonic() - begun:.1f} 秒。{_verdict(narration)}")
        if stay:
            _stay(set_up)
        else:
            say("要登录工作台、用手机页面和公众号对话、在浏览器里看网站，请加 --stay（make demo STAY=1）。")
    return not narration.failed


def _play(set_up: Stage, narration: Narration) -> None:
    app = set_up.app
    people.register(app, app.clock())
    day = day_of(app.clock())
    items = write_items(set_up.folder / "样稿", day)
    _refuse_a_faulty_draft(set_up, narration, write_draft(set_up.folder, day))
    refs = [_through_review(set_up, narration, path) for path in items]
    _publish(set_up, narration, refs)
    _hand_over(set_up, narration)
    _record_press(set_up, narration, refs[0])
    _import_year(set_up, narration)
    _show_result(set_up, narration, refs)
    chat.play(set_up, narration, refs[0])
    report.play(set_up, narration)
    console.play(set_up, narration)


def _refuse_a_faulty_draft(set_up: Stage, narration: Narration, draft: Path) -> None:
    narration.begin(f"{people.WRITER}先交了一份有毛病的草稿，系统不收：")
    try:
        submit(set_up.app, people.WRITER, draft, now=set_up.app.clock())
    except CannotDo as refused:
        narration.tell("\n".join(as_line(problem).strip() for problem in refused.problems))
        found = any(problem.blocks and "身份证" in problem.says for problem in refused.problems)
        narration.expect(found, "稿件里的身份证号被拦下（号码是编造的）")
    else:
        narration.expect(False, "有毛病的草稿不能送审")


def _through_review(set_up: Stage, narration: Narration, path: Path) -> str:
    app = set_up.app
    submitted = submit(app, people.WRITER, path, now=app.clock())
    ref = submitted.edition.ref
    narration.begin(
        f"{people.WRITER}提交《{submitted.edition.item.title}》：{ref}，索引号 {submitted.edition.index_number}"
    )
    try:
        approve(app, people.WRITER, ref, now=app.clock())
        narration.expect(False, "作者不能审自己的稿件")
    except CannotDo as refused:
        narration.expect(True, f"作者不能审自己的稿件：{refused.says}")
    narration.tell(through_review(app, ref))
    return ref


def _publish(set_up: Stage, narration: Narration, refs: Sequence[str]) -> None:
    app = set_up.app
    narration.begin(f"{people.PUBLISHER}发布，一次到所有渠道：")
    ordered: list[Delivery] = []
    for ref in refs:
        ordered += publish(app, people.PUBLISHER, ref, now=app.clock()).deliveries
    app.engine.run_dispatches([delivery.dispatch_id for delivery in ordered], LONGEST)
    for delivery in deliveries(app, refs):
        narration.tell(f"{delivery.ref} → {delivery.channel}：{words(delivery)} {delivery.url or delivery.says}")


def _hand_over(set_up: Stage, narration: Narration) -> None:
    app = set_up.app
    narration.begin(f"视频号和抖音由人上传：{people.UPLOADER}领取材料，到平台上传，带回链接：")
    waiting = queue(app, app.clock())
    narration.expect(len(waiting) == VIDEO_POSTS, f"待领取 {len(waiting)} 件")
    for one in waiting:
        delivery = claim(app, people.UPLOADER, one.delivery.key, now=app.clock())
        parcel = package(app, delivery)
        if parcel is None:
            narration.expect(False, f"{delivery.key} 有材料可领")
            continue
        page = lay_out(app, delivery, parcel)
        link = upload(set_up.places[delivery.channel], page.parent)
        done = confirm(app, people.UPLOADER, delivery.key, Brought(url=link), now=app.clock())
        narration.tell(f"{delivery.key}：粘贴“{link.strip()}”，登记为 {done.url}")


def _record_press(set_up: Stage, narration: Narration, ref: str) -> None:
    app = set_up.app
    now = app.clock()
    narration.begin(f"{people.STATISTICIAN}登记报纸刊登：")
    brought = Brought(published_at=now, facts={"outlet": "示范日报", "form": "报纸", "page": "2版"})
    piece = Piece(title="高新区开展年度安全生产检查", counts=True, ref=ref)
    record(app, people.STATISTICIAN, "press", piece, brought=brought, now=now)
    narration.tell(f"示范日报 2版《{piece.title}》，计入。")


def _import_year(set_up: Stage, narration: Narration) -> None:
    app = set_up.app
    narration.begin(f"{people.STATISTICIAN}导入 {history.YEAR} 年的旧台账（标题是编造的）：")
    path = history.write_history(set_up.folder / f"{history.YEAR}年台账.xlsx")
    done = import_history(app, people.STATISTICIAN, path, now=app.clock())
    expected = sum(history.FIGURES.values())
    narration.expect(done.count == expected, f"导入 {done.count} 条，应为 {expected} 条")
    counts = year_counts(app, history.YEAR)
    narration.tell("\n".join(f"{medium}：{count} 条" for medium, count in counts.as_json()["media"].items()))
    narration.tell(counts.sentence)
    narration.expect(counts.sentence.startswith(history.SENTENCE), f"{history.YEAR} 年的句子与年报一致")


def _show_result(set_up: Stage, narration: Narration, refs: Sequence[str]) -> None:
    app = set_up.app
    narration.begin("结果：每个渠道一条，全部公开。")
    found = deliveries(app, refs)
    table(("   版次", "渠道", "状态", "地址"), [(f"   {d.ref}", d.channel, words(d), d.url) for d in found])
    live = [delivery for delivery in found if delivery.standing is Standing.LIVE]
    narration.expect(len(live) == len(found) == DELIVERIES, f"{DELIVERIES} 条投递全部公开")
    _look_at_pages(set_up, narration, found)
    this_year = year_counts(app, day_of(app.clock()).year)
    narration.tell(this_year.sentence)
    narration.expect(
        this_year.counts.added == DELIVERIES + 1, f"今年计 {DELIVERIES + 1} 条：{DELIVERIES} 条投递，一条报纸"
    )
    whole = verify(app, figures=True)
    narration.expect(not whole.faults, f"台账完好，共 {whole.seq} 条；统计数与台账一致")


def _look_at_pages(set_up: Stage, narration: Narration, found: Sequence[Delivery]) -> None:
    """As the public would: the pages answer, and show the title."""
    for delivery in found:
        if place := set_up.place_of(delivery):
            page = httpx.get(place, timeout=SECONDS, trust_env=False)
            title = preview(set_up.app, delivery.channel, delivery.ref).title
            shown = page.status_code == httpx.codes.OK and title in page.text
            narration.expect(shown, f"打得开，看得到《{title}》：{place}")


def _say_where(set_up: Stage) -> None:
    places = set_up.places
    say(f"\n工作台（写稿、审核、发布都在这里）：{places['console']}   口令都是 {console.PASSWORD}，登录的姓名：")
    for names, does in console.WHO_DOES_WHAT:
        say(f"   {names}：{does}")
    say(f"手机（公众号的对话，可点、可写）：{_phone(set_up)}")
    say(f"网站：{places['website']}/   公众页面（留言、查询、申请）：{places['public']}")
    say(f"公众号文章：{places['wechat']}/   视频号：{places['shipinhao']}/   抖音：{places['douyin']}/")
    say(f"网站的文件、设置和台账都在 {set_up.folder}")


def _phone(set_up: Stage) -> str:
    return f"{set_up.places['phone']}?who={quote(chat.CITIZEN)}"


def _verdict(narration: Narration) -> str:
    return f"有 {len(narration.failed)} 处与预期不符。" if narration.failed else "全部符合预期。"


def _stay(set_up: Stage) -> None:
    app = set_up.app
    code = make_code(app, people.ADMINISTRATOR, people.SECOND, now=app.clock())
    say(f"在手机上换成{people.SECOND}，关注后发“绑定 {code}”（15 分钟内有效），再发“待审”，就能接着审稿。")
    say("按 Ctrl+C 结束。")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        say("演示结束。")
