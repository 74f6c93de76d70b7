// A recording dropped anywhere on the page is sent to the server and opened.
import { Client } from "../api/client.ts";
import { h } from "../base/dom.ts";

export function listenToDrops(root: HTMLElement, fail: (error: unknown) => void): void {
  const hint = h("div", { class: "drop-hint", hidden: true }, "Drop a recording (.jfr) to open it");
  root.append(hint);
  const hasFile = (event: DragEvent): boolean =>
    event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    hint.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) hint.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    hint.textContent = `Opening ${file.name} …`;
    Client.open(file).then(
      (id) => {
        location.hash = `#r=${id}`;
        location.reload();
      },
      (error: unknown) => {
        hint.hidden = true;
        fail(error);
      },
    );
  });
}
