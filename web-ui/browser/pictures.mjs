// Picture tests of the two painters. Every picture is drawn by both, WebGL (by SwiftShader here) and
// the 2-D canvas, and both must show the same: at most a thousandth of the pixels may differ, and
// points whose colour is known must have it in both.
//   node browser/pictures.mjs <address> <folder for screenshots>
import assert from "node:assert/strict";
import { begin } from "./harness.mjs";

const { address, flow, shot, open, run } = begin("", 0, { softwareGl: true });

/** Largest difference of a colour's part that is not seen as one. */
const TOLERANCE = 6;
const SHARE = 1 / 1000;

const token = new URL(address).searchParams.get("token");

function addressOf(renderer, hash) {
  const url = new URL(address);
  url.search = new URLSearchParams({ token, renderer }).toString();
  url.hash = hash;
  return url.toString();
}

async function show(page, renderer, hash, keys = []) {
  await page.goto("about:blank");
  await open(page, addressOf(renderer, hash));
  for (const key of keys) await page.keyboard.press(key);
  await page.locator(`.lanes-picture[data-renderer="${renderer}"]`).waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(700);
}

/** The rectangles' canvas as a picture. */
function picture(page) {
  return page.evaluate(() => document.querySelector(".lanes-canvas").toDataURL("image/png"));
}

/** Compares the page's canvas with a picture; colours of `points` are those of the page. */
function compare(page, other) {
  return page.evaluate(
    async ({ other, tolerance }) => {
      const image = new Image();
      image.src = other;
      await image.decode();
      const canvas = document.querySelector(".lanes-canvas");
      const pixels = (source) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
        copy.drawImage(source, 0, 0);
        return copy.getImageData(0, 0, canvas.width, canvas.height).data;
      };
      const a = pixels(canvas);
      const b = pixels(image);
      let differing = 0;
      const colours = new Set();
      for (let i = 0; i < a.length; i += 4) {
        const most = Math.max(
          Math.abs(a[i] - b[i]),
          Math.abs(a[i + 1] - b[i + 1]),
          Math.abs(a[i + 2] - b[i + 2]),
        );
        if (most > tolerance) differing++;
        colours.add((a[i] << 16) | (a[i + 1] << 8) | a[i + 2]);
      }
      const size = `${image.naturalWidth}x${image.naturalHeight}`;
      const sameSize = size === `${canvas.width}x${canvas.height}`;
      return { share: differing / (a.length / 4), sameSize, colours: colours.size };
    },
    { other, tolerance: TOLERANCE },
  );
}

/** Colour of the lanes at a point of the canvas, and what the palette says of a state. */
function colourAt(page, x, y) {
  return page.evaluate(
    ({ x, y }) => {
      const canvas = document.querySelector(".lanes-canvas");
      const copy = new OffscreenCanvas(1, 1).getContext("2d");
      copy.drawImage(canvas, -Math.round(x * devicePixelRatio), -Math.round(y * devicePixelRatio));
      return [...copy.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    },
    { x, y },
  );
}

function paletteColour(page, state) {
  return page.evaluate((state) => {
    const swatch = document.createElement("i");
    swatch.dataset.state = state;
    document.body.append(swatch);
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.fillStyle = getComputedStyle(swatch).backgroundColor;
    swatch.remove();
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }, state);
}

async function bothSame(page, name, hash, keys) {
  await show(page, "webgl", hash, keys);
  await shot(page, `${name}-webgl`);
  const gl = await picture(page);
  await show(page, "2d", hash, keys);
  await shot(page, `${name}-2d`);
  const found = await compare(page, gl);
  assert.ok(found.sameSize, `${name}: same size`);
  assert.ok(found.colours > 6, `${name}: something is drawn`);
  assert.ok(found.share <= SHARE, `${name}: ${(100 * found.share).toFixed(3)} % of pixels differ`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const deviceScaleFactor of [1, 2]) {
    const options = { colorScheme, deviceScaleFactor };
    flow(
      `both painters draw the same, ${colorScheme}, x${deviceScaleFactor}`,
      options,
      async (page) => {
        const name = `${colorScheme}-x${deviceScaleFactor}`;
        await bothSame(page, `${name}-first`, "");
        await bothSame(page, `${name}-whole`, "", ["0"]);
        await bothSame(page, `${name}-deep`, "", ["w", "w", "w", "w", "w", "w"]);
      },
    );
  }
}

for (const deviceScaleFactor of [1, 2]) {
  flow(
    `a panned picture is that of a page opened there, x${deviceScaleFactor}`,
    { deviceScaleFactor },
    async (page) => {
      await show(page, "2d", "", ["0", "w", "w", "w"]);
      // To the right beyond what was fetched, and part of the way back: moved and drawn anew.
      await page.evaluate(async () => {
        const surface = document.querySelector(".lanes-scroll");
        for (let i = 0; i < 160; i++) {
          const deltaY = i < 100 ? 13 : -7;
          surface.dispatchEvent(
            new WheelEvent("wheel", { deltaY, shiftKey: true, bubbles: true, cancelable: true }),
          );
          await new Promise((next) => requestAnimationFrame(next));
        }
      });
      await page.waitForLoadState("networkidle");
      await page.waitForTimeout(700);
      const panned = await picture(page);
      const { hash } = new URL(page.url());
      assert.match(hash, /w=[1-9]/, "the window moved");
      await shot(page, `panned-x${deviceScaleFactor}`);
      await show(page, "2d", hash);
      const found = await compare(page, panned);
      assert.ok(found.sameSize && found.colours > 6, "something is drawn");
      assert.ok(found.share <= SHARE, `${(100 * found.share).toFixed(3)} % of pixels differ`);
    },
  );
}

flow("a span has its state's colour in both", {}, async (page) => {
  for (const renderer of ["webgl", "2d"]) {
    await show(page, renderer, "");
    const { state, x, y } = await page.evaluate(() => {
      const lane = document.querySelector(".row-label.lane.culprit");
      const lanes = document.querySelector(".lanes-canvas").getBoundingClientRect();
      const box = lane.getBoundingClientRect();
      // Above the middle and left of the arrow: no text and no mark is on this canvas anyway.
      return { state: "BLOCKED_FILE", x: lanes.width * 0.45, y: box.top - lanes.top + 12 };
    });
    const expected = await paletteColour(page, state);
    const found = await colourAt(page, x, y);
    expected.forEach((part, i) => {
      assert.ok(Math.abs(part - found[i]) <= TOLERANCE, `${renderer}: ${found}, not ${expected}`);
    });
  }
});

flow(
  "without a choice the 2-D canvas is taken where the CPU would draw WebGL",
  {},
  async (page) => {
    await open(page);
    await page.locator('.lanes-picture[data-renderer="2d"]').waitFor();
  },
);

flow("a lost context leaves no blank page: the 2-D canvas takes over", {}, async (page) => {
  await show(page, "2d", "");
  const expected = await picture(page);
  await show(page, "webgl", "");
  await page.evaluate(() => {
    const canvas = document.querySelector(".lanes-canvas");
    canvas.getContext("webgl2").getExtension("WEBGL_lose_context").loseContext();
  });
  await page.locator('.lanes-picture[data-renderer="2d"]').waitFor();
  await page.waitForTimeout(400);
  const found = await compare(page, expected);
  assert.ok(found.share <= SHARE, `${(100 * found.share).toFixed(3)} % of pixels differ`);
  await page.keyboard.press("0");
  await page.waitForTimeout(600);
  await shot(page, "after-context-loss");
});

await run();
