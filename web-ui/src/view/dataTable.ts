// A sortable table. Rows beyond the limit are not elements; the last line says how many there are.
import { fill, h } from "../base/dom.ts";

export interface Column<R> {
  readonly title: string;
  readonly hint?: string;
  /** What to sort by; text sorts as text, numbers the largest first. */
  readonly value: (row: R) => number | string;
  readonly cell: (row: R) => Node | string;
  /** Place in the order by this column, the first one 0, if `value` is slow to compare. */
  readonly order?: (row: R) => number;
}

export interface TableOptions<R> {
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  /** Index of the column sorted by at first. */
  readonly sortBy: number;
  readonly onRow?: (row: R) => void;
  readonly isCurrent?: (row: R) => boolean;
  readonly empty: string;
}

const LIMIT = 300;

export function dataTable<R>(options: TableOptions<R>): HTMLElement {
  const { columns, rows } = options;
  let sortBy = options.sortBy;
  let reversed = false;
  const head = h("tr", {});
  const body = h("tbody", {});
  const render = (): void => {
    fill(head, ...columns.map((column, i) => heading(column, i)));
    const sorted = [...rows].sort((a, b) => compare(columns[sortBy], a, b) * (reversed ? -1 : 1));
    fill(body, ...sorted.slice(0, LIMIT).map((row) => line(options, row)));
    if (rows.length > LIMIT) {
      body.append(message(`and ${rows.length - LIMIT} more`, columns.length));
    }
    if (rows.length === 0) body.append(message(options.empty, columns.length));
  };
  const heading = (column: Column<R>, i: number): HTMLElement => {
    const order = i !== sortBy ? "none" : reversed ? "ascending" : "descending";
    const click = (): void => {
      reversed = sortBy === i && !reversed;
      sortBy = i;
      render();
    };
    const mark = i === sortBy ? (reversed ? " ▴" : " ▾") : "";
    return h(
      "th",
      { "aria-sort": order, scope: "col", title: column.hint },
      h("button", { type: "button", onClick: click }, column.title + mark),
    );
  };
  render();
  return h("table", { class: "data", "aria-label": options.label }, h("thead", {}, head), body);
}

function compare<R>(column: Column<R> | undefined, a: R, b: R): number {
  if (!column) return 0;
  if (column.order) return column.order(a) - column.order(b);
  const left = column.value(a);
  const right = column.value(b);
  if (typeof left === "string" || typeof right === "string") {
    return String(left).localeCompare(String(right), "en", { numeric: true });
  }
  return right - left;
}

function line<R>(options: TableOptions<R>, row: R): HTMLElement {
  const current = options.isCurrent?.(row) ?? false;
  const element = h("tr", { "aria-current": current ? "true" : undefined });
  options.columns.forEach((column, i) => {
    const content = column.cell(row);
    const { onRow } = options;
    if (i === 0 && onRow) {
      const button = h(
        "button",
        { type: "button", class: "link", onClick: () => onRow(row) },
        ...breakable(content),
      );
      element.append(h("td", {}, button));
    } else {
      const numeric = typeof column.value(row) === "number";
      element.append(
        h("td", { class: numeric ? "number" : "" }, ...(numeric ? [content] : breakable(content))),
      );
    }
  });
  return element;
}

/** Names of classes, methods and files go on in the next line where a part of them ends. */
function breakable(content: string | Node): (string | Node)[] {
  if (typeof content !== "string") return [content];
  const parts = content.split(/(?<=[./$:@_-])(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])/);
  return parts.flatMap((part, i): (string | Node)[] => (i === 0 ? [part] : [h("wbr", {}), part]));
}

function message(text: string, span: number): HTMLElement {
  return h("tr", {}, h("td", { colspan: span, class: "absent" }, text));
}
