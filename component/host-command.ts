/** What a host adds to the command palette. */

/** Something of the host's that the command palette offers. */
export interface HostCommand {
  /** Unique among the host's. */
  readonly id: string;
  /** What it does, as a person would look for it: `Run the graph`. */
  readonly label: string;
  /** The keys the host has for it, as `Ctrl+Enter`; shown, not listened to. */
  readonly keys?: string;
  /** @default true */
  readonly enabled?: boolean;
  readonly run: () => void;
}
