/** Every word the editor says, in English; a section for each room. */
import { ACTION_TEXT } from './action-text.js';
import { ANNOUNCE_TEXT } from './announce-text.js';
import { ARRANGE_TEXT } from './arrange-text.js';
import { BOOT_TEXT } from './boot-text.js';
import { CANVAS_TEXT } from './canvas-text.js';
import { CONNECT_TEXT } from './connect-text.js';
import { CONTROL_TEXT } from './control-text.js';
import { GESTURE_TEXT } from './gesture-text.js';
import { GROUP_TEXT } from './group-text.js';
import { INSPECTOR_TEXT } from './inspector-text.js';
import { STATUS_TEXT } from './status-text.js';
import { VALUE_TEXT } from './value-text.js';
import { FIND_TEXT } from './find-text.js';
import { KEYBOARD_TEXT } from './keyboard-text.js';
import { MENU_TEXT } from './menu-text.js';
import { MINIMAP_TEXT } from './minimap-text.js';
import { PANEL_TEXT } from './panel-text.js';
import { PALETTE_TEXT } from './palette-text.js';
import { SUBGRAPH_TEXT } from './subgraph-text.js';
import { TOOLBAR_TEXT } from './toolbar-text.js';

export const ENGLISH = {
  actions: ACTION_TEXT,
  announce: ANNOUNCE_TEXT,
  keyboard: KEYBOARD_TEXT,
  arrange: ARRANGE_TEXT,
  boot: BOOT_TEXT,
  canvas: CANVAS_TEXT,
  connect: CONNECT_TEXT,
  find: FIND_TEXT,
  gestures: GESTURE_TEXT,
  groups: GROUP_TEXT,
  menu: MENU_TEXT,
  minimap: MINIMAP_TEXT,
  palette: PALETTE_TEXT,
  panels: PANEL_TEXT,
  toolbar: TOOLBAR_TEXT,
  controls: CONTROL_TEXT,
  inspector: INSPECTOR_TEXT,
  status: STATUS_TEXT,
  values: VALUE_TEXT,
  subgraphs: SUBGRAPH_TEXT,
};

/** All words of an editor: texts, and functions that make one. */
export type EditorText = typeof ENGLISH;

/** Some of the words, by section; the others stay English. */
export type EditorTextPatch = {
  readonly [Section in keyof EditorText]?: Partial<EditorText[Section]>;
};

/** The English words with others in the place of some. */
export function mergeText(patch: EditorTextPatch = {}): EditorText {
  const sections = Object.keys(ENGLISH) as (keyof EditorText)[];
  const merged = sections.map((name) => [name, { ...ENGLISH[name], ...patch[name] }]);
  return Object.fromEntries(merged) as EditorText;
}
