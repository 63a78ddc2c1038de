// A deployment as it is being put together: what the steps of the wizard fill in, and what of it is sent.

/** Roles of the deployment service. */
const ADMINISTRATORS = 'ACTIVITI_ADMIN';
const USERS = 'ACTIVITI_USER';
/** What descriptors say of a secret that was given directly: it has to be given again. */
const GIVEN = 'file';

/** An object with these entries and nothing else: names come from models, and one may be called constructor or __proto__. */
export function bare(entries = {}) {
  return Object.assign(Object.create(null), entries);
}

/**
 * @param release one of the API, with its contents
 * @param options what the server offers
 */
export function newDraft(release, options) {
  const draft = {
    step: 'name',
    name: isName(release.project, options) ? release.project : '',
    cluster: options.clusters[0]?.name ?? '',
    administrators: { users: [], groups: [] },
    users: { users: [], groups: [] },
    connectors: bare(),
    /** The application whose options the draft began with, as it was then, what it got of them, and its platform version. */
    base: null,
    /** What others changed of it since the draft began; null: nothing. */
    changed: null,
    taken: { administrators: { users: [], groups: [] }, users: { users: [], groups: [] } },
    catalog: '',
    onFailure: 'rollback',
    timeoutMinutes: 15,
    forceConflicts: false,
  };
  for (const connector of release.contents?.connectors ?? []) {
    // Models name it in the modeling application's own way: emailConnector.
    const offered = templates(draft, options).find((each) =>
      each.name === connector.template || each.templates.includes(connector.template));
    draft.connectors[connector.name] = {
      kind: offered || connector.template ? 'template' : 'image',
      template: offered ? offered.name : '',
      image: '',
      variables: bare(),
      secrets: bare(),
      text: null,
    };
  }
  return draft;
}

/** Whether an application may be called so, as far as letters and length go. */
export function isName(name, options) {
  return new RegExp('^(?:' + options.names.pattern + ')$').test(name);
}

/** The platform version: an application keeps its own, a new one gets that of its cluster. */
export function runtimeVersion(draft, options) {
  const catalog = draft.catalog || options.clusters.find(({ name }) => name === draft.cluster)?.catalog;
  return options.runtimeVersions.find((each) => each.version === catalog)
    ?? options.runtimeVersions.find((each) => each.latest);
}

/** The out-of-the-box connectors of the platform version. */
export function templates(draft, options) {
  return runtimeVersion(draft, options)?.connectors ?? [];
}

/** The variables of a connector: those that its model declares, then those of the chosen template. */
export function variables(connector, chosen, offered) {
  const declared = new Map();
  const template = chosen.kind === 'template' ? offered.find(({ name }) => name === chosen.template) : null;
  for (const each of [...(template?.variables ?? []), ...connector.variables]) {
    const known = declared.get(each.name);
    declared.set(each.name, {
      ...known, ...each,
      value: each.value || known?.value || '',
      description: each.description || known?.description || '',
      required: each.required || (known?.required ?? false),
      secure: each.secure || (known?.secure ?? false),
    });
  }
  return [...declared.values()];
}

/**
 * What an application that runs has, for an upgrade that keeps it. What was taken from another one before is given back, so
 * that nobody gets access to this one who has it to that one only. The same application is another one when it was changed
 * meanwhile: nobody's change is taken back unseen.
 *
 * @param application null: the name is that of none
 * @param options what the server offers
 */
export function takeOver(draft, application, options) {
  const base = application && baseOf(application);
  if (keyOf(draft.base) === keyOf(base)) {
    return;
  }
  const same = base && draft.base && base.cluster === draft.base.cluster && base.name === draft.base.name;
  draft.changed = same ? { ...base, differences: differences(draft.base, base) } : null;
  giveBack(draft);
  draft.base = base;
  if (!application) {
    return;
  }
  const { catalog } = application.aps;
  draft.catalog = options.runtimeVersions.some(({ version }) => version === catalog) ? catalog : '';
  const { descriptor } = base;
  const defaults = descriptor.defaults ?? {};
  for (const { role, users, groups } of descriptor.security ?? []) {
    const who = role === ADMINISTRATORS ? 'administrators' : 'users';
    // Whom the models of its release name has access without being asked for; another release names its own.
    const modeled = who === 'users' ? defaults.users ?? {} : {};
    take(draft, who, 'users', users.filter((name) => !modeled.users?.includes(name)));
    take(draft, who, 'groups', groups.filter((name) => !modeled.groups?.includes(name)));
  }
  for (const [name, chosen] of Object.entries(draft.connectors)) {
    const had = descriptor.infrastructure?.connectors?.[name];
    const unasked = defaults.connectors?.[name] ?? {};
    if (had?.image) {
      chosen.kind = 'image';
      chosen.image = had.image;
    } else if (had?.template && !unasked.template) {
      chosen.kind = 'template';
      chosen.template = had.template;
    }
    chosen.variables = bare(descriptor.variables?.connectors?.[name]);
    unasked.variables?.forEach((variable) => delete chosen.variables[variable]);
    chosen.secrets = bare();
    chosen.text = null;
    for (const [variable, secret] of Object.entries(descriptor.secrets?.connectors?.[name] ?? {})) {
      const known = secret.credentialsId && secret.credentialsId !== GIVEN;
      // One that was given directly is nothing yet, but is asked for.
      chosen.secrets[variable] = known ? { credentialsId: secret.credentialsId } : {};
    }
  }
}

/** What an upgrade is decided on: the application as it is now. */
export function baseOf({ name, version, descriptor, aps }) {
  const { security = [], infrastructure, variables, secrets, defaults } = descriptor ?? {};
  return {
    name,
    cluster: aps.cluster,
    version,
    release: aps.release,
    operation: aps.operation.id ?? '',
    type: aps.operation.type ?? '',
    by: aps.operation.by ?? '',
    descriptor: { security, infrastructure, variables, secrets, defaults },
  };
}

/** The parameters of a request that is refused when the application is not as it was. */
export function preconditions(base) {
  return base ? { basedOnVersion: base.version, basedOnOperation: base.operation } : {};
}

function keyOf(base) {
  return base ? [base.cluster, base.name, base.version, base.operation].join('/') : '';
}

/** What is other in one base than in another: [{ what, before, after }], empty texts where there is nothing. */
function differences(before, after) {
  const told = bare();
  const add = (side, base) => {
    const put = (what, value) => {
      told[what] ??= { what, before: '', after: '' };
      told[what][side] = value;
    };
    const { security, infrastructure, variables, secrets } = base.descriptor;
    put('release', base.release);
    for (const { role, users = [], groups = [] } of security) {
      put(role === ADMINISTRATORS ? 'administrators' : 'users', [...users, ...groups].sort().join(', '));
    }
    for (const [name, { image, template }] of Object.entries(infrastructure?.connectors ?? {})) {
      put(name, image || template || '');
    }
    for (const [name, values] of Object.entries(variables?.connectors ?? {})) {
      Object.entries(values).forEach(([variable, value]) => put(name + '.' + variable, value));
    }
    for (const [name, values] of Object.entries(secrets?.connectors ?? {})) {
      Object.entries(values).forEach(([variable, secret]) => put(name + '.' + variable, secret.credentialsId ?? ''));
    }
  };
  add('before', before);
  add('after', after);
  return Object.values(told).filter((each) => each.before !== each.after);
}

function take(draft, who, kind, names) {
  const fresh = names.filter((name) => !draft[who][kind].includes(name));
  draft[who][kind].push(...fresh);
  draft.taken[who][kind].push(...fresh);
}

function giveBack(draft) {
  for (const [who, kinds] of Object.entries(draft.taken)) {
    for (const kind of Object.keys(kinds)) {
      draft[who][kind] = draft[who][kind].filter((name) => !kinds[kind].includes(name));
      kinds[kind] = [];
    }
  }
  if (draft.base) {
    for (const chosen of Object.values(draft.connectors)) {
      chosen.secrets = bare();
    }
  }
  draft.catalog = '';
}

/** The body of a request to deploy. */
export function requestOf(draft, release, options) {
  const connectors = bare();
  const values = bare();
  const secrets = bare();
  for (const connector of release.contents?.connectors ?? []) {
    const chosen = draft.connectors[connector.name];
    connectors[connector.name] = chosen.kind === 'image' ? { image: chosen.image } : { template: chosen.template };
    const set = changed(connector, chosen, templates(draft, options));
    if (Object.keys(set).length) {
      values[connector.name] = set;
    }
    const given = Object.entries(chosen.secrets).filter(([, secret]) => secret.credentialsId || secret.value);
    if (given.length) {
      secrets[connector.name] = Object.fromEntries(given);
    }
  }
  return {
    name: draft.name,
    repository: release.repository,
    projectName: release.project,
    releaseVersion: String(release.version),
    security: [
      { role: ADMINISTRATORS, ...draft.administrators },
      { role: USERS, ...draft.users },
    ],
    infrastructure: { connectors },
    variables: { connectors: values },
    secrets: { connectors: secrets },
  };
}

/** The variables that are other than their defaults, without those of secrets. */
export function changed(connector, chosen, offered) {
  const declared = new Map(variables(connector, chosen, offered).map((each) => [each.name, each]));
  return Object.fromEntries(Object.entries(chosen.variables)
    .filter(([name, value]) => !declared.get(name)?.secure && value !== (declared.get(name)?.value ?? '')));
}

/** Variables as the JSON that people may edit: an object of texts. */
export function variablesText(connector, chosen, offered) {
  const all = bare();
  for (const { name, value, secure } of variables(connector, chosen, offered)) {
    if (!secure) {
      all[name] = chosen.variables[name] ?? value;
    }
  }
  for (const [name, value] of Object.entries(chosen.variables)) {
    all[name] ??= value;
  }
  return JSON.stringify(all, null, 2);
}

/**
 * Reads such JSON.
 *
 * @return { values, problem }; problem is { key, ... } for a text, or null
 */
export function parseVariables(text, declared) {
  let json;
  try {
    json = JSON.parse(text.trim() || '{}');
  } catch (error) {
    return { values: null, problem: { key: 'variables.notJson', message: error.message } };
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    return { values: null, problem: { key: 'variables.notObject' } };
  }
  const values = bare();
  for (const [name, value] of Object.entries(json)) {
    if (typeof value === 'object') {
      return { values: null, problem: { key: 'variables.notText', name } };
    }
    if (declared.some((each) => each.name === name && each.secure)) {
      return { values: null, problem: { key: 'variables.secret', name } };
    }
    values[name] = String(value);
  }
  return { values, problem: null };
}

/** The draft without what nobody should find in the browser's storage. */
export function withoutSecrets(draft) {
  const copy = structuredClone(draft);
  for (const connector of Object.values(copy.connectors)) {
    for (const [name, secret] of Object.entries(connector.secrets)) {
      if (secret.value !== undefined) {
        connector.secrets[name] = {};
      }
    }
    if (connector.text !== null) {
      // What is being typed may be a secret in the wrong place: only what was accepted is kept.
      connector.text = JSON.stringify(connector.variables, null, 2);
    }
  }
  return copy;
}
