/** Where cards send what has no room on them: to an inspector, else to a popover beside them. */

/** The tabs of the inspector. */
export type InspectorTab = 'inputs' | 'output' | 'log' | 'docs';

/** What is to be looked at. */
export interface DetailsRequest {
  readonly nodeId: string;
  readonly tab: InspectorTab;
  /** An input whose fields are meant. */
  readonly portName?: string;
  /** What was pressed: a popover opens beside it. */
  readonly anchor: Element;
}

/** The requests of one editor. */
export interface Details {
  readonly open: (request: DetailsRequest) => void;
  /** What no inspector has taken. */
  readonly get: () => DetailsRequest | undefined;
  readonly close: () => void;
  /** @returns ends the subscription */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * An inspector offers to show what comes.
   * @param take false when it can't, because it is closed
   * @returns takes the offer back
   */
  readonly join: (take: (request: DetailsRequest) => boolean) => () => void;
}

export function createDetails(): Details {
  let current: DetailsRequest | undefined;
  const listeners = new Set<() => void>();
  const inspectors = new Set<(request: DetailsRequest) => boolean>();
  const set = (request: DetailsRequest | undefined): void => {
    if (current === request) return;
    current = request;
    for (const listener of listeners) listener();
  };
  return {
    open: (request) => {
      const isTaken = [...inspectors].some((take) => take(request));
      set(isTaken ? undefined : request);
    },
    get: () => current,
    close: () => set(undefined),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    join(take) {
      inspectors.add(take);
      return () => void inspectors.delete(take);
    },
  };
}
