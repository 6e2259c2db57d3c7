// Dropping a Word file, and keeping the layout of what is pasted. Without it: choose the file, paste the plain text.
const box = document.querySelector("[data-drop]");
if (box) {
  const input = box.querySelector("input[type=file]");
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    box.requestSubmit();
  });
}
const LONGEST = 2_500_000; // what a form takes; with pictures that large, paste in the editor
const text = document.getElementById("f-text");
if (text) {
  const kept = document.getElementById("pasted-html");
  text.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!text.value.trim()) kept.value = html.length < LONGEST ? html : "";
  });
  // Whoever goes on by hand means the words that stand there.
  text.addEventListener("input", (event) => { if (event.inputType !== "insertFromPaste") kept.value = ""; });
}
