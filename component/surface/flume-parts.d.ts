/** The parts of Flume that `flume-transform.mjs` exports, as version 1.2.0 has them. */
declare module 'flume/dist/index.es.js' {
  import type { ComponentType, Context, ReactElement, ReactNode } from 'react';

  /** A node type: what a card has to look up, and no more. */
  export interface FlumeNodeType {
    readonly type: string;
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
    /** Below the head, in the place of Flume's own ports: `flume-transform.mjs` puts it there. */
    readonly ports: ReactElement;
  }

  export const Stage: ComponentType<StageProps>;
  export const Node: ComponentType<NodeProps>;
  export const NodeTypesContext: Context<Readonly<Record<string, FlumeNodeType>> | null>;
  export const NodeDispatchContext: Context<((action: unknown) => void) | null>;
  export const StageContext: Context<StageState | null>;
  export const CacheContext: Context<{ current: { ports: object; connections: object } } | null>;
}
