// What the detectors found, most severe first, each linked to its evidence.
import { h } from "../../base/dom.ts";
import { formatDuration } from "../../base/time.ts";
import type { Finding } from "../../model/recording.ts";
import type { Ledgers } from "../../model/tables.ts";
import type { AppContext } from "../context.ts";
import { dataTable } from "../dataTable.ts";
import { isJdkFrame, sentence } from "../frames.ts";

type HeadroomRow = Ledgers["headroom"][number];

export async function findingsPage(app: AppContext): Promise<HTMLElement> {
  const { findings } = app.overview;
  const ledgers = await app.client.ledgers();
  const list = h("ol", { class: "findings" }, ...findings.map((finding) => item(app, finding)));
  return h(
    "div",
    {},
    h("h2", {}, `Findings (${findings.length})`),
    findings.length === 0
      ? h("p", { class: "absent" }, "No detector found anything in what was recorded.")
      : list,
    headroom(app, ledgers),
  );
}

/** Waits that ended with the last of several parties: what hurrying that one alone can save. */
function headroom(app: AppContext, { headroom: rows, headroomCount }: Ledgers): HTMLElement {
  const title = h("h3", {}, `Waits for the last of several (${headroomCount})`);
  if (headroomCount === 0) {
    const none = "No wait for several parties, of which more than one is known, was recorded.";
    return h("section", {}, title, h("p", { class: "absent" }, none));
  }
  return h(
    "section",
    {},
    title,
    h(
      "p",
      { class: "note" },
      "Headroom is how much later the last party was done than the last but one: the most that " +
        "hurrying the last one alone can save. Of the longest waits; not part of the stalls' sums.",
    ),
    dataTable<HeadroomRow>({
      label: "Waits for the last of several",
      columns: [
        {
          title: "Who waited",
          value: (row) => app.name(row.thread),
          cell: (row) => app.name(row.thread),
        },
        { title: "In", value: (row) => row.operation, cell: (row) => row.operation },
        {
          title: "Headroom",
          value: (row) => row.headroom,
          cell: (row) => formatDuration(row.headroom),
        },
        { title: "Waited", value: (row) => row.waited, cell: (row) => formatDuration(row.waited) },
        {
          title: "Where",
          value: (row) => ownFrame(row.site),
          cell: (row) => ownFrame(row.site) || "not recorded",
        },
      ],
      rows,
      sortBy: 2,
      onRow: (row) => void app.jumpTo({ thread: row.thread, at: row.from }),
      empty: "",
    }),
  );
}

/** The innermost frame that is not the JDK's: where the program waited. */
function ownFrame(site: readonly string[]): string {
  return site.find((frame) => !isJdkFrame(frame)) ?? site[0] ?? "";
}

function item(app: AppContext, finding: Finding): HTMLElement {
  return h(
    "li",
    {},
    h("strong", {}, words(finding.kind)),
    h("span", { class: "time" }, ` ${formatDuration(finding.severity)}`),
    h("p", {}, sentence(finding.summary)),
    h(
      "p",
      {},
      ...finding.stalls
        .slice(0, 6)
        .map((id) =>
          h(
            "button",
            { type: "button", onClick: () => void app.selectStall(id, { jump: true }) },
            `stall ${id}`,
          ),
        ),
    ),
  );
}

/** POOL_STARVATION as people write it. */
function words(kind: string): string {
  const text = kind
    .toLowerCase()
    .replaceAll("_", " ")
    .replace(/\bio\b/, "I/O");
  return text.charAt(0).toUpperCase() + text.slice(1).replace("ttsp", "time to safepoint");
}
