/** A picture for each status: it is never said by colour alone. */
import type { ReactElement } from 'react';
import type { Status } from '../../src/run/status.js';
import { Icon } from './icon.js';
import type { IconName } from './icon.js';

const PICTURES: Readonly<Record<Exclude<Status, 'idle'> | 'cached', IconName>> = {
  waiting: 'hourglass',
  queued: 'clock',
  running: 'spinner',
  success: 'check',
  error: 'close',
  skipped: 'skip',
  cancelled: 'ban',
  cached: 'zap',
};

export interface StatusIconProps {
  readonly status: Status | 'cached';
  /** Pixels. @default 14 */
  readonly size?: number;
}

/** The picture of a status in the colour around it; nothing for `idle`. */
export function StatusIcon({ status, size = 14 }: StatusIconProps): ReactElement | null {
  if (status === 'idle') return null;
  const spins = status === 'running' ? { className: 'mr-spin' } : {};
  return <Icon name={PICTURES[status]} size={size} {...spins} />;
}
