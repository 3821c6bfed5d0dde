/** The menus of the canvas: to add a node, and for what was clicked. */
import type { ReactElement } from 'react';
import { own } from '../src/config/document.js';
import type { Wire } from '../src/graph/edit-graph.js';
import type { EditorContextValue } from './editor-context.js';
import { AddNodeMenu } from './menu/add-node-menu.js';
import { Menu } from './menu/menu.js';
import type { MenuProps } from './menu/menu.js';
import type { MenuTarget } from './open-menu.js';
import type { EditorModel } from './use-editor-model.js';

export function CanvasMenus({ model }: { model: EditorModel }): ReactElement | null {
  const { menu, setMenu, context, catalog } = model;
  if (menu === undefined) return null;
  const close = (): void => setMenu(undefined);
  if (menu.type === 'context') {
    return <Menu at={menu.at} items={itemsFor(menu.target, model)} onClose={close} />;
  }
  const add = (type: string): void => {
    context.addNode(type, menu.place);
    close();
    context.focus();
  };
  const { nodeTypes } = catalog.config;
  return <AddNodeMenu at={menu.at} nodeTypes={nodeTypes} onAdd={add} onClose={close} />;
}

function itemsFor(target: MenuTarget, { context }: EditorModel): MenuProps['items'] {
  return target.type === 'wire' ? wireItems(target, context) : nodeItems(target.nodeId, context);
}

function wireItems({ from, to }: Wire, context: EditorContextValue): MenuProps['items'] {
  const wire = { from, to };
  return [
    {
      label: 'Disconnect',
      icon: 'delete',
      danger: true,
      onSelect: () => context.dispatch({ type: 'disconnect', wire }),
    },
  ];
}

function nodeItems(nodeId: string, context: EditorContextValue): MenuProps['items'] {
  const { graph, selection } = context.getState();
  const ids = [...selection];
  const isDisabled = own(graph.nodes, nodeId)?.disabled === true;
  const many = ids.length > 1 ? ` ${ids.length} nodes` : '';
  return [
    {
      label: `Duplicate${many}`,
      icon: 'duplicate',
      shortcut: 'Ctrl+D',
      onSelect: context.duplicate,
    },
    {
      label: `Copy${many}`,
      icon: 'copy',
      shortcut: 'Ctrl+C',
      onSelect: () => context.dispatch({ type: 'copy' }),
    },
    {
      label: isDisabled ? `Enable${many}` : `Disable${many}`,
      icon: 'ban',
      onSelect: () =>
        context.dispatch({ type: 'changeNodes', ids, patch: { disabled: !isDisabled } }),
    },
    'separator',
    {
      label: `Delete${many}`,
      icon: 'delete',
      shortcut: 'Del',
      danger: true,
      onSelect: () => context.dispatch({ type: 'removeNodes' }),
    },
  ];
}
