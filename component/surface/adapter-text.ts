/** Conversions in words. */
import { ADAPTERS } from '../../src/config/adapters.js';
import type { AdapterName } from '../../src/config/adapters.js';

/** What a conversion does to a value. */
export function adapterText({ adapter }: { readonly adapter: string }): string {
  return ADAPTERS[adapter as AdapterName] ?? adapter;
}
