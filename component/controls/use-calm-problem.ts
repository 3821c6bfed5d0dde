/** What is wrong is said after a pause, or when the field is left: not while the user still types. */
import { useEffect, useRef, useState } from 'react';

/** What a field shows of its problem. */
export interface CalmProblem {
  readonly problem: string | undefined;
  /** Something was typed. */
  readonly touch: () => void;
  /** The field was left. */
  readonly settle: () => void;
}

/** As long as a person thinks between two keys. */
const PAUSE_MS = 600;

/**
 * Holds a new problem back until nothing was typed for a moment. One that is shown follows at once,
 * and goes at once.
 */
export function useCalmProblem(problem: string | undefined): CalmProblem {
  const [isTyping, setTyping] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wasShown = useRef(problem !== undefined);
  const shown = isTyping && !wasShown.current ? undefined : problem;
  useEffect(() => {
    wasShown.current = shown !== undefined;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = (): void => {
    clearTimeout(timer.current);
    setTyping(false);
  };
  const touch = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(settle, PAUSE_MS);
    setTyping(true);
  };
  return { problem: shown, touch, settle };
}
