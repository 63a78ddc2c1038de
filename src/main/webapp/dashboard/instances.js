import { html, nothing } from './lib/lit-html/lit-html.js';
import { live as asTyped } from './lib/lit-html/directives/live.js';
import { count, t } from './shell.js';
import { link, restate, skipOf } from './address.js';
import { Live } from './live.js';
import { withQuery } from './requests.js';
import { address, answered, awaited, cell, column, doneBy, empty, pager, plainColumn, status, time, warnings } from './parts.js';
import { brief } from './operation.js';
import { Removal } from './removal.js';
import { Sorting } from './sorting.js';

const PAGE = 25;
/** What the filter offers: classes of statuses, as icon and colour show them. */
const CHOICES = ['running', 'inProgress', 'failed', 'degraded'];

/** Application instances: what runs, what does not, what is being done. */
export class Instances {
  #app;
  #filter;
  #removal = null;
  #chosen = new Map();

  constructor(app, parts, query) {
    this.#app = app;
    this.#filter = {
      name: query.get('name') || '',
      status: CHOICES.includes(query.get('status')) ? query.get('status') : '',
      sort: Sorting.of(query.get('sort')),
      skip: skipOf(query),
    };
    this.list = new Live(() => this.#address(), () => app.draw());
    this.lives = [this.list];
  }

  start() {
    this.list.start();
  }

  stop() {
    this.list.stop();
  }

  #address() {
    const { name, status: wanted, sort, skip } = this.#filter;
    return withQuery('/v1/applications', {
      name, statusClass: wanted, sort: sort.text, skipCount: skip || '', maxItems: PAGE,
    });
  }

  #wants(change) {
    this.#filter = { ...this.#filter, skip: 0, ...change };
    const { name, status: wanted, sort, skip } = this.#filter;
    restate(['instances'], { name, status: wanted, sort: sort.text, skip: skip || '' });
    this.list.refresh({ other: true });
    this.#app.draw();
  }

  view() {
    return html`<h1 tabindex="-1">${t('instances')}</h1>
      ${this.#filters()}
      ${answered(this.list, (body) => html`${warnings(body.aps.clusters)}${this.#table(body)}`)}
      ${this.#removal?.view() ?? nothing}`;
  }

  #filters() {
    const { name, status: wanted } = this.#filter;
    return html`<form class="aps-filters" role="search" aria-label=${t('instances.search')} @submit=${(event) => event.preventDefault()}>
      <label class="aps-visually-hidden" for="aps-name">${t('instances.byName')}</label>
      <input class="jenkins-input" id="aps-name" type="search" maxlength="26" placeholder=${t('instances.byName')}
        .value=${asTyped(name)} @input=${(event) => this.#wants({ name: event.target.value.trim() })}>
      <label class="aps-visually-hidden" for="aps-state">${t('instances.byStatus')}</label>
      <select class="jenkins-select__input" id="aps-state" @change=${(event) => this.#wants({ status: event.target.value })}>
        <option value="" .selected=${wanted === ''}>${t('class.any')}</option>
        ${CHOICES.map((each) => html`<option value=${each} .selected=${each === wanted}>${t('class.' + each)}</option>`)}
      </select>
    </form>`;
  }

  #table({ list, aps }) {
    const entries = list.entries.map(({ entry }) => entry);
    if (entries.length === 0) {
      return this.#nothing(aps);
    }
    const { sort } = this.#filter;
    const by = (next) => this.#wants({ sort: Sorting.by(next) });
    const several = aps.clusters.length > 1;
    const removable = entries.filter((entry) => this.#removable(entry));
    return html`${this.#actions(entries)}
      <div class="aps-scroll"><table class="jenkins-table aps-table" role="table" aria-label=${t('instances')}>
        <thead role="rowgroup"><tr role="row">
          ${removable.length ? html`<th role="columnheader" scope="col" class="aps-tight">${this.#chooseAll(removable)}</th>` : nothing}
          ${column(t('column.status'), 'status', sort, by)}
          ${column(t('column.name'), 'name', sort, by)}
          ${column(t('column.release'), 'projectName', sort, by)}
          ${column(t('column.version'), 'version', sort, by)}
          ${several ? column(t('column.cluster'), 'cluster', sort, by) : nothing}
          ${plainColumn(t('column.catalog'))}
          ${column(t('column.created'), 'createdAt', sort, by)}
          ${column(t('column.updated'), 'lastModifiedAt', sort, by)}
          ${plainColumn(t('column.by'))}
          ${plainColumn(t('column.uis'))}
        </tr></thead>
        <tbody role="rowgroup">${entries.map((entry) => this.#row(entry, removable.length > 0, several))}</tbody>
      </table></div>
      ${pager(list.pagination, (skip) => this.#wants({ skip }))}`;
  }

  #row(entry, choosable, several) {
    const aps = entry.aps;
    return html`<tr role="row">
      ${choosable ? html`<td role="cell" class="aps-tight">${this.#removable(entry) ? this.#choose(entry) : nothing}</td>` : nothing}
      ${cell(t('column.status'), html`${status(entry.status, aps.statusClass)}
        ${aps.reason && aps.statusClass !== 'running' ? html`<span class="aps-reason">${aps.reason}</span>` : nothing}
        ${brief(aps.operation)}`)}
      ${cell(t('column.name'), html`<a class="jenkins-table__link" href=${link(['instance', aps.cluster, entry.name])}>${entry.name}</a>`)}
      ${cell(t('column.release'), aps.release)}
      ${cell(t('column.version'), entry.version)}
      ${several ? cell(t('column.cluster'), aps.cluster) : nothing}
      ${cell(t('column.catalog'), aps.catalog)}
      ${cell(t('column.created'), time(entry.createdAt))}
      ${cell(t('column.updated'), time(entry.lastModifiedAt))}
      ${cell(t('column.by'), aps.operation.id ? doneBy(aps.operation) : nothing)}
      ${cell(t('column.uis'), Object.entries(aps.urls.ui || {}).map(([name, url]) => html`<div>${address(url, name)}</div>`))}
    </tr>`;
  }

  #nothing({ clusters }) {
    const { name, status: wanted, skip } = this.#filter;
    if (name || wanted || skip) {
      return empty(t('instances.noneFound'), t('instances.noneFound.do'),
        html`<button type="button" class="jenkins-button" @click=${() => this.#wants({ name: '', status: '' })}>${t('filter.clear')}</button>`);
    }
    if (clusters.length === 0) {
      return empty(t('instances.noCluster'), t('instances.noCluster.do'));
    }
    if (clusters.some((cluster) => !cluster.seen)) {
      return awaited();
    }
    return empty(t('instances.none'), t('instances.none.do'),
      html`<a class="jenkins-button jenkins-button--primary" href=${link(['releases'])}>${t('releases')}</a>`);
  }

  #removable(entry) {
    return Removal.offered(entry, this.#app) !== '';
  }

  #choose(entry) {
    return html`<input type="checkbox" aria-label=${t('choose', { name: entry.name })} .checked=${asTyped(this.#chosen.has(key(entry)))}
      @change=${(event) => this.#set([entry], event.target.checked)}>`;
  }

  #chooseAll(entries) {
    const chosen = entries.filter((entry) => this.#chosen.has(key(entry))).length;
    return html`<input type="checkbox" aria-label=${t('chooseAll')} .checked=${asTyped(chosen === entries.length)}
      .indeterminate=${chosen > 0 && chosen < entries.length} @change=${(event) => this.#set(entries, event.target.checked)}>`;
  }

  #set(entries, chosen) {
    for (const entry of entries) {
      if (chosen) {
        this.#chosen.set(key(entry), entry);
      } else {
        this.#chosen.delete(key(entry));
      }
    }
    this.#app.draw();
  }

  /** What can be done with those that are chosen, also on other pages of the list. */
  #actions(entries) {
    const fresh = new Map(entries.map((entry) => [key(entry), entry]));
    const chosen = [...this.#chosen].map(([name, entry]) => fresh.get(name) ?? entry);
    if (chosen.length === 0) {
      return nothing;
    }
    return html`<div class="aps-chosen" role="status">
      <span>${count('chosen', chosen.length)}</span>
      <button type="button" class="jenkins-button jenkins-!-destructive-color" @click=${() => this.#remove(chosen)}>${t('undeploy.several')}</button>
      <button type="button" class="jenkins-button" @click=${() => this.#set(chosen, false)}>${t('chosen.none')}</button>
    </div>`;
  }

  #remove(entries) {
    this.#removal = new Removal(this.#app, entries, {
      leave: false,
      done: (removed) => {
        this.#removal = null;
        this.#set(removed, false);
        this.list.refresh();
      },
    });
    this.#app.draw();
  }
}

function key(entry) {
  return entry.aps.cluster + '/' + entry.name;
}
