/** What the search in the graph says. */

export const FIND_TEXT = {
  label: 'Search in the graph',
  placeholder: 'Find a node, value or message',
  count: (at: number, of: number) => `${at} of ${of}`,
  none: 'Nothing found',
  previous: 'Previous one',
  next: 'Next one',
  close: 'Close the search',
  /** Where a hit is, beside its node's name. */
  inPort: 'port',
  inType: 'type',
  inId: 'id',
  inValue: 'value',
  inError: 'error',
  inLog: 'log',
  inGroup: 'group',
  inComment: 'comment',
};
