// What every page of the console can do beyond forms and links. Nothing here is needed: each works without it.

// A dialog asks before what cannot be taken back; without this script the action's own page says what it does.
document.addEventListener("submit", (event) => {
  const asks = event.target.dataset.confirm;
  if (asks && !window.confirm(asks)) event.preventDefault();
});

// A form that is on its way is not sent again by a second click; one that brings a file leaves its page as it is.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post" || "download" in event.target.dataset) return;
  const buttons = event.target.querySelectorAll("button:not([type=button])");
  setTimeout(() => buttons.forEach((button) => { button.disabled = true; }), 0);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form button[disabled]").forEach((button) => { button.disabled = false; });
});

// The menu of small screens closes by Escape, as a dialog does.
document.addEventListener("keydown", (event) => {
  const menu = document.getElementById("menu");
  if (event.key !== "Escape" || event.isComposing || !menu?.checked) return;
  menu.checked = false;
  menu.focus();
});

// <button type="button" data-copy="id of an element">: its text goes to the clipboard. Shown only where this runs.
document.documentElement.classList.add("scripted");
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const words = button.dataset.words ??= button.textContent;
  button.textContent = await copied(document.getElementById(button.dataset.copy)) ? "已复制" : "已选中，请长按复制";
  setTimeout(() => { button.textContent = words; }, 2500);
});

// WeChat's browser, and any page without https, has no clipboard interface: the old command copies what is selected,
// and where it is refused too, the text stays selected for the finger.
async function copied(source) {
  if (source.matches(".looks")) return copiedAsItLooks(source);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    return true;
  } catch {
    select(source);
    return document.execCommand("copy");
  }
}

// A text with its headings and tables, for an editor elsewhere: as it is written, without this page's colours and signs.
function copiedAsItLooks(source) {
  document.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/html", source.innerHTML);
    event.clipboardData.setData("text/plain", source.innerText);
    event.preventDefault();
  }, { once: true });
  select(source);
  return document.execCommand("copy");
}

function select(source) {
  if (source.setSelectionRange) {
    source.focus();
    source.setSelectionRange(0, source.value.length);
  } else {
    window.getSelection().selectAllChildren(source);
  }
}

// An answer that says what went wrong (the session has ended, say) never takes the place of fields somebody writes in,
// nor of a part of a page, which it does not hold.
document.addEventListener("htmx:beforeSwap", (event) => {
  const fields = event.detail.target.querySelector("textarea, select, input:not([type=hidden])");
  const part = event.detail.requestConfig.elt.closest("[hx-select]");
  if (!event.detail.isError || !(fields || part)) return;
  const said = document.getElementById("said");
  Object.assign(event.detail, { target: said, swapOverride: "innerHTML", selectOverride: ".refusal" });
  said.scrollIntoView({ block: "nearest" });
});

// What a page asks for by itself, every few seconds, keeps nobody signed in.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.triggeringEvent) event.detail.headers["X-By-Itself"] = "1";
});
