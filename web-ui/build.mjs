// Builds the web UI: installs what package-lock.json names, checks (types, lint, format, tests), bundles.
// Maven calls it as `node build.mjs --out=<classes>/web`; by hand: `npm run build`.
//
// A step runs only if its inputs changed: their digest is kept in target/. Options:
//   --out=DIR      where the built files go (default target/classes/web)
//   --checks=BOOL  false leaves out tests and lint, for a quick start from a checkout
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const options = Object.fromEntries(
  process.argv.slice(2).map((argument) => argument.replace(/^--/, "").split("=", 2)),
);
const out = resolve(here, options.out ?? "target/classes/web");
const checks = options.checks !== "false";
/** Node with a tool's own script: the shims in .bin are shell scripts, which Windows cannot run. */
const tool = (script, ...args) => [process.execPath, [join(here, "node_modules", script), ...args]];

function fail(message) {
  process.stderr.write(`web-ui: ${message}\n`);
  process.exit(1);
}

function digest(paths) {
  const hash = createHash("sha256");
  const visit = (path) => {
    const full = join(here, path);
    if (!existsSync(full)) return;
    const entries = readdirSync(full, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.isDirectory()) visit(join(path, entry.name));
      else hash.update(join(path, entry.name)).update(readFileSync(join(full, entry.name)));
    }
  };
  for (const path of paths) {
    if (path.endsWith("/")) visit(path);
    else if (existsSync(join(here, path))) hash.update(path).update(readFileSync(join(here, path)));
  }
  return hash.digest("hex");
}

/** Runs `work` unless `target/<name>.stamp` holds the digest of `inputs`. */
function step(name, inputs, outputsExist, work) {
  const stamp = join(here, "target", `${name}.stamp`);
  const now = digest(inputs);
  if (outputsExist && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  const began = process.hrtime.bigint();
  rmSync(stamp, { force: true });
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  process.stdout.write(`web-ui: ${name} ${seconds.toFixed(1)} s\n`);
}

function run(what, command, args) {
  const result = spawnSync(command, args, { cwd: here, encoding: "utf8" });
  if (result.status === 0) return;
  const reason = result.error ? String(result.error) : `${result.stdout}${result.stderr}`;
  fail(`${what} failed:\n${reason}`);
}

/** npm belongs to a Node installation; a downloaded Node has it beside itself, not on the PATH. */
function npm(args) {
  const home = dirname(process.execPath);
  const candidates = [
    join(home, "node_modules/npm/bin/npm-cli.js"),
    join(home, "../lib/node_modules/npm/bin/npm-cli.js"),
  ];
  const cli = candidates.find(existsSync);
  if (cli) return [process.execPath, [cli, ...args]];
  return process.platform === "win32"
    ? [process.env.ComSpec ?? "cmd.exe", ["/c", "npm", ...args]]
    : ["npm", args];
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  fail(`Node: expected 20 or newer, found ${process.versions.node} at ${process.execPath}`);
}

step("install", ["package.json", "package-lock.json"], existsSync(join(here, "node_modules")), () =>
  run("npm ci (it needs the npm registry, once)", ...npm(["ci", "--no-audit", "--no-fund"])),
);

const sources = ["src/", "static/", "package-lock.json", "tsconfig.json", "build.mjs"];
if (checks) {
  const inputs = [...sources, "test/", "browser/", "biome.json", "vitest.config.mjs"];
  step("check", inputs, true, () => {
    run("type check", process.execPath, [
      join(here, "node_modules/typescript/bin/tsc"),
      "--noEmit",
    ]);
    run(
      "lint and format (repair: npm run format)",
      ...tool("@biomejs/biome/bin/biome", "ci", "--colors=off", "."),
    );
    run("tests", ...tool("vitest/vitest.mjs", "run"));
  });
}

step("bundle", sources, existsSync(join(out, "app.js")), () => {
  const bundle = `
    import { buildSync } from "esbuild";
    import { cpSync, mkdirSync, rmSync } from "node:fs";
    const out = ${JSON.stringify(out)};
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    cpSync("static", out, { recursive: true });
    buildSync({ entryPoints: ["src/view/main.ts"], bundle: true, minify: true, format: "esm",
      target: "es2022", charset: "utf8", outfile: out + "/app.js", legalComments: "none" });`;
  run("bundle", process.execPath, ["--input-type=module", "-e", bundle]);
});
