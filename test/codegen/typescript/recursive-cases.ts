/** Types that contain themselves, and their schemas; `type-cases.ts` declares them. */
import type { Schema } from '../../../src/config/json-schema.js';

const REF = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const TREE: Schema = {
  type: 'object',
  properties: { name: { type: 'string' }, children: { type: 'array', items: REF('Tree') } },
  required: ['name', 'children'],
  'x-millrace': { title: 'Tree' },
};

/** Types that contain themselves: each is read once, and inside referred to by name. */
export const RECURSIVE: readonly (readonly [string, Schema])[] = [
  ['Tree', { ...REF('Tree'), $defs: { Tree: TREE } }],
  ['Tree[]', { type: 'array', items: REF('Tree'), $defs: { Tree: TREE } }],
  ['Tree | null', { anyOf: [REF('Tree'), { type: 'null' }], $defs: { Tree: TREE } }],
  [
    'Sum',
    {
      ...REF('Sum'),
      $defs: {
        Sum: {
          anyOf: [
            { type: 'number' },
            {
              type: 'array',
              prefixItems: [REF('Sum'), REF('Sum')],
              minItems: 2,
              maxItems: 2,
              'x-millrace': { tuple: true },
            },
          ],
        },
      },
    },
  ],
  [
    'Json',
    {
      ...REF('Json'),
      $defs: {
        Json: {
          anyOf: [
            { type: 'string' },
            { type: 'array', items: REF('Json') },
            { type: 'object', additionalProperties: REF('Json') },
            { type: 'null' },
          ],
        },
      },
    },
  ],
  [
    'Author',
    {
      ...REF('Author'),
      $defs: {
        Author: {
          type: 'object',
          properties: { books: { type: 'array', items: REF('Book') } },
          required: [],
          'x-millrace': { title: 'Author' },
        },
        Book: {
          type: 'object',
          properties: {
            by: REF('Author'),
            twin: { anyOf: [REF('Book'), { type: 'null' }] },
          },
          required: ['by', 'twin'],
          'x-millrace': { title: 'Book' },
        },
      },
    },
  ],
  [
    'Linked<string>',
    {
      ...REF('Linked'),
      $defs: {
        Linked: {
          type: 'object',
          properties: { value: { type: 'string' }, next: REF('Linked') },
          required: ['value'],
        },
      },
    },
  ],
  [
    '[Linked<string>, Linked<number>]',
    {
      type: 'array',
      prefixItems: [REF('Linked'), REF('Linked2')],
      minItems: 2,
      maxItems: 2,
      'x-millrace': { tuple: true },
      $defs: {
        Linked: {
          type: 'object',
          properties: { value: { type: 'string' }, next: REF('Linked') },
          required: ['value'],
        },
        Linked2: {
          type: 'object',
          properties: { value: { type: 'number' }, next: REF('Linked2') },
          required: ['value'],
        },
      },
    },
  ],
];
