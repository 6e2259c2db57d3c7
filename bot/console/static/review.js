// The place in the text that a remark is about: what is selected there is quoted in the reason.

const form = document.querySelector("[data-remarks]");
const text = document.querySelector("[data-passages]");
const LONGEST = 80;

if (form && text) {
  const reason = form.elements.namedItem("yijian");
  const choice = form.elements.namedItem("duan");
  const button = form.querySelector("[data-quote]");
  let passage = "";

  form.querySelectorAll("[data-for-scripts]").forEach((part) => { part.hidden = false; });

  // What went is not in the text any more, and what is said to who cannot see the marks was never in it.
  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.getRangeAt(0).commonAncestorContainer)) return "";
    const part = document.createElement("div");
    part.append(selection.getRangeAt(0).cloneContents());
    part.querySelectorAll("del, .unseen").forEach((gone) => gone.remove());
    return part.textContent.replace(/\s+/g, " ").trim();
  };

  const quote = (words) => {
    const plain = words.replaceAll("“", "‘").replaceAll("”", "’");
    const short = plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
    const before = reason.value && !reason.value.endsWith("\n") ? `${reason.value}\n` : reason.value;
    reason.value = `${before}“${short}”：`;
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
