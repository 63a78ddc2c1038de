import { t } from './shell.js';
import { changed, templates } from './draft.js';

/** The deployment of a draft as a step of a Pipeline. A secret that was typed becomes a credential's id to fill in. */
export function snippet(draft, release, options) {
  const lines = [
    `application: ${quoted(draft.name)}, project: ${quoted(release.project)}, release: ${quoted(String(release.version))}`,
    `administrators: ${access(draft.administrators)}`,
  ];
  if (draft.users.users.length + draft.users.groups.length) {
    lines.push(`users: ${access(draft.users)}`);
  }
  const connectors = (release.contents?.connectors ?? []).map((connector) => step(connector, draft, options));
  if (connectors.length) {
    lines.push('connectors: [\n        ' + connectors.join(',\n        ') + ']');
  }
  if (options.clusters.length > 1) {
    lines.push(`cluster: ${quoted(draft.cluster)}`);
  }
  if (release.repository && release.repository !== 'default') {
    lines.push(`repository: ${quoted(release.repository)}`);
  }
  if (draft.onFailure !== 'rollback') {
    lines.push(`onFailure: ${quoted(draft.onFailure)}`);
  }
  if (draft.timeoutMinutes !== 15) {
    lines.push(`timeoutMinutes: ${draft.timeoutMinutes}`);
  }
  if (draft.forceConflicts) {
    lines.push('forceConflicts: true');
  }
  return 'apsDeploy ' + lines.join(',\n    ');
}

/** What has to be replaced in the snippet before it can be used: the ids of credentials that don't exist yet. */
export function placeholders(draft) {
  return Object.entries(draft.connectors).flatMap(([connector, chosen]) => Object.entries(chosen.secrets)
    .filter(([, secret]) => secret.value && !secret.credentialsId)
    .map(([variable]) => placeholder(connector, variable)));
}

function step(connector, draft, options) {
  const chosen = draft.connectors[connector.name];
  const parts = [
    `name: ${quoted(connector.name)}`,
    chosen.kind === 'image' ? `image: ${quoted(chosen.image)}` : `template: ${quoted(chosen.template)}`,
  ];
  const set = changed(connector, chosen, templates(draft, options));
  if (Object.keys(set).length) {
    parts.push(`variables: ${quoted(JSON.stringify(set))}`);
  }
  const secrets = Object.entries(chosen.secrets).filter(([, secret]) => secret.credentialsId || secret.value);
  if (secrets.length) {
    parts.push('secrets: [' + secrets.map(([variable, secret]) =>
      `apsSecret(variable: ${quoted(variable)}, credentialsId: ${quoted(secret.credentialsId || placeholder(connector.name, variable))})`).join(', ') + ']');
  }
  return `apsConnector(${parts.join(', ')})`;
}

function placeholder(connector, variable) {
  return t('snippet.credential', { connector, variable });
}

function access({ users, groups }) {
  const parts = [];
  if (users.length) {
    parts.push(`users: [${users.map(quoted).join(', ')}]`);
  }
  if (groups.length) {
    parts.push(`groups: [${groups.map(quoted).join(', ')}]`);
  }
  return `apsAccess(${parts.join(', ')})`;
}

/**
 * A Groovy string in which nothing is evaluated. Ends of lines by their short escapes: Groovy reads the long ones too early.
 * What changes the direction of writing is escaped, as people would read another text than the one that they copy.
 */
function quoted(text) {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const escaped = text.replace(/[\\']/g, '\\$&').replace(/[\u0000-\u001f\u007f\u200e\u200f\u2028-\u202e\u2066-\u2069\uffff]/g,
    (character) => short[character] ?? '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'));
  return `'${escaped}'`;
}
