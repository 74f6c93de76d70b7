// Measures the timeline over a large recording; nothing here fails, it prints figures for
// docs/ui-features.md, which says how to start the server.
//   node browser/measure.mjs <address> [<process id of the server>]
// - first picture: from asking for the page until lanes are drawn
// - tiles: windows of many widths and places over the lanes with the most time stalled, answered by
//   the server in so many milliseconds (its own Server-Timing header), and their size
// - frames: 60 lanes are panned for some seconds; script time is what one animation frame's callbacks
//   take on the main thread, interval the time between two frames; on a busy machine trust the
//   processor time more than either
// - memory of tab and server
import { readFileSync } from "node:fs";
import { launch } from "./browser.mjs";

const [address, pid] = process.argv.slice(2);
if (!address) {
  console.error("usage: node browser/measure.mjs <address> [<process id of the server>]");
  process.exit(2);
}
const token = new URL(address).searchParams.get("token");
const LANES = 60;
const TILE_QUESTIONS = Number(process.env.TILES ?? 300);
const FRAMES = Number(process.env.FRAMES ?? 300);

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const told = (values) =>
  `median ${quantile(values, 0.5).toFixed(2)}, p95 ${quantile(values, 0.95).toFixed(2)}, most ${Math.max(...values).toFixed(2)}`;

async function ask(question) {
  const began = performance.now();
  const answer = await fetch(new URL(`api/0/${question}`, address), {
    headers: { Authorization: `Bearer ${token}` },
  });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok) throw new Error(new TextDecoder().decode(bytes));
  const server = Number(/dur=([\d.]+)/.exec(answer.headers.get("server-timing") ?? "")?.[1]);
  return { bytes, server, whole: performance.now() - began };
}

/** Rows of the threads most stalled, and where the recording ends. */
async function threads() {
  const { bytes } = await ask("threads");
  const header = new DataView(bytes);
  const count = header.getUint32(4, true);
  const groupCount = header.getUint32(12, true);
  const suffered = new Float64Array(bytes, 32 + 2 * 8 * count, count);
  const flags = new Uint8Array(bytes, 32 + count * 80 + groupCount * 20, count);
  const order = [...suffered.keys()].sort((a, b) => suffered[b] - suffered[a]);
  const platform = order.filter((thread) => (flags[thread] & 7) === 0);
  const virtual = order.filter((thread) => (flags[thread] & 1) !== 0);
  const overview = JSON.parse(new TextDecoder().decode((await ask("overview")).bytes));
  const groups = Array.from({ length: groupCount }, (_, group) => -2 - group);
  return { count, platform, virtual, groups, duration: overview.recording.durationNanos };
}

/** The window the page asks for: three times the visible one, quantised. */
function question(lanes, duration, widthPx, span, at) {
  const shift = Math.max(0, Math.round(Math.log2(Math.max(1, span / widthPx))));
  const quantum = 2 ** shift * 256;
  const from = Math.max(0, Math.floor((at - span) / quantum) * quantum);
  const to = Math.min(Math.ceil((at + 2 * span) / quantum) * quantum, duration);
  return `lanes=${lanes.join(",")}&from=${from}&to=${Math.max(to, from + 1)}&shift=${shift}`;
}

async function tiles() {
  const { count, platform, virtual, groups, duration } = await threads();
  console.log(`threads: ${count}, recording ${(duration / 1e9).toFixed(0)} s`);
  const kinds = {
    "one platform lane": platform.slice(0, 60).map((lane) => [lane]),
    "48 lanes, platform and virtual": [
      [...platform.slice(0, 24), ...virtual.slice(0, 24)],
      [...platform.slice(24, 48), ...virtual.slice(24, 48)],
    ],
    "a group": groups.map((lane) => [lane]),
  };
  for (const [name, lanes] of Object.entries(kinds)) {
    const cold = [];
    const warm = [];
    const sizes = [];
    for (let i = 0; i < TILE_QUESTIONS; i++) {
      const span = duration / 2 ** ((i * 7) % 22);
      const at = ((i * 0.6180339887) % 1) * Math.max(0, duration - span);
      const query = question(lanes[i % lanes.length], duration, 1400, span, at);
      const { server, bytes } = await ask(`tiles?${query}`);
      (i < lanes.length ? cold : warm).push(server);
      sizes.push(bytes.byteLength / 1024);
    }
    console.log(`tiles, ${name}: server ms ${told(warm)}; first ask of a lane ms ${told(cold)}`);
    console.log(`  size KB ${told(sizes)}`);
  }
  const strips = [];
  for (let i = 0; i < 100; i++) {
    const query = question(platform.slice(0, 48), duration, 1400, duration / 2 ** (i % 18), 0);
    strips.push((await ask(`blocking?${query}`)).server);
  }
  console.log(`strips "others wait for it", 48 lanes: server ms ${told(strips.slice(2))}`);
}

async function openPage(browser, renderer) {
  const page = await browser.newPage({ viewport: { width: 1700, height: 2100 } });
  await page.addInitScript(() => {
    window.frames_ = { script: [], at: [] };
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) =>
      ask((time) => {
        const began = performance.now();
        draw(time);
        window.frames_.script.push(performance.now() - began);
        window.frames_.at.push(time);
      });
  });
  const url = new URL(address);
  url.searchParams.set("renderer", renderer);
  const began = performance.now();
  await page.goto(url.toString());
  await page.locator(".row-label.lane").nth(3).waitFor();
  await page.waitForFunction(() => {
    const canvas = document.querySelector(".lanes-canvas");
    if (!canvas?.width) return false;
    const copy = new OffscreenCanvas(64, 64).getContext("2d");
    copy.drawImage(canvas, 0, 0, 64, 64);
    const seen = new Set();
    const { data } = copy.getImageData(0, 0, 64, 64);
    for (let i = 0; i < data.length; i += 4)
      seen.add(data[i] * 65536 + data[i + 1] * 256 + data[i + 2]);
    return seen.size > 12;
  });
  const first = performance.now() - began;
  await page.locator(".chain").first().waitFor();
  return { page, first };
}

/** Milliseconds of processor time that pages have used: does not grow with what else is running. */
async function rendererCpu(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer");
  return 1000 * pages.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

async function frames(renderer) {
  const browser = await launch({ softwareGl: renderer === "webgl" });
  const { page, first } = await openPage(browser, renderer);
  console.log(`${renderer}: first picture ${first.toFixed(0)} ms after asking for the page`);
  await page.keyboard.press("q");
  await page.keyboard.press("0");
  for (let i = 0; i < 6; i++) await page.keyboard.press("w");
  await page.locator(".row-label.group", { hasText: "worker" }).first().click();
  await page.waitForTimeout(3_000);
  const lanes = await page.evaluate(() => {
    document.querySelector(".lanes-scroll").scrollTop += 28 * 26;
    return document.querySelectorAll(".row-label.lane").length;
  });
  await page.waitForTimeout(3_000);
  const cpuBefore = await rendererCpu(browser);
  const result = await page.evaluate(async (count) => {
    const surface = document.querySelector(".lanes-scroll");
    const box = document.querySelector(".lanes-canvas").getBoundingClientRect();
    window.frames_.script.length = 0;
    window.frames_.at.length = 0;
    for (let i = 0; i < count; i++) {
      const sign = Math.floor(i / 100) % 2 === 0 ? 1 : -1;
      surface.dispatchEvent(
        new WheelEvent("wheel", {
          deltaY: sign * 11,
          shiftKey: true,
          clientX: box.left + 300,
          clientY: box.top + 300,
          bubbles: true,
          cancelable: true,
        }),
      );
      await new Promise((next) => setTimeout(() => requestAnimationFrame(next)));
    }
    const visible = document.querySelectorAll(".row-label.lane").length;
    return { ...window.frames_, visible };
  }, FRAMES);
  const intervals = result.at
    .slice(1)
    .map((time, i) => time - result.at[i])
    .filter((t) => t > 0);
  console.log(
    `${renderer}: panning ${result.visible} lanes (${lanes} at first, ${LANES} asked for): script ms per frame ${told(result.script)}; between frames ms ${told(intervals)}`,
  );
  const cpu = ((await rendererCpu(browser)) - cpuBefore) / FRAMES;
  console.log(
    `${renderer}: processor time of the tab's process, all its threads, per frame: ${cpu.toFixed(1)} ms`,
  );
  const heap = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const nodes = metrics.find(({ name }) => name === "Nodes")?.value;
  console.log(`${renderer}: tab JS heap ${(heap / 2 ** 20).toFixed(0)} MB, ${nodes} DOM nodes`);
  await browser.close();
}

await tiles();
// WebGL drawn by the CPU takes seconds for such a frame: RENDERERS=2d,webgl where there is a GPU.
for (const renderer of (process.env.RENDERERS ?? "2d").split(",")) await frames(renderer);
if (pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  console.log(`server: ${/VmRSS:\s*(\d+ kB)/.exec(status)?.[1]} resident`);
}
