/** The graph document: what is drawn. */
import type { InputPort, OutputPort, ParameterKind, ReturnsMode } from '../config/config.js';
import type { JsonValue, Schema } from '../config/json-schema.js';

/** One end of a wire. */
export interface Connection {
  readonly nodeId: string;
  readonly portName: string;
}

/** A place on the canvas that a wire passes. */
export interface WirePoint {
  readonly x: number;
  readonly y: number;
}

/** What an input is wired to, and the way the wire takes. */
export interface InputEnd extends Connection {
  /** Places it passes, from the output to the input. @default the shortest way */
  readonly points?: readonly WirePoint[];
}

/** Wires by port name. */
export type Connections = Readonly<Record<string, readonly Connection[]>>;

/** Wires by input. */
export type InputConnections = Readonly<Record<string, readonly InputEnd[]>>;

/** A part of the saved document that could not be read; written back as it is. */
export interface Unread {
  /** Path inside the node or graph; empty when the whole node is meant. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** One node. Keys Millrace does not know are kept. */
export interface GraphNode {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Control values by port and control. An absent key means: not given. */
  readonly inputData: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The input side is authoritative. */
  readonly connections: { readonly inputs: InputConnections; readonly outputs: Connections };
  /** The signature the node was drawn against; a key of `signatures`. */
  readonly fingerprint?: string;
  readonly title?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly disabled?: boolean;
  readonly pinned?: Readonly<Record<string, unknown>>;
  readonly collapsed?: boolean;
  /** Inputs of which the card shows no control, though they have one: places for wires. */
  readonly asWire?: readonly string[];
  readonly unread?: readonly Unread[];
}

/** A signature as it was when a node was drawn. */
export interface SavedSignature {
  readonly label: string;
  readonly inputs: readonly {
    readonly name: string;
    readonly kind?: ParameterKind;
    readonly schema: Schema;
    readonly required: boolean;
    readonly default?: JsonValue;
  }[];
  readonly outputs: readonly { readonly name: string; readonly schema: Schema }[];
  readonly returns: ReturnsMode;
}

/** A port of the graph itself, promoted from one of its nodes. */
export interface PromotedPort {
  readonly name: string;
  readonly nodeId: string;
  readonly portName: string;
}

/** The graph document. Keys Millrace does not know are kept. */
export interface Graph {
  readonly version: 1;
  readonly nodes: Readonly<Record<string, GraphNode>>;
  readonly signatures?: Readonly<Record<string, SavedSignature>>;
  readonly ports?: {
    readonly inputs: readonly PromotedPort[];
    readonly outputs: readonly PromotedPort[];
  };
  readonly subgraphs?: Readonly<Record<string, Graph>>;
  readonly comments?: Readonly<Record<string, unknown>>;
  readonly groups?: Readonly<Record<string, unknown>>;
  readonly viewport?: { readonly x: number; readonly y: number; readonly scale: number };
  /** Parts outside the nodes that could not be read. */
  readonly unread?: readonly Unread[];
}

/** The ports a node has, whatever they are known from. */
export interface NodePorts {
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
}
