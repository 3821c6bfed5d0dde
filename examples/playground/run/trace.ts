/** A run as what trace viewers open, in either mode, cancelled ones included. */
import { createRecorder, toTraceEvents } from 'millrace';
import type { Graph, JobEvent, Trace } from 'millrace';
import { config } from '../nodes.generated.js';

/** @param events all events of one job so far */
export function traceOf(graph: Graph, events: readonly JobEvent[]): Trace {
  // Made of the events when somebody asks: no run is slower for it.
  const recorder = createRecorder({ config, graph });
  for (const event of events) recorder.onEvent(event);
  return toTraceEvents(recorder.record());
}
