// Takes the pictures of the course: runs each sample under the shipped jar, opens its timeline in a
// headless Chromium, and keeps what a reader sees first. After a build:
//   JAVA_HOME=<a JDK 25> node samples/pictures/take.mjs [<name of a picture> ...]
// Without names it takes all of them, a few minutes on a quiet machine. Everything lies in a temporary
// folder meanwhile (TMPDIR says where; on a real device, or forcing a file takes no time), so that no
// picture shows a path of the machine.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../../web-ui/browser/browser.mjs";
import { smallPng } from "./smallPng.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const samples = dirname(here);
const tool = join(samples, "..", "analyzer", "app", "target", "holdup.jar");
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
const work = mkdtempSync(join(tmpdir(), "holdup-pictures-"));
const LOAD_SECONDS = "5";

/** Copies a module's jar, and its libraries if it has any, into the working folder. */
function classPath(module) {
  const target = join(samples, module, "target");
  const jar = readdirSync(target).find((name) => /^holdup-.*\.jar$/.test(name));
  cpSync(join(target, jar), join(work, `${module}.jar`));
  if (module !== "jdbc") return `${module}.jar`;
  cpSync(join(target, "lib"), join(work, "lib"), { recursive: true });
  return `${module}.jar:lib/*`;
}

function holdup(...words) {
  execFileSync(java, ["-jar", tool, ...words], { cwd: work, stdio: "ignore" });
}

/** Runs a class under Holdup; gives the recording. */
function run(name, { module = "stories", main, args = [], jvm = [] }) {
  const file = join(work, `${name}.jfr`);
  const program = [java, ...jvm, "-cp", classPath(module), `dev.holdup.samples.${main}`, ...args];
  holdup("run", "-o", file, "--", ...program);
  return file;
}

/** Pictures of the faults, as their .expected files say how to run them. */
function stories() {
  const found = {};
  for (const [module, folder] of [["stories", "faults"], ["jdbc", "jdbc"]]) {
    const sources = join(samples, module, "src/main/java/dev/holdup/samples", folder);
    for (const file of readdirSync(sources).filter((each) => each.endsWith(".expected"))) {
      const name = file.slice(0, -".expected".length);
      const values = {};
      for (const line of readFileSync(join(sources, file), "utf8").split("\n")) {
        const colon = line.indexOf(":");
        if (!line.startsWith("#") && colon > 0) values[line.slice(0, colon)] = line.slice(colon + 1).trim();
      }
      const words = (key) =>
        (values[key] ?? "")
          .split(/\s+/)
          .filter(Boolean)
          .map((word) => word.replace("{folder}", work).replace("{run}", work));
      const main = `${folder}.${values.main ?? name}`;
      found[name] = () => run(name, { module, main, args: words("args"), jvm: words("jvm") });
    }
  }
  return found;
}

async function webClient(way) {
  const server = spawn(java, ["-cp", classPath("stories"), "dev.holdup.samples.webclient.DistantServer"], {
    cwd: work,
  });
  try {
    const port = await new Promise((resolve, reject) => {
      server.stdout.once("data", (text) => resolve(String(text).match(/\d+/)[0]));
      server.once("exit", reject);
    });
    return run(`web-client-${way}`, { main: "webclient.WebClient", args: [way, port] });
  } finally {
    server.kill();
  }
}

function pictures() {
  const all = {};
  for (const probe of ["park", "pin"]) {
    const jvm = ["parallelism", "maxPoolSize"].map((key) => `-Djdk.virtualThreadScheduler.${key}=1`);
    all[`probe-${probe}`] = () =>
      run(`probe-${probe}`, { main: "threadlab.Probe", args: [probe, "virtual"], jvm });
  }
  for (const way of ["sequential", "threads", "virtual", "async"])
    all[`web-client-${way}`] = () => webClient(way);
  for (const design of ["single", "workers", "workers-fixed", "event-loop", "event-loop-blocking", "virtual"])
    all[`file-server-${design}`] = () => {
      const file = join(work, `file-server-${design}.jfr`);
      holdup("demo", "--no-serve", "--design", design, "--seconds", LOAD_SECONDS, "-o", file);
      return file;
    };
  for (const way of ["blocking", "background"])
    all[`spreadsheet-${way}`] = () =>
      run(`spreadsheet-${way}`, { main: "spreadsheet.Spreadsheet", args: [way, work] });
  return { ...all, ...stories() };
}

/** Serves a recording, shows it, and gives the page as PNG. */
async function photograph(browser, file) {
  const server = spawn(java, ["-jar", tool, "open", "--no-browser", file]);
  try {
    const address = await new Promise((resolve, reject) => {
      let said = "";
      server.stdout.on("data", (text) => {
        said += text;
        const found = said.match(/http:\S+/);
        if (found) resolve(found[0]);
      });
      server.once("exit", () => reject(new Error(`holdup open ${file}: ${said}`)));
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(address);
    await page.waitForFunction(() => document.querySelectorAll(".row-label").length > 0);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500);
    const png = await page.screenshot();
    await page.close();
    return png;
  } finally {
    server.kill();
  }
}

const all = pictures();
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(all);
const unknown = names.filter((name) => !(name in all));
if (unknown.length > 0) {
  console.error(`no picture ${unknown}; there are ${Object.keys(all).join(" ")}`);
  process.exit(2);
}
const browser = await launch();
try {
  for (const name of names) {
    const png = smallPng(await photograph(browser, await all[name]()));
    writeFileSync(join(here, `${name}.png`), png);
    console.log(`${name}.png: ${Math.ceil(png.length / 1024)} KiB`);
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}
