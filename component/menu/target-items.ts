/** What a context menu offers: actions by their ids, and what only the thing clicked has. */
import { own } from '../../src/config/document.js';
import { ITEM_COLORS } from '../../src/graph/item-color.js';
import { actionOf } from '../actions/all-actions.js';
import { isEnabled } from '../actions/action.js';
import type { EditorContextValue } from '../editor-context.js';
import type { MenuTarget } from '../open-menu.js';
import type { Point } from '../surface/geometry.js';
import type { PortEnd } from '../surface/port-end.js';
import type { EditorModel } from '../use-editor-model.js';
import { promotionItem } from '../subgraphs/port-item.js';
import type { MenuItem, MenuItems } from './menu-item.js';
import { otherVariants, signatureText } from './variants.js';

/** Where the menu is opened, and in which editor. */
export interface ItemsOptions {
  readonly model: Pick<EditorModel, 'context' | 'surface'>;
  /** On the screen. */
  readonly at: Point;
}

/** A line, a list of lines under one name, or lines that only this menu has. */
type Line = string | MenuItem | undefined;
type Section = readonly Line[];

const ARRANGE = [
  'alignLeft',
  'alignCenter',
  'alignRight',
  'alignTop',
  'alignMiddle',
  'alignBottom',
  'distributeAcross',
  'distributeDown',
] as const;

/** The lines for what was clicked, as far as they can be done now; the host has the last word. */
export function itemsFor(target: MenuTarget, { model, at }: ItemsOptions): MenuItems {
  const { context, surface } = model;
  const items = toItems(sectionsFor(target, { context, surface, at }), context);
  return context.slots.menuItems?.(target, items) ?? items;
}

interface MenuContext {
  readonly context: EditorContextValue;
  readonly surface: EditorModel['surface'];
  readonly at: Point;
}

function sectionsFor(target: MenuTarget, menu: MenuContext): readonly Section[] {
  switch (target.type) {
    case 'canvas':
      return canvasSections(menu);
    case 'node':
      return nodeSections(target.nodeId, menu.context);
    case 'port':
      return portSections(target.end, menu);
    case 'wire':
      return wireSections(target, menu);
    case 'group':
      return [
        ['rename', 'toggleCollapsed', colors(menu.context), 'selectGroupNodes'],
        ['tidy', 'ungroup'],
        ['deleteGroupNodes'],
      ];
    case 'comment':
      return [['rename', colors(menu.context)], ['duplicate', 'copy'], ['delete']];
    default:
      return [];
  }
}

function canvasSections(menu: MenuContext): readonly Section[] {
  const { context, at } = menu;
  const add = itemOf('addNode', context);
  const comment = itemOf('addComment', context);
  return [
    [
      // Where the pointer is, and not in the middle.
      add && { ...add, onSelect: () => context.openAddMenu(at) },
      comment && { ...comment, onSelect: () => addCommentAt(menu) },
      'paste',
    ],
    ['selectAll', 'tidy', 'fitView', 'find'],
    ['toggleSelectTool', 'toggleSnapToGrid'],
    ['leaveSubgraph', 'editPorts'],
  ];
}

function addCommentAt({ context, surface, at }: MenuContext): void {
  const id = context.addComment({}, surface.toCanvas(at));
  if (id !== undefined) context.naming.start({ type: 'comment', id });
}

function nodeSections(nodeId: string, context: EditorContextValue): readonly Section[] {
  const { selection } = context.getState();
  const isOne = selection.size <= 1;
  return [
    ['enterSubgraph', 'rename'],
    ['cut', 'copy', 'duplicate'],
    [
      'toggleDisabled',
      'toggleCollapsed',
      'replace',
      isOne ? variants(nodeId, context) : undefined,
      submenu(context.text.menu.align, 'align-left', ARRANGE, context),
      isOne ? undefined : 'tidy',
    ],
    ['group', 'leaveGroup', 'makeSubgraph', 'unpackSubgraph', 'makeUnique', 'resetWidth'],
    ['delete', 'deleteAndMend'],
  ];
}

function portSections(end: PortEnd, { context, at }: MenuContext): readonly Section[] {
  const { text, readOnly } = context;
  if (readOnly || own(context.getState().graph.nodes, end.nodeId) === undefined) return [];
  return [
    [
      {
        label: text.menu.connectTo,
        icon: 'cable',
        onSelect: () => context.openConnectPicker(end, at),
      },
      {
        label: text.menu.addToWire,
        icon: 'add',
        onSelect: () => context.openAddMenu(at, { type: 'wire', end }),
      },
    ],
    [promotionItem(end, context), asWireItem(end, context)],
    [disconnectItem(end, context)],
  ];
}

/** Shows the port instead of its field, and back; undefined for a port without a field. */
function asWireItem(
  { nodeId, portName, side }: PortEnd,
  { text, getState, dispatch, portsOf }: EditorContextValue,
): MenuItem | undefined {
  const node = own(getState().graph.nodes, nodeId)!;
  const input = portsOf(node).inputs.find(({ name }) => name === portName);
  if (side === 'output' || (input?.controls?.length ?? 0) === 0) return undefined;
  const asWire = node.asWire?.includes(portName) === true;
  return {
    label: asWire ? text.menu.showControl : text.menu.showAsWire,
    icon: 'form',
    onSelect: () => dispatch({ type: 'showAsWire', nodeId, portName, asWire: !asWire }),
  };
}

/** Takes all wires of a port away; undefined for a port without a wire. */
function disconnectItem(
  end: PortEnd,
  { text, getState, dispatch }: EditorContextValue,
): MenuItem | undefined {
  const { nodeId, portName, side } = end;
  const { connections } = own(getState().graph.nodes, nodeId)!;
  // Also those to nodes that are not there.
  const wires = own(connections[side === 'input' ? 'inputs' : 'outputs'], portName) ?? [];
  if (wires.length === 0) return undefined;
  const here = { nodeId, portName };
  const commands = wires.map((other) => ({
    type: 'disconnect' as const,
    wire: side === 'input' ? { from: other, to: here } : { from: here, to: other },
  }));
  return {
    label: text.menu.disconnect(wires.length),
    icon: 'delete',
    danger: true,
    onSelect: () => dispatch({ type: 'batch', commands }),
  };
}

function wireSections(
  { from, to }: Extract<MenuTarget, { type: 'wire' }>,
  { context, at }: MenuContext,
): readonly Section[] {
  const { text, dispatch, readOnly } = context;
  if (readOnly) return [];
  const wire = { from, to };
  return [
    [
      {
        label: text.menu.insertNode,
        icon: 'add',
        onSelect: () => context.openAddMenu(at, { type: 'insert', wire }),
      },
      'addWirePoint',
      'removeWirePoints',
    ],
    [
      {
        label: text.menu.disconnect(1),
        icon: 'delete',
        danger: true,
        onSelect: () => dispatch({ type: 'disconnect', wire }),
      },
    ],
  ];
}

/** Other signatures of the same function. */
function variants(nodeId: string, context: EditorContextValue): MenuItem | undefined {
  const { nodeTypes, config, getState, dispatch, readOnly, text } = context;
  const type = nodeTypes.get(own(getState().graph.nodes, nodeId)?.type ?? '');
  const others = type === undefined || readOnly ? [] : otherVariants(type, config.nodeTypes);
  if (others.length === 0) return undefined;
  return {
    label: text.menu.otherSignatures,
    icon: 'swap',
    items: others.map((nodeType) => ({
      label: signatureText(nodeType),
      onSelect: () => dispatch({ type: 'replaceType', nodeId, nodeType }),
    })),
  };
}

function colors(context: EditorContextValue): MenuItem | undefined {
  const items = ITEM_COLORS.flatMap((tone) => {
    const item = itemOf(`color-${tone}`, context);
    return item === undefined ? [] : { ...item, tone };
  });
  return items.length === 0 ? undefined : { label: context.text.menu.color, items };
}

function submenu(
  label: string,
  icon: MenuItem['icon'],
  ids: readonly string[],
  context: EditorContextValue,
): MenuItem | undefined {
  const items = ids.flatMap((id) => itemOf(id, context) ?? []);
  return items.length === 0 ? undefined : { label, items, ...(icon !== undefined && { icon }) };
}

/** An action as a line; undefined where there is none of that id, or it can't be done now. */
function itemOf(
  id: string,
  context: EditorContextValue,
): Extract<MenuItem, { onSelect: () => void }> | undefined {
  const action = actionOf(id);
  if (action === undefined || !isEnabled(action, context)) return undefined;
  const { icon, keys = [], danger = false } = action;
  return {
    label: action.label(context.text, context),
    ...(icon !== undefined && { icon }),
    ...(keys[0] !== undefined && { shortcut: keys[0] === 'Delete' ? 'Del' : keys[0] }),
    ...(danger && { danger }),
    ...(action.isChecked !== undefined && { checked: action.isChecked(context) }),
    onSelect: () => action.run(context),
  };
}

/** Sections without a line go; between the others is a rule. */
function toItems(sections: readonly Section[], context: EditorContextValue): MenuItems {
  const filled = sections
    .map((section) =>
      section.flatMap((line) => (typeof line === 'string' ? itemOf(line, context) : line) ?? []),
    )
    .filter(({ length }) => length > 0);
  return filled.flatMap((section, index) =>
    index === 0 ? section : ['separator' as const, ...section],
  );
}
