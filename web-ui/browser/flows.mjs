// Flows through the page in a real browser, as somebody who looks for the culprit would go.
//   node browser/flows.mjs <address> <folder for screenshots> <text of the culprit> [<a victim> [<text in waits>]]
// Prints one line per flow; exit status 1 if one fails, 77 if there is no browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { begin } from "./harness.mjs";

const { shots, rest, flow, shot, open, settled, run } = begin("<culprit> [<victim>]", 1);
const [culprit, victim, searched = "lock"] = rest;

/** True if the canvas shows something other than its ground. */
function colours(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector(".lanes-canvas");
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4)
      seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return seen.size;
  });
}

flow("opens on the ranked stalls, the worst selected, its chain drawn", {}, async (page) => {
  await open(page);
  const first = page.locator(".stalls > li").first();
  await first.locator("button.stall[aria-current=true]").waitFor();
  assert.match(
    await first.textContent(),
    new RegExp(culprit.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")),
  );
  await page.locator(".chain .root, .chain .is-culprit").first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".row-label.lane").length > 2);
  await page.waitForTimeout(300);
  assert.ok((await colours(page)) > 6, "lanes are drawn");
  await shot(page, "first-screen-light");
});

flow("finds the culprit by text, clicks it, sees its victims", {}, async (page) => {
  await open(page);
  await page.locator(".stalls").getByText(culprit, { exact: false }).first().click();
  const victims = page.getByRole("list", { name: "Victims" });
  await victims.waitFor();
  const names = await victims.locator("button.victim").allTextContents();
  assert.ok(names.length > 0, "victims are listed");
  if (victim)
    assert.ok(
      names.some((name) => name.includes(victim)),
      `${victim} is among ${names}`,
    );
  await victims.locator("button.victim").last().click();
  await page.locator(".details-title h2").waitFor();
  await shot(page, "victims");
});

flow("follows the chain to the culprit and back by keys", {}, async (page) => {
  await open(page);
  const title = page.locator(".details-title h2");
  const before = await title.textContent();
  await page.keyboard.press("]");
  await page.waitForFunction(
    (old) => document.querySelector(".details-title h2")?.textContent !== old,
    before,
  );
  await shot(page, "culprit");
  await page.keyboard.press("[");
  await page.waitForFunction(
    (old) => document.querySelector(".details-title h2")?.textContent === old,
    before,
  );
});

flow("zooms and pans by keys and wheel, and zooms out to all", {}, async (page) => {
  await open(page);
  const window = () =>
    new URL(page.url()).hash
      .match(/w=(\d+)-(\d+)/)
      ?.slice(1)
      .map(Number);
  await settled(page);
  const [a, b] = window();
  await page.keyboard.press("w");
  await settled(page);
  const [c, d] = window();
  assert.ok(d - c < b - a, "W zooms in");
  await page.keyboard.press("d");
  await settled(page);
  assert.ok(window()[0] > c, "D goes later");
  const box = await page.locator(".lanes-canvas").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -400);
  await page.keyboard.up("Control");
  await settled(page);
  const [e, f] = window();
  assert.ok(f - e < d - c, "ctrl+wheel zooms in");
  await page.keyboard.press("0");
  await settled(page);
  assert.equal(window()[0], 0);
  await shot(page, "whole-recording");
});

flow("hovering tells what is there, a click selects it", {}, async (page) => {
  await open(page);
  await page.waitForTimeout(400);
  const box = await page.locator(".lanes-canvas").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 28 + 12);
  await page.locator(".tooltip").waitFor();
  await shot(page, "tooltip");
  await page.mouse.click(box.x + box.width / 2, box.y + 28 + 12);
  await page.locator(".details-title h2").waitFor();
});

flow("a double click selects a span and zooms to it", {}, async (page) => {
  await open(page);
  await page.keyboard.press("0");
  await settled(page);
  const length = () => {
    const [, from, to] = /w=(\d+)-(\d+)/.exec(page.url());
    return to - from;
  };
  const before = length();
  const box = await page.locator(".lanes-canvas").boundingBox();
  const lane = await page.locator(".row-label.lane.culprit").first().boundingBox();
  await page.mouse.dblclick(box.x + box.width / 2, lane.y + 12);
  await settled(page);
  assert.ok(length() < before / 2, "zoomed in");
  const span = await page.evaluate(async () => {
    const [, thread, at] = /t=(\d+)%40(\d+)/.exec(location.hash);
    return (await fetch(`api/0/span?thread=${thread}&at=${at}`)).json();
  });
  const [, from, to] = /w=(\d+)-(\d+)/.exec(page.url()).map(Number);
  assert.ok(from <= span.from && span.to <= to, "the whole span is in the window");
});

flow("lanes of locks: owner strip, waiters, link to the owner", {}, async (page) => {
  await open(page);
  const fold = page.locator(".row-label.fold", { hasText: "locks and other objects" });
  const lane = page.locator(".row-label.resource").first();
  if ((await lane.count()) === 0) {
    await page.locator(".lanes-scroll").evaluate((e) => e.scrollTo(0, e.scrollHeight));
    await fold.click();
    await page.locator(".lanes-scroll").evaluate((e) => e.scrollTo(0, e.scrollHeight));
  }
  await lane.waitFor();
  await page.waitForTimeout(500);
  await shot(page, "lock-lanes");
  await lane.click();
  await page.locator(".chip", { hasText: "waits lit" }).waitFor();
  await settled(page);
  assert.match(page.url(), /[#&]l=\d+/, "the address holds the lit object");
});

flow("pins lanes by a pattern, and the pinned area has a height of its own", {}, async (page) => {
  await open(page);
  const name = await page.locator(".row-label.lane .lane-name").first().textContent();
  const stem = /[A-Za-z]{3,}/.exec(name)[0];
  await page.keyboard.press("/");
  await page.keyboard.type(`/${stem}.*/`);
  await page.getByRole("button", { name: "keep on top" }).click();
  const pinned = page.locator(".lanes-pinned .row-label.pinned");
  await pinned.first().waitFor();
  await page.locator(".chip", { hasText: "On top" }).waitFor();
  await page.getByRole("separator", { name: "Height of the pinned lanes" }).focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowUp");
  await page.waitForFunction(
    () => document.querySelectorAll(".lanes-pinned .row-label.pinned").length === 1,
  );
  await settled(page);
  assert.match(page.url(), /[#&]y=1/);
  await shot(page, "pinned-by-pattern");
  await page.reload();
  await page.waitForFunction(
    () => document.querySelectorAll(".lanes-pinned .row-label.pinned").length === 1,
  );
});

flow(
  "the address holds folds, states, lit object and lengths; Back undoes them",
  {},
  async (page) => {
    await open(page);
    await page.locator(".legend button").first().click();
    await page.locator(".chip", { hasText: "Only threads" }).waitFor();
    await settled(page);
    assert.match(page.url(), /[#&]e=/);
    await page.reload();
    await page.locator(".chip", { hasText: "Only threads" }).waitFor();
    await page.locator(".chip .remove").first().click();
    await settled(page);
    assert.ok(!/[#&]e=/.test(page.url()));
    await page.goBack();
    await page.locator(".chip", { hasText: "Only threads" }).waitFor();
    await page.goForward();
    await page.waitForFunction(() => document.querySelectorAll(".chip").length === 0);
  },
);

flow("the whole recording as an area says what the report says", {}, async (page) => {
  await open(page);
  const sums = await page.evaluate(async () => {
    const overview = await (await fetch("api/0/overview")).json();
    const query = `from=0&to=${overview.recording.durationNanos}`;
    const area = await (await fetch(`api/0/area?${query}`)).json();
    const rows = new Map(overview.stalls.map((stall) => [stall.id, stall.total]));
    const wrong = area.blame.filter((row) => rows.get(row.stall) !== row.nanos);
    return {
      wrong: wrong.length,
      all: area.suffered + area.unblamed,
      report: overview.totals.suffered,
      compared: area.blame.length,
    };
  });
  assert.equal(sums.wrong, 0, "every row has its total");
  assert.ok(sums.compared > 0);
  assert.equal(sums.all, sums.report);
});

flow("a brush over the histogram lists only stalls of those lengths", {}, async (page) => {
  await open(page);
  await page.keyboard.press("0");
  await page.waitForTimeout(400);
  const box = await page.locator(".lanes-canvas").boundingBox();
  await page.mouse.move(box.x + box.width * 0.05, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 28 * 5, { steps: 4 });
  await page.mouse.up();
  const bars = page.locator(".histogram button");
  await bars.first().waitFor();
  const listed = () => page.locator(".area").textContent();
  const before = await listed();
  await bars.last().scrollIntoViewIfNeeded();
  await bars.last().click();
  await page.locator(".histogram button[aria-pressed=true]").first().waitFor();
  await settled(page);
  assert.match(page.url(), /[#&]h=\d+-\d+/);
  assert.notEqual(await listed(), before);
  await page.reload();
  await page.locator(".histogram button[aria-pressed=true]").first().waitFor();
});

flow("an area adds up: its states are its threads times its length", {}, async (page) => {
  await open(page);
  await page.keyboard.press("0");
  await page.waitForTimeout(400);
  const box = await page.locator(".lanes-canvas").boundingBox();
  await page.mouse.move(box.x + box.width * 0.1, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 28 * 4, { steps: 4 });
  await page.mouse.up();
  await page.locator(".area .flame .frame").first().waitFor();
  await shot(page, "area");
  // The page writes its view into the address some time after the view has changed.
  await page.waitForFunction(() => /a=\d+-\d+%3A[\d.]+/.test(location.hash));
  const sums = await page.evaluate(async () => {
    const [, from, to, lanes] = /a=(\d+)-(\d+)%3A([\d.]+)/.exec(location.hash);
    const query = `from=${from}&to=${to}&lanes=${lanes.replaceAll(".", ",")}`;
    const area = await (await fetch(`api/0/area?${query}`)).json();
    const states = Object.values(area.states).reduce((a, b) => a + b, 0);
    const blamed = area.blame.reduce((a, row) => a + row.nanos, 0);
    return { states, blamed, area, expected: (to - from) * area.threads };
  });
  assert.ok(sums.states <= sums.expected && sums.states > 0, "no state outside the area");
  assert.equal(sums.blamed, sums.area.suffered);
  assert.ok(sums.area.flame.total === sums.states, "the flame graph is of exactly that area");
  await page.keyboard.press("Escape");
});

flow("every page opens and is free of errors", {}, async (page) => {
  await open(page);
  for (const name of [
    "Threads",
    "Locks",
    "Pools",
    "Virtual threads",
    "Pauses",
    "Findings",
    "Data quality",
    "Timeline",
    "Stalls",
  ]) {
    await page
      .getByRole("navigation")
      .getByRole("button", { name, exact: name !== "Findings" })
      .click();
    await page.waitForTimeout(350);
    if (!["Timeline", "Stalls"].includes(name)) await page.locator(".page-body h2").waitFor();
    await shot(page, `page-${name.toLowerCase().replaceAll(" ", "-")}`);
  }
  assert.equal(await page.locator(".failure:not([hidden])").count(), 0);
});

flow("a lock lights up in every lane that touches it", {}, async (page) => {
  await open(page);
  await page.getByRole("navigation").getByRole("button", { name: "Locks" }).click();
  await page.locator("table.data tbody tr").first().waitFor();
  await page.locator("table.data tbody button").first().click();
  await page.locator("table.data tr[aria-current=true]").waitFor();
  await shot(page, "lock-lit");
});

flow("finds waits by text, next and previous, and marks them", {}, async (page) => {
  await open(page);
  await page.keyboard.press("/");
  await page.keyboard.type(searched);
  const shown = page.waitForResponse((answer) => answer.url().includes("/span?"));
  await page.keyboard.press("Enter");
  await page.locator(".chip", { hasText: "Found" }).waitFor();
  // The title is the found wait's once its span was answered.
  await shown;
  await settled(page);
  const first = await page.locator(".details-title h2").textContent();
  await page.keyboard.press("Enter");
  await page.locator(".chip", { hasText: ", at " }).waitFor();
  await shot(page, "search");
  await page.keyboard.press("Shift+Enter");
  await page.waitForFunction(
    (old) => document.querySelector(".details-title h2")?.textContent === old,
    first,
  );
  assert.ok((await page.locator(".hit-marks i").count()) > 0, "marks in the strip");
});

flow("pins a lane, shows only lanes around it, undoes and redoes", {}, async (page) => {
  await open(page);
  const label = page.locator(".row-label.lane").nth(2);
  await label.hover();
  await label.getByRole("button", { name: /^Pin / }).click();
  await page.locator(".lanes-pinned .row-label.pinned").waitFor();
  await page.waitForTimeout(400);
  const pinned = page.locator(".lanes-pinned .row-label.pinned");
  await pinned.hover();
  await pinned.getByRole("button", { name: /^Only lanes around/ }).click();
  await page.locator(".chip", { hasText: "Only lanes that have to do with" }).waitFor();
  await page.waitForTimeout(400);
  await shot(page, "pinned-and-related");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(
    () => !document.querySelector(".chips")?.textContent?.includes("Only lanes"),
  );
  await page.keyboard.press("Control+y");
  await page.locator(".chip", { hasText: "Only lanes that have to do with" }).waitFor();
});

flow("a click in the legend shows only threads with that state", {}, async (page) => {
  await open(page);
  const before = await page.locator(".row-label.lane").count();
  await page.locator(".legend").getByRole("button", { name: /lock/ }).first().click();
  await page.locator(".chip", { hasText: "Only threads" }).waitFor();
  await page.waitForTimeout(300);
  await shot(page, "legend-filter");
  assert.ok(before > 0 && (await page.locator(".row-label.lane").count()) > 0);
});

flow("works by keyboard alone: palette, sheet, pages", {}, async (page) => {
  await open(page);
  await page.keyboard.press("F1");
  await page.keyboard.type("page: pauses");
  await shot(page, "palette");
  await page.keyboard.press("Enter");
  await page.locator(".page-body h2", { hasText: "Pauses" }).waitFor();
  await page.keyboard.press("?");
  await page.locator("dialog[open] .keys").waitFor();
  await shot(page, "keys");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await page.keyboard.press("r");
  await page.locator(".area").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".chain").waitFor();
  await page.keyboard.press(".");
  await page.keyboard.press(",");
});

// One page for each: a browser lets a page save only one file for one gesture.
for (const [words, end] of [
  ["html file", ".html"],
  ["png", ".png"],
]) {
  flow(`saves the view as one file: ${end}`, {}, async (page) => {
    await open(page);
    await page.keyboard.press("F1");
    await page.locator(".palette[open]").waitFor();
    await page.keyboard.type(words);
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const file = await download;
    assert.ok(file.suggestedFilename().endsWith(end));
    await file.saveAs(join(shots, `export${end}`));
    if (end !== ".html") return;
    const html = readFileSync(join(shots, "export.html"), "utf8");
    assert.ok(!/<script|<link/.test(html), "nothing is loaded");
    assert.ok(html.includes("data:image/png"), "the lanes are in it");
  });
}

for (const colorScheme of ["light", "dark"]) {
  flow(`axe finds nothing serious, ${colorScheme}`, { colorScheme }, async (page) => {
    await open(page);
    const source = readFileSync(
      new URL("../node_modules/axe-core/axe.min.js", import.meta.url),
      "utf8",
    );
    await page.evaluate(source);
    for (const name of ["Stalls", "Threads", "Locks", "Data quality"]) {
      await page.getByRole("navigation").getByRole("button", { name, exact: true }).click();
      await page.waitForTimeout(400);
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run(document);
        return violations
          .filter((v) => v.impact === "serious" || v.impact === "critical")
          .map(
            (v) =>
              `${v.id}: ${v.nodes
                .slice(0, 3)
                .map((n) => n.html)
                .join(" | ")}`,
          );
      });
      assert.deepEqual(found, [], name);
    }
  });
}

flow("colours for colour-blind readers, and of one's own", {}, async (page) => {
  await open(page);
  await page.getByRole("button", { name: "Colours" }).click();
  await page.getByLabel("for all forms of colour vision").check();
  await shot(page, "colours");
  const own = page.getByLabel("waiting for a lock");
  await own.fill("#00ff7f");
  await own.dispatchEvent("change");
  await page.getByRole("button", { name: "Close" }).last().click();
  await page.waitForTimeout(400);
  await shot(page, "colour-blind");
  await page.reload();
  await page.locator(".chain").first().waitFor();
  const kept = await page.evaluate(() => localStorage.getItem("holdup.colours"));
  assert.equal(kept, '{"BLOCKED_LOCK":"#00ff7f"}');
});

flow("works on a 4K screen", { viewport: { width: 3840, height: 2160 } }, async (page) => {
  await open(page);
  await page.waitForTimeout(500);
  await shot(page, "large");
});

flow("a reload shows the same view again", {}, async (page) => {
  await open(page);
  await page.keyboard.press("w");
  await settled(page);
  const before = page.url();
  const title = await page.locator(".details-title h2").textContent();
  await page.reload();
  await page.locator(".details-title h2").waitFor();
  await settled(page);
  assert.equal(page.url(), before);
  assert.equal(await page.locator(".details-title h2").textContent(), title);
  assert.ok(!before.includes("token"), "the token does not stay in the address");
});

flow("the dark page", { colorScheme: "dark" }, async (page) => {
  await open(page);
  await page.waitForTimeout(400);
  await shot(page, "first-screen-dark");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
});

flow("works at 1280 x 720", { viewport: { width: 1280, height: 720 } }, async (page) => {
  await open(page);
  await page.waitForTimeout(400);
  await shot(page, "small");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.ok(!wide, "nothing runs out to the right");
});

await run();
