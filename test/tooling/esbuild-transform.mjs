// Jest transform: TypeScript, and Flume with its parts, to the module format jest asks for.
import { createHash } from 'node:crypto';
import { transformSync, version } from 'esbuild';
import { exposeFlumeParts, isFlume } from '../../component/surface/flume-transform.mjs';

export default {
  canInstrument: false,
  getCacheKey: (source, path) =>
    createHash('sha1')
      // What is done to Flume changes more often than Flume.
      .update(`${version}\0${path}\0${isFlume(path) ? exposeFlumeParts(source) : source}`)
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
