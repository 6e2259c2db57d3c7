"use strict";
/* Sends the forms without leaving the page and looks every second what is new. Without it the page works by reload. */
(() => {
  const EVERY = 1000, SOON = 80;
  const here = location.pathname + location.search;
  const lines = document.getElementById("lines");
  const news = document.getElementById("news");
  let looking = false;

  const toTheEnd = () => { if (lines) lines.scrollTop = lines.scrollHeight; };

  const addLines = (fresh) => {
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 80;
    const added = [...fresh.querySelectorAll("#lines > .line")].filter((line) => !document.getElementById(line.id));
    lines.append(...added);
    if (added.length && atEnd) toTheEnd();
  };

  /* Only what differs is put in; what was open or had the focus stays so. */
  const swap = (part, fresh) => {
    if (!fresh) return;
    const same = "key" in part.dataset ? part.dataset.key === fresh.dataset.key : part.dataset.was === fresh.innerHTML;
    if (same) return;
    const open = [...part.querySelectorAll("details[open] > summary")].map((summary) => summary.id);
    const focus = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.className = fresh.className;
    if ("key" in part.dataset) part.dataset.key = fresh.dataset.key; else part.dataset.was = fresh.innerHTML;
    part.replaceChildren(...fresh.cloneNode(true).childNodes);
    for (const id of open) document.getElementById(id)?.parentElement.setAttribute("open", "");
    if (focus) document.getElementById(focus)?.focus();
  };

  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      const answer = await fetch(here, {cache: "no-store"});
      if (!answer.ok) throw new Error(answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (lines) addLines(fresh);
      for (const part of document.querySelectorAll("[data-swap]")) swap(part, fresh.getElementById(part.id));
    } catch {
      news.className = "wrong";
      news.textContent = "沙箱没有应答，可能已经停止。";
      delete news.dataset.was;
    } finally {
      looking = false;
    }
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    event.preventDefault();
    const filled = new FormData(form, event.submitter);
    const files = form.enctype === "multipart/form-data";
    const body = files ? filled : new URLSearchParams(filled);
    for (const menu of document.querySelectorAll(".foot details[open]")) menu.removeAttribute("open");
    if ("clear" in form.dataset) form.reset();
    toTheEnd();
    setTimeout(look, SOON);
    await fetch(form.action, {method: "post", body, redirect: "manual"}).catch(() => {});
    await look();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches("#words")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    if (event.key === "Escape") {
      const open = event.target.closest?.(".foot details[open]");
      open?.removeAttribute("open");
      open?.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".foot details[open]")) {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    }
  });

  for (const part of document.querySelectorAll("[data-swap]:not([data-key])")) part.dataset.was = part.innerHTML;
  toTheEnd();
  setInterval(look, EVERY);
})();
