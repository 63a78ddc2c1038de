import { html } from './lib/lit-html/lit-html.js';
import { live as asTyped } from './lib/lit-html/directives/live.js';
import { t } from './shell.js';
import { runtimeVersion, templates } from './draft.js';
import { described, field, warnings } from './parts.js';

/** Step 4: each connector is one out of the box, or has an image of its own. */
export const connectorsStep = {
  view(wizard) {
    const connectors = wizard.release.contents?.connectors ?? [];
    const warning = runtimeVersion(wizard.draft, wizard.options)?.warning;
    return connectors.length
      ? html`<p>${t('deploy.connectors.hint')}</p>${warnings(warning ? [{ warning }] : [])}${connectors.map((connector) => choice(wizard, connector))}`
      : html`<p>${t('deploy.connectors.none')}</p>`;
  },

  problems(wizard) {
    return (wizard.release.contents?.connectors ?? []).map(({ name }) => problemOf(wizard, name)).filter((problem) => problem);
  },
};

function problemOf(wizard, name) {
  const chosen = wizard.draft.connectors[name];
  if (chosen.kind === 'image') {
    return !chosen.image ? t('deploy.image.missing', { name }) : /\s/.test(chosen.image) ? t('deploy.image.space', { name }) : '';
  }
  return chosen.template ? '' : t('deploy.template.missing', { name });
}

function choice(wizard, { name }) {
  const chosen = wizard.draft.connectors[name];
  const offered = templates(wizard.draft, wizard.options);
  const id = 'aps-connector-' + name;
  const problem = wizard.strict ? problemOf(wizard, name) : '';
  const kind = (value) => html`<label><input type="radio" name=${id} value=${value} .checked=${asTyped(chosen.kind === value)}
    @change=${() => {
      chosen.kind = value;
    }}> ${t('deploy.kind.' + value)}</label>`;
  return html`<fieldset class="aps-fieldset"><legend>${name}</legend>
    <p class="aps-row">${kind('template')} ${kind('image')}</p>
    ${chosen.kind === 'template'
      ? field({
          id,
          label: t('deploy.template'),
          hint: offered.find((each) => each.name === chosen.template)?.image ?? '',
          problem,
          control: html`<select class="jenkins-select__input" id=${id} aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${described(id, true)}
            @change=${(event) => {
              chosen.template = event.target.value;
            }}>
            <option value="" .selected=${!chosen.template}>${t('deploy.template.choose')}</option>
            ${offered.map((each) => html`<option value=${each.name} .selected=${each.name === chosen.template}>${each.name}</option>`)}
          </select>`,
        })
      : field({
          id,
          label: t('deploy.image'),
          hint: t('deploy.image.hint'),
          problem,
          control: html`<input class="jenkins-input" id=${id} maxlength="500" autocomplete="off" spellcheck="false" .value=${asTyped(chosen.image)}
            aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${described(id, true)} @input=${(event) => {
              chosen.image = event.target.value.trim();
            }}>`,
        })}
  </fieldset>`;
}
