// The place in the text that a remark is about: what is selected there is quoted in the reason.

const form = document.querySelector("[data-remarks]");
const text = document.querySelector("[data-passages]");
const LONGEST = 80;
const NTH = /（第 \d+ 处）$/;

if (form && text) {
  const reason = form.elements.namedItem("yijian");
  const choice = form.elements.namedItem("duan");
  const button = form.querySelector("[data-quote]");
  let passage = "";

  form.querySelectorAll("[data-for-scripts]").forEach((part) => { part.hidden = false; });

  // What went is not in the text any more, and what is said to who cannot see the marks was never in it.
  const wordsOf = (range) => {
    const part = document.createElement("div");
    part.append(range.cloneContents());
    part.querySelectorAll("del, .unseen").forEach((gone) => gone.remove());
    return part.textContent.replace(/\s+/g, " ").trim();
  };

  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.getRangeAt(0).commonAncestorContainer)) return "";
    const chosen = selection.getRangeAt(0), words = wordsOf(chosen), upTo = document.createRange(), whole = document.createRange();
    upTo.setStart(text, 0);
    upTo.setEnd(chosen.endContainer, chosen.endOffset);
    whole.selectNodeContents(text);
    const times = (range) => wordsOf(range).split(words).length - 1;
    return words && times(whole) > 1 ? `${words}（第 ${times(upTo)} 处）` : words;
  };

  const quote = (passage) => {
    const nth = passage.match(NTH)?.[0] ?? "";
    const plain = passage.slice(0, passage.length - nth.length).replaceAll("“", "‘").replaceAll("”", "’");
    const short = plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
    const before = reason.value && !reason.value.endsWith("\n") ? `${reason.value}\n` : reason.value;
    reason.value = `${before}“${short}”${nth}：`;
    reason.focus();
    reason.setSelectionRange(reason.value.length, reason.value.length);
  };

  document.addEventListener("selectionchange", () => {
    if (document.activeElement === button) return;
    passage = selected();
    button.disabled = !passage;
  });
  button.addEventListener("click", () => { if (passage) quote(passage); });
  choice.addEventListener("change", () => {
    if (choice.value) quote(choice.value);
    choice.value = "";
  });
}
