import { html, nothing } from './lib/lit-html/lit-html.js';
import { count, t } from './shell.js';
import { send, withQuery } from './requests.js';
import { awaited, failure } from './parts.js';
import { dialog } from './dialog.js';

/** Bringing the record of an application back that was lost: what would be recorded, and its name typed to confirm. */
export class Adoption {
  #app;
  #entry;
  #done;
  /** What a dry run told; null until it is there. */
  #found = null;
  #alone = false;
  #typed = '';
  #busy = false;
  #error = null;

  /** Whether who looks may adopt this one, which needs it. */
  static offered(entry, app) {
    return Boolean(entry.aps.adoptable) && app.may('deploy') && app.may('forceUndeploy');
  }

  /** @param done called when the dialog is over */
  constructor(app, entry, done) {
    this.#app = app;
    this.#entry = entry;
    this.#done = done;
    this.#look();
  }

  view() {
    const { name } = this.#entry;
    return dialog({
      title: t('adopt.title', { name }),
      onClose: () => this.#close(),
      body: html`
        <p>${t('adopt.what')}</p>
        ${this.#error ? failure(this.#error) : nothing}
        ${this.#found ? this.#plan() : this.#error ? nothing : awaited()}`,
      buttons: html`
        ${this.#found
          ? html`<button form="aps-confirm" class="jenkins-button jenkins-button--primary" ?disabled=${!this.#ready}>${t('adopt.do')}</button>`
          : nothing}
        ${this.#error
          ? html`<button type="button" class="jenkins-button" ?disabled=${this.#busy} @click=${() => this.#look()}>${t('adopt.again')}</button>`
          : nothing}
        <button type="button" class="jenkins-button" @click=${() => this.#close()}>${t('cancel')}</button>`,
    });
  }

  get #ready() {
    return !this.#busy && this.#typed === this.#entry.name && (this.#alone || !this.#found.obstacle);
  }

  #plan() {
    const found = this.#found;
    return html`<dl class="aps-facts">
        <dt>${t('column.release')}</dt><dd>${found.release || t('none')}</dd>
        <dt>${t('column.version')}</dt><dd>${found.applicationVersion}</dd>
        <dt>${t('administrators')}</dt><dd>${people(found.access.administrators)}</dd>
        <dt>${t('users')}</dt><dd>${people(found.access.users)}</dd>
        ${found.connectors.map((connector) => html`<dt>${t('adopt.connector', { name: connector.name })}</dt><dd>${image(connector)}</dd>`)}
        <dt>${t('adopt.versions')}</dt>
        <dd>${found.versions.map((each) => each.applicationVersion + ' (' + each.release + ')').join(', ') || t('none')}</dd>
      </dl>
      <details><summary>${count('adopt.objects', found.objects.length)}</summary><ul>${found.objects.map((each) => html`<li>${each}</li>`)}</ul></details>
      ${found.notes.length ? html`<div class="aps-alert aps-is-degraded"><ul>${found.notes.map((note) => html`<li>${note}</li>`)}</ul></div>` : nothing}
      <form id="aps-confirm" @submit=${(event) => this.#submit(event)}>
        ${found.obstacle
          ? html`<p><label><input type="checkbox" .checked=${this.#alone} @change=${(event) => {
            this.#alone = event.target.checked;
            this.#app.draw();
          }}> ${t('adopt.alone')}</label></p>`
          : nothing}
        <label class="jenkins-form-label" for="aps-word">${t('undeploy.type', { word: this.#entry.name })}</label>
        <input class="jenkins-input" id="aps-word" autocomplete="off" autocapitalize="off" spellcheck="false" autofocus @input=${(event) => {
          this.#typed = event.target.value.trim();
          this.#app.draw();
        }}></form>`;
  }

  #ask(parameters) {
    const { name, aps } = this.#entry;
    return send('POST', withQuery('/v1/applications/' + encodeURIComponent(name) + '/adopt', { cluster: aps.cluster, ...parameters }));
  }

  /** Looks at it again too, after what was shown turned out to be old. */
  async #look() {
    this.#busy = true;
    this.#app.draw();
    try {
      this.#found = (await this.#ask({ dryRun: true })).body.entry;
      this.#error = null;
    } catch (error) {
      this.#found = null;
      this.#error = error;
    }
    this.#busy = false;
    this.#app.draw();
  }

  /** Only what is shown is recorded: the server compares. */
  async #submit(event) {
    event.preventDefault();
    if (!this.#ready) {
      return;
    }
    this.#busy = true;
    this.#error = null;
    this.#app.draw();
    try {
      await this.#ask({ basedOnDigest: this.#found.digest, noOtherInstallation: this.#alone });
      this.#app.tell(t('adopt.done', { name: this.#entry.name }));
      this.#close();
    } catch (error) {
      this.#error = error;
      // What was decided on is not what there is: nobody goes on without having looked again.
      this.#found = null;
      this.#typed = '';
    }
    this.#busy = false;
    this.#app.draw();
  }

  #close() {
    const done = this.#done;
    this.#done = () => {};
    done();
    this.#app.draw();
  }
}

function people({ users, groups }) {
  return [...users, ...groups.map((group) => t('access.group', { name: group }))].join(', ') || t('none');
}

/** Both images, where what runs is not what is kept. */
function image({ image: kept, runningImage: runs }) {
  if (kept === runs) {
    return kept;
  }
  return (kept || t('adopt.notKept')) + ', ' + (runs ? t('adopt.runs', { image: runs }) : t('adopt.notSeen'));
}
