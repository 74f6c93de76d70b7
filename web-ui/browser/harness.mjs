// What all browser tests share: arguments, browser, one page per flow, one line of output per flow.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findChromium, launch } from "./browser.mjs";

const NO_BROWSER = 77;
const LIMIT_MS = 30_000;

/**
 * Reads `<address> <folder for screenshots> …` and returns what flows are written with.
 * `usage` names the further arguments, of which there must be at least `needed`.
 */
export function begin(usage, needed, browserOptions = {}) {
  const [address, shots, ...rest] = process.argv.slice(2);
  if (!address || !shots || rest.length < needed) {
    console.error(`usage: node ${process.argv[1]} <address> <screenshots> ${usage}`);
    process.exit(2);
  }
  if (!findChromium()) {
    console.log("no Chromium: set CHROMIUM or put one on the PATH");
    process.exit(NO_BROWSER);
  }
  mkdirSync(shots, { recursive: true });
  const flows = [];
  const shot = (page, name) => page.screenshot({ path: join(shots, `${name}.png`) });
  return {
    address,
    shots,
    rest,
    shot,
    settled,
    // FLOWS=text runs only flows with that text in their names, for working on one of them.
    flow: (name, options, run) => {
      if (name.includes(process.env.FLOWS ?? "")) flows.push({ name, options, run });
    },
    open: (page, to = address) => open(page, to),
    run: () => runAll(flows, shot, browserOptions),
  };
}

/** Opens the page and waits until the first selection is answered. */
async function open(page, to) {
  await page.goto(to);
  await page.getByRole("heading", { name: "Holdup" }).waitFor();
  await page.locator(".chain").first().waitFor();
}

/** Waits until the page has written its view into the address and no longer changes it. */
async function settled(page) {
  await page.waitForFunction(() => /w=\d+-\d+/.test(location.hash));
  let before = "";
  while (page.url() !== before) {
    before = page.url();
    await page.waitForTimeout(400);
  }
}

async function runAll(flows, shot, browserOptions) {
  const browser = await launch(browserOptions);
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
  console.log(`${flows.length - failed} of ${flows.length} flows passed`);
  process.exit(failed === 0 ? 0 : 1);
}
