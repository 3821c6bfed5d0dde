/** What a message between a runtime and its interpreter consists of. */

/** A JSON text and the buffers it refers to by number. Who sends it gives the buffers away. */
export interface Packet {
  readonly text: string;
  readonly buffers: readonly ArrayBuffer[];
}

/** Of a message that says nothing of them. */
export const NO_BUFFERS: readonly ArrayBuffer[] = [];
