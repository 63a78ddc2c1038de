import { html, nothing } from './lib/lit-html/lit-html.js';
import { count, t } from './shell.js';
import { go, link } from './address.js';
import { Live, WITH_OPERATION } from './live.js';
import { send, withQuery } from './requests.js';
import { address, awaited, cell, copyButton, doneBy, empty, failure, health, isGoing, plainColumn, status, time, warnings } from './parts.js';
import { lines, list } from './operation.js';
import { dialog } from './dialog.js';
import { Removal } from './removal.js';
import { Adoption } from './adoption.js';
import { baseOf, preconditions } from './draft.js';

/** One application: its services, what is being done with it, how it came to be what it is, and what may be done. */
export class InstancePage {
  #app;
  #cluster;
  #name;
  #removal = null;
  #adoption = null;
  #asked = null;
  /** Where there is no application: the operation that this page was opened for. */
  #begun = null;

  constructor(app, [cluster = '', name = ''], query) {
    this.#app = app;
    this.#cluster = cluster === '-' ? '' : cluster;
    this.#name = name;
    this.details = new Live(() => withQuery(this.#path(), { cluster: this.#cluster, withOperation: true }), () => this.#seen(), WITH_OPERATION);
    this.lives = [this.details];
    const id = query.get('operation');
    if (id) {
      this.#begun = new Live(() => '/v1/operations/' + encodeURIComponent(id), () => app.draw());
    }
    this.title = name;
  }

  start() {
    this.details.start();
  }

  stop() {
    this.lives.forEach((live) => live.stop());
  }

  #path(more = '') {
    return '/v1/applications/' + encodeURIComponent(this.#name) + more;
  }

  /** An application comes with its operation, as of the same moment. Without one only the operation tells why. */
  #seen() {
    if (this.details.error?.status === 404 && this.#begun && !this.lives.includes(this.#begun)) {
      this.lives = [this.details, this.#begun.start()];
    }
    this.#app.draw();
  }

  view() {
    const { body, error } = this.details;
    if (error?.status === 404) {
      return this.#without();
    }
    if (error && !error.temporary) {
      return html`${this.#head(nothing)}${failure(error)}`;
    }
    if (!body) {
      return html`${this.#head(nothing)}${error ? nothing : awaited()}`;
    }
    const entry = body.entry;
    return html`${this.#head(this.#actions(entry))}
      ${warnings(body.aps.clusters)}
      ${this.#summary(entry)}
      ${this.#work(body.operation)}
      ${this.#services(entry.aps)}
      ${this.#addresses(entry.aps)}
      ${this.#access(entry.aps.access)}
      ${this.#history(entry)}
      ${this.#removal?.view() ?? nothing}
      ${this.#adoption?.view() ?? nothing}
      ${this.#asked ? this.#question() : nothing}`;
  }

  /** There is no application: it was never there, or is not any more, or could not be deployed. */
  #without() {
    if (this.#begun && !this.#begun.body && !this.#begun.error) {
      return html`${this.#head(nothing)}${awaited()}`;
    }
    const operation = this.#begun?.body?.entry;
    if (operation && ['deploy', 'upgrade'].includes(operation.type) && operation.verdict !== 'succeeded') {
      return html`${this.#head(nothing)}${operation.error ? failure(operation.error) : nothing}${this.#work(operation)}`;
    }
    return html`${this.#head(nothing)}${empty(t('instance.gone', { name: this.#name }), t('instance.gone.do'),
      html`<a class="jenkins-button" href=${link(['instances'])}>${t('instances')}</a>`)}`;
  }

  #head(actions) {
    return html`<div class="aps-head"><h1 tabindex="-1">${this.#name}</h1><div class="aps-buttons">${actions}</div></div>`;
  }

  #actions(entry) {
    const how = Removal.offered(entry, this.#app);
    const deployable = this.#app.may('deploy') && entry.aps.project && !isGoing(entry.aps);
    return html`
      ${Adoption.offered(entry, this.#app)
        ? html`<button type="button" class="jenkins-button jenkins-button--primary" @click=${() => this.#adopt(entry)}>${t('adopt')}</button>` : nothing}
      ${deployable
        ? html`<a class="jenkins-button" href=${link(['releases'], { project: entry.aps.project, application: entry.name, cluster: entry.aps.cluster })}>${t('upgrade')}</a>` : nothing}
      ${deployable
        ? html`<button type="button" class="jenkins-button" @click=${() => this.#ask('redeploy')}>${t('redeploy')}</button>` : nothing}
      ${how ? html`<button type="button" class="jenkins-button jenkins-!-destructive-color" @click=${() => this.#remove(entry)}>
        ${t(how === 'force' ? 'force' : 'undeploy')}</button>` : nothing}`;
  }

  #summary(entry) {
    const aps = entry.aps;
    return html`<div class="aps-summary">
      <p>${status(entry.status, aps.statusClass)}</p>
      ${aps.reason ? html`<p class="aps-reason">${aps.reason}</p>` : nothing}
      <dl class="aps-facts">
        <dt>${t('column.release')}</dt><dd>${aps.release || t('none')}</dd>
        <dt>${t('column.version')}</dt><dd>${aps.applicationVersion}</dd>
        <dt>${t('column.cluster')}</dt><dd>${aps.cluster}</dd>
        <dt>${t('namespace')}</dt><dd>${aps.namespace}</dd>
        <dt>${t('column.catalog')}</dt><dd>${aps.catalog || t('none')}</dd>
        <dt>${t('column.created')}</dt><dd>${time(aps.createdAt)}</dd>
        <dt>${t('column.updated')}</dt><dd>${time(aps.updatedAt)}</dd>
      </dl></div>`;
  }

  #work(operation) {
    if (!operation) {
      return nothing;
    }
    const { events } = operation;
    const running = operation.phase !== 'done';
    const said = lines(events);
    return html`<section aria-labelledby="aps-work"><h2 id="aps-work">${t(running ? 'work.now' : 'work.last')}</h2>
      <p><b>${t('operation.' + operation.type)}</b> ${running ? nothing : t('verdict.' + (operation.verdict || 'unknown'))}
        · ${time(operation.startedAt)} · ${doneBy(operation)}</p>
      ${operation.reason ? html`<p class="aps-reason">${operation.reason}</p>` : nothing}
      ${running ? list(operation, events) : nothing}
      ${said.length ? html`<details ?open=${running}><summary>${t('work.events')}</summary><pre class="aps-log" tabindex="0">${said.join('\n')}</pre></details>` : nothing}
    </section>`;
  }

  #services({ services }) {
    if (services.length === 0) {
      return nothing;
    }
    return html`<section aria-labelledby="aps-services"><h2 id="aps-services">${t('services')}</h2>
      <div class="aps-scroll"><table class="jenkins-table aps-table" role="table" aria-labelledby="aps-services">
        <thead role="rowgroup"><tr role="row">${['service', 'health', 'ready', 'kind', 'reason'].map((each) => plainColumn(t('column.' + each)))}</tr></thead>
        <tbody role="rowgroup">${services.map((service) => this.#service(service))}</tbody>
      </table></div></section>`;
  }

  #service(service) {
    const said = [...(service.events ?? []), ...(service.log ?? [])];
    return html`<tr role="row">
        ${cell(t('column.service'), service.name)}
        ${cell(t('column.health'), health(service.health))}
        ${cell(t('column.ready'), service.ready)}
        ${cell(t('column.kind'), service.kind)}
        ${cell(t('column.reason'), html`<span class="aps-long">${service.reason}</span>
          ${said.length ? html`<details ?open=${service.health === 'red'}><summary>${t('service.said')}</summary>
            ${service.events?.length ? html`<h3>${t('service.events')}</h3><pre class="aps-log" tabindex="0">${service.events.join('\n')}</pre>` : nothing}
            ${service.log?.length ? html`<h3>${t('service.log')}</h3><pre class="aps-log" tabindex="0">${service.log.join('\n')}</pre>` : nothing}
          </details>` : nothing}`)}
      </tr>`;
  }

  #addresses({ urls, exampleQuery }) {
    const { ui = {}, ...services } = urls;
    const all = [...Object.entries(ui), ...Object.entries(services)];
    if (all.length === 0) {
      return nothing;
    }
    return html`<section aria-labelledby="aps-urls"><h2 id="aps-urls">${t('urls')}</h2>
      <dl class="aps-facts">${all.map(([name, url]) => html`<dt>${name}</dt><dd>${address(url)}</dd>`)}</dl>
      ${exampleQuery ? html`<p>${t('exampleQuery')} <code>${exampleQuery}</code> ${copyButton(exampleQuery, t('copy'))}</p>` : nothing}
    </section>`;
  }

  #access({ administrators, users }) {
    const people = ({ users: names, groups }) => [
      ...names, ...groups.map((group) => t('access.group', { name: group })),
    ].join(', ') || t('none');
    return html`<section aria-labelledby="aps-access"><h2 id="aps-access">${t('access')}</h2>
      <dl class="aps-facts"><dt>${t('administrators')}</dt><dd>${people(administrators)}</dd><dt>${t('users')}</dt><dd>${people(users)}</dd></dl></section>`;
  }

  #history(entry) {
    const history = entry.aps.history ?? [];
    if (history.length === 0) {
      return nothing;
    }
    const may = this.#app.may('deploy') && !isGoing(entry.aps);
    return html`<section aria-labelledby="aps-history"><h2 id="aps-history">${t('history')}</h2>
      <div class="aps-scroll"><table class="jenkins-table aps-table" role="table" aria-labelledby="aps-history">
        <thead role="rowgroup"><tr role="row">${['version', 'release', 'at', 'by', 'verdict'].map((each) => plainColumn(t('column.' + each)))}
          ${may ? plainColumn(t('column.action')) : nothing}</tr></thead>
        <tbody role="rowgroup">${history.map((each) => html`<tr role="row">
          ${cell(t('column.version'), each.applicationVersion)}
          ${cell(t('column.release'), each.release)}
          ${cell(t('column.at'), time(each.at))}
          ${cell(t('column.by'), each.by)}
          ${cell(t('column.verdict'), each.verdict ? t('verdict.' + each.verdict) : t('none'))}
          ${may ? cell(t('column.action'), each.applicationVersion === entry.version || each.verdict !== 'succeeded' ? nothing
            : html`<button type="button" class="jenkins-button" aria-label=${t('rollback.to', { version: each.applicationVersion })}
                @click=${() => this.#ask('rollback', each)}>${t('rollback')}</button>`) : nothing}
        </tr>`)}</tbody></table></div></section>`;
  }

  #remove(entry) {
    this.#removal = new Removal(this.#app, [entry], {
      leave: true,
      done: (removed) => {
        this.#removal = null;
        if (removed.length) {
          go(['instances']);
        }
      },
    });
    this.#app.draw();
  }

  #adopt(entry) {
    this.#adoption = new Adoption(this.#app, entry, () => {
      this.#adoption = null;
      this.details.refresh();
    });
    this.#app.draw();
  }

  #ask(what, version = null) {
    this.#asked = { what, version, base: baseOf(this.details.body.entry), busy: false, error: null };
    this.#app.draw();
  }

  #question() {
    const { what, version, busy, error } = this.#asked;
    const values = { name: this.#name, version: version?.applicationVersion, release: version?.release };
    const close = () => {
      this.#asked = null;
      this.#app.draw();
    };
    return dialog({
      title: t(what + '.title', values),
      onClose: close,
      body: html`<p>${t(what + '.what', values)}</p>${error ? failure(error) : nothing}`,
      buttons: html`<button type="button" class="jenkins-button jenkins-button--primary" ?disabled=${busy}
          @click=${() => this.#begin(close)}>${t(what)}</button>
        <button type="button" class="jenkins-button" @click=${close}>${t('cancel')}</button>`,
    });
  }

  async #begin(close) {
    const asked = this.#asked;
    if (asked.busy) {
      return;
    }
    asked.busy = true;
    asked.error = null;
    this.#app.draw();
    try {
      await send('POST', withQuery(this.#path('/' + asked.what), { cluster: asked.base.cluster, ...preconditions(asked.base) }),
        asked.what === 'rollback' ? { toVersion: asked.version.applicationVersion } : undefined);
      this.#app.tell(t(asked.what + '.begun', { name: this.#name }));
      this.details.refresh();
      close();
    } catch (error) {
      asked.busy = false;
      asked.error = error;
      this.#app.draw();
    }
  }
}
