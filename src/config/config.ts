/** The config document: what exists. Functions are never in it; they live in the registry. */
import type { JsonValue, Schema } from './json-schema.js';

/** The widgets an input can be edited with. */
export const CONTROL_TYPES = [
  'text',
  'textarea',
  'number',
  'integer',
  'slider',
  'checkbox',
  'select',
  'multiselect',
  'color',
  'date',
  'time',
  'datetime',
  'month',
  'week',
  'file',
  'code',
  'json',
  'custom',
] as const;

export type ControlType = (typeof CONTROL_TYPES)[number];

/** One choice of a `select` or `multiselect`. */
export interface ControlOption {
  readonly label: string;
  readonly value: JsonValue;
}

/** One widget of an input port. */
export interface Control {
  readonly type: ControlType;
  /**
   * The key under `inputData[port]`. Equal to the port's name when the port has one control; the
   * property's path (`size.width`) when the port's schema is an object.
   */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  /** Of `code`: what it is written in; `python`, `javascript`, `typescript` and `json` are coloured. */
  readonly language?: string;
  readonly default?: JsonValue;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly options?: readonly ControlOption[];
}

/** What kind of value a port carries: its meaning is its schema, its name is for people. */
export interface PortType {
  readonly type: string;
  readonly name: string;
  readonly label: string;
  /** A Flume colour: yellow, orange, red, pink, purple, blue, green, grey. */
  readonly color: string;
  readonly schema: Schema;
  readonly acceptTypes: readonly string[];
  readonly controls: readonly Control[];
}

/** How a parameter takes its argument; absent means by position or name. */
export type ParameterKind = 'positionalOnly' | 'keywordOnly' | 'rest' | 'keywordRest';

/** One input port of a node type: one parameter of the function. */
export interface InputPort {
  readonly name: string;
  /** The port type's `type`. */
  readonly type: string;
  readonly label: string;
  readonly description?: string;
  readonly schema: Schema;
  /** @default false */
  readonly required: boolean;
  /** The default of the signature, where it has one that JSON can say. */
  readonly default?: JsonValue;
  /** The source text of a default that JSON can't say; the function fills it in. */
  readonly defaultText?: string;
  readonly kind?: ParameterKind;
  /** The parameter's name in the function, where it differs from the port's. */
  readonly parameter?: string;
  /**
   * The object parameter of which this port is a property: the ports that name it make one argument,
   * at the place of the first of them.
   */
  readonly partOf?: string;
  /** Takes several wires; the argument is then a list in the saved order. @default false */
  readonly multiple?: boolean;
  /** What to do when no connected source has a value. @default "skip" */
  readonly whenMissing?: 'skip' | 'default';
  /** A Flume colour, where the port's differs from its type's. */
  readonly color?: string;
  readonly hidePort?: boolean;
  /**
   * The name of the secret this input gets from the run's `context.secrets`. It takes no wire and
   * no control, and its value is never written to graph, record or log.
   */
  readonly secret?: string;
  readonly controls: readonly Control[];
}

/** One output port of a node type. */
export interface OutputPort {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly description?: string;
  readonly schema: Schema;
  /** A Flume colour, where the port's differs from its type's. */
  readonly color?: string;
}

/** Where the function of a node type is written. */
export interface NodeSource {
  readonly language: 'typescript' | 'python';
  /** File path relative to the root for TypeScript, dotted module name for Python. */
  readonly module: string;
  readonly export: string;
  readonly line?: number;
}

/** How the function wants its arguments. */
export interface CallStyle {
  /** `positional`: in signature order; `object`: one object by port name; `python`: by kind. */
  readonly style: 'positional' | 'object' | 'python';
  /** A final NodeContext follows the arguments. */
  readonly context: boolean;
  /**
   * The function gives its items one after another (a generator): each is progress, and the output
   * is the list of them. @default false
   */
  readonly collect?: boolean;
}

/** How the returned value maps to the outputs. */
export type ReturnsMode = 'value' | 'tuple' | 'object' | 'void';

/** How a node runs (rule R9); what is not given has the default. */
export interface NodeSettings {
  /** How often it is tried. @default once */
  readonly retry?: {
    /** All tries, the first included. */
    readonly attempts: number;
    /** Milliseconds before the second try. @default 0 */
    readonly delayMs?: number;
    /** What the delay is multiplied by after each try. @default 2 */
    readonly factor?: number;
    /** No delay is longer. @default 30000 */
    readonly maxDelayMs?: number;
    /** The share of a delay, 0 to 1, that is taken off at random. @default 0 */
    readonly jitter?: number;
  };
  /** Milliseconds for each try. @default none */
  readonly timeoutMs?: number;
  /** @default where its function is */
  readonly placement?: 'inline' | 'worker' | 'pyodide' | 'cpython' | 'queue';
  /** Its outputs depend on its inputs alone: a call is not repeated (rule R12). @default false */
  readonly cache?: boolean;
  readonly [key: string]: unknown;
}

/** One kind of node: one function. */
export interface NodeType {
  readonly type: string;
  readonly label: string;
  readonly description?: string;
  /** Slash-separated path in the palette: `math/basic`. */
  readonly category?: string;
  /** The type of the first overload, on the types of the others. */
  readonly variantOf?: string;
  /** Calls of the function from its documentation, as they are written there. */
  readonly examples?: readonly string[];
  readonly source?: NodeSource;
  /** Hash of the function's source text and its `@version`; part of the memo key. */
  readonly version?: string;
  readonly async: boolean;
  readonly call: CallStyle;
  readonly returns: ReturnsMode;
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
  /**
   * The inputs depend on what a node holds: `path` names the entry of `portFunctions` that lists
   * them (Flowfunc's port function). Without a `path` they are known from the node's data only.
   */
  readonly dynamicInputs?: { readonly path?: string };
  /** As `dynamicInputs`, for the outputs. */
  readonly dynamicOutputs?: { readonly path?: string };
  /** How its nodes run, where a node does not say otherwise. */
  readonly settings?: NodeSettings;
  readonly fingerprint: string;
  readonly initialWidth?: number;
  readonly addable?: boolean;
  readonly deletable?: boolean;
}

/** The config document. */
export interface Config {
  readonly version: 1;
  readonly portTypes: readonly PortType[];
  readonly nodeTypes: readonly NodeType[];
}
