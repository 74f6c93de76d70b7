// What people wrote about this recording.
import { h } from "../../base/dom.ts";
import type { Note, Notes } from "../../model/tables.ts";
import type { AppContext } from "../context.ts";
import { noteTime, removeNote } from "../notes.ts";

export function notesPage(app: AppContext): HTMLElement {
  const { notes } = app.ui.value;
  if (!notes) return h("p", { class: "absent" }, "The notes are not there yet.");
  return h(
    "div",
    {},
    h("h2", {}, `Notes (${notes.notes.length})`),
    h("p", { class: "note" }, whereText(notes)),
    notes.notes.length === 0
      ? h(
          "p",
          { class: "absent" },
          "None yet. M makes one at the pointer or the selected span, Shift+M one over the selection.",
        )
      : h("ul", { class: "notes" }, ...notes.notes.map((note) => item(app, note))),
  );
}

/** Nobody must believe that a note is safe when it is not. */
function whereText(notes: Notes): string {
  if (notes.saved) return `Saved beside the recording, in ${notes.file}.`;
  if (notes.trouble !== "") return `Kept only until the server stops: ${notes.trouble}.`;
  return "Kept only until the server stops: the recording was dropped on the page.";
}

function item(app: AppContext, note: Note): HTMLElement {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "link", onClick: () => app.show(note.from, note.to) },
      noteTime(note),
    ),
    h("p", {}, note.text),
    h("button", { type: "button", onClick: () => app.editNote(note) }, "Edit"),
    h(
      "button",
      {
        type: "button",
        "aria-label": `Delete the note at ${noteTime(note)}`,
        onClick: () => removeNote(app, note),
      },
      "Delete",
    ),
  );
}
