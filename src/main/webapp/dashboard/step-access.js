import { html, nothing } from './lib/lit-html/lit-html.js';
import { t } from './shell.js';

/** Step 2: who administers the application; one user or group at least. */
export const administratorsStep = {
  view: (wizard) => html`<p>${t('deploy.administrators.hint')}</p>${lists(wizard, 'administrators')}`,
  problems: ({ draft }) => (empty(draft.administrators) ? [t('deploy.administrators.missing')] : []),
  finish: ({ draft }) => finish('administrators', draft.administrators),
};

/** Step 3: who uses it; those that its models name have access anyway. */
export const usersStep = {
  view: (wizard) => html`<p>${t('deploy.users.hint')}</p>${lists(wizard, 'users', {
    users: wizard.release.users ?? [], groups: wizard.release.groups ?? [],
  })}`,
  problems: () => [],
  finish: ({ draft }) => finish('users', draft.users),
};

function empty({ users, groups }) {
  return users.length + groups.length === 0;
}

/** What was typed and not added counts too, so that going on loses nothing. */
function finish(role, principals) {
  for (const kind of ['users', 'groups']) {
    add(document.getElementById(`aps-${role}-${kind}`), principals[kind]);
  }
}

function add(input, names) {
  if (!input) {
    return;
  }
  for (const name of input.value.split(/[,;\n]/).map((part) => part.trim())) {
    if (name && !names.includes(name)) {
      names.push(name);
    }
  }
  input.value = '';
}

function lists(wizard, role, fixed = { users: [], groups: [] }) {
  const problem = wizard.strict && role === 'administrators' ? administratorsStep.problems(wizard)[0] ?? '' : '';
  return html`${['users', 'groups'].map((kind) => list(wizard, role, kind, fixed[kind], problem))}
    <p class="aps-problem" id="aps-${role}-problem" aria-live="polite">${problem}</p>`;
}

function list(wizard, role, kind, fixed, problem) {
  const names = wizard.draft[role][kind];
  const id = `aps-${role}-${kind}`;
  const enter = () => {
    add(document.getElementById(id), names);
    wizard.draw();
  };
  const remove = (name) => {
    names.splice(names.indexOf(name), 1);
    document.getElementById(id).focus();
    wizard.draw();
  };
  return html`<div class="aps-field">
    <label class="jenkins-form-label" for=${id}>${t('access.' + kind)}</label>
    <div class="aps-row">
      <input class="jenkins-input" id=${id} maxlength="200" autocomplete="off" spellcheck="false" aria-describedby="aps-${role}-problem"
        aria-invalid=${problem ? 'true' : 'false'} placeholder=${t('access.placeholder')} @keydown=${(event) => {
          if (event.key === 'Enter' && event.target.value.trim()) {
            event.preventDefault();
            enter();
          }
        }}>
      <button type="button" class="jenkins-button" @click=${enter} aria-label=${t('access.add.' + kind)}>${t('add')}</button>
    </div>
    ${fixed.length + names.length ? html`<ul class="aps-chips" aria-label=${t('access.' + kind)}>
      ${fixed.map((name) => html`<li class="aps-chip aps-fixed" title=${t('access.fixed')}>${name} <span class="aps-quiet">${t('access.fixed.brief')}</span></li>`)}
      ${names.filter((name) => !fixed.includes(name)).map((name) => html`<li class="aps-chip">${name}
        <button type="button" @click=${() => remove(name)} aria-label=${t('access.remove', { name })}>×</button></li>`)}
    </ul>` : nothing}
  </div>`;
}
