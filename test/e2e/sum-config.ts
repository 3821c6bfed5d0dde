/** The config most tests of the editor are content with. */

/** One type of node: two numbers in, `a` and `b`, and their `sum` out. */
export const sumConfig = (type = 'sum', label = 'Sum') => ({
  version: 1,
  nodeTypes: [
    {
      type,
      label,
      inputs: [
        { name: 'a', type: 'number' },
        { name: 'b', type: 'number' },
      ],
      outputs: [{ name: 'sum', type: 'number' }],
    },
  ],
});
