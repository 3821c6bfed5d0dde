// React comes as CommonJS only, which no browser loads: this makes modules of it, once.
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const PACKAGES = ['react', 'react/jsx-runtime', 'react-dom/client'];

/** A module with names for all that a package exports; React's are not known before it ran. */
const moduleOf = (name) => {
  const names = ['default', ...Object.keys(require(name))];
  return `export { ${names.join(', ')} } from '${name}';`;
};

await build({
  entryPoints: PACKAGES.map((name) => ({ in: `module:${name}`, out: name.replaceAll('/', '-') })),
  plugins: [
    {
      name: 'modules',
      setup(bundler) {
        bundler.onResolve({ filter: /^module:/ }, ({ path }) => ({ path, namespace: 'module' }));
        bundler.onLoad({ filter: /^/, namespace: 'module' }, ({ path }) => ({
          contents: moduleOf(path.slice('module:'.length)),
          resolveDir: import.meta.dirname,
        }));
      },
    },
  ],
  bundle: true,
  // One React for all of them.
  splitting: true,
  format: 'esm',
  minify: true,
  define: { 'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV ?? 'production') },
  outdir: 'vendor',
});
