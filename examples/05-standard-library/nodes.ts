import { createConfig, defineNode } from 'millrace';

const message = {
  type: 'object',
  properties: { message: 'string' },
  required: ['message'],
} as const;
const reading = {
  type: 'object',
  properties: { name: 'string', level: 'number' },
  required: ['name', 'level'],
} as const;

/** What the library can't know: two sentences, and a report. */
export const own = createConfig([
  defineNode({
    type: 'river.say',
    inputs: { reading, bank: { type: 'number', default: 3.6, label: 'Bank (m)' } },
    outputs: 'string',
    run: ({ reading: { name, level }, bank }) =>
      `${name}: ${level} m${level > bank ? ', over the bank' : ''}`,
  }),
  defineNode({
    type: 'river.excuse',
    inputs: { answer: message },
    outputs: 'string',
    run: ({ answer }) => `no reading: ${answer.message}`,
  }),
  defineNode({
    type: 'river.report',
    inputs: { lines: 'string[]' },
    outputs: 'string',
    run: ({ lines }) => lines.join('\n'),
  }),
]);
