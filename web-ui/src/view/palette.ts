// One box for all commands (Ctrl+Shift+P, F1) and all threads (Ctrl+P): type, choose, Enter.
import { fill, h } from "../base/dom.ts";
import { PAGES } from "../model/viewState.ts";
import type { AppContext } from "./context.ts";
import type { KeyBinding } from "./keys.ts";
import { PAGE_TITLES } from "./sidePanel.ts";

interface Entry {
  readonly text: string;
  readonly hint: string;
  readonly run: () => void;
}

const SHOWN = 12;

export class CommandPalette {
  readonly element: HTMLDialogElement;
  private readonly input = h("input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "palette-list",
    "aria-label": "Command or thread",
  });
  private readonly list = h("ul", { id: "palette-list", role: "listbox", "aria-label": "Matches" });
  private readonly app: AppContext;
  private readonly commands: readonly Entry[];
  private entries: readonly Entry[] = [];
  private matches: readonly Entry[] = [];
  private chosen = 0;

  constructor(app: AppContext, bindings: readonly KeyBinding[], extra: readonly Entry[]) {
    this.app = app;
    this.commands = [
      ...PAGES.map((page) => ({
        text: `Page: ${PAGE_TITLES[page]}`,
        hint: "",
        run: () => app.view.update({ page }),
      })),
      ...bindings.map(({ text, keys, run }) => ({ text, hint: keys, run })),
      ...extra,
    ];
    this.element = h(
      "dialog",
      { class: "sheet palette", "aria-label": "Commands" },
      this.input,
      this.list,
    );
    this.input.addEventListener("input", () => this.match());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  open(what: "commands" | "threads"): void {
    this.entries = what === "threads" ? [] : this.commands;
    this.input.value = "";
    this.match();
    this.element.showModal();
    void this.app.allThreads().then(() => {
      this.entries = [...this.entries, ...this.threads()];
      this.match();
    });
  }

  private threads(): Entry[] {
    return this.app.overview.threads.allNames().map((name, thread) => ({
      text: name,
      hint: "thread",
      run: () => this.app.revealThread(thread),
    }));
  }

  private match(): void {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.matches = this.entries
      .filter((entry) => words.every((word) => entry.text.toLowerCase().includes(word)))
      .slice(0, SHOWN);
    this.chosen = 0;
    this.render();
  }

  private render(): void {
    fill(
      this.list,
      ...this.matches.map((entry, i) =>
        h(
          "li",
          {
            role: "option",
            id: `palette-${i}`,
            "aria-selected": String(i === this.chosen),
            onClick: () => this.run(i),
          },
          h("span", {}, entry.text),
          entry.hint !== "" && h("kbd", {}, entry.hint),
        ),
      ),
    );
    this.input.setAttribute("aria-activedescendant", `palette-${this.chosen}`);
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.chosen = Math.min(Math.max(0, this.chosen + step), this.matches.length - 1);
      this.render();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.run(this.chosen);
    }
  }

  private run(index: number): void {
    this.element.close();
    this.matches[index]?.run();
  }
}
