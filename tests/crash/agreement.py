"""What must hold afterwards: log, deliveries and platforms agree item by item, each public exactly once."""

from collections import Counter

import httpx

from content.delivery import Delivery
from content.log import Kind

from .scene import Scene


def disagreements(scene: Scene) -> list[str]:
    """Every way in which something was lost, is public twice, or is told differently in two places."""
    with scene.app.store.read() as work:
        deliveries = work.deliveries.all()
        published = Counter(
            (entry.event.item_id, entry.event.channel) for entry in work.log.entries(kind=Kind.PUBLISHED)
        )
        bad, figures = work.log.verify(), work.figures.check()
        counted = work.figures.counts(scene.app.clock().year).added
    found = [f"the log: {bad.says}"] if bad else []
    found += figures
    found += _lost(scene, deliveries)
    found += [f"{key} logged {published[key]} times" for key in _pairs(deliveries) if published[key] != 1]
    if counted != len(deliveries):
        found.append(f"{counted} counted of {len(deliveries)}")
    for platform in (_website, _wechat, _videos):
        found += platform(scene, deliveries)
    return found


def _pairs(deliveries: list[Delivery]) -> list[tuple[str, str]]:
    return [(delivery.item_id, delivery.channel) for delivery in deliveries]


def _lost(scene: Scene, deliveries: list[Delivery]) -> list[str]:
    if len(deliveries) != 4 * scene.written:
        return [f"{len(deliveries)} deliveries for {scene.written} items"]
    return [f"{one.key}: {one.state} {one.standing} {one.says}" for one in deliveries if one.standing != "live"]


def _on(deliveries: list[Delivery], channel: str) -> list[Delivery]:
    return [delivery for delivery in deliveries if delivery.channel == channel]


def _website(scene: Scene, deliveries: list[Delivery]) -> list[str]:
    site = scene.folder / "var" / "site"
    found = []
    for delivery in _on(deliveries, "website"):
        page = site / delivery.url.removeprefix("https://www.example.gov.cn/")
        if not page.is_file():
            found.append(f"{delivery.key}: no page {page}")
    pages = len(list(site.glob("tzgg/2*/*.html")))
    if pages != scene.written:
        found.append(f"{pages} pages for {scene.written} items")
    listed = Counter(
        line for path in site.glob("tzgg/*.html") for line in path.read_text().split('"') if "/tzgg/2" in line
    )
    if len(listed) != scene.written:
        found.append(f"{len(listed)} of {scene.written} pages are in the column's lists")
    return found


def _wechat(scene: Scene, deliveries: list[Delivery]) -> list[str]:
    shown = httpx.get(f"{scene.wechat}/__sandbox__/public", timeout=60).raise_for_status().json()
    public = [article for article in shown["articles"] if not article["deleted"]]
    urls = Counter(article["url"] for article in public)
    sources = Counter(article["content_source_url"].partition("?")[0] for article in public)
    found = [f"{source} is public {times} times in WeChat" for source, times in sources.items() if times != 1]
    found += [f"{one.key}: {one.url} is not public" for one in _on(deliveries, "wechat") if urls[one.url] != 1]
    if len(public) != scene.written:
        found.append(f"{len(public)} public in WeChat for {scene.written} items")
    return found


def _videos(scene: Scene, deliveries: list[Delivery]) -> list[str]:
    found = []
    for channel, address in scene.platforms.items():
        works = [one for one in httpx.get(f"{address}/works.json", timeout=60).json() if one["up"]]
        if len(works) != scene.written:
            found.append(f"{len(works)} works on {channel} for {scene.written} items")
        if len({one.url for one in _on(deliveries, channel)}) != scene.written:
            found.append(f"links on {channel} are not one for each item")
    return found
