import { fill, h } from "../base/dom.ts";
import { start } from "./app.ts";

const root = document.getElementById("app");
if (root) {
  start(root).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    fill(
      root,
      h("p", { class: "failure", role: "alert" }, `The timeline cannot be shown: ${reason}`),
    );
  });
}
