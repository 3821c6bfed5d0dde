import { defineConfig } from 'vite';
import { millrace } from 'millrace/vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [millrace()],
  oxc: { jsx: { runtime: 'automatic' } },
  // Named, so that nothing is found late and the first page is not loaded twice.
  optimizeDeps: {
    include: [
      'lucide-react',
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'react/jsx-runtime',
    ],
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 800,
    // 'use client' is for servers that render; this page is all client.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
