// Which page is shown: #/<page>/<part>...?<name>=<value>, so that a reload, a bookmark and the Back button work.

/** @return { parts: [...], query: URLSearchParams } */
export function current() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { parts: path.split('/').filter((part) => part).map(decoded), query: new URLSearchParams(query) };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** How many entries of a list are left out before the first. */
export function skipOf(query) {
  return Math.max(0, Number.parseInt(query.get('skip') || '0', 10) || 0);
}

export function link(parts, query = {}) {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value !== undefined));
  const text = parameters.toString();
  return '#/' + parts.map(encodeURIComponent).join('/') + (text ? '?' + text : '');
}

/** Goes to another page. */
export function go(parts, query) {
  location.hash = link(parts, query);
}

/** Changes the query of this page, without a step of its own for the Back button. */
export function restate(parts, query) {
  history.replaceState(null, '', link(parts, query));
}
