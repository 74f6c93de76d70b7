// Notes at instants and stretches: kept by the server beside the recording, shown as flags on the
// ruler, as lines over the lanes and as a page.
import { h } from "../base/dom.ts";
import { formatDuration, formatInstant, type Nanos, nanos } from "../base/time.ts";
import type { Note } from "../model/tables.ts";
import type { AppContext } from "./context.ts";

const MAX_TEXT = 2_000;

/** Asks the server for the notes. */
export async function loadNotes(app: AppContext): Promise<void> {
  try {
    app.ui.update({ notes: await app.client.notes() });
  } catch (error) {
    app.fail(error);
  }
}

/** Saves; if another tab was faster, its notes are shown and the change is told to be lost. */
async function save(app: AppContext, notes: readonly Note[]): Promise<void> {
  const known = app.ui.value.notes;
  if (!known) return;
  try {
    app.ui.update({ notes: await app.client.saveNotes(known.revision, notes) });
  } catch (error) {
    app.fail(error);
    await loadNotes(app);
  }
}

export function removeNote(app: AppContext, note: Note): void {
  void save(
    app,
    (app.ui.value.notes?.notes ?? []).filter((other) => other !== note),
  );
}

export function noteTime(note: Note): string {
  const from = formatInstant(note.from, nanos(1e5));
  return note.to > note.from ? `${from} for ${formatDuration(nanos(note.to - note.from))}` : from;
}

export class NoteDialog {
  readonly element: HTMLDialogElement;
  private readonly app: AppContext;
  private readonly text = h("textarea", {
    rows: 3,
    maxlength: MAX_TEXT,
    "aria-label": "Text of the note",
  });
  private readonly when = h("p", { class: "note" });
  private edited: Note | null = null;
  private from = nanos(0);
  private to = nanos(0);

  constructor(app: AppContext) {
    this.app = app;
    const form = h(
      "form",
      { method: "dialog" },
      h("h2", {}, "Note"),
      this.when,
      this.text,
      h(
        "p",
        { class: "dialog-buttons" },
        h("button", { type: "submit", class: "primary" }, "Save"),
        h("button", { type: "button", onClick: () => this.element.close() }, "Cancel"),
      ),
    );
    form.addEventListener("submit", () => this.submit());
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      form.requestSubmit();
    });
    this.element = h("dialog", { class: "sheet note-dialog", "aria-label": "Note" }, form);
  }

  /** A new note at an instant, or over [from, to). */
  create(from: Nanos, to: Nanos): void {
    this.show(null, nanos(Math.round(from)), nanos(Math.round(to)), "");
  }

  edit(note: Note): void {
    this.show(note, note.from, note.to, note.text);
  }

  private show(edited: Note | null, from: Nanos, to: Nanos, text: string): void {
    this.edited = edited;
    this.from = from;
    this.to = to;
    this.text.value = text;
    this.when.textContent = `at ${noteTime({ from, to, text })}`;
    this.element.showModal();
    this.text.focus();
  }

  private submit(): void {
    const text = this.text.value.trim();
    if (text === "") return;
    const note: Note = { from: this.from, to: this.to, text };
    const others = (this.app.ui.value.notes?.notes ?? []).filter((other) => other !== this.edited);
    void save(
      this.app,
      [...others, note].sort((a, b) => a.from - b.from),
    );
  }
}
