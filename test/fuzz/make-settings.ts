/** How a node behaves and what policies it has. */
import { wait } from './making.js';
import type { Making } from './making.js';

/** The control `how` of a function. */
export function makeHow(
  { random, sync, failing, nulls, features }: Making,
  declared: { readonly async: boolean; readonly context: boolean },
  isInside: boolean,
): string {
  const sleep = declared.async && !random.chance(0.03) ? `@${wait(random)}` : '';
  if (random.chance(failing)) {
    const modes = ['throw', ...(declared.context ? ['first1', 'first2', 'first3'] : [])];
    if (declared.async) modes.push('reject');
    return `${random.pick(modes)}${sleep}`;
  }
  if (!sync && declared.async && random.chance(0.02)) return 'hang';
  if (!sync && !declared.async && random.chance(0.05)) return `late@${wait(random)}`;
  if (nulls && random.chance(0.03)) return `null${sleep}`;
  if (sync && !declared.async && random.chance(0.02)) return 'late@1';
  if (!declared.async && random.chance(sync ? 0.03 : 0.003)) return `busy@${wait(random, 12)}`;
  if (features.abort && !declared.async && !isInside && random.chance(0.004)) return 'abort';
  return `ok${sleep}`;
}

/** The settings of a node; undefined for none. */
export function makeSettings(
  making: Making,
  isSubgraph: boolean,
): Readonly<Record<string, unknown>> | undefined {
  const { random, features, sync, memo, failing } = making;
  const settings: Record<string, unknown> = {};
  if (features.retry && random.chance(failing * 3)) settings['retry'] = makeRetry(making);
  if (features.nodeTimeout && !sync && random.chance(0.1)) settings['timeoutMs'] = wait(random, 80);
  if (memo && random.chance(0.6)) settings['cache'] = true;
  if (features.badSettings && random.chance(0.02)) {
    Object.assign(
      settings,
      random.pick([
        { retry: { attempts: 0 } },
        { retry: { attempts: 'often' } },
        { timeoutMs: 'soon' },
        { placement: 'worker' },
      ]),
    );
  } else if (random.chance(0.02)) settings['colour of the host'] = isSubgraph ? 'blue' : 'red';
  return Object.keys(settings).length === 0 ? undefined : settings;
}

function makeRetry({ random, sync }: Making): object {
  const attempts = 1 + random.below(4);
  if (sync || attempts === 1 || random.chance(0.2)) return { attempts };
  return {
    attempts,
    delayMs: wait(random, 30),
    ...(random.chance(0.5) ? { factor: random.pick([1, 1.5, 3]) } : {}),
    ...(random.chance(0.3) ? { maxDelayMs: wait(random, 40) } : {}),
    ...(random.chance(0.4) ? { jitter: random.pick([0.25, 0.5, 1]) } : {}),
  };
}
