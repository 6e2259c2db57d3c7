"""freepublish: tasks that are taken now and done a little later."""

import hashlib
from typing import Any

from channels.wechat.sandbox.asked import Asked, Refusal, span
from channels.wechat.sandbox.drafts import OK, given_list
from channels.wechat.sandbox.state import State

FIRST_ID = 2_650_000_000
DELETED_ALL = 5


def submit(state: State, asked: Asked) -> dict[str, Any]:
    media_id = str(asked.body().get("media_id", ""))
    draft = state.get("draft", media_id)
    if draft is None:
        raise Refusal(40007)
    if draft.get("submitted"):
        raise Refusal(53503)
    publish_id = str(FIRST_ID + state.count("jobs"))
    if state.config["draft_leaves"] == "submit":
        state.drop("draft", media_id)
    else:
        state.put("draft", media_id, {**draft, "submitted": True}, asked.now)
    due = asked.now + float(state.config["publish_seconds"])
    job = {"articles": draft["articles"], "media_id": media_id, "due": due, "outcome": state.config["outcome"]}
    state.put("job-open", publish_id, job, asked.now)
    answer = {**OK, "publish_id": number(state, publish_id)}
    return answer | ({"msg_data_id": number(state, publish_id)} if state.config["msg_data_id"] else {})


def get(state: State, asked: Asked) -> dict[str, Any]:
    publish_id = str(asked.body().get("publish_id", ""))
    if state.get("job-open", publish_id) is not None:
        # The platform's own sample shows fail_idx [1] here; it means nothing.
        return {"publish_id": number(state, publish_id), "publish_status": 1, "fail_idx": [1]}
    job = state.get("job", publish_id)
    if job is None:
        raise Refusal(53502)
    return {"publish_id": number(state, publish_id), **job_answer(state, job)}


def job_answer(state: State, job: dict[str, Any]) -> dict[str, Any]:
    """publish_status and what belongs to it."""
    if job["status"]:
        places = list(range(1, len(job["urls"]) + 1)) or [1]
        return {"publish_status": job["status"], "fail_idx": places}
    article = state.get("article", job["article_id"])
    if article and all(one["is_deleted"] for one in article["articles"]):
        return {"publish_status": DELETED_ALL, "fail_idx": []}
    items = [{"idx": place, "article_url": url} for place, url in enumerate(job["urls"], 1)]
    detail = {"count": len(items), "item": items}
    return {"publish_status": 0, "article_id": job["article_id"], "article_detail": detail, "fail_idx": []}


def batchget(state: State, asked: Asked) -> dict[str, Any]:
    """Newest first. What went out by 群发 is not here."""
    body = asked.body()
    offset, count = span(body)
    short = bool(body.get("no_content"))
    items = [
        {
            "article_id": article_id,
            "content": {"news_item": given_list(kept["articles"], asked.base, short=short)},
            "update_time": kept["update_time"],
        }
        for article_id, kept, _ in state.newest("article", offset, count)
    ]
    return {"total_count": state.how_many("article"), "item_count": len(items), "item": items}


def getarticle(state: State, asked: Asked) -> dict[str, Any]:
    article = state.get("article", str(asked.body().get("article_id", "")))
    if article is None:
        raise Refusal(53600)
    times = {name: article[name] for name in ("create_time", "update_time")}
    return {"news_item": given_list(article["articles"], asked.base, short=False), **times}


def delete(state: State, asked: Asked) -> dict[str, Any]:
    """The index counts from 1; 0 or none deletes all."""
    body = asked.body()
    article_id, index = str(body.get("article_id", "")), int(body.get("index") or 0)
    article = state.get("article", article_id)
    if article is None or not 0 <= index <= len(article["articles"]):
        raise Refusal(53600)
    chosen = article["articles"] if index == 0 else [article["articles"][index - 1]]
    if all(one["is_deleted"] for one in chosen):
        raise Refusal(53600)
    for one in chosen:
        one["is_deleted"] = True
        page = state.get("page", one["page"])
        state.put("page", one["page"], {**page, "deleted": True}, page["at"])
    state.put("article", article_id, article, article["order"])
    return dict(OK)


def press(state: State, media_id: str, now: float, base: str) -> list[str]:
    """A lever: a person presses 发表 on the website. The addresses of the articles; none for an unknown draft."""
    draft = state.get("draft", media_id)
    if draft is None:
        return []
    publish_id = str(FIRST_ID + state.count("jobs"))
    done = _finish(state, publish_id, {**draft, "due": now, "outcome": 0}, base)
    state.drop("draft", media_id)
    return list(done["urls"])


def finish_due(state: State, now: float, base: str) -> list[tuple[str, dict[str, Any]]]:
    """Do what is due; returns (publish_id, job) of each task that ended."""
    ended = []
    for publish_id, job in state.all("job-open"):
        if job["due"] > now:
            continue
        done = _finish(state, publish_id, job, base)
        state.drop("job-open", publish_id)
        state.drop("draft", job["media_id"])
        state.put("job", publish_id, done, now)
        ended.append((publish_id, done))
    return ended


def _finish(state: State, publish_id: str, job: dict[str, Any], base: str) -> dict[str, Any]:
    if job["outcome"]:
        return {"status": job["outcome"], "urls": [], "article_id": ""}
    article_id = hashlib.sha256(f"article {publish_id}".encode()).hexdigest()[:43]
    articles = [
        {**article, **make_page(state, article, base, f"{publish_id}:{place}", at=job["due"], way="publish")}
        for place, article in enumerate(job["articles"], 1)
    ]
    at, order = int(job["due"]), state.count("order")
    kept = {"articles": articles, "create_time": at, "update_time": at, "order": order}
    state.put("article", article_id, kept, order)
    return {"status": 0, "urls": [article["url"] for article in articles], "article_id": article_id}


def make_page(state: State, article: dict[str, Any], base: str, what: str, *, at: float, way: str) -> dict[str, Any]:
    """A public page; returns what the article gains by it."""
    name = hashlib.sha256(f"page {what}".encode()).hexdigest()[:22]
    page = {"article": article, "at": at, "way": way, "deleted": False, "what": what}
    state.put("page", name, page, at)
    return {"url": f"{base}/s/{name}", "page": name, "is_deleted": False}


def number(state: State, value: str) -> int | str:
    """Ids are numbers in recorded answers, texts in the documentation."""
    return int(value) if state.config["ids"] == "number" else value
