import { expect, test } from "vitest";
import { nanos } from "../src/base/time.ts";
import { firstView, fromHash, toHash, type ViewState } from "../src/model/viewState.ts";

const FIRST = firstView(0, nanos(10e9));

test("an address brings the whole view back", () => {
  const view: ViewState = {
    recording: 2,
    page: "locks",
    from: nanos(123),
    to: nanos(456_789),
    stall: 7,
    span: { thread: 3, at: nanos(200) },
    area: { from: nanos(130), to: nanos(140), lanes: [3, 1, 2] },
    sort: "name",
    filter: "wörker & co = 1",
    pinned: [9, 4],
    around: { thread: 5, steps: 2 },
    pinnedNames: "/worker-[12]$/",
    pinnedRows: 3,
    families: ["lock", "io"],
    open: ["quiet", "group 12", "locks"],
    resource: 4,
    lengths: { min: nanos(1024), max: nanos(4096) },
    comparedWith: 1,
  };
  expect({ ...FIRST, ...fromHash(toHash(view)) }).toEqual(view);
  expect({ ...FIRST, ...fromHash(toHash(FIRST)) }).toEqual(FIRST);
});

test("broken parts of an address are ignored, the good ones are used", () => {
  const found = fromHash("#w=9-1&t=x@y&s=-1&o=size&p=<script>&a=5-&i=1.9&n=;drop&r=1");
  expect(found).toEqual({ recording: 1 });
});
