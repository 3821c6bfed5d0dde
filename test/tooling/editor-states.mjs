// The states of the editor that are kept as pictures. Each starts from the playground as a newcomer
// sees it.

const from = (nodeId, portName = 'result') => [{ nodeId, portName }];

/** A branch that fails, and what depends on it. */
const FAILING = {
  version: 1,
  nodes: {
    series: { type: 'lists.numberSeries', x: 0, y: 60, width: 220 },
    summary: {
      type: 'stats.summary',
      x: 280,
      y: 60,
      width: 220,
      connections: { inputs: { values: from('series') } },
    },
    calculate: {
      type: 'numbers.calculate',
      x: 560,
      y: 0,
      width: 220,
      inputData: { operation: { operation: 'divided by' }, b: { b: 0 } },
      connections: { inputs: { a: from('summary', 'mean') } },
    },
    say: {
      type: 'text.fillIn',
      x: 840,
      y: 0,
      width: 220,
      inputData: { template: { template: 'Half of it is {a}' } },
      connections: { inputs: { a: from('calculate') } },
    },
    gone: { type: 'weather.forecastRain', x: 840, y: 240, width: 220 },
    off: {
      type: 'weather.convertTemperature',
      x: 560,
      y: 260,
      width: 220,
      disabled: true,
      connections: { inputs: { celsius: from('summary', 'mean') } },
    },
  },
};

const settle = (page) => page.waitForTimeout(500);

/** Keys on the canvas. */
async function press(page, ...keys) {
  await page.locator('.mr-canvas').focus();
  for (const key of keys) await page.keyboard.press(key);
  await settle(page);
}

async function pressAndType(page, key, text) {
  await press(page, key);
  await page.keyboard.type(text);
  await settle(page);
}

async function run(page, outcome) {
  await page.getByText('Python ready').waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText(outcome, { exact: true }).waitFor({ timeout: 60_000 });
  // The text of each success has faded.
  await page.waitForTimeout(2_500);
}

/** Selects a node wherever it is. */
async function select(page, title) {
  await pressAndType(page, 'Control+f', title);
  await page.keyboard.press('Escape');
  await settle(page);
}

async function open(page, graph) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Control+o')]);
  const buffer = Buffer.from(JSON.stringify(graph));
  await chooser.setFiles({ name: 'graph.json', mimeType: 'application/json', buffer });
  await press(page, 'f');
}

/** What each picture is called, what it shows, and how the page gets there. */
export const STATES = [
  {
    name: 'run',
    says: 'After a run: values and pictures on the cards, and the timeline.',
    enter: (page) => run(page, 'Done'),
  },
  {
    name: 'error',
    says: 'A node failed and says why; what depends on it is skipped, one is disabled, one has lost its function.',
    async enter(page) {
      await open(page, FAILING);
      await run(page, 'Done, with errors');
      await select(page, 'Calculate');
    },
  },
  {
    name: 'inspector',
    says: 'The selected node: what it takes, and where that comes from.',
    enter: (page) => select(page, 'Forecast'),
  },
  {
    name: 'add',
    says: 'Adding a node: the key /, and some letters.',
    enter: (page) => pressAndType(page, '/', 'day'),
  },
  {
    name: 'commands',
    says: 'The command palette: actions, node types, nodes.',
    enter: (page) => pressAndType(page, 'Control+k', 'su'),
  },
  {
    name: 'find',
    says: 'The search in the graph.',
    enter: (page) => pressAndType(page, 'Control+f', 'st'),
  },
  {
    name: 'connect',
    says: 'Wiring without a pointer: what fits the output of a node.',
    async enter(page) {
      await select(page, 'Smooth');
      await press(page, 'Enter', 'Enter', 'End', 'Enter');
    },
  },
  {
    name: 'menu',
    says: 'What can be done with a node.',
    async enter(page) {
      await select(page, 'Summary');
      await page.keyboard.press('Shift+F10');
      await settle(page);
    },
  },
  {
    name: 'group',
    says: 'A titled group, a comment, and two collapsed nodes.',
    async enter(page) {
      await press(page, 'Control+a', 'Control+g');
      await page.keyboard.type('Garden');
      await page.keyboard.press('Enter');
      await select(page, 'Smooth');
      await press(page, 'Alt+c');
      await select(page, 'Keep between');
      await press(page, 'Alt+c');
      await press(page, 'Shift+C');
      await page.keyboard.type('Below 2 °C: cover the beds.');
      await press(page, 'Escape', 'f');
    },
  },
  {
    name: 'subgraph',
    says: 'Inside a subgraph, with the way back above it.',
    async enter(page) {
      await select(page, 'Summary');
      await press(page, 'Alt+g', 'Control+ArrowDown');
    },
  },
  { name: 'keys', says: 'All keys, behind ?.', enter: (page) => press(page, '?') },
  {
    name: 'empty',
    says: 'Nothing is there yet.',
    enter: (page) => press(page, 'Control+a', 'Delete', 'Escape'),
  },
];
