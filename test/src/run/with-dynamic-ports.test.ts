import { describe, expect, test } from '@jest/globals';
import { JobRunner, fillTemplate, growingPorts, templatePorts, withDynamicPorts } from 'millrace';
import { toNodeType } from '../../../src/config/node-type.js';
import { toConfig } from '../../../src/config/node-type.js';
import type { FunctionSignature } from '../../../src/config/signature.js';
import { FakePython } from './python/fake-python.js';
import { graphOf, summary } from './support.js';

const template = { name: 'template', schema: { type: 'string' }, required: true } as const;

/** As codegen reads it. */
const signature = (more: Partial<FunctionSignature>): FunctionSignature => ({
  name: 'fill',
  line: 1,
  async: false,
  callStyle: 'object',
  context: false,
  parameters: [template],
  returns: 'value',
  outputs: [{ schema: { type: 'string' } }],
  sourceText: 'fill',
  ...more,
});
const typeOf = (type: string, language: 'typescript' | 'python', more = {}) =>
  toNodeType(signature(more), {
    type,
    file: 'fill',
    source: { language, module: 'fill', export: 'fill' },
  }).nodeType;

describe('node types from codegen', () => {
  test('get ports that depend on the node, in both languages', async () => {
    const values = {
      name: 'values',
      kind: 'keywordRest',
      schema: { type: 'object' },
      required: false,
    };
    const config = toConfig([
      typeOf('ts.fill', 'typescript'),
      typeOf('py.fill', 'python', { callStyle: 'python', parameters: [template, values] }),
      typeOf('ts.split', 'typescript', { returns: 'object', outputs: [], parameters: [template] }),
    ]);
    const ports = { inputs: templatePorts({ control: 'template' }) };
    const words = ({ template: text }: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        String(text)
          .split(' ')
          .map((word) => [word, 'integer'] as const),
      );
    const nodes = withDynamicPorts(
      {
        config,
        functions: {
          'ts.fill': ({ template: text, ...rest }: { template: string }) =>
            fillTemplate(text, rest),
          'ts.split': ({ template: text }: { template: string }) =>
            Object.fromEntries(text.split(' ').map((word) => [word, word.length])),
        },
      },
      { 'ts.fill': ports, 'py.fill': ports, 'ts.split': { outputs: words } },
    );
    const python = new FakePython({
      // As the host calls it: by name, what is no parameter of its own in `**values`.
      fill: (text: string, name: string) => text.replace('{name}', name),
    });
    const graph = graphOf({
      t: { type: 'ts.fill', values: { template: 'Dear {name}', name: 'Ada' } },
      p: { type: 'py.fill', values: { template: 'Dear {name}' }, wires: { name: 't' } },
      s: { type: 'ts.split', values: { template: 'mill race' } },
      n: { type: 'ts.fill', values: { template: '{n}' }, wires: { n: 's.race' } },
    });
    const result = await new JobRunner(nodes.config, { ...nodes, python }).run(graph);
    expect(summary(result)).toMatchObject({ t: 'Dear Ada', p: 'Dear Dear Ada', n: '4' });
  });

  test('an unknown one is an error that lists those there are', () => {
    const set = { config: toConfig([typeOf('ts.fill', 'typescript')]), functions: {} };
    expect(() => withDynamicPorts(set, { 'ts.fil': { inputs: growingPorts() } })).toThrow(
      expect.objectContaining({
        code: 'unknown-node-type',
        message: 'expected the id of a node type (there are "ts.fill"), got "ts.fil"',
      }),
    );
  });
});
