import { html } from './lib/lit-html/lit-html.js';
import { ref } from './lib/lit-html/directives/ref.js';

/** A modal dialog: the browser keeps the focus in it, Escape and a false answer close it. */
export function dialog({ title, body, buttons, onClose }) {
  return html`<dialog class="aps-dialog" aria-labelledby="aps-dialog-title" @close=${onClose} ${ref(open)}>
    <h2 id="aps-dialog-title">${title}</h2>
    ${body}
    <div class="aps-buttons">${buttons}</div>
  </dialog>`;
}

/** What had the focus when the dialog was opened. */
let opener = null;

function open(element) {
  if (element) {
    opener = document.activeElement;
    // Not before it is part of the page.
    queueMicrotask(() => element.isConnected && !element.open && element.showModal());
  } else {
    // It was taken out of the page, which leaves the focus nowhere. Where its button went, too, on to the page's beginning.
    queueMicrotask(() => (opener?.isConnected ? opener : document.querySelector('#aps-dashboard h1'))?.focus());
  }
}
