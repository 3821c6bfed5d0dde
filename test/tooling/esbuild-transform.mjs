// Jest transform: TypeScript, and Flume with its parts, to the module format jest asks for.
import { createHash } from 'node:crypto';
import { transformSync, version } from 'esbuild';
import {
  exposeFlumeParts,
  FLUME_PARTS,
  isFlume,
} from '../../component/surface/flume-transform.mjs';

export default {
  canInstrument: false,
  getCacheKey: (source, path) =>
    createHash('sha1')
      .update(`${version}\0${path}\0${FLUME_PARTS.join()}\0${source}`)
      .digest('hex'),
  process(source, path, { supportsStaticESM }) {
    const options = {
      format: supportsStaticESM ? 'esm' : 'cjs',
      target: 'es2022',
      sourcefile: path,
    };
    if (isFlume(path)) return transformSync(exposeFlumeParts(source), { ...options, loader: 'js' });
    return transformSync(source, {
      ...options,
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      jsx: 'automatic',
      sourcemap: 'inline',
    });
  },
};
