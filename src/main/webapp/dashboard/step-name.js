import { html, nothing } from './lib/lit-html/lit-html.js';
import { live as asTyped } from './lib/lit-html/directives/live.js';
import { t } from './shell.js';
import { read, withQuery } from './requests.js';
import { isName } from './draft.js';
import { described, field, isGoing } from './parts.js';

const PAUSE = 300;
let timer = 0;
let asked = null;

/** What may follow a failure: only what this caller may ask for. */
function policies(options) {
  return ['rollback', 'leave', ...(options.caller.rights.includes('forceUndeploy') ? ['undeploy'] : [])];
}

/** Step 1: the name, checked as it is typed, by its rule and by what there is already. */
export const nameStep = {
  view(wizard) {
    const { draft, options } = wizard;
    const problem = problemOf(wizard);
    const shown = draft.name || wizard.strict ? problem : '';
    ensure(wizard);
    return html`
      ${field({
        id: 'aps-application',
        label: t('deploy.name'),
        hint: t('deploy.name.hint'),
        problem: shown,
        control: html`<input class="jenkins-input" id="aps-application" maxlength="60" autocomplete="off" autocapitalize="off" spellcheck="false"
          required aria-invalid=${shown ? 'true' : 'false'} aria-describedby=${described('aps-application', true)}
          .value=${asTyped(draft.name)} @input=${(event) => {
            draft.name = event.target.value.trim();
            look(wizard, PAUSE);
          }}>`,
      })}
      ${options.clusters.length > 1 ? field({
        id: 'aps-cluster',
        label: t('column.cluster'),
        control: html`<select class="jenkins-select__input" id="aps-cluster" @change=${(event) => {
          draft.cluster = event.target.value;
          look(wizard, 0);
        }}>${options.clusters.map(({ name }) => html`<option value=${name} .selected=${name === draft.cluster}>${name}</option>`)}</select>`,
      }) : nothing}
      ${!problem && wizard.existing?.name === draft.name
        ? html`<p class="aps-alert aps-is-inProgress" role="status">${t('deploy.upgrades', {
            name: draft.name, release: wizard.existing.aps.release, version: wizard.existing.version })}</p>`
        : nothing}
      <details><summary>${t('deploy.more')}</summary>
        ${field({
          id: 'aps-failure',
          label: t('deploy.onFailure'),
          control: html`<select class="jenkins-select__input" id="aps-failure" @change=${(event) => {
            draft.onFailure = event.target.value;
          }}>${policies(options).map((each) => html`<option value=${each} .selected=${each === draft.onFailure}>${t('onFailure.' + each)}</option>`)}</select>`,
        })}
        ${field({
          id: 'aps-timeout',
          label: t('deploy.timeout'),
          control: html`<input class="jenkins-input" id="aps-timeout" type="number" min="1" max="1440" .value=${String(draft.timeoutMinutes)}
            @change=${(event) => {
              draft.timeoutMinutes = Math.min(1440, Math.max(1, Number.parseInt(event.target.value, 10) || 15));
              event.target.value = draft.timeoutMinutes;
            }}>`,
        })}
        ${field({
          id: 'aps-force-conflicts',
          label: t('deploy.forceConflicts'),
          control: html`<input id="aps-force-conflicts" type="checkbox" .checked=${draft.forceConflicts === true} @change=${(event) => {
            draft.forceConflicts = event.target.checked;
          }}>`,
        })}
      </details>`;
  },

  problems(wizard) {
    const problem = problemOf(wizard);
    return problem ? [problem] : [];
  },

  /** Waits until it is known whether there is an application of the name. */
  async settle(wizard) {
    // Asked anew, as others deploy, too; and once more where somebody typed meanwhile.
    asked = null;
    let last;
    do {
      look(wizard, 0);
      last = asked;
      await last.done;
    } while (asked !== last);
  },
};

function problemOf({ draft, options, existing, release }) {
  const { maxLength, reserved } = options.names;
  if (!draft.name) {
    return t('deploy.name.missing');
  }
  if (!isName(draft.name, options)) {
    return t('deploy.name.invalid', { longest: maxLength });
  }
  if (reserved.some((name) => (name.endsWith('*') ? draft.name.startsWith(name.slice(0, -1)) : draft.name === name))) {
    return t('deploy.name.reserved', { name: draft.name });
  }
  if (existing?.name === draft.name && isGoing(existing.aps)) {
    return t('deploy.name.going', { name: draft.name });
  }
  if (existing?.name === draft.name && existing.aps.project && existing.aps.project !== release.project) {
    return t('deploy.name.taken', { name: draft.name, project: existing.aps.project });
  }
  return '';
}

function key({ cluster, name }) {
  return cluster + '/' + name;
}

function ensure(wizard) {
  if (asked?.key !== key(wizard.draft) || asked.wizard !== wizard) {
    look(wizard, PAUSE);
  }
}

/** Looks whether there is an application of this name. */
function look(wizard, pause) {
  if (asked?.key === key(wizard.draft) && asked.wizard === wizard && (asked.begun || pause > 0)) {
    return;
  }
  clearTimeout(timer);
  const mine = { key: key(wizard.draft), wizard, begun: pause === 0, done: null };
  asked = mine;
  mine.done = new Promise((resolve) => {
    const begin = async () => {
      mine.begun = true;
      const found = await find(wizard);
      if (asked === mine) {
        wizard.found(found);
      }
      resolve();
    };
    if (pause === 0) {
      begin();
    } else {
      timer = setTimeout(begin, pause);
    }
  });
}

async function find({ draft: { name, cluster }, existing }) {
  if (!name) {
    return null;
  }
  try {
    // The list, as asking for one that isn't there would be an error of its own.
    const { list } = (await read(withQuery('/v1/applications', { name, cluster, maxItems: 1000 }))).body;
    return list.entries.map(({ entry }) => entry).find((entry) => entry.name === name && entry.status !== 'NotDeployed') ?? null;
  } catch {
    // Nobody answers: the plan tells that, too.
    return existing?.name === name && existing.aps.cluster === cluster ? existing : null;
  }
}
