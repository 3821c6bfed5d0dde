/** What the families of an editor's API are made with. */
import type { OpenMenu } from '../open-menu.js';
import type { BootStore } from '../run/boot-store.js';
import type { Catalog } from '../store/catalog.js';
import type { EditorStore } from '../store/editor-store.js';
import type { StatusStore } from '../store/status-store.js';
import type { Surface } from '../surface/surface.js';
import type { EditorText } from '../text/english.js';

export interface ApiOptions {
  readonly store: EditorStore;
  readonly statuses: StatusStore;
  readonly surface: Surface;
  readonly catalog: Catalog;
  readonly boot: BootStore | undefined;
  readonly readOnly: boolean;
  readonly editorId: string;
  readonly text: EditorText;
  readonly setMenu: (menu: OpenMenu | undefined) => void;
}
