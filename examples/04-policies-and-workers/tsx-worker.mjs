// Node 20 reads no TypeScript in workers; here tsx is registered first. Compiled programs and Vite
// open worker.ts itself.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
