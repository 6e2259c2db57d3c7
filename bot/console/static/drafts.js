// Dropping a Word file, and keeping the layout of what is pasted. Without it: choose the file, paste the plain text.
function complain(place, words) {
  const said = place.querySelector(".refusal") || Object.assign(document.createElement("p"), { className: "refusal" });
  said.setAttribute("role", "alert");
  said.textContent = words;
  if (words) place.prepend(said);
  else said.remove();
}

const box = document.querySelector("[data-drop]");
if (box) {
  const input = box.querySelector("input[type=file]");
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    const files = event.dataTransfer.files;
    if (!files.length) return;
    if (files.length > 1) {
      complain(box, `一次放一个 Word 文件，您放了 ${files.length} 个。图片和附件，等读入以后在编辑页上传。`);
      return;
    }
    input.files = files;
    box.requestSubmit();
  });
}

const LONGEST = 3_500_000; // bytes: what a form takes
const text = document.getElementById("f-text");
if (text) {
  const kept = document.getElementById("pasted-html");
  // `kept` is the layout of all that stands in the box, or nothing.
  text.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    const all = text.selectionStart === 0 && text.selectionEnd === text.value.length;
    const behind = kept.value && text.selectionStart === text.value.length;
    const laidOut = html && (all || behind) ? (all ? html : `${part(kept.value)}${part(html)}`) : "";
    const fits = new Blob([laidOut]).size < LONGEST;
    kept.value = fits ? laidOut : "";
    complain(text.form, fits ? "" : "内容太大，表格和图片带不过来，只放进了文字。要带图片的，请先点“空白稿件”的“开始写”，在编辑页的正文里分几次粘贴。");
  });
  // Whoever goes on by hand means the words that stand there.
  text.addEventListener("input", (event) => { if (event.inputType !== "insertFromPaste") kept.value = ""; });
}

// Of a page of Word or Excel, what was copied.
function part(html) {
  const found = /<!--\s*StartFragment\s*-->([^]*?)<!--\s*EndFragment\s*-->/i.exec(html);
  return found && !/^\s*<(tr|td|col|tbody|thead)\b/i.test(found[1]) ? `<div>${found[1]}</div>` : html;
}
