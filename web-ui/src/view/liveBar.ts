// While a program is watched its recording grows. The page does not change under the reader's hands:
// it says that there is more, and shows it when asked to, or each time if it is told to follow.
import { Client } from "../api/client.ts";
import { h } from "../base/dom.ts";
import type { AppContext } from "./context.ts";

const POLL_MS = 2_000;
const FOLLOW = "holdup.follow";

export function liveBar(app: AppContext): HTMLElement {
  const { recording } = app.view.value;
  const shown = app.recordings.find(({ id }) => id === recording)?.updates ?? 0;
  const follow = h("input", { type: "checkbox" });
  follow.checked = sessionStorage.getItem(FOLLOW) === "yes";
  follow.addEventListener("change", () =>
    sessionStorage.setItem(FOLLOW, follow.checked ? "yes" : "no"),
  );
  // The address holds the view, so that loading anew changes the data and nothing else.
  const show = (): void => location.reload();
  const bar = h(
    "p",
    { class: "live-bar", role: "status", hidden: true },
    "The program has gone on: there is a newer state of this recording. ",
    h("button", { type: "button", onClick: show }, "Show it"),
    h("label", {}, follow, " always"),
  );
  const look = async (): Promise<void> => {
    try {
      const all = await Client.recordings();
      const now = all.find(({ id }) => id === recording)?.updates ?? shown;
      if (now === shown) return;
      if (follow.checked) show();
      else bar.hidden = false;
    } catch {
      // The server has ended with the program; what is on the page stays.
    }
  };
  // A recording that never grew may still begin to: attach opens the page before its first update.
  setInterval(() => void look(), POLL_MS);
  return bar;
}
