// What the host (Jenkins, or the stand-alone server) says about itself and its texts, in attributes of the page's root.
export const root = document.getElementById('aps-dashboard');
export const api = root.dataset.api;
export const inJenkins = root.dataset.host === 'jenkins';
const instanceRoot = root.dataset.instanceRoot || '';
const texts = JSON.parse(root.dataset.texts);
const plural = new Intl.PluralRules('en');

/** The text of a key, with values in place of {name}. */
export function t(key, values = {}) {
  const text = texts[key];
  if (text === undefined) {
    return key;
  }
  return text.replace(/\{(\w+)}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The text of a key for a number of things: keys end with .one and .other. */
export function count(key, number, values = {}) {
  return t(key + '.' + plural.select(number), { ...values, number: number.toLocaleString() });
}

/** Whether there is a text of this key. */
export function has(key) {
  return key in texts;
}

/** The address of a build of Jenkins, as records name them ("folder/job#12"); empty where it is none. */
export function buildUrl(build) {
  const parts = /^(.+)#(\d+)$/.exec(build || '');
  if (!inJenkins || !parts) {
    return '';
  }
  return instanceRoot + '/job/' + parts[1].split('/').map(encodeURIComponent).join('/job/') + '/' + parts[2] + '/';
}
