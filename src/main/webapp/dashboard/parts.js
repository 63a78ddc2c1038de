// Pieces that several pages show. Each is a function from what it shows to a template.
import { html, nothing, svg } from './lib/lit-html/lit-html.js';
import { guard } from './lib/lit-html/directives/guard.js';
import { buildUrl, count, has, t } from './shell.js';

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the API in the viewer's zone; the tooltip has it in UTC. */
export function time(text) {
  if (!text) {
    return html`<span class="aps-quiet">${t('none')}</span>`;
  }
  return html`<time datetime=${text} title=${text}>${LOCAL.format(new Date(text))}</time>`;
}

// One shape each, so that nobody needs to tell them by their colour.
const SHAPES = {
  running: svg`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 3 3 5-6"/>`,
  inProgress: svg`<circle cx="12" cy="12" r="9" stroke-dasharray="4 3"/><path d="M12 7v5l3 2"/>`,
  failed: svg`<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="m9 9 6 6m0-6-6 6"/>`,
  degraded: svg`<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v5m0 2.5v.5"/>`,
  none: svg`<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>`,
};

function shape(name) {
  // Jenkins's own symbol, where the host brought it along.
  const symbol = document.getElementById('aps-symbol-' + name);
  if (symbol) {
    // Copied once, not each time that the page is drawn.
    return guard([symbol], () => symbol.content.cloneNode(true));
  }
  return html`<svg viewBox="0 0 24 24" class="aps-shape" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}

/** Icon, colour and word of a status. */
export function status(name, statusClass) {
  // Unknown means something else in each of its classes.
  const special = name + '.' + statusClass;
  const meant = has('meaning.' + special) ? special : name;
  return html`<span class="aps-status aps-is-${statusClass}" title=${has('meaning.' + meant) ? t('meaning.' + meant) : name}>
    <span class="aps-icon" aria-hidden="true">${shape(statusClass)}</span>${t('status.' + name)}</span>`;
}

/** Whether an application is being undeployed: all that can be done then is to force it. */
export function isGoing({ operation, statusClass }) {
  return statusClass === 'inProgress' && ['undeploy', 'forceUndeploy'].includes(operation.type);
}

/** The dot of a service's health, with its word. */
export function health(color) {
  return html`<span class="aps-health aps-is-${color}"><span class="aps-dot" aria-hidden="true"></span>${t('health.' + color)}</span>`;
}

/** Who did it, and the build that did it for them. */
export function doneBy(operation) {
  const url = buildUrl(operation.build);
  const build = operation.build || '';
  return html`<span class="aps-long">${operation.by || t('nobody')}</span>${build ? html`<br>${url ? html`<a href=${url}>${build}</a>` : build}` : nothing}`;
}

/** A link for web addresses; anything else is shown as text. */
export function address(url, text = url) {
  return /^https?:\/\//.test(url)
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`${text}`;
}

/** What went wrong, with each problem. */
export function failure(error, { where = (problem) => problem.where } = {}) {
  return html`<div class="aps-alert aps-is-failed" role="alert">
    <p>${error.message}</p>
    ${error.details?.length
      ? html`<ul>${error.details.map((problem) => html`<li>${problem.where ? html`<code>${where(problem)}</code> ` : nothing}${problem.message}</li>`)}</ul>`
      : nothing}
  </div>`;
}

/** Warnings of clusters or repositories, each with its name where there are several. */
export function warnings(sources) {
  const told = sources.filter((source) => source.warning);
  return told.length === 0
    ? nothing
    : html`<div class="aps-alert aps-is-degraded" role="status">${told.map((source) => html`<p>${source.warning}</p>`)}</div>`;
}

/** What there is to do where there is nothing to see. */
export function empty(title, text, action = nothing) {
  return html`<div class="aps-empty"><h2>${title}</h2><p>${text}</p>${action}</div>`;
}

/** What a list was answered with, as show makes it of the body, or why it was not; that it is awaited, before there is any. */
export function answered({ body, error }, show) {
  return html`${found(body)}
    ${error && !error.temporary ? failure(error) : nothing}
    ${body ? show(body) : error ? nothing : awaited()}`;
}

/** While the first answer is awaited; shown after a moment only, by its style. */
export function awaited() {
  return html`<p class="aps-awaited" role="status">${t('loading')}</p>`;
}

/**
 * The head of a column that can be sorted by.
 *
 * @param sort { field, down } of now
 * @param by called with the next one
 */
export function column(text, field, sort, by) {
  const now = sort.field === field;
  const order = now ? (sort.down ? 'descending' : 'ascending') : 'none';
  return html`<th role="columnheader" scope="col" aria-sort=${order}>
    <button type="button" class="aps-sort" @click=${() => by({ field, down: now && !sort.down })}>
      ${text}<span class="aps-order" aria-hidden="true">${now ? (sort.down ? '▾' : '▴') : ''}</span></button></th>`;
}

export function plainColumn(text) {
  return html`<th role="columnheader" scope="col">${text}</th>`;
}

/** A cell that tells its column's name where the table becomes a list of cards. */
export function cell(label, content) {
  return html`<td role="cell" data-label=${label}>${content}</td>`;
}

/** For who hears the page: how many a search has found. */
function found(body) {
  return html`<p class="aps-visually-hidden" role="status">${body ? count('list.found', body.list.pagination.totalItems) : ''}</p>`;
}

/** Where in a long list we are. @param turn called with the next skipCount */
export function pager({ skipCount, maxItems, totalItems, count: shown }, turn) {
  if (totalItems <= maxItems && skipCount === 0) {
    return nothing;
  }
  return html`<nav class="aps-pager" aria-label=${t('pager.label')}>
    <button type="button" class="jenkins-button" ?disabled=${skipCount === 0}
      @click=${() => turn(Math.max(0, skipCount - maxItems))}>${t('pager.back')}</button>
    <span>${t('pager.place', { from: (shown === 0 ? 0 : skipCount + 1).toLocaleString(), to: (skipCount + shown).toLocaleString(), total: totalItems.toLocaleString() })}</span>
    <button type="button" class="jenkins-button" ?disabled=${skipCount + shown >= totalItems}
      @click=${() => turn(skipCount + maxItems)}>${t('pager.on')}</button>
  </nav>`;
}

/** A field with its label, what it is for, and what is wrong with it. */
export function field({ id, label, hint = '', problem = '', control }) {
  return html`<div class="aps-field">
    <label class="jenkins-form-label" for=${id}>${label}</label>
    ${control}
    ${hint ? html`<p id="${id}-hint" class="aps-hint">${hint}</p>` : nothing}
    <p id="${id}-problem" class="aps-problem" aria-live="polite">${problem}</p>
  </div>`;
}

/** The ids that describe a field, for aria-describedby. */
export function described(id, hint) {
  return (hint ? id + '-hint ' : '') + id + '-problem';
}

/** Puts text on the clipboard, and says so. */
export function copyButton(text, label) {
  const copy = async (event) => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = t('copied');
    } catch {
      button.textContent = t('notCopied');
    }
  };
  return html`<button type="button" class="jenkins-button" aria-live="polite" @click=${copy}>${label}</button>`;
}
