// Into the text: what is pasted (cleaned by the server), files that are dropped or chosen, tables.
const form = document.getElementById("editor");
const body = document.getElementById("f-body");
const path = form.dataset.path;
const status = document.getElementById("uploading");
const dialog = document.getElementById("alt-dialog");
const words = document.getElementById("alt-words");
const TABLE = "\n\n| 项目 | 内容 |\n| --- | --- |\n|  |  |\n|  |  |\n\n";
const LARGEST = Number(form.dataset.largest); // bytes
const LOT = 20;
const WHY = {
  offline: "网络断了。连上以后请再选一次。",
  401: "登录已经过期。请在新窗口登录，回到这里再选一次。",
  403: "登录已经过期，或没有这个权限。请在新窗口登录，回到这里再选一次。",
  408: "网络太慢，没有传完。请换个网络，或把文件缩小后再选一次。",
  413: "太大了。请分几次选，或把文件缩小。",
  other: "服务器现在收不了。请过一会儿再选一次。",
};
const isMarkdown = form.elements.kind.value === "markdown";

function headers() {
  return { "X-CSRF": form.elements.csrf.value };
}

// As if it had been typed: it can be undone.
function insert(text) {
  body.focus();
  if (!document.execCommand("insertText", false, text)) {
    body.setRangeText(text, body.selectionStart, body.selectionEnd, "end");
    body.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function insertBlock(text) {
  const before = body.value.slice(0, body.selectionStart);
  const after = body.value.slice(body.selectionEnd);
  const gap = (side) => (!side || side.endsWith("\n\n") ? "" : side.endsWith("\n") ? "\n" : "\n\n");
  insert(gap(before) + text + (after && !after.startsWith("\n") ? "\n\n" : ""));
}

async function json(answer) {
  if (!(answer.headers.get("content-type") || "").startsWith("application/json")) throw new Error("signed out");
  return answer.json();
}

// What was ticked and chosen meanwhile stays so.
function showFiles(html) {
  if (!html) return;
  const now = new FormData(form);
  document.getElementById("files").outerHTML = html;
  const ticked = now.getAll("attachments");
  for (const input of form.querySelectorAll("[name=attachments]")) input.checked = ticked.includes(input.value);
  for (const name of ["cover", "video"]) form.elements[name].value = now.get(name) || "";
}

function send(files) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const sent = new FormData();
    for (const file of files) sent.append("upload", file, file.name || "图片.png");
    request.upload.onprogress = (event) => { status.textContent = `正在上传 ${Math.round((event.loaded / event.total) * 100)}%`; };
    request.onload = () => {
      try { resolve(JSON.parse(request.responseText)); } catch { reject(new Error(WHY[request.status] || WHY.other)); }
    };
    request.onerror = () => reject(new Error(WHY.offline));
    request.open("POST", `${path}/wenjian`);
    request.setRequestHeader("X-CSRF", form.elements.csrf.value);
    request.send(sent);
  });
}

// Many are sent in lots; what is larger than any limit is not sent at all.
async function upload(files, intoText) {
  if (!files.length) return;
  const large = files.filter((file) => file.size > LARGEST);
  const rest = files.filter((file) => file.size <= LARGEST);
  const faults = large.map((file) => `“${file.name}”没有上传：文件太大（最多 ${LARGEST >> 20} MB）。`);
  const added = [];
  status.textContent = "正在上传……";
  form.dataset.busy = "1";
  try {
    for (let at = 0; at < rest.length; at += LOT) {
      const said = await send(rest.slice(at, at + LOT));
      showFiles(said.files);
      faults.push(...said.faults);
      added.push(...said.added);
    }
  } catch (error) {
    faults.push(`${rest.length - added.length} 个文件没有传上去：${error.message}`);
  }
  delete form.dataset.busy;
  status.textContent = [...faults, added.length ? `已收下 ${added.length} 个文件。` : ""].join(" ");
  if (faults.length) status.scrollIntoView({ block: "center" });
  for (const file of added.filter((one) => one.kind === "video")) form.elements.video.value = file.name;
  form.dispatchEvent(new Event("change"));
  if (intoText) await putAll(added.filter((one) => one.kind !== "video"));
}

async function putAll(files) {
  for (const [at, file] of files.entries()) {
    if (await put(file.name, file.kind)) continue;
    if (at + 1 < files.length) status.textContent += " 其余的没有放进正文，在上面的列表里可以逐个“放进正文”。";
    return;
  }
}

// A picture goes into the text with words for who cannot see it.
function describe(name) {
  return new Promise((resolve) => {
    document.getElementById("alt-title").textContent = `图片说明：${name}`;
    words.value = "";
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "put" ? words.value.trim() : null), { once: true });
    dialog.showModal();
    words.focus();
  });
}

async function put(name, kind) {
  if (kind !== "picture") {
    insert(isMarkdown ? `[${name.replace(/\.[^.]+$/, "")}](${name})` : `<a href="${name}">${name}</a>`);
    return true;
  }
  const alt = await describe(name);
  if (alt === null) return false;
  insertBlock(isMarkdown ? `![${alt.replace(/([\\[\]*_`<>])/g, "\\$1")}](${name})` : `<p><img src="${name}" alt="${alt.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></p>`);
  return true;
}

async function pasteHtml(html, plain) {
  status.textContent = "正在整理粘贴的内容……";
  const sent = new FormData();
  sent.append("html", new Blob([html]), "clipboard.html");
  try {
    const said = await json(await fetch(`${path}/zhantie`, { method: "POST", body: sent, headers: headers() }));
    if (said.text === undefined) {
      insert(plain);
      status.textContent = said.says;
      return;
    }
    showFiles(said.files);
    if (said.text.includes("\n") || said.text.startsWith("|")) insertBlock(said.text);
    else insert(said.text);
    status.textContent = said.says;
  } catch {
    insert(plain);
    status.textContent = "格式没有整理成（网络断了，或登录已经过期），只放进了文字。请按 Ctrl+Z 撤销，恢复以后再粘贴一次。";
  }
}

body.addEventListener("paste", (event) => {
  const clipboard = event.clipboardData;
  const html = clipboard.getData("text/html");
  const plain = clipboard.getData("text/plain");
  const files = [...clipboard.files];
  if (files.length && !plain.trim()) {
    event.preventDefault();
    upload(files, true);
  } else if (html && isMarkdown) {
    event.preventDefault();
    pasteHtml(html, plain);
  } else if (/^https?:\/\/\S+$/.test(plain.trim()) && body.selectionStart !== body.selectionEnd && isMarkdown) {
    event.preventDefault();
    insert(`[${body.value.slice(body.selectionStart, body.selectionEnd)}](${plain.trim()})`);
  }
});
body.addEventListener("keydown", (event) => {
  const sign = { b: "md-bold", k: "md-link" }[event.key.toLowerCase()];
  if (!sign || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !isMarkdown) return;
  event.preventDefault();
  form.querySelector(sign).click();
});
body.addEventListener("dragover", (event) => { if ([...event.dataTransfer.types].includes("Files")) event.preventDefault(); });
body.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  upload([...event.dataTransfer.files], true);
});
form.elements.upload.addEventListener("change", async (event) => {
  await upload([...event.target.files], false);
  event.target.value = "";
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.insert) put(button.dataset.insert, button.dataset.kind);
  if (button.dataset.table !== undefined) insert(TABLE);
  if (button.dataset.choose !== undefined) choose(button.dataset.choose);
  if (button.dataset.altDone !== undefined && words.value.trim()) dialog.close("put");
  if (button.dataset.altCancel !== undefined) dialog.close("");
});
words.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing && words.value.trim()) { event.preventDefault(); dialog.close("put"); }
});

function choose(accept) {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, accept });
  input.addEventListener("change", () => upload([...input.files], true));
  input.click();
}
