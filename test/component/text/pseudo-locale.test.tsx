/** The editor in a language that does not exist: each word of ours is in ⟦brackets⟧. */
import { expect, test } from '@jest/globals';
import { act, fireEvent, render } from '@testing-library/react';
import { createRef } from 'react';
import { preloadMenus } from '../../../component/canvas-menus.js';
import {
  BootStatus,
  createBootStore,
  EDITOR_ACTIONS,
  ENGLISH,
  FlowEditor,
  Inspector,
  MiniMap,
  Palette,
  Toolbar,
} from '../../../component/index.js';
import type { EditorTextPatch, FlowEditorApi, NodeReports } from '../../../component/index.js';

await preloadMenus();

const wrap = (word: unknown): unknown =>
  typeof word === 'function'
    ? (...args: unknown[]) => wrap((word as (...all: unknown[]) => unknown)(...args))
    : typeof word === 'string'
      ? word === ''
        ? ''
        : `⟦${word}⟧`
      : Array.isArray(word)
        ? word.map(wrap)
        : typeof word === 'object' && word !== null
          ? Object.fromEntries(Object.entries(word).map(([key, value]) => [key, wrap(value)]))
          : word;

/** What is a word of the data is marked, too. */
const number = (name: string, more: object = {}) => ({
  name,
  type: 'number',
  label: name.startsWith('«') ? name : `«${name}»`,
  ...more,
});
const CONFIG = {
  version: 1,
  portTypes: [
    { type: 'number', name: 'number', label: '«type»', schema: { type: 'number' } },
    { type: 'string', name: 'string', label: '«text type»', schema: { type: 'string' } },
  ],
  nodeTypes: [
    {
      type: 'a',
      label: '«Add»',
      category: '«shelf»',
      description: '«Adds.»',
      inputs: [
        number('one', { required: true }),
        number('two', {
          default: 2,
          controls: [{ type: 'slider', name: 'two', label: '«two»', min: 0, max: 9 }],
        }),
        {
          name: 'file',
          label: '«file»',
          type: 'string',
          controls: [{ type: 'file', name: 'file', label: '«file»' }],
        },
        { name: 'kind', label: '«kind»', type: 'string', schema: { enum: ['«x»', '«y»'] } },
        {
          name: 'size',
          label: '«size»',
          schema: { type: 'object', properties: { w: { type: 'number', title: '«w»' } } },
        },
        { name: 'list', label: '«list»', schema: { type: 'array', items: { type: 'number' } } },
      ],
      outputs: [number('«sum»')],
    },
  ],
};
const at = (x: number, more: object = {}) => ({ type: 'a', x, y: 0, width: 220, ...more });
const GRAPH = {
  version: 1,
  nodes: {
    '«first»': at(0, { title: '«First»' }),
    '«second»': at(300, {
      title: '«Second»',
      connections: { inputs: { one: [{ nodeId: '«first»', portName: '«sum»' }] } },
    }),
    '«folded»': at(600, { title: '«Folded»', collapsed: true }),
    '«off»': at(900, { title: '«Off»', disabled: true, pinned: { '«sum»': 7 } }),
    '«gone»': { type: '«gone»', title: '«Gone»', x: 0, y: 400, width: 220 },
  },
  groups: { g: { id: 'g', title: '«Group»', nodeIds: ['«first»'] } },
  comments: { c: { id: 'c', text: '«Note»', x: 0, y: 600, width: 200, height: 80, color: 'blue' } },
};
const RESULTS: NodeReports = {
  '«first»': { outputs: { '«sum»': 3 }, durationMs: 12, cached: true },
  '«second»': { error: { name: 'E', code: 'e', message: '«it broke»' }, durationMs: 1 },
  '«folded»': { cause: { nodeId: '«second»', reason: 'error' } },
};
const STATUSES = {
  '«first»': 'success',
  '«second»': 'error',
  '«folded»': 'skipped',
  '«off»': 'running',
} as const;

const ATTRIBUTES = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'title',
];

/** Not words: pictures, keys, code, types and ids of the config, and what a form's schema says. */
const SILENT = 'svg, kbd, code, pre, script, style, .mr-menu-keys, .mr-shortcut';

/** A key behind the name of a button. */
const KEYS = /\((Ctrl|Shift|Alt|[+])*\S+\)$/;

/** All that the page says that is neither a word of the editor’s nor of the data’s. */
function strangers(): string[] {
  const said: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest(SILENT) === null) said.push(node.textContent ?? '');
  }
  for (const name of ATTRIBUTES) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      said.push(`${name}: ${element.getAttribute(name) ?? ''}`);
    }
  }
  return [...new Set(said.filter((text) => /\p{L}{2}/u.test(foreign(text))))];
}

/** What a type is, the core says. */
const TYPES = /^(an? \p{L}+|one of\b.*)(, |$)/u;

/** What is left of a text without all that is marked. */
function foreign(text: string): string {
  let rest = text
    .replace(/^[a-z-]+: /, '')
    .replace(KEYS, '')
    .replace(TYPES, '');
  for (;;) {
    const next = rest.replaceAll(/⟦[^⟦⟧]*⟧|«[^«»]*»/g, '');
    // A word of ours round an element is in two pieces.
    if (next === rest) return rest.replace(/⟦[^⟦⟧]*$/, '').replace(/^[^⟦⟧]*⟧/, '');
    rest = next;
  }
}

test('each text and each name in the editor is one that a host can replace', async () => {
  const ref = createRef<FlowEditorApi>();
  const boot = createBootStore();
  const found = new Map<string, string>();
  const look = async (state: string): Promise<void> => {
    // Lazy parts come, timers settle.
    await act(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 10);
        }),
    );
    for (const text of strangers()) if (!found.has(text)) found.set(text, state);
  };
  render(
    <FlowEditor
      ref={ref}
      config={CONFIG}
      defaultGraph={GRAPH}
      text={wrap(ENGLISH) as EditorTextPatch}
      nodesStatus={STATUSES}
      results={RESULTS}
      boot={boot}
    >
      <Toolbar>
        <BootStatus boot={boot} onRetry={() => undefined} />
      </Toolbar>
      <Palette />
      <Inspector />
      <MiniMap />
    </FlowEditor>,
  );
  await look('as it opens');
  act(() => boot.fail('«no»'));
  for (const id of Object.keys(GRAPH.nodes)) {
    act(() => ref.current!.dispatch({ type: 'select', ids: [id] }));
    await look(`the inspector of ${id}`);
    for (const tab of document.querySelectorAll<HTMLElement>('[role=tab]')) {
      act(() => tab.click());
      await look(`${id}, ${tab.textContent ?? ''}`);
    }
  }
  act(() => ref.current!.dispatch({ type: 'select', ids: ['«first»', '«second»'] }));
  for (const { id, danger } of EDITOR_ACTIONS) {
    // jsdom has no structuredClone, which the layout needs.
    if (danger === true || id === 'tidy') continue;
    act(() => void ref.current!.run(id));
    await look(`after ${id}`);
  }
  fireEvent.contextMenu(document.querySelector('[data-mr-node]')!);
  await look('in the menu of a node');
  expect(document.querySelector('[role=menu]')).not.toBeNull();
  expect(Object.fromEntries(found)).toEqual({});
});
