/** What is open over the canvas. In a chunk of its own, which comes before it is needed. */
import type { ReactElement } from 'react';
import { CommandPalette } from '../command-palette/command-palette.js';
import { ConnectPicker } from '../connect/connect-picker.js';
import { ShortcutsDialog } from '../shortcuts/shortcuts-dialog.js';
import type { EditorModel } from '../use-editor-model.js';
import { PortsDialog } from '../subgraphs/ports-dialog.js';
import { AddMenu } from './add-menu.js';
import { itemsFor } from './target-items.js';
import { Menu } from './menu.js';

/** The open menu. */
export function OpenedMenus({ model }: { readonly model: EditorModel }): ReactElement | null {
  const { menu, setMenu } = model;
  const close = (): void => setMenu(undefined);
  switch (menu?.type) {
    case 'add':
      // Opened for something else, it begins anew.
      return <AddMenu key={`${menu.at.x} ${menu.at.y}`} model={model} menu={menu} />;
    case 'context': {
      const items = itemsFor(menu.target, { model, at: menu.at });
      const label = model.context.text.menu.actions;
      return items.length === 0 ? null : (
        <Menu at={menu.at} {...{ items, label }} onClose={close} />
      );
    }
    case 'commands':
      return <CommandPalette model={model} onClose={close} />;
    case 'connect': {
      const key = JSON.stringify(menu.end);
      return <ConnectPicker key={key} model={model} menu={menu} onClose={close} />;
    }
    case 'ports':
      return <PortsDialog onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    default:
      return null;
  }
}
