/** What there is to run. */
import type { LiveNodes } from 'millrace/react';

/** All nodes there are, and the text some of them are from. */
export type PageNodes = Pick<LiveNodes, 'config' | 'taken'>;
