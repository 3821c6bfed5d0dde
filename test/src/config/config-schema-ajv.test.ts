import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { createRandom } from '../../fuzz/random.js';
import { mutate } from '../graph/garbage.js';

function read(path: string): object {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as object;
}

describe('config.schema.json', () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
  const schema = read('../../../src/config/config.schema.json');

  it('is a valid JSON Schema 2020-12', () => {
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it('holds for every config that parseConfig gives', () => {
    const validate = ajv.compile(schema);
    const source = {
      version: 1,
      portTypes: [
        { type: 'p', schema: { type: 'number' }, controls: [{ type: 'select', options: [1] }] },
      ],
      nodeTypes: [
        { type: 'f', source: { language: 'python', module: 'm', export: 'f', line: 1 }, call: {} },
        {
          type: 'g',
          inputs: [{ name: 'a', type: 'p', kind: 'rest', default: 1 }],
          outputs: [{ name: 'r' }],
        },
        {
          type: 'g#2',
          variantOf: 'g',
          examples: ['g()'],
          call: { style: 'positional', context: false, collect: true },
          inputs: [{ name: 'a', partOf: 'o', defaultText: 'x', color: 'red', schema: {} }],
          outputs: { path: 'ports' },
        },
        { type: 'h', inputs: { path: 'x' }, settings: {}, initialWidth: 3, addable: true },
      ],
    };
    for (let seed = 0; seed <= 1500; seed += 1) {
      const random = createRandom(seed);
      const { config } = parseConfig(
        seed === 0 ? source : mutate(source, random, 1 + random.below(6)),
      );
      const fits = validate(JSON.parse(JSON.stringify(config)));
      expect({ seed, fits, errors: validate.errors }).toEqual({ seed, fits: true, errors: null });
    }
  });
});
