// Jest transform: TypeScript to the module format jest asks for, by esbuild.
import { createHash } from 'node:crypto';
import { transformSync, version } from 'esbuild';

export default {
  canInstrument: false,
  getCacheKey: (source, path) =>
    createHash('sha1').update(`${version}\0${path}\0${source}`).digest('hex'),
  process(source, path, { supportsStaticESM }) {
    return transformSync(source, {
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      format: supportsStaticESM ? 'esm' : 'cjs',
      target: 'es2022',
      jsx: 'automatic',
      sourcemap: 'inline',
      sourcefile: path,
    });
  },
};
