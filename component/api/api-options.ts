/** What the families of an editor's API are made with. */
import type { DraftStore } from '../controls/draft-store.js';
import type { EditorMemory } from '../editor-memory.js';
import type { FindStore } from '../find/find-store.js';
import type { ActionQueue } from '../hands/action-queue.js';
import type { HostCommand } from '../host-command.js';
import type { OpenMenu } from '../open-menu.js';
import type { Details } from '../panels/details.js';
import type { BootStore } from '../run/boot-store.js';
import type { EditorSlots } from '../slots/editor-slots.js';
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
  readonly allowMisfits: boolean;
  readonly editorId: string;
  readonly text: EditorText;
  readonly slots: EditorSlots;
  readonly details: Details;
  readonly drafts: DraftStore;
  readonly memory: EditorMemory;
  readonly finder: FindStore;
  readonly actions: ActionQueue;
  readonly hostCommands: () => readonly HostCommand[];
  readonly setMenu: (menu: OpenMenu | undefined) => void;
}
