import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Inspector } from '../../../component/panels/inspector.js';
import type { NodeReport } from '../../../component/store/status-store.js';
import { openEditor } from '../editor.js';
import type { OpenEditor } from '../editor.js';

const config = {
  version: 1,
  nodeTypes: [
    {
      type: 'mean',
      label: 'Mean',
      description: 'The mean of two numbers.',
      category: 'math/statistics',
      source: { language: 'python', module: 'nodes.stats', export: 'mean', line: 12 },
      inputs: [
        { name: 'a', label: 'First', type: 'number', description: 'Any number', required: true },
        { name: 'b', label: 'Second', type: 'number', default: 2 },
        { name: 'all', label: 'Anything', type: 'object' },
      ],
      outputs: [
        { name: 'result', label: 'Result', type: 'number' },
        { name: 'chart', label: 'Chart', type: 'string' },
      ],
    },
  ],
};
const node = (inputData = {}, inputs = {}) => ({
  type: 'mean',
  inputData,
  connections: { inputs },
});
const graph = {
  version: 1,
  nodes: {
    one: { ...node({ a: { a: 1 } }), title: 'Start' },
    two: node({}, { a: [{ nodeId: 'one', portName: 'result' }] }),
    lost: { type: 'gone', inputData: { x: { x: 1 } } },
  },
};

interface Opened extends OpenEditor {
  readonly select: (...ids: string[]) => void;
  readonly report: (nodeId: string, status: string, report?: NodeReport) => void;
}

function open(readOnly = false): Opened {
  const editor = openEditor({ config, defaultGraph: graph, readOnly }, <Inspector />);
  return {
    ...editor,
    select: (...ids) => editor.dispatch({ type: 'select', ids }),
    report: (nodeId, status, report = {}) =>
      editor.receive({ nodesStatus: { [nodeId]: status }, results: { [nodeId]: report } }),
  };
}

const panel = () => within(screen.getByRole('complementary', { name: 'Inspector' }));
const tab = (name: string | RegExp): HTMLElement => panel().getByRole('tab', { name });
const content = (): HTMLElement => panel().getByRole('tabpanel');

describe('the inspector', () => {
  test('says what to do while not one node is selected', () => {
    const { select } = open();
    expect(panel().getByText(/^Select a node/)).toBeVisible();
    select('one', 'two');
    expect(panel().getByText(/^2 nodes are selected/)).toBeVisible();
  });

  test('names the node and where its function is written', () => {
    const { select } = open();
    select('two');
    expect(panel().getByRole('textbox', { name: 'Title' })).toHaveAttribute('placeholder', 'Mean');
    expect(panel().getByText('nodes.stats:12')).toBeVisible();
    expect(panel().getByRole('img', { name: 'Python' })).toBeVisible();
  });

  test('renames the node, as one step of the history', async () => {
    const { select, getState, dispatch } = open();
    select('one');
    const title = panel().getByRole('textbox', { name: 'Title' });
    expect(title).toHaveValue('Start');
    await userEvent.type(title, ' here');
    expect(getState().graph.nodes['one']?.title).toBe('Start here');
    dispatch({ type: 'undo' });
    expect(title).toHaveValue('Start');
  });

  test('keeps its tab from node to node, and is walked with the arrow keys', async () => {
    const { select } = open();
    select('one');
    await userEvent.click(tab('Inputs'));
    await userEvent.keyboard('{ArrowLeft}');
    expect(tab('Docs')).toHaveFocus();
    expect(tab('Docs')).toHaveAttribute('aria-selected', 'true');
    expect(tab('Inputs')).toHaveAttribute('tabindex', '-1');
    expect(content()).toHaveAccessibleName('Docs');
    select('two');
    expect(tab('Docs')).toHaveAttribute('aria-selected', 'true');
    await userEvent.click(tab('Docs'));
    await userEvent.keyboard('{Home}');
    expect(tab('Inputs')).toHaveFocus();
  });

  test('keeps a node whose type is gone, and says so', () => {
    const { select } = open();
    select('lost');
    expect(panel().getByText(/There is no node type/)).toHaveTextContent('gone');
  });
});

describe('its inputs', () => {
  test('are edited, one focus being one step of the history', async () => {
    const { select, getState, dispatch } = open();
    select('one');
    await userEvent.type(panel().getByRole('textbox', { name: 'Second' }), '0.05');
    expect(getState().graph.nodes['one']?.inputData['b']).toEqual({ b: 0.05 });
    dispatch({ type: 'undo' });
    expect(getState().graph.nodes['one']?.inputData['b']).toBeUndefined();
    expect(panel().getByRole('textbox', { name: 'Second' })).toHaveValue('');
  });

  test('that are wired say from where, and lead there', async () => {
    const { select, getState } = open();
    select('two');
    expect(panel().queryByRole('textbox', { name: 'First' })).toBeNull();
    expect(content()).toHaveTextContent('from Start · result');
    expect(content()).toHaveTextContent('Anythingnot connected');
    await userEvent.click(panel().getByRole('button', { name: 'Start' }));
    expect([...getState().selection]).toEqual(['one']);
  });

  test('are not edited in a read-only editor', () => {
    const { select } = open(true);
    select('one');
    expect(panel().getByRole('textbox', { name: 'Second' })).toBeDisabled();
    expect(panel().getByRole('textbox', { name: 'Title' })).toBeDisabled();
  });
});

describe('its output', () => {
  test('asks for a run before there was one', async () => {
    const { select } = open();
    select('one');
    await userEvent.click(tab('Output'));
    expect(content()).toHaveTextContent(/^Run the graph/);
  });

  test('shows status, time and every value, also of ports that are gone', async () => {
    const { select, report } = open();
    select('one');
    await userEvent.click(tab('Output'));
    const outputs = { old: 'x', chart: 'data:image/png;base64,AA', result: 0.5 };
    report('one', 'success', { outputs, durationMs: 12, cached: true });
    expect(content()).toHaveTextContent(/^Done cachedin 12 ms/);
    expect(within(content()).getByRole('region', { name: 'Result' })).toHaveTextContent('0.5');
    expect(within(content()).getByRole('img', { name: 'Chart' })).toBeVisible();
    const names = within(content()).getAllByRole('heading');
    expect(names.map((name) => name.textContent)).toEqual(['Result', 'Chart', 'old']);
  });

  test('shows an error with its trace and its causes, to copy', async () => {
    const user = userEvent.setup();
    const { select, report } = open();
    select('one');
    const cause = {
      name: 'KeyError',
      code: 'error',
      message: "KeyError: 'a' (stats.py:9)",
      stack: '  File "stats.py", line 9\nKeyError: \'a\'\nA note',
    };
    const stack = 'Traceback\n  File "stats.py", line 12\nValueError: not a number';
    const message = 'ValueError: not a number (stats.py:12)';
    const error = { name: 'ValueError', code: 'error', message, stack, cause };
    report('one', 'failed', { error, durationMs: 3 });
    await user.click(tab('Output !'));
    expect(content()).toHaveTextContent(/^Failedin 3 ms/);
    // The name is said once.
    expect(within(content()).getByText('not a number (stats.py:12)')).toBeVisible();
    expect(within(content()).getByRole('region', { name: 'Trace' })).toHaveTextContent(/line 12/);
    expect(content()).toHaveTextContent("Caused by KeyError: 'a' (stats.py:9)");
    const itsTrace = within(content()).getByRole('region', { name: 'Trace of KeyError' });
    expect(itsTrace).toHaveTextContent(/A note$/);
    await user.click(within(content()).getByRole('button', { name: 'Copy error' }));
    expect(await navigator.clipboard.readText()).toBe(`${stack}\nCaused by ${cause.stack}`);
  });

  test('calls an error of the runner by its code', async () => {
    const { select, report } = open();
    select('one');
    const message = 'one took longer than its timeoutMs of 5 ms';
    const error = { name: 'MillraceError', code: 'node-timeout', message };
    report('one', 'failed', { error });
    await userEvent.click(tab('Output !'));
    const shown = within(content()).getByRole('region', { name: 'Error' });
    expect(shown).toHaveTextContent(`node-timeout${message}`);
  });

  test.each([
    ['error', 'failed'],
    ['branch', 'took another branch'],
    ['disabled', 'is disabled'],
    ['cancelled', 'was cancelled'],
  ] as const)('says why it was skipped (%s), and leads to the cause', async (reason, words) => {
    const { select, report, getState } = open();
    select('two');
    await userEvent.click(tab('Output'));
    report('two', 'skipped', { cause: { nodeId: 'one', reason } });
    expect(content()).toHaveTextContent(`SkippedSkipped because Start ${words}.`);
    await userEvent.click(within(content()).getByRole('button', { name: 'Start' }));
    expect([...getState().selection]).toEqual(['one']);
  });
});

describe('its log', () => {
  test('has a line for each message, with its level where that matters', async () => {
    const { select, report } = open();
    select('one');
    const log = [
      { level: 'info', message: 'three rows' },
      { level: 'warning', message: 'one is empty' },
    ];
    report('one', 'running', { log });
    await userEvent.click(tab('Log 2'));
    const lines = within(content()).getAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual(['three rows', 'Warningone is empty']);
  });

  test('of many lines begins with the last ones', async () => {
    const { select, report } = open();
    select('one');
    const log = Array.from({ length: 1200 }, (_, index) => ({
      level: 'info',
      message: `${index}`,
    }));
    report('one', 'success', { log });
    await userEvent.click(tab('Log 1200'));
    expect(within(content()).getAllByRole('listitem')[0]).toHaveTextContent('700');
    await userEvent.click(
      within(content()).getByRole('button', { name: 'Show 700 earlier lines' }),
    );
    expect(within(content()).getAllByRole('listitem')).toHaveLength(1200);
  });
});

test('its docs give the examples of its author, as they are written', async () => {
  const type = { type: 'f', label: 'F', inputs: [], outputs: [], examples: ['f(1)\n// 2', 'f(3)'] };
  const nodes = { n: { type: 'f' } };
  const editor = openEditor(
    { config: { version: 1, nodeTypes: [type] }, defaultGraph: { version: 1, nodes } },
    <Inspector />,
  );
  editor.dispatch({ type: 'select', ids: ['n'] });
  await userEvent.click(tab('Docs'));
  expect(panel().getByRole('heading', { name: 'Examples' })).toBeVisible();
  const texts = [...document.querySelectorAll('.mr-docs-example')].map((each) => each.textContent);
  expect(texts).toEqual(['f(1)\n// 2', 'f(3)']);
});

test('its docs say what the node and its ports are for', async () => {
  const { select } = open();
  select('one');
  await userEvent.click(tab('Docs'));
  expect(content()).toHaveTextContent(/^The mean of two numbers\./);
  expect(content()).toHaveTextContent('First a number, requiredAny number');
  expect(content()).toHaveTextContent('Second a number, default 2');
  expect(content()).toHaveTextContent('CategoryMath › Statistics');
});
