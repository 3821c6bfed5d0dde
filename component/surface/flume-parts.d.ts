/** The parts of Flume that `flume-transform.mjs` exports, as version 1.2.0 has them. */
declare module 'flume/dist/index.es.js' {
  import type { ComponentType, Context, ReactElement, ReactNode } from 'react';

  /** A control as a node type lists it; of Flume's kinds only `custom` is used. */
  export interface FlumeControl {
    readonly type: 'custom';
    readonly name: string;
    readonly label: string;
    readonly render: () => ReactElement;
  }

  /** A port as a node type lists it. `type` is a key of the port types. */
  export interface FlumePort {
    readonly name: string;
    readonly type: string;
    readonly label: ReactNode;
    readonly controls: readonly FlumeControl[];
    readonly hidePort?: boolean;
  }

  export interface FlumeNodeType {
    readonly type: string;
    readonly label: string;
    readonly inputs: readonly FlumePort[];
    readonly outputs: readonly FlumePort[];
  }

  /** `color` ends up in `data-port-color`. */
  export interface FlumePortType {
    readonly type: string;
    readonly label: string;
    readonly color: string;
    readonly controls: readonly FlumeControl[];
    readonly acceptTypes: readonly string[];
  }

  export interface StageState {
    scale: number;
    translate: { x: number; y: number };
  }

  interface StageProps extends StageState {
    readonly editorId: string;
    readonly dispatchStageState: (action: unknown) => void;
    readonly children: ReactNode;
    readonly outerStageChildren: ReactNode;
    readonly numNodes: number;
    readonly stageRef: { current: DOMRect | undefined };
    readonly spaceToPan: boolean;
    readonly dispatchComments: (action: unknown) => void;
    readonly disableComments: boolean;
    readonly disablePan: boolean;
    readonly disableZoom: boolean;
    readonly disableFocusCapture: boolean;
  }

  interface NodeProps {
    readonly id: string;
    readonly type: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly inputData: Readonly<Record<string, unknown>>;
    readonly connections: {
      readonly inputs: Readonly<Record<string, unknown>>;
      readonly outputs: Readonly<Record<string, unknown>>;
    };
    readonly stageRect: { current: DOMRect | undefined };
    readonly onDragStart: () => void;
    readonly renderNodeHeader: () => ReactElement;
  }

  export const Stage: ComponentType<StageProps>;
  export const Node: ComponentType<NodeProps>;
  export const NodeTypesContext: Context<Readonly<Record<string, FlumeNodeType>> | null>;
  export const PortTypesContext: Context<Readonly<Record<string, FlumePortType>> | null>;
  export const NodeDispatchContext: Context<((action: unknown) => void) | null>;
  export const ConnectionRecalculateContext: Context<(() => void) | null>;
  export const ContextContext: Context<unknown>;
  export const StageContext: Context<StageState | null>;
  export const CacheContext: Context<{ current: { ports: object; connections: object } } | null>;
  export const EditorIdContext: Context<string>;
}
