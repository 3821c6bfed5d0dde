/** Nodes written by hand, for functions that no codegen reads. */
import { describe, isRecord, nameOf } from '../config/document.js';
import type { TypeName, ValueOf } from '../config/schema-value.js';
import { toErrorInfo } from '../errors.js';
import type { PortFunction } from '../graph/node-ports.js';
import { badDefinition, createNode } from './create-node.js';
import type { DefinedNode, NodeDescription } from './create-node.js';
import { toPortFunction } from './dynamic-ports.js';
import type { PortsOf } from './dynamic-ports.js';
import type { NodeContext } from './node-context.js';
import { toListedInput, toListedOutput } from './port-definition.js';
import type {
  InputDefinition,
  InputDefinitions,
  InputOptions,
  InputValues,
  OutputDefinitions,
} from './port-definition.js';
import type { Callable } from './registry.js';

/** The outputs of a node: one, `result`, by the name of its type, or several by name. */
export type OutputsDefinition = TypeName | OutputDefinitions | undefined;

type Values = Readonly<Record<string, unknown>>;
/** `noValue`, which TypeScript widens to `symbol` where a function returns it. */
type OrNoValue<T> = T | symbol;

/** Of a type parameter that nothing was inferred for, `undefined` is a part. */
type IsGiven<T> = undefined extends T ? false : true;
type ValuesIf<T> = IsGiven<T> extends true ? Values : unknown;

/** A list may come item by item. */
type Items<T> = T extends readonly (infer Item)[]
  ? Generator<Item, unknown, unknown> | AsyncGenerator<Item, unknown, unknown>
  : never;

/** What a function has to return for its outputs. */
export type Returned<O, Dynamic = undefined> =
  IsGiven<O> extends true
    ? O extends string
      ? OrNoValue<ValueOf<O>> | Items<ValueOf<O>>
      : OrNoValue<{ readonly [Name in keyof O]: OrNoValue<ValueOf<O[Name]>> } & ValuesIf<Dynamic>>
    : IsGiven<Dynamic> extends true
      ? OrNoValue<Values>
      : void;

/** Refuses what is no option of a port, as a misspelled one. */
type OnlyKnown<Ports> = {
  readonly [Name in keyof Ports]: Ports[Name] extends object
    ? { readonly [Key in keyof Ports[Name]]: Key extends keyof InputOptions ? unknown : never }
    : Ports[Name];
};

/** A node, said in one piece. */
export interface NodeDefinition<
  I extends InputDefinitions | undefined = InputDefinitions | undefined,
  O extends OutputsDefinition = OutputsDefinition,
  DI extends PortsOf | undefined = PortsOf | undefined,
  DO extends PortsOf | undefined = PortsOf | undefined,
> extends NodeDescription {
  readonly inputs?: I & OnlyKnown<I>;
  /** The type of the one output, or the outputs by name; without any the node puts nothing out. */
  readonly outputs?: O & OnlyKnown<O>;
  /** Further inputs that depend on what the node holds; `run` gets their values by name. */
  readonly dynamicInputs?: DI;
  /** Further outputs that depend on what the node holds; `run` returns their values by name. */
  readonly dynamicOutputs?: DO;
  /** `run` returns a promise. @default whether it is an `async` function */
  readonly async?: boolean;
  /**
   * `run` gives the items of the one output, a list, one after another; each is progress.
   * @default whether it is a generator function
   */
  readonly collect?: boolean;
  /** `run` takes a `NodeContext`. @default whether it has a second parameter */
  readonly context?: boolean;
  /** The function: the values of the inputs by name → the outputs, or a promise of them. */
  readonly run: (
    inputs: (IsGiven<I> extends true ? InputValues<I> : object) & ValuesIf<DI>,
    context: NodeContext,
  ) => Returned<O, DO> | PromiseLike<Returned<O, DO>>;
}

/**
 * A node type and its function, without a build step. What `run` gets and has to return follows from
 * `inputs` and `outputs`.
 *
 * @example
 * ```ts
 * const price = defineNode({
 *   type: 'shop.price',
 *   inputs: {
 *     pieces: 'integer',
 *     each: { type: 'number', default: 2.5, minimum: 0 },
 *     currency: { enum: ['EUR', 'USD'], default: 'EUR' },
 *   },
 *   outputs: { net: 'number', text: 'string' },
 *   run: ({ pieces, each, currency }) => {
 *     const net = pieces * each;
 *     return { net, text: `${net} ${currency}` };
 *   },
 * });
 * const nodes = createConfig([price]);
 * const runner = new JobRunner(nodes.config, nodes);
 * ```
 *
 * @throws MillraceError `bad-definition`, which names the node and the port
 */
export function defineNode<
  const I extends InputDefinitions | undefined,
  const O extends OutputsDefinition,
  DI extends PortsOf | undefined,
  DO extends PortsOf | undefined,
>(definition: NodeDefinition<I, O, DI, DO>): DefinedNode {
  const { inputs, outputs, dynamicInputs, dynamicOutputs, run, context, collect, ...rest } =
    definition;
  const { type } = rest;
  if (typeof run !== 'function') {
    throw badDefinition(type, 'run', `expected a function of the inputs, got ${describe(run)}`);
  }
  const portFunctions = {
    ...portFunction(type, 'inputs', dynamicInputs),
    ...portFunction(type, 'outputs', dynamicOutputs),
  };
  // `AsyncFunction`, `GeneratorFunction` …
  const kind = Object.prototype.toString.call(run).slice('[object '.length, -1);
  const isOne = typeof outputs === 'string';
  const node = createNode(
    {
      async: kind.startsWith('Async'),
      ...rest,
      call: {
        style: 'object',
        context: context ?? run.length > 1,
        ...((collect ?? kind.endsWith('GeneratorFunction')) ? { collect: true } : {}),
      },
      inputs: listPorts(type, 'inputs', inputs, toListedInput),
      outputs: listPorts(type, 'outputs', isOne ? { result: outputs } : outputs, toListedOutput),
      returns: isOne ? 'value' : outputs === undefined && !dynamicOutputs ? 'void' : 'object',
      ...(dynamicInputs && { dynamicInputs: { path: `${type}#inputs` } }),
      ...(dynamicOutputs && { dynamicOutputs: { path: `${type}#outputs` } }),
    },
    run as Callable,
  );
  return dynamicInputs || dynamicOutputs ? { ...node, portFunctions } : node;
}

function portFunction(
  type: string,
  side: 'inputs' | 'outputs',
  portsOf: PortsOf | undefined,
): Readonly<Record<string, PortFunction>> {
  if (portsOf === undefined) return {};
  if (typeof portsOf === 'function') return { [`${type}#${side}`]: toPortFunction(portsOf, side) };
  const place = side === 'inputs' ? 'dynamicInputs' : 'dynamicOutputs';
  throw badDefinition(
    type,
    place,
    `expected a function of the node's data, got ${describe(portsOf)}`,
  );
}

function listPorts<T>(
  type: string,
  side: 'inputs' | 'outputs',
  definitions: Readonly<Record<string, InputDefinition>> | undefined,
  toListed: (name: string, definition: InputDefinition) => T,
): readonly T[] {
  if (definitions === undefined) return [];
  if (!isRecord(definitions)) {
    throw badDefinition(
      type,
      side,
      `expected an object of ports by name, got ${describe(definitions)}`,
    );
  }
  return Object.entries(definitions).map(([name, definition]) => {
    try {
      return toListed(name, definition);
    } catch (error) {
      throw badDefinition(type, `${side}.${nameOf(name)}`, toErrorInfo(error).message);
    }
  });
}
