/** The menus of the canvas: to add a node, and for what was clicked. */
import type { ReactElement } from 'react';
import { own } from '../src/config/document.js';
import type { Wire } from '../src/graph/edit-graph.js';
import type { EditorContextValue } from './editor-context.js';
import { AddNodeMenu } from './menu/add-node-menu.js';
import { Menu } from './menu/menu.js';
import type { MenuProps } from './menu/menu.js';
import { otherVariants, signatureText } from './menu/variants.js';
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

/** Other signatures of the same function. */
function variantItems(nodeId: string, context: EditorContextValue): MenuProps['items'] {
  const { nodeTypes, config, getGraph, dispatch } = context;
  const type = nodeTypes.get(own(getGraph().nodes, nodeId)?.type ?? '');
  const others = type === undefined ? [] : otherVariants(type, config.nodeTypes);
  if (others.length === 0) return [];
  return [
    'separator',
    ...others.map((nodeType) => ({
      label: `Change to ${signatureText(nodeType)}`,
      icon: 'swap' as const,
      onSelect: () => dispatch({ type: 'replaceType', nodeId, nodeType }),
    })),
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
    ...(ids.length > 1 ? [] : variantItems(nodeId, context)),
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
