import { read } from './requests.js';

const SHORTEST = 2_000;
const LONGEST = 15_000;
/** The same while something is being done. */
const LONGEST_AT_WORK = 4_000;
/** For what seldom changes: what the server offers, which projects there are. */
export const SELDOM = { longest: 60_000 };
/** For an application with its operation: while that is at work its end is near. */
export const WITH_OPERATION = { longest: (body) => (body?.operation && body.operation.phase !== 'done' ? LONGEST_AT_WORK : LONGEST) };
/** After that a request that nobody answers counts as a lost connection: some are never ended by the browser. */
const PATIENCE = 30_000;

/**
 * What is shown of one address, kept up to date: asks again after 2 s, and slower, up to 15 s, while nothing changes; not
 * while nobody looks at the tab, and at once when somebody does again. Of an address that changed the last one's answer
 * is kept until there is another, so that nothing flashes.
 */
export class Live {
  #address;
  #listener;
  #etag = '';
  #pause = SHORTEST;
  #longest;
  #timer = 0;
  #request = null;
  #looked = () => this.#onVisible();

  /** What was answered last; null: nothing yet. */
  body = null;
  /** What the last request ended with; null: it was answered. */
  error = null;
  /** When the server last answered; null: never. */
  answeredAt = null;

  /**
   * @param address a function: the path with its query
   * @param listener called whenever body or error changed
   * @param longest milliseconds between two requests, at most: of what seldom changes; or a function of what was answered
   */
  constructor(address, listener, { longest = LONGEST } = {}) {
    this.#address = address;
    this.#listener = listener;
    this.#longest = longest;
  }

  start() {
    document.addEventListener('visibilitychange', this.#looked);
    this.#ask();
    return this;
  }

  stop() {
    document.removeEventListener('visibilitychange', this.#looked);
    this.#cancel();
  }

  /** Asks now: something was done that should soon be seen, or another address is wanted. */
  refresh({ other = false } = {}) {
    if (other) {
      this.#etag = '';
    }
    this.#pause = SHORTEST;
    this.#cancel();
    this.#ask();
  }

  #cancel() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = null;
  }

  #onVisible() {
    if (!document.hidden) {
      this.refresh();
    }
  }

  async #ask() {
    const request = new AbortController();
    this.#request = request;
    const late = setTimeout(() => request.abort(new DOMException('', 'TimeoutError')), PATIENCE);
    let answer = null;
    let failure = null;
    try {
      answer = await read(this.#address(), { etag: this.#etag, signal: request.signal });
    } catch (error) {
      failure = error;
    }
    clearTimeout(late);
    if (this.#request !== request) {
      // Another was asked meanwhile, or nobody wants to know any more.
      return;
    }
    try {
      if (answer) {
        this.#answered(answer);
      } else {
        this.#failed(failure);
      }
    } finally {
      if (!document.hidden && this.#request === request) {
        this.#timer = setTimeout(() => this.#ask(), this.#pause);
      }
    }
  }

  #answered({ etag, body }) {
    const recovered = this.error !== null;
    this.error = null;
    this.answeredAt = new Date();
    this.#etag = etag;
    if (body !== null) {
      this.body = body;
      this.#pause = SHORTEST;
    } else {
      this.#slowDown(typeof this.#longest === 'function' ? this.#longest(this.body) : this.#longest);
    }
    if (body !== null || recovered) {
      this.#listener();
    }
  }

  #failed(error) {
    this.error = error;
    this.#slowDown(LONGEST);
    this.#listener();
  }

  #slowDown(longest) {
    this.#pause = Math.min(longest, this.#pause * 1.5);
  }
}
