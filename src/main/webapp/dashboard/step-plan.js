import { html, nothing } from './lib/lit-html/lit-html.js';
import { count, inJenkins, t } from './shell.js';
import { copyButton } from './parts.js';
import { placeholders, snippet } from './snippet.js';

/** Last: what would be done, field by field, and the same deployment as a step of a Pipeline. */
export const planStep = {
  view(wizard) {
    return html`${plan(wizard)}${pipeline(wizard)}`;
  },

  problems: () => [],
};

function plan(wizard) {
  const { plan: asked } = wizard;
  if (!asked || asked.running) {
    return html`<p role="status">${t('plan.awaited')}</p>`;
  }
  const refusal = asked.error ? refused(wizard, asked.error) : nothing;
  if (!asked.result) {
    return html`${refusal}<p><button type="button" class="jenkins-button" @click=${() => wizard.ask()}>${t('plan.again')}</button></p>`;
  }
  const told = asked.result.plan?.waves ?? [];
  const all = told.flat();
  const number = (action) => all.filter((change) => change.action === action).length;
  const notes = new Set(all.map((change) => change.note).filter((note) => note));
  return html`${refusal}
    <p role="status">${t(wizard.existing ? 'plan.upgrade' : 'plan.first', { name: wizard.draft.name })}
      ${['created', 'configured', 'removed', 'unchanged'].filter((action) => number(action))
        .map((action) => count('plan.' + action, number(action))).join(', ')}.</p>
    ${notes.size ? html`<div class="aps-alert aps-is-degraded"><p>${t('plan.notes')}</p><ul>${[...notes].map((note) => html`<li>${note}</li>`)}</ul></div>` : nothing}
    ${waves(told, { open: wizard.existing !== null, shown: wizard.existing === null ? () => true : isChange })}`;
}

/**
 * What is done, wave by wave.
 *
 * @param open whether waves in which something changes are open
 * @param shown which changes are
 */
export function waves(planned, { open, shown }) {
  return html`<ol class="aps-waves">${planned.map((wave, index) => html`<li><details ?open=${open && wave.some(isChange)}>
    <summary>${t('plan.wave', { number: index + 1 })} ${count('plan.objects', wave.length)}</summary>
    <ul>${wave.filter(shown).map(object)}</ul></details></li>`)}</ol>`;
}

function isChange(change) {
  return change.action !== 'unchanged' && change.action !== 'skipped';
}

function object(change) {
  return html`<li><span class="aps-action aps-action-${change.action}">${t('action.' + change.action)}</span> <code>${change.object}</code>
    ${change.reason ? html`<span class="aps-quiet">${change.reason}</span>` : nothing}
    ${change.diff?.length ? html`<ul class="aps-diff">${change.diff.map(({ path, before, after }) => html`<li><code>${path}</code>
      ${before === undefined ? nothing : html`<del>${before}</del>`} ${after === undefined ? nothing : html`<ins>${after}</ins>`}</li>`)}
      ${change.more ? html`<li>${count('plan.more', change.more)}</li>` : nothing}</ul>` : nothing}</li>`;
}

/** Each problem leads to the step that mends it. */
function refused(wizard, error) {
  return html`<div class="aps-alert aps-is-failed" role="alert"><p>${error.message}</p>
    ${error.details?.length ? html`<ul>${error.details.map((problem) => {
      const step = wizard.stepOf(problem);
      return html`<li>${problem.where ? html`<code>${problem.where}</code> ` : nothing}${problem.message}
        ${step ? html`<button type="button" class="jenkins-button" @click=${() => wizard.to(step)}>${t('plan.goTo', { step: t('deploy.step.' + step) })}</button>` : nothing}</li>`;
    })}</ul>` : nothing}</div>`;
}

function pipeline(wizard) {
  const text = snippet(wizard.draft, wizard.release, wizard.options);
  const missing = placeholders(wizard.draft);
  return html`<details class="aps-snippet" ?open=${inJenkins}><summary>${t('snippet')}</summary>
    <p>${t('snippet.what')}</p>
    ${missing.length ? html`<p>${t('snippet.replace', { ids: missing.join(', ') })}</p>` : nothing}
    <pre class="aps-log" tabindex="0" id="aps-snippet">${text}</pre>
    ${copyButton(text, t('copy'))}</details>`;
}
