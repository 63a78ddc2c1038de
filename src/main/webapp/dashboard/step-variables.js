import { html, nothing } from './lib/lit-html/lit-html.js';
import { live as asTyped } from './lib/lit-html/directives/live.js';
import { inJenkins, t } from './shell.js';
import { parseVariables, templates, variables, variablesText } from './draft.js';
import { described, field } from './parts.js';

/** Step 5: the variables of each connector, by fields for those that are declared, or as JSON; secrets apart from them. */
export const variablesStep = {
  view(wizard) {
    const connectors = wizard.release.contents?.connectors ?? [];
    return connectors.length
      ? html`<p>${t('deploy.variables.hint')}</p>${connectors.map((connector) => section(wizard, connector))}`
      : html`<p>${t('deploy.variables.none')}</p>`;
  },

  problems(wizard) {
    return (wizard.release.contents?.connectors ?? []).flatMap((connector) => {
      const chosen = wizard.draft.connectors[connector.name];
      const declared = variables(connector, chosen, templates(wizard.draft, wizard.options));
      const text = chosen.text === null ? null : parseVariables(chosen.text, declared).problem;
      return [...(text ? [t(text.key, text)] : []), ...declared.map((each) => problemOf(chosen, each)).filter((problem) => problem)];
    });
  },
};

function problemOf(chosen, { name, value, required, secure }) {
  if (!required) {
    return '';
  }
  if (secure) {
    const secret = chosen.secrets[name];
    return secret?.credentialsId || secret?.value ? '' : t('deploy.secret.missing', { name });
  }
  return (chosen.variables[name] ?? value) ? '' : t('deploy.variable.missing', { name });
}

function section(wizard, connector) {
  const chosen = wizard.draft.connectors[connector.name];
  const offered = templates(wizard.draft, wizard.options);
  const declared = variables(connector, chosen, offered);
  const others = Object.keys(chosen.variables).filter((name) => declared.every((each) => each.name !== name));
  const asJson = chosen.text !== null;
  const toggle = () => {
    chosen.text = asJson ? null : variablesText(connector, chosen, offered);
    wizard.draw();
  };
  const problem = asJson ? parseVariables(chosen.text, declared).problem : null;
  return html`<fieldset class="aps-fieldset"><legend>${connector.name}</legend>
    ${asJson ? jsonField(connector, chosen, declared, problem) : declared.filter(({ secure }) => !secure).map((each) => plain(wizard, connector, chosen, each))}
    ${!asJson && declared.every(({ secure }) => secure) ? html`<p class="aps-quiet">${t('deploy.variables.noneDeclared')}</p>` : nothing}
    ${!asJson && others.length ? html`<p class="aps-quiet">${t('deploy.variables.others', { names: others.join(', ') })}</p>` : nothing}
    <p><button type="button" class="jenkins-button" @click=${toggle} ?disabled=${problem !== null}>${t(asJson ? 'deploy.asFields' : 'deploy.asJson')}</button></p>
    ${[...declared.filter(({ secure }) => secure), ...undeclared(chosen, declared)].map((each) => secret(wizard, connector, chosen, each))}
  </fieldset>`;
}

function plain(wizard, connector, chosen, declared) {
  const id = `aps-variable-${connector.name}-${declared.name}`;
  const problem = wizard.strict ? problemOf(chosen, declared) : '';
  return field({
    id,
    label: declared.name + (declared.required ? ' *' : ''),
    hint: declared.description,
    problem,
    control: html`<input class="jenkins-input" id=${id} autocomplete="off" spellcheck="false" aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby=${described(id, declared.description)} .value=${asTyped(chosen.variables[declared.name] ?? declared.value)}
      @input=${(event) => {
        chosen.variables[declared.name] = event.target.value;
      }}>`,
  });
}

function jsonField(connector, chosen, declared, problem) {
  const id = `aps-json-${connector.name}`;
  return field({
    id,
    label: t('deploy.json'),
    hint: t('deploy.json.hint'),
    problem: problem ? t(problem.key, problem) : '',
    control: html`<textarea class="jenkins-input aps-json" id=${id} rows="8" spellcheck="false" aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby=${described(id, true)} .value=${asTyped(chosen.text)} @input=${(event) => {
        chosen.text = event.target.value;
        const { values } = parseVariables(chosen.text, declared);
        if (values) {
          chosen.variables = values;
        }
      }}></textarea>`,
  });
}

function secret(wizard, connector, chosen, declared) {
  const { credentials } = wizard.options;
  const id = `aps-secret-${connector.name}-${declared.name}`;
  const problem = wizard.strict ? problemOf(chosen, declared) : '';
  const given = chosen.secrets[declared.name] ?? {};
  const label = declared.name + (declared.required ? ' *' : '');
  const byId = html`<select class="jenkins-select__input" id=${id} aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${described(id, declared.description)}
    @change=${(event) => {
      set(chosen, declared.name, event.target.value ? { credentialsId: event.target.value } : {});
    }}>
    <option value="" .selected=${!given.credentialsId}>${t(inJenkins ? 'secret.choose' : 'secret.typed')}</option>
    ${withGiven(credentials, given.credentialsId).map((each) => html`<option value=${each.id} .selected=${each.id === given.credentialsId}>${each.id}${each.description ? ' (' + each.description + ')' : nothing}</option>`)}
  </select>`;
  const typed = html`<input class="jenkins-input" type="password" autocomplete="new-password" spellcheck="false" id=${credentials.length ? id + '-value' : id}
    aria-label=${t('secret.value', { name: declared.name })} aria-invalid=${problem ? 'true' : 'false'}
    aria-describedby=${described(id, declared.description)} .value=${asTyped(given.value ?? '')} @input=${(event) => {
      set(chosen, declared.name, event.target.value ? { value: event.target.value } : {});
    }}>`;
  return field({
    id,
    label,
    hint: declared.description,
    problem,
    control: html`<div class="aps-row">${inJenkins || credentials.length ? byId : nothing}${!inJenkins && !given.credentialsId ? typed : nothing}</div>
      ${inJenkins && credentials.length === 0 ? html`<p class="aps-hint">${t('secret.noCredentials')}</p>` : nothing}`,
  });
}

/** Secrets that are given though nobody declares them: those of an application, or of what was chosen before. They are sent, and so are shown. */
function undeclared(chosen, declared) {
  return Object.keys(chosen.secrets)
    .filter((name) => !declared.some((each) => each.secure && each.name === name))
    .map((name) => ({ name, description: t('secret.undeclared'), required: false }));
}

function set(chosen, name, secret) {
  chosen.secrets[name] = secret;
}

/** An application's own credential stays to be chosen, though it may not be among the caller's. */
function withGiven(credentials, id) {
  return !id || credentials.some((each) => each.id === id) ? credentials : [...credentials, { id, description: '' }];
}
