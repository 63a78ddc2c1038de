import { html, nothing } from './lib/lit-html/lit-html.js';
import { count, t } from './shell.js';
import { go, link } from './address.js';
import { read, RequestError, send, withQuery } from './requests.js';
import { awaited, failure } from './parts.js';
import { bare, newDraft, preconditions, requestOf, takeOver, withoutSecrets } from './draft.js';
import { releasePath } from './releases.js';
import { nameStep } from './step-name.js';
import { administratorsStep, usersStep } from './step-access.js';
import { connectorsStep } from './step-connectors.js';
import { variablesStep } from './step-variables.js';
import { planStep } from './step-plan.js';

/** The steps in their order. */
const FORMS = {
  name: nameStep,
  administrators: administratorsStep,
  users: usersStep,
  connectors: connectorsStep,
  variables: variablesStep,
  plan: planStep,
};
const STEPS = Object.keys(FORMS);
/** Which step a problem of the server is about, by the beginning of where it is. */
const PLACES = [
  [/^(name|application|basedOn)/, 'name'],
  [/^(security|access|administrators)/, 'administrators'],
  [/^connectors\..+\.(variables|secrets)\b/, 'variables'],
  [/^users/, 'users'],
  [/^(infrastructure|connectors)/, 'connectors'],
  [/^(variables|secrets)/, 'variables'],
];

/** Deploys one release: five steps, then the plan. Nothing is lost by going back, nor, but for secrets, by a reload. */
export class DeployPage {
  lives = [];
  #app;
  #parts;
  #upgrade;
  #release = null;
  #error = null;
  /** Problems are told when somebody wanted to go on, not while they begin to type. */
  #strict = false;
  /** Whether it was deployed: nothing is kept any more. */
  #over = false;

  constructor(app, parts, query) {
    this.#app = app;
    this.#parts = parts;
    this.#upgrade = { name: query.get('application') || '', cluster: query.get('cluster') || '' };
  }

  /** Of a wizard: what is being put together, and what is known beside it. */
  draft = null;
  /** The application of the chosen name: null where there is none. */
  existing = null;
  /** { running, error, result } of the plan of what the draft was when it was asked for. */
  plan = null;

  async start() {
    this.#error = null;
    const [repository = '', project = '', version = ''] = this.#parts;
    try {
      this.#release = (await read(releasePath(repository, project, version))).body.entry;
    } catch (error) {
      this.#error = error;
    }
    this.#app.draw();
  }

  stop() {
    this.#keep();
    // Nobody waits for it any more.
    this.plan = null;
  }

  /** Asks again for what could not be told: somebody signed in, or the server may be back. */
  retry() {
    if (this.#error) {
      this.start();
      this.draw();
    }
  }

  get release() {
    return this.#release;
  }

  get options() {
    return this.#app.options;
  }

  get strict() {
    return this.#strict;
  }

  draw() {
    this.#app.draw();
  }

  view() {
    const name = this.#parts.slice(1).join('/');
    const head = html`<h1 tabindex="-1">${t('deploy.title', { release: name })}</h1>`;
    if (this.#error) {
      return html`${head}${failure(this.#error)}
        ${this.#error.temporary ? html`<button type="button" class="jenkins-button" @click=${() => this.retry()}>${t('connection.now')}</button>` : nothing}
        <a class="jenkins-button" href=${link(['releases'])}>${t('releases')}</a>`;
    }
    if (!this.#release) {
      return html`${head}${awaited()}`;
    }
    if (!this.#app.may('deploy')) {
      return html`${head}${failure(new RequestError(403, { code: 'notAllowed', message: t('deploy.notAllowed') }))}`;
    }
    this.draft ??= this.#begin();
    const problems = this.#release.problems ?? [];
    if (problems.length) {
      return html`${head}${failure({ message: count('releases.problems', problems.length),
        details: problems.map(({ file, pointer, message }) => ({ where: pointer ? file + ' ' + pointer : file, message })) })}`;
    }
    return html`${head}${this.#steps()}
      <form class="aps-wizard" novalidate @submit=${(event) => this.#submit(event)} @input=${() => this.#changed()} @change=${() => this.#changed()}>
        <h2 id="aps-step" tabindex="-1">${t('deploy.step.' + this.draft.step)}</h2>
        ${this.#changedByOthers()}
        ${FORMS[this.draft.step].view(this)}
        <div class="aps-buttons">${this.#buttons()}</div>
      </form>`;
  }

  #steps() {
    const at = STEPS.indexOf(this.draft.step);
    return html`<nav aria-label=${t('deploy.steps')}><ol class="aps-wizard-steps">${STEPS.map((step, index) => {
      const wrong = index < at && FORMS[step].problems(this).length > 0;
      return html`<li class=${index === at ? 'aps-step-now' : wrong ? 'aps-step-failed' : index < at ? 'aps-step-done' : 'aps-step-toCome'}>
        <button type="button" aria-current=${index === at ? 'step' : nothing} @click=${() => this.to(step)}>${t('deploy.step.' + step)}</button></li>`;
    })}</ol></nav>`;
  }

  #buttons() {
    const at = STEPS.indexOf(this.draft.step);
    const last = at === STEPS.length - 1;
    return html`
      ${at > 0 ? html`<button type="button" class="jenkins-button" @click=${() => this.to(STEPS[at - 1])}>${t('back')}</button>` : nothing}
      ${last
        ? html`<button class="jenkins-button jenkins-button--primary" ?disabled=${!this.plan?.result || this.plan.deploying}>${t(this.existing ? 'upgrade' : 'deploy')}</button>`
        : html`<button class="jenkins-button jenkins-button--primary">${t('next')}</button>`}
      <a class="jenkins-button" href=${link(['releases'])} @click=${() => this.#drop()}>${t('cancel')}</a>`;
  }

  /** What was taken over from the application is not what it has any more: it was taken over once more. */
  #changedByOthers() {
    const { changed } = this.draft;
    if (!changed) {
      return nothing;
    }
    const named = (what) => (['administrators', 'users'].includes(what) ? t(what) : what === 'release' ? t('column.release') : what);
    return html`<div class="aps-alert aps-is-degraded" role="status">
      <p>${t('deploy.changed', { name: changed.name, release: changed.release, version: changed.version, by: changed.by || t('nobody') })}</p>
      ${changed.differences.length ? html`<ul class="aps-diff">${changed.differences.map(({ what, before, after }) => html`<li>${named(what)}:
        ${before ? html`<del>${before}</del>` : nothing} ${after ? html`<ins>${after}</ins>` : nothing}</li>`)}</ul>` : nothing}
    </div>`;
  }

  /** Forgets what was put together. */
  #drop() {
    sessionStorage.removeItem(this.#key);
    this.#over = true;
  }

  /** Goes to a step: forward only as far as nothing is missing. */
  async to(step) {
    const at = STEPS.indexOf(this.draft.step);
    const wanted = STEPS.indexOf(step);
    if (at === 0 && wanted > 0) {
      await nameStep.settle(this);
      takeOver(this.draft, this.existing, this.options);
    }
    const stop = STEPS.slice(0, wanted).findIndex((each) => {
      FORMS[each].finish?.(this);
      return FORMS[each].problems(this).length > 0;
    });
    if (wanted > at && stop >= 0) {
      this.#strict = true;
      this.draft.step = STEPS[stop];
    } else {
      FORMS[this.draft.step].finish?.(this);
      this.#strict = false;
      this.draft.step = step;
    }
    this.#keep();
    this.draw();
    const now = this.draft.step;
    requestAnimationFrame(() => requestAnimationFrame(() =>
      ((this.#strict && document.querySelector('.aps-wizard [aria-invalid="true"]')) || document.querySelector('#aps-step'))?.focus()));
    if (now === 'plan') {
      await this.ask();
    }
  }

  /** The step that a problem of the server is about, or nothing. */
  stepOf({ where = '' }) {
    return PLACES.find(([pattern]) => pattern.test(where.replace(/^descriptor\./, '')))?.[1] ?? '';
  }

  /** @param existing the application of the chosen name; null: there is none */
  found(existing) {
    this.existing = existing;
    this.draw();
  }

  /** Asks for the plan. */
  async ask() {
    const plan = { running: true, error: null, result: null, deploying: false };
    this.plan = plan;
    this.draw();
    try {
      const { body } = await this.#send(true);
      const entry = await ended(body.entry, () => this.plan === plan);
      plan.error = entry.error ? new RequestError(409, entry.error) : null;
      plan.result = entry.result ?? null;
    } catch (error) {
      plan.error = error;
    }
    plan.running = false;
    this.draw();
  }

  #send(dryRun) {
    const { name, cluster, onFailure, timeoutMinutes, forceConflicts } = this.draft;
    const path = this.existing ? '/v1/applications/' + encodeURIComponent(name) : '/v1/applications';
    const query = {
      cluster, dryRun, onFailure, timeoutMinutes, ifRunning: dryRun ? '' : 'fail', forceConflicts: forceConflicts ? 'true' : '',
      ...(this.existing ? preconditions(this.draft.base) : {}),
    };
    return send(this.existing ? 'PUT' : 'POST', withQuery(path, query), requestOf(this.draft, this.#release, this.options));
  }

  async #submit(event) {
    event.preventDefault();
    const at = STEPS.indexOf(this.draft.step);
    if (at < STEPS.length - 1) {
      await this.to(STEPS[at + 1]);
      return;
    }
    if (!this.plan?.result || this.plan.deploying) {
      return;
    }
    const plan = this.plan;
    plan.deploying = true;
    this.draw();
    const { name, cluster } = this.draft;
    let operation;
    try {
      ({ operation } = await this.#send(false));
    } catch (error) {
      plan.deploying = false;
      plan.error = error;
      this.draw();
      return;
    }
    this.#drop();
    this.#app.tell(t('deploy.begun', { name }), { ahead: true });
    go(['instance', cluster, name], { operation });
  }

  get #key() {
    // Of whoever began it: others may sign in in the same tab.
    return 'aps.draft.' + this.options.caller.name + '/' + this.#parts.join('/');
  }

  #changed() {
    this.plan = null;
    this.#keep();
    this.draw();
  }

  #keep() {
    if (this.draft && !this.#over) {
      sessionStorage.setItem(this.#key, JSON.stringify(withoutSecrets(this.draft)));
    }
  }

  #begin() {
    const fresh = newDraft(this.#release, this.options);
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(this.#key) ?? '{}');
    } catch {
      kept = {};
    }
    const draft = { ...fresh, ...kept, connectors: fresh.connectors };
    for (const [name, chosen] of Object.entries(draft.connectors)) {
      Object.assign(chosen, kept.connectors?.[name]);
      chosen.variables = bare(chosen.variables);
      chosen.secrets = bare(chosen.secrets);
    }
    if (this.#upgrade.name) {
      draft.name = this.#upgrade.name;
      draft.cluster = this.#upgrade.cluster || draft.cluster;
    }
    // What is missing after a reload, secrets above all, is asked for where it belongs.
    draft.step = 'name';
    return draft;
  }
}

/** An operation when it has ended, or as it is when nobody waits for it any more. */
async function ended(entry, wanted) {
  let operation = entry;
  while (operation.phase !== 'done' && wanted()) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    operation = (await read('/v1/operations/' + encodeURIComponent(operation.id))).body.entry;
  }
  return operation;
}
