import { html, nothing, render } from './lib/lit-html/lit-html.js';
import { inJenkins, root, t } from './shell.js';
import { current, link } from './address.js';
import { Live, SELDOM } from './live.js';
import { forget, hasToken, takeTokenOfLink, useToken } from './requests.js';
import { awaited } from './parts.js';
import { Releases } from './releases.js';
import { Instances } from './instances.js';
import { InstancePage } from './instance.js';
import { DeployPage } from './deploy.js';

const PAGES = { releases: Releases, instances: Instances, instance: InstancePage, deploy: DeployPage };

/** What every page may ask of the frame around it. */
const app = {
  /** What the server offers: who asks, their rights, catalogs, credentials. null until it is known. */
  options: null,
  may: (right) => app.options?.caller.rights.includes(right) ?? false,
  /** Draws again, once a frame however often it is asked for. */
  draw,
  /** Says that something was done, until another page is shown; ahead: on the page that comes next. */
  tell: (text, { ahead = false } = {}) => {
    told = { text, ahead };
    draw();
  },
};

let page = null;
let pageName = '';
let drawn = false;
let told = null;
const options = new Live(() => '/v1/options', () => {
  app.options = options.body?.entry ?? app.options;
  draw();
}, SELDOM);

function draw() {
  if (!drawn) {
    drawn = true;
    requestAnimationFrame(() => {
      drawn = false;
      render(frame(), root);
    });
  }
}

function frame() {
  return html`
    <nav class="aps-tabs" aria-label=${t('pages')}>
      ${tab('instances')}${tab('releases')}
      ${hasToken() ? html`<button type="button" class="jenkins-button aps-end" @click=${signOut}>${t('signOut')}</button>` : nothing}
    </nav>
    <div aria-live="polite" class="aps-told">${told && !told.ahead ? html`<p class="aps-alert aps-is-running">${told.text}</p>` : nothing}</div>
    ${connection()}
    <div class="aps-page">${content()}</div>`;
}

function tab(name) {
  return html`<a class="aps-tab" href=${link([name])} aria-current=${pageName === name ? 'page' : nothing}>${t(name)}</a>`;
}

function content() {
  const refused = [options, ...page.lives].map((live) => live.error).find((error) => error?.status === 401);
  if (refused && !inJenkins) {
    return signIn(refused);
  }
  if (options.error && !options.error.temporary && !app.options) {
    return html`<div class="aps-alert aps-is-failed" role="alert"><p>${options.error.message}</p></div>`;
  }
  return app.options ? page.view() : awaited();
}

/** That what is shown may be old, and since when; gone by itself when somebody answers again. */
function connection() {
  const lost = [options, ...page.lives].find((live) => live.error?.temporary);
  return html`<div aria-live="assertive">${lost
    ? html`<p class="aps-alert aps-is-degraded">${trouble(lost)}
        <button type="button" class="jenkins-button" @click=${() => lost.refresh()}>${t('connection.now')}</button></p>`
    : nothing}</div>`;
}

/** A server that says what it lacks has answered: nobody is to look for a broken connection. */
function trouble({ error, answeredAt }) {
  const since = answeredAt?.toLocaleTimeString();
  if (error.status !== 0) {
    return html`${error.message}<br>${since ? t('connection.old', { since }) : t('connection.again')}`;
  }
  return since ? t('connection.lost', { since }) : t('connection.none');
}

function signIn(refused) {
  const submit = (event) => {
    event.preventDefault();
    useToken(new FormData(event.target).get('token').trim());
    for (const live of [options, ...page.lives]) {
      live.refresh({ other: true });
    }
    page.retry?.();
  };
  return html`<form class="aps-narrow" @submit=${submit}>
    <h1 tabindex="-1">${t('signIn')}</h1>
    <p>${t('signIn.why')}</p>
    ${hasToken() ? html`<p class="aps-problem" role="alert">${refused.message}</p>` : nothing}
    <label class="jenkins-form-label" for="aps-token">${t('signIn.token')}</label>
    <input class="jenkins-input" id="aps-token" name="token" type="password" required autocomplete="off">
    <div class="aps-buttons"><button class="jenkins-button jenkins-button--primary">${t('signIn.do')}</button></div>
  </form>`;
}

function signOut() {
  // First the page, which keeps what was begun.
  page.stop();
  forget();
  location.reload();
}

function show() {
  if (takeTokenOfLink() && options.error) {
    options.refresh({ other: true });
  }
  const { parts, query } = current();
  const name = Object.hasOwn(PAGES, parts[0] ?? '') ? parts[0] : 'instances';
  page?.stop();
  told = told?.ahead ? { ...told, ahead: false } : null;
  pageName = name;
  page = new PAGES[name](app, parts.slice(1), query);
  page.start();
  document.title = (page.title ?? t(name)) + ' · ' + t('title');
  draw();
  // A screen reader begins to read where the new page does; not at the very first, where the browser itself does.
  if (drawnOnce) {
    requestAnimationFrame(() => requestAnimationFrame(() => root.querySelector('h1')?.focus({ preventScroll: false })));
  }
  drawnOnce = true;
}

let drawnOnce = false;
addEventListener('hashchange', show);
// The templates with Jenkins's symbols stay, out of the way of what is drawn.
for (const template of root.querySelectorAll('template')) {
  document.body.append(template);
}
root.replaceChildren();
show();
options.start();
