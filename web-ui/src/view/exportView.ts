// The present view as a picture or as one HTML file that needs nothing else, for a ticket or a chat.
import type { AppContext } from "./context.ts";

/** The page without scripts: canvases become pictures, styles move inside. */
export async function exportHtml(app: AppContext): Promise<void> {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  const live = document.querySelectorAll("canvas");
  copy.querySelectorAll("canvas").forEach((canvas, i) => {
    const image = document.createElement("img");
    image.src = live[i]?.toDataURL("image/png") ?? "";
    image.className = canvas.className;
    image.alt = "";
    canvas.replaceWith(image);
  });
  for (const element of copy.querySelectorAll("script, link, dialog, .tooltip")) element.remove();
  const style = document.createElement("style");
  const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
  style.textContent = sheets
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
    .join("\n");
  copy.querySelector("head")?.append(style);
  const text = `<!doctype html>\n${copy.outerHTML}`;
  save(new Blob([text], { type: "text/html" }), `${fileName(app)}.html`);
}

/** The timeline with its labels and ruler as a picture. */
export async function exportPng(app: AppContext): Promise<void> {
  const layers = [...document.querySelectorAll<HTMLCanvasElement>(".lanes-picture > canvas")];
  const labels = document.querySelectorAll<HTMLElement>(".row-label");
  const [canvas] = layers;
  if (!canvas) return;
  const ratio = window.devicePixelRatio || 1;
  const lanes = canvas.getBoundingClientRect();
  const whole = canvas.closest(".lanes")?.getBoundingClientRect();
  const left = lanes.left - (whole?.left ?? 0);
  const picture = document.createElement("canvas");
  picture.width = Math.round((left + lanes.width) * ratio);
  picture.height = canvas.height;
  const context = picture.getContext("2d");
  if (!context) return;
  const style = getComputedStyle(document.documentElement);
  context.fillStyle = style.getPropertyValue("--paper");
  context.fillRect(0, 0, picture.width, picture.height);
  for (const layer of layers) context.drawImage(layer, left * ratio, 0);
  context.scale(ratio, ratio);
  context.font = "13px system-ui, sans-serif";
  context.textBaseline = "middle";
  context.fillStyle = style.getPropertyValue("--text");
  for (const label of labels) {
    const box = label.getBoundingClientRect();
    const text = (
      label.querySelector(".lane-name")?.getAttribute("title") ??
      label.textContent ??
      ""
    ).split(": stalled")[0];
    context.fillText(text ?? "", 12, box.top - lanes.top + box.height / 2, left - 20);
  }
  const blob = await new Promise<Blob | null>((done) => picture.toBlob(done, "image/png"));
  if (blob) save(blob, `${fileName(app)}.png`);
}

function fileName(app: AppContext): string {
  return `holdup-${app.overview.title.replace(/\.jfr$/, "").replace(/[^\w.-]+/g, "_")}`;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
