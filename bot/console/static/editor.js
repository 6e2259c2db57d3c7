// The editor saves by itself, keeps what the server has not got in this browser, and leads from a problem to its place.
// Without it, the page's buttons do the same.
const form = document.getElementById("editor");
const body = document.getElementById("f-body");
const state = document.getElementById("state");
const rescue = document.getElementById("rescue");
const path = form.dataset.path;
const COPIES = `gongkai:draft:${form.dataset.draft}`;
const COPY = `${COPIES}:${Math.random().toString(36).slice(2)}`; // this window's; others stay until somebody decides
const EVERY = 4000;
const LIKELY = 8;
const PAUSE = 1200; // so long after the last key it is saved
const STOPPED = 20000; // a page that is still here then has not gone
const LONGEST_LAST = 60000; // bytes: what browsers send while a page goes away

let changed = false;
let saving = false;
let leaving = false;
let unkept = false; // what is not saved is not in this browser either
let under = Promise.resolve();

document.documentElement.classList.add("scripted");

function fields() {
  const all = new FormData(form);
  all.delete("upload");
  return all;
}

function say(words, kind = "soft") {
  state.textContent = words;
  state.className = `small ${kind}`;
}

function tell(words, link, linkWords) {
  rescue.replaceChildren(document.createTextNode(words));
  if (link) {
    const a = Object.assign(document.createElement("a"), { href: link, target: "_blank", textContent: linkWords });
    rescue.append(" ", a);
  }
  rescue.hidden = false;
}

function keepCopy() {
  const at = new Date().toLocaleString("zh-CN", { hour12: false });
  try {
    unkept = false;
    localStorage.setItem(COPY, JSON.stringify({ at, fields: [...fields()].filter(([, value]) => typeof value === "string") }));
  } catch { unkept = true; } // full, or not allowed
}

function dropCopy(key = COPY) {
  try { localStorage.removeItem(key); } catch { /* as above */ }
}

// `last`: the page goes away, and what is under way will have made the next version.
function save(last = false) {
  if (!changed || (saving && !last) || leaving) return under;
  const sent = fields();
  if (saving) sent.set("version", Number(sent.get("version")) + 1);
  saving = true;
  changed = false;
  keepCopy();
  under = send(sent, last);
  return under;
}

async function send(sent, last) {
  const small = [...sent.values()].reduce((sum, value) => sum + value.length * 3, 0) < LONGEST_LAST;
  try {
    const answer = await fetch(`${path}/cun`, {
      method: "POST", body: sent, headers: { "X-CSRF": form.elements.csrf.value }, keepalive: last && small,
    });
    if ((answer.headers.get("content-type") || "").startsWith("application/json")) took(answer, await answer.json());
    else await refused(answer);
  } catch {
    changed = true;
    say(unkept ? "连不上服务器，这台电脑也存不下。请不要关闭这一页，连上以后自动保存。" : "连不上服务器。写的内容存在这台电脑上，连上以后自动保存。", "fault");
  }
  saving = false;
}

function took(answer, said) {
  if (answer.ok) {
    form.elements.version.value = said.version;
    say(`已保存 ${said.at}`);
    if (rescue.dataset.of === "refused") { rescue.hidden = true; rescue.dataset.of = ""; }
    if (!changed) dropCopy();
    refreshFound().catch(() => {}); // what was found before stays, until the next save
    return;
  }
  if (said.aside) dropCopy();
  else changed = true;
  say("没有存进草稿", "fault");
  tell(said.aside ? said.says : `${said.says}写的内容存在这台电脑上，没有丢。`, said.aside, "对照两份内容");
}

async function refused(answer) {
  changed = true;
  if (answer.status >= 500) {
    say("服务器现在存不了。写的内容存在这台电脑上，稍后自动再试。", "fault");
    return;
  }
  if (answer.status === 413) {
    say("没有保存：内容太大", "fault");
    tell("这篇稿件太大，服务器收不下。写的内容存在这台电脑上，请把一部分内容改作附件。");
    return;
  }
  if (await signedInAgain()) return;
  say("没有保存：登录已经过期", "fault");
  rescue.dataset.of = "refused";
  tell("登录已经过期。写的内容存在这台电脑上，没有丢。请", form.dataset.signIn, "在新窗口登录");
  rescue.append("，登录以后回到这里，会自动保存。");
}

// The word that proves where a form is from changes with each session.
async function signedInAgain() {
  const answer = await fetch(`${path}/cun`);
  if (!answer.ok || !(answer.headers.get("content-type") || "").startsWith("application/json")) return false;
  const { csrf } = await answer.json();
  if (csrf === form.elements.csrf.value) return false;
  document.querySelectorAll("input[name=csrf]").forEach((input) => { input.value = csrf; });
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRF": csrf }));
  return true;
}

let asked = 0;
async function refreshFound() {
  const mine = ++asked;
  const answer = await fetch(`${path}/wenti`);
  if (!answer.ok || answer.redirected || mine !== asked) return;
  document.getElementById("found-box").innerHTML = await answer.text();
  const many = document.querySelectorAll("#found-box .problems li").length;
  document.getElementById("count").textContent = many ? `问题 ${many}` : "没有问题";
  showLive();
}

// What was saved, as a channel will show it; where one had read to, one reads on.
const live = document.getElementById("live");
const frame = live.querySelector("iframe");
function showLive() {
  if (!live.open) return;
  const at = frame.contentWindow?.scrollY || 0;
  frame.onload = () => frame.contentWindow.scrollTo(0, at);
  frame.src = `${path}/yulan/${document.getElementById("live-channel").value}/?v=${form.elements.version.value}`;
}
live.addEventListener("toggle", () => { showLive(); if (live.open) live.scrollIntoView({ block: "start" }); });
document.getElementById("live-channel").addEventListener("change", showLive);

function copyLeft() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(COPIES) && name !== COPY)) {
    let copy = null;
    try { copy = JSON.parse(localStorage.getItem(key)); } catch { /* none of ours */ }
    if (copy && !same(copy.fields)) return { key, copy };
    dropCopy(key);
  }
  return null;
}

function offerCopy() {
  let left = null;
  try { left = copyLeft(); } catch { /* not allowed */ }
  if (!left) return;
  const { key, copy } = left;
  tell(`这台电脑上留有 ${copy.at} 写的内容，和服务器上的不一样：可能没有存成，也可能后来又改过。`);
  const back = Object.assign(document.createElement("button"), { type: "button", textContent: "恢复它" });
  const no = Object.assign(document.createElement("button"), { type: "button", textContent: "不要了" });
  back.addEventListener("click", () => {
    putBack(copy.fields);
    rescue.hidden = true;
    changed = true;
    save();
    dropCopy(key);
  });
  no.addEventListener("click", () => { rescue.hidden = true; dropCopy(key); offerCopy(); });
  rescue.append(" ", back, " ", no);
}

// Blanks and signs that cannot be seen are left out by the server.
function same(kept) {
  const plain = (value) => value.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, "").trim();
  const written = (pairs) => JSON.stringify(pairs.filter(([name]) => !["csrf", "version"].includes(name)).map(([name, value]) => [name, plain(value)]));
  return written(kept) === written([...fields()].filter(([, value]) => typeof value === "string"));
}

function putBack(kept) {
  for (const input of form.elements) {
    const values = kept.filter(([name]) => name === input.name).map(([, value]) => value);
    if (!input.name || ["csrf", "version", "kind", "act"].includes(input.name)) continue;
    if (["checkbox", "radio"].includes(input.type)) input.checked = values.includes(input.value);
    else if (input.type !== "file" && values.length) input.value = values[0];
  }
}

// From a problem to what mends it.
function heightAbove(end) {
  const mirror = document.createElement("div");
  const style = getComputedStyle(body);
  for (const name of ["font", "lineHeight", "padding", "border", "boxSizing", "letterSpacing"]) mirror.style[name] = style[name];
  Object.assign(mirror.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", width: `${body.clientWidth}px` });
  mirror.textContent = body.value.slice(0, end);
  document.body.append(mirror);
  const height = mirror.offsetHeight;
  mirror.remove();
  return height;
}

// What is quoted in a remark has single marks; signs of Markdown may stand within it, so that its beginning must do.
const plainMarks = (text) => text.replace(/[“‘]/g, "‘").replace(/[”’]/g, "’");
function selectInText(quote, line, nth) {
  const within = plainMarks(body.value);
  let length = quote.length;
  let start = quote ? within.indexOf(plainMarks(quote)) : -1;
  while (start < 0 && length > LIKELY) {
    length = Math.max(LIKELY, Math.floor(length * 0.7));
    start = within.indexOf(plainMarks(quote.slice(0, length)));
  }
  for (let times = 1; start >= 0 && times < nth; times += 1) {
    const next = within.indexOf(plainMarks(quote.slice(0, length)), start + 1);
    if (next >= 0) start = next;
  }
  if (start < 0 && line) {
    const lines = body.value.split("\n");
    start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    length = (lines[line - 1] || "").length;
  }
  body.focus();
  if (start < 0) return;
  body.setSelectionRange(start, start + length);
  body.scrollTop = Math.max(0, heightAbove(start) - body.clientHeight / 2);
}

function goTo(id, quote = "", line = 0, nth = 1) {
  const place = document.getElementById(id);
  if (!place) return;
  for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  place.scrollIntoView({ block: "center" });
  if (place === body) selectInText(quote, line, nth);
  else (place.matches("input, select, textarea, [tabindex]") ? place : place.querySelector("input, select, textarea, summary"))?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#found-box a[href^='#'], #present-box a[href^='#']");
  if (!link) return;
  event.preventDefault();
  goTo(decodeURIComponent(link.hash.slice(1)), link.dataset.quote || "", Number(link.dataset.line || 0), Number(link.dataset.nth || 1));
});
if (location.hash) goTo(decodeURIComponent(location.hash.slice(1)));

let pause = 0;
function note() {
  changed = true;
  clearTimeout(pause);
  pause = setTimeout(() => save(), PAUSE);
}
form.addEventListener("input", note);
form.addEventListener("change", note);
// A button first saves; where that fails, what was written stays before who wrote it.
let pressed = false;
form.addEventListener("submit", async (event) => {
  if (leaving) return;
  event.preventDefault();
  if (pressed) return;
  if (form.dataset.busy) { say("文件还在上传，请等传完再点。", "fault"); return; }
  pressed = true;
  await under;
  changed = true;
  await save();
  pressed = false;
  if (changed) { state.scrollIntoView({ block: "center" }); return; }
  leaving = true;
  setTimeout(() => { leaving = false; }, STOPPED);
  form.requestSubmit(event.submitter);
});
window.addEventListener("beforeunload", (event) => {
  if (leaving || !(form.dataset.busy || (changed && unkept))) return;
  event.preventDefault();
  event.returnValue = true; // what browsers of a few years ago want
});
setInterval(() => save(), EVERY);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
window.addEventListener("pagehide", () => save(true));
window.addEventListener("online", () => save());
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
offerCopy();
