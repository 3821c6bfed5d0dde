/** What a host writes anew each time, told as rarely as it changes. */
import { useCallback, useEffect, useRef } from 'react';
import { isAlike } from './is-alike.js';

/** Reads what a host passed last; never another function. */
export function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}

/** The same object as long as it holds the same. */
export function useStableRecord<T extends object>(record: T | undefined): T | undefined {
  const stable = useRef(record);
  if (!isAlike(stable.current, record)) stable.current = record;
  return stable.current;
}
