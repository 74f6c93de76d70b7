// Pictures of every page of a recording, to be looked at by a person; nothing here fails.
//   node browser/looks.mjs <address> <folder> [<number of the recording>]
// LOOKS=720,1440,4k and COLOURS=light,dark,safe choose; PAGES=stalls,locks likewise.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";

const [address, folder, recording = "0"] = process.argv.slice(2);
if (!address || !folder) {
  console.error("usage: node browser/looks.mjs <address> <folder> [<number of the recording>]");
  process.exit(2);
}
const SIZES = {
  900: { viewport: { width: 1440, height: 900 } },
  720: { viewport: { width: 1280, height: 720 } },
  1440: { viewport: { width: 2560, height: 1440 } },
  "4k": { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 2 },
};
const COLOURS = {
  light: ["light", "standard"],
  dark: ["dark", "standard"],
  safe: ["light", "colour-blind"],
};
const ALL = "stalls,timeline,threads,locks,pools,virtual,pauses,findings,notes,compare,quality";
const chosen = (name, all) => (process.env[name] ?? all).split(",");
const SETTLE_MS = 400;

mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const size of chosen("LOOKS", "720")) {
  for (const colours of chosen("COLOURS", "light")) {
    const [colorScheme, vision] = COLOURS[colours];
    const page = await browser.newPage({ ...SIZES[size], colorScheme });
    await page.addInitScript((value) => {
      if (location.protocol === "http:") localStorage.setItem("holdup.vision", value);
    }, vision);
    page.on("pageerror", (error) => console.log(`${size} ${colours}: ${error.message}`));
    for (const name of chosen("PAGES", ALL)) {
      const url = new URL(address);
      url.hash = `r=${recording}&p=${name}`;
      await page.goto("about:blank");
      await page.goto(url.toString());
      await page.locator("nav.tabs button").first().waitFor();
      await page.waitForLoadState("networkidle");
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(folder, `${name}-${size}-${colours}.png`) });
    }
    await page.close();
  }
}
await browser.close();
