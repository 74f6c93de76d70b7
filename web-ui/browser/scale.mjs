// A hundred thousand lanes in a real browser: they open, scroll, filter and select, and what exists
// at a time does not depend on how many there are.
//   node browser/scale.mjs <address> <folder for screenshots> <number of lanes>
import assert from "node:assert/strict";
import { begin } from "./harness.mjs";

const { rest, flow, shot, open, settled, run } = begin("<number of lanes>", 1);
const lanes = Number(rest[0]);

/** The lane of all the virtual threads that are not shown above as culprits and victims. */
const group = (page) =>
  page.locator(".row-label.group", { hasText: /request-\*\D*\d{5,} threads/ });
const labels = (page) => page.locator(".row-label.lane").count();
const scrolls = (page) => page.locator(".lanes-scroll");

async function openGroup(page) {
  await open(page);
  await page.keyboard.press("0");
  const row = group(page);
  for (let y = 0; (await row.count()) === 0 && y < 20; y++) {
    await scrolls(page).evaluate((element) => element.scrollBy(0, 300));
    await page.waitForTimeout(50);
  }
  return row;
}

flow("one lane stands for all until it is opened", {}, async (page) => {
  const row = await openGroup(page);
  await row.waitFor();
  await page.waitForTimeout(500);
  await shot(page, "density");
  assert.ok((await labels(page)) < 60, "lanes of the group are not there yet");
});

flow(`${lanes} lanes scroll; only visible ones exist`, {}, async (page) => {
  const row = await openGroup(page);
  const asked = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith("/tiles")) {
      asked.push(url.searchParams.get("lanes").split(",").length);
    }
  });
  await row.click();
  await page.waitForFunction(
    (wanted) => document.querySelector(".lanes-scroll").scrollHeight > wanted * 20,
    lanes,
  );
  for (let step = 1; step <= 40; step++) {
    await scrolls(page).evaluate((element, share) => {
      element.scrollTop = element.scrollHeight * share;
    }, step / 40);
    await page.waitForTimeout(30);
    assert.ok((await labels(page)) < 60, "a label for each visible lane and no more");
  }
  await page.waitForTimeout(600);
  const last = await page.locator(".row-label").last().textContent();
  await shot(page, "scrolled-to-the-end");
  assert.ok(last.length > 0);
  assert.ok(Math.max(...asked) <= 60, `lanes in one question: ${Math.max(...asked)}`);
  await page.mouse.move(700, 600);
  await page.mouse.wheel(0, -5000);
  await page.waitForTimeout(300);
  assert.ok((await labels(page)) < 60);
});

flow(
  "a filter finds one of them, a click selects it, a reload finds it again",
  {},
  async (page) => {
    await open(page);
    await page.keyboard.press("/");
    await page.keyboard.type("request-77777");
    const lane = page.locator(".row-label.lane", { hasText: "77777" });
    await lane.waitFor();
    await lane.locator(".lane-name").click();
    await page.locator(".details-title h2", { hasText: "request-77777" }).waitFor();
    await shot(page, "one-of-many");
    await settled(page);
    await page.reload();
    await page.locator(".details-title h2", { hasText: "request-77777" }).waitFor();
  },
);

flow("orders all of them by name and back", {}, async (page) => {
  const row = await openGroup(page);
  await row.click();
  await page.getByLabel("Order of the lanes").selectOption("name");
  await page.waitForTimeout(800);
  await page.getByLabel("Order of the lanes").selectOption("suffered");
  await page.waitForTimeout(800);
  assert.ok((await labels(page)) > 3);
});

flow("the pages are open to it: threads, pools, virtual threads", {}, async (page) => {
  await open(page);
  for (const name of ["Threads", "Pools", "Virtual threads", "Locks", "Findings"]) {
    await page
      .getByRole("navigation")
      .getByRole("button", { name, exact: name !== "Findings" })
      .click();
    await page.locator(".page-body h2").waitFor();
    await page.waitForTimeout(300);
  }
  await page.getByRole("navigation").getByRole("button", { name: "Threads", exact: true }).click();
  await page.locator("table.data tbody tr").nth(20).waitFor();
  assert.ok((await page.locator("table.data tbody tr").count()) < 400, "a table of limited size");
  await shot(page, "threads-page");
});

await run();
