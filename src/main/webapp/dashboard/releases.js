import { html, nothing } from './lib/lit-html/lit-html.js';
import { repeat } from './lib/lit-html/directives/repeat.js';
import { live as asTyped } from './lib/lit-html/directives/live.js';
import { count, t } from './shell.js';
import { link, restate, skipOf } from './address.js';
import { Live, SELDOM } from './live.js';
import { read, withQuery } from './requests.js';
import { answered, awaited, cell, column, empty, failure, pager, plainColumn, time, warnings } from './parts.js';
import { Sorting } from './sorting.js';

const PAGE = 25;
const MOST_PROJECTS = 1000;

/** Application releases: what was modeled and released, and where it runs. */
export class Releases {
  #app;
  #filter;
  #upgrade;
  #opened = new Map();

  constructor(app, parts, query) {
    this.#app = app;
    this.#filter = {
      search: query.get('search') || '',
      project: query.get('project') || '',
      latest: query.get('latest') === 'true',
      sort: Sorting.of(query.get('sort')),
      skip: skipOf(query),
    };
    // The application that is to be upgraded, where that was the way here.
    this.#upgrade = { application: query.get('application') || '', cluster: query.get('cluster') || '' };
    this.list = new Live(() => this.#address(), () => app.draw());
    this.projects = new Live(() => withQuery('/v1/releases', { latest: true, maxItems: MOST_PROJECTS }), () => app.draw(), SELDOM);
    this.lives = [this.list, this.projects];
  }

  start() {
    this.lives.forEach((live) => live.start());
  }

  stop() {
    this.lives.forEach((live) => live.stop());
  }

  #address() {
    const { search, project, latest, sort, skip } = this.#filter;
    return withQuery('/v1/releases', { search: search.trim(), project, latest, sort: sort.text, skipCount: skip || '', maxItems: PAGE });
  }

  #wants(change) {
    this.#filter = { ...this.#filter, skip: 0, ...change };
    const { search, project, latest, sort, skip } = this.#filter;
    restate(['releases'], { search, project, latest: latest ? 'true' : '', sort: sort.text, skip: skip || '', ...this.#upgrade });
    this.list.refresh({ other: true });
    this.#app.draw();
  }

  view() {
    return html`<h1 tabindex="-1">${t('releases')}</h1>
      ${this.#upgrade.application ? html`<p class="aps-alert aps-is-inProgress">${t('releases.upgrade', { name: this.#upgrade.application })}</p>` : nothing}
      ${this.#filters()}
      ${answered(this.list, (body) => html`${warnings(body.aps.repositories)}${ignored(body.aps.repositories)}${this.#table(body)}`)}`;
  }

  #filters() {
    const { search, project, latest } = this.#filter;
    const known = new Set((this.projects.body?.list.entries ?? []).map(({ entry }) => entry.project));
    if (project) {
      known.add(project);
    }
    return html`<form class="aps-filters" role="search" aria-label=${t('releases.search')} @submit=${(event) => event.preventDefault()}>
      <label class="aps-visually-hidden" for="aps-search">${t('releases.byText')}</label>
      <input class="jenkins-input" id="aps-search" type="search" placeholder=${t('releases.byText')}
        .value=${asTyped(search)} @input=${(event) => this.#wants({ search: event.target.value })}>
      <label class="aps-visually-hidden" for="aps-project">${t('releases.byProject')}</label>
      <select class="jenkins-select__input" id="aps-project" @change=${(event) => this.#wants({ project: event.target.value })}>
        <option value="" .selected=${project === ''}>${t('project.any')}</option>
        ${[...known].sort().map((each) => html`<option value=${each} .selected=${each === project}>${each}</option>`)}
      </select>
      <label><input type="checkbox" id="aps-latest" .checked=${asTyped(latest)}
        @change=${(event) => this.#wants({ latest: event.target.checked })}> ${t('releases.latestOnly')}</label>
    </form>`;
  }

  #table({ list, aps }) {
    const entries = list.entries.map(({ entry }) => entry);
    if (entries.length === 0) {
      return this.#nothing(aps);
    }
    const { sort } = this.#filter;
    const by = (next) => this.#wants({ sort: Sorting.by(next) });
    return html`<div class="aps-scroll"><table class="jenkins-table aps-table" role="table" aria-label=${t('releases')}>
        <thead role="rowgroup"><tr role="row">
          ${column(t('column.project'), 'project', sort, by)}
          ${column(t('column.releaseVersion'), 'version', sort, by)}
          ${plainColumn(t('column.comment'))}
          ${column(t('column.createdBy'), 'createdBy', sort, by)}
          ${column(t('column.created'), 'createdAt', sort, by)}
          ${plainColumn(t('column.runs'))}
          ${plainColumn(t('column.action'))}
        </tr></thead>
        <tbody role="rowgroup">${repeat(entries, (entry) => entry.repository + '/' + entry.id, (entry) => this.#rows(entry))}</tbody>
      </table></div>
      ${pager(list.pagination, (skip) => this.#wants({ skip }))}`;
  }

  #rows(entry) {
    const opened = this.#opened.get(entry.id);
    const broken = entry.deployable === false;
    return html`<tr role="row">
      ${cell(t('column.project'), html`<button type="button" class="aps-open" aria-expanded=${opened ? 'true' : 'false'}
          aria-controls="aps-release-${entry.id}" @click=${() => this.#open(entry)}><span aria-hidden="true">${opened ? '▾' : '▸'}</span> ${entry.project}</button>`)}
      ${cell(t('column.releaseVersion'), html`${entry.version} ${entry.latest ? html`<span class="aps-badge">${t('latest')}</span>` : nothing}`)}
      ${cell(t('column.comment'), html`<span class="aps-long">${entry.comment}</span>`)}
      ${cell(t('column.createdBy'), html`<span class="aps-long">${entry.createdBy}</span>`)}
      ${cell(t('column.created'), time(entry.createdAt))}
      ${cell(t('column.runs'), entry.applications.length
        ? entry.applications.map((name) => html`<div><a href=${link(['instance', '-', name])}>${name}</a></div>`)
        : html`<span class="aps-quiet">${t('releases.waits')}</span>`)}
      ${cell(t('column.action'), broken
        ? html`<button type="button" class="aps-open aps-is-failed" @click=${() => this.#open(entry)}>${t('releases.broken')}</button>`
        : this.#app.may('deploy')
          ? html`<a class="jenkins-button" href=${link(['deploy', entry.repository, entry.project, String(entry.version)], this.#upgrade)}
              aria-label=${t('deploy.release', { release: entry.project + '/' + entry.version })}>${t('deploy')}</a>`
          : nothing)}
    </tr>
    ${opened ? html`<tr role="row" class="aps-detail"><td role="cell" colspan="7" id="aps-release-${entry.id}">${this.#contents(opened)}</td></tr>` : nothing}`;
  }

  async #open(entry) {
    if (this.#opened.delete(entry.id)) {
      this.#app.draw();
      return;
    }
    const shown = { entry: null, error: null };
    this.#opened.set(entry.id, shown);
    this.#app.draw();
    try {
      shown.entry = (await read(releasePath(entry.repository, entry.project, entry.version))).body.entry;
    } catch (error) {
      shown.error = error;
    }
    this.#app.draw();
  }

  #contents({ entry, error }) {
    if (error) {
      return failure(error);
    }
    if (!entry) {
      return awaited();
    }
    const { contents = {}, problems = [], notes = [] } = entry;
    const kinds = Object.entries(contents).filter(([, items]) => items.length);
    return html`
      ${problems.length ? html`<div class="aps-alert aps-is-failed"><p>${count('releases.problems', problems.length)}</p>
        <ul>${problems.map((problem) => html`<li><code>${problem.file}${problem.pointer ? ' ' + problem.pointer : ''}</code> ${problem.message}</li>`)}</ul></div>` : nothing}
      ${notes.length ? html`<div class="aps-alert aps-is-degraded"><p>${count('releases.notes', notes.length)}</p>
        <ul>${notes.map((note) => html`<li><code>${note.file}${note.pointer ? ' ' + note.pointer : ''}</code> ${note.message}</li>`)}</ul></div>` : nothing}
      <dl class="aps-facts">${kinds.map(([kind, items]) => html`<dt>${t('contents.' + kind)}</dt>
        <dd>${items.map((item) => item.name ?? item).join(', ')}</dd>`)}
        <dt>${t('release.commit')}</dt><dd><code>${entry.commit}</code></dd>
        <dt>${t('release.signature')}</dt><dd>${entry.signature}</dd>
        ${entry.users?.length || entry.groups?.length ? html`<dt>${t('release.people')}</dt><dd>${[...entry.users, ...entry.groups].join(', ')}</dd>` : nothing}
      </dl>`;
  }

  #nothing({ repositories }) {
    const { search, project, latest, skip } = this.#filter;
    if (search.trim() || project || latest || skip) {
      return empty(t('releases.noneFound'), t('releases.noneFound.do'),
        html`<button type="button" class="jenkins-button" @click=${() => this.#wants({ search: '', project: '', latest: false })}>${t('filter.clear')}</button>`);
    }
    if (repositories.length === 0) {
      return empty(t('releases.noRepository'), t('releases.noRepository.do'));
    }
    if (repositories.some((repository) => !repository.seen && !repository.warning)) {
      return awaited();
    }
    return empty(t('releases.none'), t('releases.none.do'));
  }
}

/** Tags that were most likely meant as releases: who misses one finds out why. */
function ignored(repositories) {
  const tags = repositories.flatMap((repository) => repository.ignoredTags);
  return tags.length === 0
    ? nothing
    : html`<div class="aps-alert aps-is-degraded" role="status"><p>${count('releases.ignored', tags.length)}</p>
        <ul>${tags.map(({ tag, reason }) => html`<li><code>${tag}</code> ${reason}</li>`)}</ul></div>`;
}

/** Where one release is told with its contents. */
export function releasePath(repository, project, version) {
  return withQuery('/v1/releases/' + encodeURIComponent(project) + '/' + encodeURIComponent(version), { repository });
}
