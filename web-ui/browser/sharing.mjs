// What outlives a page or leaves it: notes, comparing two recordings, a dropped recording. The first
// recording has a file beside which notes are saved, the second one is another.
//   node browser/sharing.mjs <address> <folder for screenshots>
import assert from "node:assert/strict";
import { begin } from "./harness.mjs";

const { address, flow, shot, open, run } = begin("", 0);

const tab = (page, name) =>
  page.getByRole("navigation").getByRole("button", { name, exact: true }).click();

flow("a note is made by key, survives a reload, is edited and deleted", {}, async (page) => {
  await open(page);
  await page.mouse.move(5, 5);
  await page.keyboard.press("m");
  const text = page.getByLabel("Text of the note");
  await text.fill("here it begins");
  await page.keyboard.press("Enter");
  await page.locator(".note-flag", { hasText: "here it begins" }).waitFor();
  await page.keyboard.press("Shift+M");
  await text.fill("all of this is one stall");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.locator(".note-flag", { hasText: "all of this" }).waitFor();
  await page.reload();
  await page.locator(".note-flag", { hasText: "here it begins" }).waitFor();
  await tab(page, "Notes");
  await page.getByText("Saved beside the recording, in before.jfr.notes.json.").waitFor();
  await shot(page, "notes");
  await page.getByRole("button", { name: "Edit" }).first().click();
  await text.fill("here it began");
  await page.keyboard.press("Enter");
  await page.locator(".notes p", { hasText: "here it began" }).waitFor();
  for (let left = 2; left > 0; left--) {
    await page
      .getByRole("button", { name: /^Delete the note/ })
      .first()
      .click();
    await page.locator("h2", { hasText: `Notes (${left - 1})` }).waitFor();
  }
});

flow("two tabs do not wipe out each other's notes", {}, async (page) => {
  await open(page);
  const other = await page.context().newPage();
  await open(other);
  for (const [tabPage, words] of [
    [page, "from the first"],
    [other, "from the second"],
  ]) {
    await tabPage.keyboard.press("m");
    await tabPage.getByLabel("Text of the note").fill(words);
    await tabPage.keyboard.press("Enter");
    await tabPage.waitForTimeout(400);
  }
  await other.locator(".failure", { hasText: "changed in another tab" }).waitFor();
  await other.locator(".note-flag", { hasText: "from the first" }).waitFor();
  await other.close();
});

flow("two recordings side by side", {}, async (page) => {
  await open(page);
  await tab(page, "Compare");
  await page.locator("table.data tbody tr").first().waitFor();
  const headline = await page.locator(".page-body .headline").textContent();
  assert.match(headline, /before, .* after/);
  await shot(page, "compare");
  const rows = await page.evaluate(async () => (await fetch("api/0/compare?with=1")).json());
  assert.equal(rows.before, "before.jfr");
  assert.ok(rows.sites.length > 1);
});

flow("a carrier that a virtual thread keeps is hatched", {}, async (page) => {
  await open(page);
  await page.keyboard.press("/");
  await page.keyboard.type("virtual-keeper");
  await page.locator(".row-label.lane", { hasText: "keeper" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await page.waitForTimeout(600);
  await shot(page, "pinned-hatch");
  const asked = await page.evaluate(() =>
    performance.getEntriesByType("resource").some((entry) => entry.name.includes("/pinned?")),
  );
  assert.ok(asked, "the page asks where carriers were kept");
});

flow("a recording dropped on the page is opened and shown", {}, async (page) => {
  await open(page);
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["bytes"], "dropped.jfr"));
    return transfer;
  });
  const loaded = page.waitForEvent("load");
  await page.dispatchEvent("body", "dragover", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await loaded;
  await page.locator(".chain").first().waitFor();
  assert.match(page.url(), /r=2/);
  assert.match(await page.title(), /dropped/);
  await tab(page, "Notes");
  await page.getByText("Kept only until the server stops").waitFor();
});

flow("several recordings: the chooser goes to the other one and back", {}, async (page) => {
  await open(page, address);
  await page.getByLabel("Recording", { exact: true }).selectOption({ label: "after.jfr" });
  await page.waitForFunction(() => document.title.startsWith("after.jfr"));
  await page.locator(".chain").first().waitFor();
  await page.getByLabel("Recording", { exact: true }).selectOption({ label: "before.jfr" });
  await page.waitForFunction(() => document.title.startsWith("before.jfr"));
});

flow("a recording that grows is told, and shown when asked for", {}, async (page) => {
  await open(page, `${address}#r=1`);
  const bar = page.locator(".live-bar");
  await bar.waitFor();
  await shot(page, "live");
  const loaded = page.waitForEvent("load");
  await bar.getByRole("button", { name: "Show it" }).click();
  await loaded;
  await page.locator(".chain").first().waitFor();
  await bar.getByLabel("always").check();
  await page.waitForEvent("load");
});

await run();
