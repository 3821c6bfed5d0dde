/** One end of a wire. */
import type { Connection } from '../../src/graph/graph.js';

/** One end of a wire as the DOM names it. */
export interface PortEnd extends Connection {
  readonly side: 'input' | 'output';
}
