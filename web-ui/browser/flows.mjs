// Flows through the page in a real browser, as somebody who looks for the culprit would go.
//   node browser/flows.mjs <address> <folder for screenshots> <text of the culprit> [<a victim> [<text in waits>]]
// Prints one line per flow; exit status 1 if one fails, 77 if there is no browser.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium, launch } from "./browser.mjs";

const [address, shots, culprit, victim, searched = "lock"] = process.argv.slice(2);
if (!address || !shots || !culprit) {
  console.error("usage: node browser/flows.mjs <address> <screenshots> <culprit> [<victim>]");
  process.exit(2);
}
if (!findChromium()) {
  console.log("no Chromium: set CHROMIUM or put one on the PATH");
  process.exit(77);
}
mkdirSync(shots, { recursive: true });

const LIMIT_MS = 30_000;
const flows = [];
const flow = (name, options, run) => flows.push({ name, options, run });
const shot = (page, name) => page.screenshot({ path: join(shots, `${name}.png`) });

/** The lanes are drawn once the overview strip is there and the selection is answered. */
async function open(page, to = address) {
  await page.goto(to);
  await page.getByRole("heading", { name: "Holdup" }).waitFor();
  await page.locator(".chain").first().waitFor();
}

/** True if the canvas shows something other than its ground. */
function colours(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector(".lanes-canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
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

/** Waits until the page has written its view into the address and no longer changes it. */
async function settled(page) {
  await page.waitForFunction(() => /w=\d+-\d+/.test(location.hash));
  let before = "";
  while (page.url() !== before) {
    before = page.url();
    await page.waitForTimeout(400);
  }
}

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
  await page.keyboard.press("Enter");
  await page.locator(".chip", { hasText: "Found" }).waitFor();
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

flow("colours for colour-blind readers", {}, async (page) => {
  await open(page);
  await page.getByRole("button", { name: "Colours" }).click();
  await page.waitForTimeout(400);
  await shot(page, "colour-blind");
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

const browser = await launch();
let failed = 0;
for (const { name, options, run } of flows) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  try {
    await run(page);
    assert.deepEqual(errors, [], "no error in the page");
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}: ${error.message}`);
    await shot(page, `failed-${failed}`).catch(() => {});
  }
  await context.close();
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
