import { api, inJenkins, t } from './shell.js';

const TOKEN = 'aps.token';

/** An answer that is no success: the error of docs/contracts.md, with HTTP's status (0: there was no answer). */
export class RequestError extends Error {
  constructor(status, error) {
    super(error.message);
    this.status = status;
    this.code = error.code;
    this.details = error.details || [];
  }

  /** Whether asking once more may help: nobody answered, or the server is in trouble. */
  get temporary() {
    return this.status === 0 || this.status >= 500;
  }
}

/** Takes the token of this browser tab. */
export function useToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/** Takes the token out of the link that the server printed, and says whether there was one; it stays neither in the address nor in the history. */
export function takeTokenOfLink() {
  const [, token] = /^#token=([A-Za-z0-9._~-]+)$/.exec(location.hash) ?? [];
  if (!token || inJenkins) {
    return false;
  }
  useToken(token);
  history.replaceState(null, '', location.pathname);
  return true;
}

/** Forgets the token, and with it all that its owner left in this browser tab. */
export function forget() {
  Object.keys(sessionStorage).filter((key) => key.startsWith('aps.')).forEach((key) => sessionStorage.removeItem(key));
}

export function hasToken() {
  return !inJenkins && sessionStorage.getItem(TOKEN) !== null;
}

/** Reads. Answers { etag, body }; body is null where nothing changed since the etag. */
export async function read(path, { etag = '', signal } = {}) {
  const headers = etag ? { 'If-None-Match': etag } : {};
  const response = await ask('GET', path, headers, undefined, signal);
  return { etag: response.headers.get('ETag') || '', body: response.status === 304 ? null : await json(response) };
}

/** Changes something. Answers { operation, body }; operation is the id of the one that was begun, or empty. */
export async function send(method, path, body) {
  const headers = crumb();
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const response = await ask(method, path, headers, body === undefined ? undefined : JSON.stringify(body));
  return { operation: response.headers.get('Aps-Operation') || '', body: await json(response) };
}

async function ask(method, path, headers, body, signal) {
  const token = inJenkins ? null : sessionStorage.getItem(TOKEN);
  if (token) {
    headers.Authorization = 'Bearer ' + token;
  }
  let response;
  try {
    // Without the browser's cache: whether something changed is told by the server's 304.
    response = await fetch(api + path, { method, headers, body, signal, cache: 'no-store', credentials: 'same-origin' });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new RequestError(0, { code: 'unreachable', message: t('error.noAnswer') });
  }
  if (response.ok || response.status === 304) {
    return response;
  }
  throw new RequestError(response.status, await errorOf(response));
}

async function errorOf(response) {
  try {
    const error = await response.json();
    if (typeof error.message === 'string') {
      return error;
    }
  } catch {
    // A proxy's page, or Jenkins's own: told by its status below.
  }
  if (inJenkins && response.status === 403) {
    // The crumb is of a session that ended, or the whole of Jenkins is closed to who isn't logged in.
    return { code: 'notAllowed', message: t('error.session') };
  }
  return { code: 'internal', message: t('error.status', { status: response.status }) };
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    throw new RequestError(0, { code: 'unreachable', message: t('error.noAnswer') });
  }
}

function crumb() {
  const { crumbHeader, crumbValue } = document.head.dataset;
  return crumbHeader ? { [crumbHeader]: crumbValue } : {};
}

/** A path with the parameters that are not empty. */
export function withQuery(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== '' && each !== undefined && each !== null && each !== false) {
        query.append(name, each);
      }
    }
  }
  const text = query.toString();
  return text ? path + '?' + text : path;
}
