// How far an operation is: its waves, where this process tells them, else the phases of its record.
import { html, nothing } from './lib/lit-html/lit-html.js';
import { t } from './shell.js';

const PHASES = ['validating', 'planned', 'applying', 'pruning'];

/** The steps of an operation: [{ text, state: 'done' | 'now' | 'toCome' | 'failed' }]. */
function steps(operation, events = []) {
  const planned = events.findLast((event) => event.event === 'Planned');
  return planned ? waves(operation, events, planned) : phases(operation);
}

function phases(operation) {
  const at = operation.phase === 'waiting' ? 0 : PHASES.indexOf(operation.phase);
  return PHASES.map((phase, index) => ({
    text: t('phase.' + (index === 0 && operation.phase === 'waiting' ? 'waiting' : phase)),
    state: operation.phase === 'done' ? ended(operation) : index < at ? 'done' : index === at ? 'now' : 'toCome',
  }));
}

function waves(operation, events, planned) {
  const over = new Set(events.filter((event) => event.event === 'WaveEnded').map((event) => event.index));
  const begun = new Set(events.filter((event) => event.event === 'WaveStarted').map((event) => event.index));
  const isOver = operation.phase === 'done';
  return planned.waves.map((wave) => ({
    text: t('step.wave', { name: wave.name, objects: wave.objects.length }),
    state: over.has(wave.index)
      ? 'done'
      : begun.has(wave.index)
        ? isOver ? ended(operation) : 'now'
        : isOver && operation.verdict === 'succeeded' ? 'done' : 'toCome',
  }));
}

function ended(operation) {
  return operation.verdict === 'succeeded' ? 'done' : 'failed';
}

/** The steps in one row, for a cell of a table. */
export function brief(operation) {
  if (!operation.id || operation.phase === 'done') {
    return nothing;
  }
  const all = phases(operation);
  const now = all.find((step) => step.state === 'now') || all[0];
  return html`<span class="aps-progress">
    <span class="aps-dots" aria-hidden="true">${all.map((step) => html`<i class="aps-step-${step.state}"></i>`)}</span>
    <span>${t('operation.' + operation.type)}: ${now.text}</span></span>`;
}

/** The steps one below the other. */
export function list(operation, events) {
  return html`<ol class="aps-steps">${steps(operation, events).map((step) => html`<li class="aps-step-${step.state}"
    aria-current=${step.state === 'now' ? 'step' : nothing}>${step.text}
    <span class="aps-visually-hidden">(${t('step.' + step.state)})</span></li>`)}</ol>`;
}

/** The last things that happened, one line each. */
export function lines(events, most = 12) {
  return events.map(line).filter((text) => text).slice(-most);
}

function line(event) {
  switch (event.event) {
    case 'Waiting':
      return event.reason;
    case 'Notice':
      return event.text;
    case 'StatusChanged':
      return event.reason ? event.status + ': ' + event.reason : event.status;
    case 'ObjectApplied':
    case 'ObjectRemoved':
      return event.action === 'unchanged' ? '' : event.object + ' ' + t('action.' + event.action);
    case 'ObjectProgressed':
      return [event.object, event.ready, event.reason].filter((part) => part).join(' ');
    case 'OperationFailed':
      return event.message;
    default:
      return '';
  }
}
