/** What the toolbar says. */

export const TOOLBAR_TEXT = {
  label: 'Editor',
  zoom: (percent: number) => `Zoom ${percent} %: back to 100 %`,
  zoomTitle: 'Zoom to 100 %',
  percent: (percent: number) => `${percent} %`,
  more: 'More tools',
};
