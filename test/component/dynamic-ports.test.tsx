/** Ports that follow what is typed into their node. */
import { expect, test } from '@jest/globals';
import { within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createConfig, defineNode, templatePorts } from '../../src/index.js';
import { openEditor } from './editor.js';
import { card } from './host.js';

const nodes = createConfig([
  defineNode({
    type: 'fill',
    inputs: { template: 'string' },
    dynamicInputs: templatePorts({ control: 'template' }),
    outputs: 'string',
    run: ({ template }) => template ?? '',
  }),
]);

const inputs = (id: string): readonly (string | undefined)[] =>
  [...card(id).querySelectorAll<HTMLElement>('[data-port-transput-type="input"]')].map(
    ({ dataset }) => dataset['portName'],
  );

test('ports follow each letter, and no other node renders', async () => {
  const rendered: string[] = [];
  openEditor(
    {
      config: nodes.config,
      portFunctions: nodes.portFunctions,
      defaultGraph: { version: 1, nodes: { one: { type: 'fill' }, two: { type: 'fill' } } },
      onNodeRender: (id) => rendered.push(id),
    },
    null,
  );
  expect(inputs('one')).toEqual(['template']);
  rendered.length = 0;
  await userEvent.type(within(card('one')).getByRole('textbox'), '{{a} {{b}');
  expect(inputs('one')).toEqual(['template', 'a', 'b']);
  expect(inputs('two')).toEqual(['template']);
  expect(new Set(rendered)).toEqual(new Set(['one']));
});
