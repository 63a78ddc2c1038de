import { html, nothing } from './lib/lit-html/lit-html.js';
import { ref } from './lib/lit-html/directives/ref.js';

/** A modal dialog: the browser keeps the focus in it, Escape and a false answer close it. */
export function dialog({ title, body, buttons, onClose }) {
  return html`<dialog class="aps-dialog" aria-labelledby="aps-dialog-title" @close=${onClose} ${ref(open)}>
    <h2 id="aps-dialog-title">${title}</h2>
    ${body}
    <div class="aps-buttons">${buttons}</div>
  </dialog>`;
}

function open(element) {
  if (element && !element.open) {
    // Not before it is part of the page.
    queueMicrotask(() => element.isConnected && !element.open && element.showModal());
  }
}

export const noDialog = nothing;
