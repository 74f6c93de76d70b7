// Hand-offs the selected span is part of: the executor's task it ran, the carrier it was on.
import { h } from "../base/dom.ts";
import { formatDuration, nanos } from "../base/time.ts";
import type { Span } from "../model/details.ts";
import type { AppContext } from "./context.ts";
import { briefName, resourceText } from "./frames.ts";

export function handOff(app: AppContext, span: Span): HTMLElement | null {
  const { task, carrier, runs } = span;
  if (!task && !carrier && !runs) return null;
  const link = (thread: number, at: number): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "link",
        onClick: () => void app.jumpTo({ thread, at: nanos(at) }),
      },
      app.name(thread),
    );
  return h(
    "div",
    { class: "hand-off" },
    carrier && h("p", {}, "Mounted on carrier ", link(carrier.thread, span.at)),
    runs && h("p", {}, "Runs virtual thread ", link(runs.thread, span.at)),
    task &&
      h(
        "p",
        {},
        `Ran task ${briefName(task.label)}`,
        task.executor && ` of ${resourceText(task.executor)}`,
        ": submitted by ",
        task.submitter === null
          ? "a thread that was not recorded"
          : link(task.submitter, task.submit),
        `, queued ${formatDuration(nanos(task.start - task.submit))}`,
        task.queueLength !== null && ` behind ${task.queueLength} others`,
        `, ran ${formatDuration(nanos(task.end - task.start))}`,
      ),
  );
}
