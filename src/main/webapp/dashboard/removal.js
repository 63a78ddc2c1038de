import { html, nothing } from './lib/lit-html/lit-html.js';
import { count, t } from './shell.js';
import { send, withQuery } from './requests.js';
import { awaited, failure } from './parts.js';
import { dialog } from './dialog.js';
import { waves } from './step-plan.js';

/** Undeploying one application or several: what will be lost, and a word typed to confirm. */
export class Removal {
  #app;
  #entries;
  #done;
  #leave;
  #typed = '';
  #foreign = false;
  #busy = false;
  #over = false;
  #refused = [];
  /** What a dry run told of a single one: { running, result, error }; null: nobody asked. */
  #plan = null;

  /**
   * How one may be undeployed by who looks: 'undeploy' where it runs, 'force' where it is in progress or failed, or
   * nothing.
   */
  static offered(entry, app) {
    // Without its record nothing of it would be touched.
    if (entry.status === 'NotDeployed' || entry.aps.adoptable) {
      return '';
    }
    if (entry.status === 'Running') {
      return app.may('undeploy') ? 'undeploy' : '';
    }
    return app.may('forceUndeploy') ? 'force' : '';
  }

  /**
   * @param leave whether another page is shown afterwards
   * @param done called with the entries whose undeployment has begun, when the dialog is over
   */
  constructor(app, entries, { leave, done }) {
    this.#app = app;
    this.#leave = leave;
    this.#entries = entries.map((entry) => ({ entry, how: Removal.offered(entry, app) })).filter(({ how }) => how);
    this.#done = done;
  }

  view() {
    const forced = this.#entries.filter(({ how }) => how === 'force');
    const usual = this.#entries.filter(({ how }) => how === 'undeploy');
    const one = this.#entries.length === 1;
    const force = one && forced.length === 1;
    const name = this.#entries[0]?.entry.name ?? '';
    return dialog({
      title: one ? t(force ? 'force.title' : 'undeploy.title', { name }) : count('undeploy.titles', this.#entries.length),
      onClose: () => this.#close([]),
      body: html`
        <p>${count('undeploy.lost', this.#entries.length)}</p>
        ${usual.length ? this.#names(usual, one ? '' : t('undeploy.those')) : nothing}
        ${forced.length ? this.#names(forced, one ? '' : t('force.those')) : nothing}
        ${forced.length ? html`<p>${t('force.what')}</p>${this.#foreignChoice()}` : nothing}
        ${one ? this.#planned() : nothing}
        ${this.#refused.map(({ name: refused, message }) => html`<p class="aps-alert aps-is-failed" role="alert"><b>${refused}</b>: ${message}</p>`)}
        ${this.#entries.length ? this.#confirmation() : nothing}`,
      buttons: html`
        ${this.#entries.length
          ? html`<button form="aps-confirm" class="jenkins-button jenkins-button--primary jenkins-!-destructive-color"
              ?disabled=${this.#busy || this.#typed !== this.#word}>${t(force ? 'force.do' : 'undeploy.do')}</button>`
          : nothing}
        <button type="button" class="jenkins-button" @click=${() => this.#close([])}>${t('cancel')}</button>`,
    });
  }

  #planned() {
    const plan = this.#plan;
    if (!plan) {
      return html`<p><button type="button" class="jenkins-button" @click=${() => this.#look()}>${t('undeploy.plan')}</button></p>`;
    }
    if (plan.running) {
      return awaited();
    }
    if (plan.error) {
      return failure(plan.error);
    }
    const planned = plan.result.plan?.waves ?? [];
    const { leftovers } = plan.result;
    return html`${planned.length ? waves(planned, { open: true, shown: () => true }) : html`<p>${t('undeploy.plan.nothing')}</p>`}
      ${leftovers.length ? html`<p>${t('undeploy.leftovers')} ${leftovers.join(', ')}</p>` : nothing}`;
  }

  async #look() {
    const [{ entry, how }] = this.#entries;
    this.#plan = { running: true };
    this.#app.draw();
    try {
      this.#plan = { result: (await this.#ask(entry, how, true)).body.entry.result };
    } catch (error) {
      this.#plan = { error };
    }
    this.#app.draw();
  }

  #ask(entry, how, dryRun) {
    return send('DELETE', withQuery('/v1/applications/' + encodeURIComponent(entry.name), {
      cluster: entry.aps.cluster,
      force: how === 'force',
      removeForeignFinalizers: how === 'force' && this.#foreign,
      dryRun,
    }));
  }

  get #word() {
    return this.#entries.length === 1 ? this.#entries[0].entry.name : t('undeploy.word', { number: this.#entries.length });
  }

  #names(entries, title) {
    return html`${title ? html`<h3>${title}</h3>` : nothing}<ul>${entries.map(({ entry }) => html`<li><b>${entry.name}</b>
      (${entry.aps.release}, ${t('status.' + entry.status)}): ${
        entry.aps.services.length ? entry.aps.services.map((service) => service.name).join(', ') : t('none')}</li>`)}</ul>`;
  }

  #foreignChoice() {
    return html`<p><label><input type="checkbox" .checked=${this.#foreign} @change=${(event) => {
      this.#foreign = event.target.checked;
    }}> ${t('force.foreign')}</label></p>`;
  }

  #confirmation() {
    return html`<form id="aps-confirm" @submit=${(event) => this.#submit(event)}>
      <label class="jenkins-form-label" for="aps-word">${t('undeploy.type', { word: this.#word })}</label>
      <input class="jenkins-input" id="aps-word" autocomplete="off" autocapitalize="off" spellcheck="false" autofocus @input=${(event) => {
        this.#typed = event.target.value.trim();
        this.#app.draw();
      }}></form>`;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#busy || this.#typed !== this.#word) {
      return;
    }
    this.#busy = true;
    this.#app.draw();
    const begun = [];
    const refused = [];
    // One after another: what is refused is told beside its name, and doesn't keep the others from going.
    for (const { entry, how } of this.#entries) {
      if (this.#over) {
        // Closed meanwhile: what has not begun yet is left.
        break;
      }
      try {
        await this.#ask(entry, how, false);
        begun.push(entry);
      } catch (error) {
        refused.push({ name: entry.name, message: error.message });
      }
    }
    this.#busy = false;
    if (begun.length) {
      this.#app.tell(count('undeploy.begun', begun.length, { name: begun[0].name }), { ahead: this.#leave && refused.length === 0 && !this.#over });
    }
    if (refused.length === 0) {
      this.#close(begun);
      return;
    }
    this.#refused = refused;
    this.#entries = this.#entries.filter(({ entry }) => !begun.includes(entry));
    this.#typed = '';
    this.#app.draw();
  }

  #close(begun) {
    this.#over = true;
    const done = this.#done;
    this.#done = () => {};
    done(begun);
    this.#app.draw();
  }
}
