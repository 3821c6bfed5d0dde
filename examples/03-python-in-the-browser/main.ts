import { JobRunner, reduceEvents, type JobEvent } from 'millrace';
import { createPyodide, type BootEvent } from 'millrace/python';
import { indexURL } from 'virtual:millrace/pyodide';
import { config, functions, python as modules } from './nodes.generated.js';
import graph from './river.graph.json';

function find<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`expected an element #${id} of kind ${kind.name} in index.html`);
}

const boot = find('boot', HTMLElement);
const bytes = find('bytes', HTMLProgressElement);
const days = find('days', HTMLInputElement);
const run = find('run', HTMLButtonElement);
const cancel = find('cancel', HTMLButtonElement);
const list = find('nodes', HTMLElement);
const chart = find('chart', HTMLImageElement);
const sentence = find('sentence', HTMLElement);

const python = createPyodide({ indexURL, modules, onBoot: showBoot });
const runner = new JobRunner(config, { functions, python });

function showBoot(event: BootEvent): void {
  const megabytes = (size: number): string => (size / 1e6).toFixed(1);
  if (event.type === 'download') {
    bytes.value = event.loaded / event.total;
    boot.textContent = `Loading Python: ${megabytes(event.loaded)} of ${megabytes(event.total)} MB`;
  } else if (event.type === 'ready') {
    boot.textContent = `Python is ready, after ${(event.durationMs / 1e3).toFixed(1)} s`;
  } else boot.textContent = event.type === 'failed' ? event.message : 'Starting Python …';
  bytes.style.opacity = event.type === 'ready' || event.type === 'failed' ? '0' : '1';
}

const ICONS: Readonly<Record<string, string>> = {
  running: '◔',
  success: '✓',
  error: '✕',
  skipped: '↷',
  cancelled: '⊘',
};

function showNodes(events: readonly JobEvent[]): void {
  const { nodesStatus } = reduceEvents(events);
  const rows = Object.keys(graph.nodes).map((id) => {
    const status = nodesStatus[id] ?? 'idle';
    const said = events.flatMap((event) =>
      'nodeId' in event && event.nodeId === id ? (wordsOf(event) ?? []) : [],
    );
    const row = document.createElement('li');
    for (const text of [ICONS[status] ?? '·', id, status, said.at(-1) ?? '']) {
      row.append(Object.assign(document.createElement('span'), { textContent: text }));
    }
    for (const at of [0, 2]) row.children[at]?.setAttribute('data-status', status);
    return row;
  });
  list.replaceChildren(...rows);
}

/** What an event of a node has to say: its last line of output, its time, its error. */
function wordsOf(event: JobEvent): string | undefined {
  if (event.type === 'nodeSucceeded') return `${event.durationMs.toFixed()} ms`;
  if (event.type === 'nodeLogged') return event.message.trimEnd().split('\n').at(-1);
  return event.type === 'nodeFailed' ? event.error.message : undefined;
}

async function runGraph(): Promise<void> {
  const stop = new AbortController();
  const events: JobEvent[] = [];
  cancel.addEventListener('click', () => stop.abort(), { once: true });
  [run.disabled, cancel.disabled] = [true, false];
  const { nodes } = await runner.run(graph, {
    inputs: { measure: { days: days.valueAsNumber } },
    signal: stop.signal,
    onEvent(event) {
      events.push(event);
      showNodes(events);
    },
  });
  [run.disabled, cancel.disabled] = [false, true];
  const [picture, words] = ['chart', 'sentence'].map((id) => nodes[id]?.outputs['result']);
  chart.hidden = typeof picture !== 'string';
  if (typeof picture === 'string') chart.src = `data:image/svg+xml,${encodeURIComponent(picture)}`;
  sentence.textContent = typeof words === 'string' ? words : '';
}

document.forms[0]?.addEventListener('submit', (event) => {
  event.preventDefault();
  void runGraph();
});
showNodes([]);
await python.boot();
