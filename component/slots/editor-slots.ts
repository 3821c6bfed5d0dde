/** What a host puts in the place of parts of the editor. */
import type { ComponentType, ReactNode } from 'react';
import type { InputPort, NodeType } from '../../src/config/config.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { isAlike } from '../is-alike.js';
import type { WidgetProps } from '../controls/widget-props.js';
import type { MenuItems } from '../menu/menu-item.js';
import type { MenuTarget } from '../open-menu.js';

/** What a slot of a card is given. */
export interface NodeSlotProps {
  readonly node: GraphNode;
  /** Undefined for a placeholder. */
  readonly type: NodeType | undefined;
  /** What the editor would show here; null for nothing. */
  readonly children: ReactNode;
}

/** What a control of the host's is given. */
export interface ControlSlotProps extends WidgetProps {
  /** The node it belongs to. */
  readonly node: GraphNode;
  readonly port: InputPort;
  /** The editor's own control, with its label. */
  readonly children: ReactNode;
}

/**
 * Parts of the editor that a host draws itself. A part renders inside the editor, so `useEditor`,
 * `useNodeActivity` and the like work in it. Keep the components: another one mounts anew.
 *
 * @example
 * ```tsx
 * const Gain = (props: ControlSlotProps) => (
 *   <ControlRow {...props}>
 *     <Knob {...fieldAttributes(props, props.problem)} value={props.value} onTurn={props.onChange} />
 *   </ControlRow>
 * );
 *
 * <FlowEditor config={config} slots={{ NodeBody: Waveform, controls: { 'audio.gain.level': Gain } }} />
 * ```
 */
export interface EditorSlots {
  /** Inside the head of each card, which stays its handle. */
  readonly NodeHeader?: ComponentType<NodeSlotProps>;
  /** Below the ports of each card; the editor has nothing there. */
  readonly NodeBody?: ComponentType<NodeSlotProps>;
  /** At the foot of each card, where the editor has errors, progress and notes. */
  readonly NodeFooter?: ComponentType<NodeSlotProps>;
  /**
   * Controls, on cards and in the inspector: by control type (`color`, `custom`), by port
   * (`<node type>.<port>`), or of an object's field (`<node type>.<port>.<path>`). The nearest name
   * counts.
   */
  readonly controls?: Readonly<Record<string, ComponentType<ControlSlotProps>>>;
  /** Over a canvas without nodes. */
  readonly EmptyCanvas?: ComponentType<{ readonly children: ReactNode }>;
  /** Lists what a menu offers, given what the editor would offer. */
  readonly menuItems?: (target: MenuTarget, items: MenuItems) => MenuItems;
}

/** True when two hosts' slots are the same parts, however often the objects are written anew. */
export function areSameSlots(one: EditorSlots, other: EditorSlots): boolean {
  const { controls: ours = {}, ...parts } = one;
  const { controls: theirs = {}, ...others } = other;
  return isAlike(parts, others) && isAlike(ours, theirs);
}

/**
 * The slots of a host, who may not have types: what is `null` stands for no part, as `undefined` does.
 */
export function readSlots(slots: EditorSlots | null | undefined): EditorSlots {
  const parts = withoutNull(slots);
  return parts.controls === undefined ? parts : { ...parts, controls: withoutNull(parts.controls) };
}

function withoutNull<T extends object>(parts: T | null | undefined): T {
  const given = Object.entries(parts ?? {}).filter(
    ([, part]) => part !== null && part !== undefined,
  );
  return Object.fromEntries(given) as T;
}
