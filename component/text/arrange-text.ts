/** The names of what finds and arranges. */

const these = (count: number): string => (count > 1 ? ` ${count} nodes` : '');

export const ARRANGE_TEXT = {
  tidy: (count: number) => `Tidy up${these(count)}`,
  alignLeft: 'Align left',
  alignCenter: 'Align centers',
  alignRight: 'Align right',
  alignTop: 'Align top',
  alignMiddle: 'Align middles',
  alignBottom: 'Align bottom',
  distributeAcross: 'Distribute across',
  distributeDown: 'Distribute down',
  commands: 'Command palette',
  find: 'Search in the graph',
  fitSelection: 'Zoom to the selection',
  zoomActual: 'Zoom to 100 %',
  replace: (count: number) => (count > 1 ? `Replace ${count} nodes` : 'Replace…'),
};
