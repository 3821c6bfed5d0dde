/** Config, graph and runner: safe in browsers, in workers and in Node. */
export { MillraceError, isMillraceError } from './errors.js';
export type { ErrorInfo, Issue, MillraceErrorOptions } from './errors.js';
export { systemClock } from './clock.js';
export type { Clock } from './clock.js';

export { CONTROL_TYPES } from './config/config.js';
export type {
  CallStyle,
  Config,
  Control,
  ControlOption,
  ControlType,
  InputPort,
  NodeSettings,
  NodeSource,
  NodeType,
  OutputPort,
  ParameterKind,
  PortType,
  ReturnsMode,
} from './config/config.js';
export type { SchemaSpec, TypeName, TypeSpec, ValueOf } from './config/schema-value.js';
export type { JsonTypeName, JsonValue, Schema, SchemaExtension } from './config/json-schema.js';
export { mergeConfigs } from './config/merge-configs.js';
export { parseConfig } from './config/parse-config.js';
export type { ParsedConfig } from './config/parse-config.js';
export { ADAPTERS } from './config/adapters.js';
export type { AdapterName } from './config/adapters.js';
export { assignable } from './config/assignable.js';
export type { Assignability } from './config/assignable.js';
export type { Port } from './config/port.js';
export type {
  Diagnostic,
  FunctionSignature,
  OutputSignature,
  ParameterSignature,
  PortMeta,
} from './config/signature.js';

export type {
  Connection,
  Connections,
  Graph,
  GraphNode,
  InputConnections,
  InputEnd,
  NodePorts,
  PromotedPort,
  SavedSignature,
  Unread,
  WirePoint,
} from './graph/graph.js';
export { parseGraph } from './graph/parse-graph.js';
export type { ParsedGraph } from './graph/parse-graph.js';
export { graphTypesOf } from './graph/subgraph-types.js';
export type { FoundType, GraphTypes, SubgraphTypesOptions } from './graph/subgraph-types.js';
export type { Subgraph } from './graph/subgraph-scope.js';
export type { RetrySettings, Settings } from './graph/node-settings.js';
export type { NewNode } from './graph/add-nodes.js';
export type { ControlEdit, Wire } from './graph/edit-graph.js';
export { findDrift, migrateGraph } from './graph/migrate.js';
export type { Migration } from './graph/migrate.js';
export { acceptDrift, replaceType } from './graph/migrate-type.js';
export type { Retyped } from './graph/migrate-type.js';
export { applyMove, proposeMoves } from './graph/migrate-moves.js';
export type { MoveProposal } from './graph/migrate-moves.js';
export { stampGraph } from './graph/stamp.js';
export type { ChangeKind, NodeDrift, SignatureChange } from './graph/drift-change.js';
export { checkGraph } from './graph/check-graph.js';
export { linkPorts } from './graph/linked-ports.js';
export type { FindPorts, LinkedPorts } from './graph/linked-ports.js';
export { planGraph } from './graph/plan-graph.js';
export type { Plan, PlanNode, PlanOptions, PlanProblem } from './graph/plan.js';
export type { PortFunction, PortFunctions } from './graph/node-ports.js';

export { JobRunner } from './run/job-runner.js';
export type { PreparedGraph, RunReturn } from './run/job-runner.js';
export type {
  JobRunnerOptions,
  Method,
  OnError,
  PreviousRun,
  RunContext,
  RunOptions,
} from './run/job-runner-options.js';
export type { JobResult, NodeResult } from './run/job-result.js';
export type {
  JobCounts,
  JobEvent,
  JobFinished,
  JobRetried,
  JobStarted,
  JobStatus,
  NodeCancelled,
  NodeFailed,
  NodeLogged,
  NodeProgressed,
  NodeQueued,
  NodeSkipped,
  NodeStarted,
  NodeSucceeded,
  Outputs,
  Placement,
  SkipCause,
  Snapshot,
} from './run/events.js';
export { reduceEvents } from './run/reduce-events.js';
export type { JobState } from './run/reduce-events.js';
export { EventBus } from './run/events/event-bus.js';
export type { EventBusOptions } from './run/events/event-bus.js';
export type { EventFilter, EventTest } from './run/events/event-filter.js';
export type { EventResponseOptions } from './run/events/event-response.js';
export type { EventStream, EventStreamOptions } from './run/events/event-stream.js';
export { createRecorder } from './run/records/recorder.js';
export type { Recorder, RecorderOptions } from './run/records/recorder.js';
export { parseEvent, parseRecord } from './run/records/record-parse.js';
export type { ParsedEvent, ParsedRecord } from './run/records/record-parse.js';
export type {
  JobRecord,
  RecordedEvent,
  RecordedOutput,
  RecordedPreview,
} from './run/records/record.js';
export { playRecord, replayRecord } from './run/records/replay.js';
export type { PlayOptions } from './run/records/replay.js';
export { diffRecords } from './run/records/diff-records.js';
export type { DifferenceKind, RecordDiff, RecordDifference } from './run/records/diff-records.js';
export { toTraceEvents } from './run/records/trace-events.js';
export type { Trace, TraceEvent } from './run/records/trace-events.js';
export { STATUSES, parseStatus } from './run/status.js';
export type { Status } from './run/status.js';
export { load } from './run/registry.js';
export type { Callable, Lazy, Loaded, Registry } from './run/registry.js';
export { createConfig } from './run/create-config.js';
export type { NodeSet } from './run/create-config.js';
export type { DefinedNode, NodeDescription } from './run/create-node.js';
export { defineNode } from './run/define-node.js';
export type { NodeDefinition } from './run/define-node.js';
export { fillTemplate, growingPorts, templatePorts, toPortFunction } from './run/dynamic-ports.js';
export type { PortsNode, PortsOf } from './run/dynamic-ports.js';
export type {
  InputDefinition,
  InputDefinitions,
  InputOptions,
  InputValues,
  OutputDefinition,
  OutputDefinitions,
  OutputOptions,
} from './run/port-definition.js';
export { mergeNodes } from './run/merge-nodes.js';
export { withDynamicPorts } from './run/with-dynamic-ports.js';
export type { DynamicPorts } from './run/with-dynamic-ports.js';
export type { PartialNodeSet } from './run/merge-nodes.js';
export { createMemo } from './run/memo/memo.js';
export type { Memo, MemoOptions } from './run/memo/memo.js';
export type { PlannedNode, RunPlan } from './run/plan-run.js';
export { serveFunctions } from './run/workers/serve-functions.js';
export type { WorkerLike } from './run/workers/worker-port.js';
export type { AjvLike } from './config/ajv-check.js';
export type { PortChecks, StandardSchemaV1 } from './config/standard-schema.js';
export { noValue } from './run/no-value.js';
export type { CallContext } from './run/call-context.js';
export type { GraphPorts, NodeContext, NodeState } from './run/node-context.js';
export { Handle, isHandle } from './run/handle.js';
export type {
  HandleRef,
  LiveModule,
  LiveSource,
  LogLevel,
  ModuleIntrospection,
  Preview,
  PythonModule,
  PythonRuntime,
} from './run/python/python-runtime.js';
