import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

// The libraries of the staff console get chunks of their own, so that a change of ours does not make browsers fetch
// them again. What the public pages need is not named here: it must stay free of all of these.
const consoleLibraries = [
  { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|@emotion|dayjs|scroll-into-view-if-needed|stylis)[\\/]/ },
  { name: 'contract', test: /node_modules[\\/](@orpc|zod|@standardserver)[\\/]|packages[\\/]contract[\\/]/ },
  { name: 'query', test: /node_modules[\\/]@tanstack[\\/](react-query|query-core)[\\/]/ },
];

export default defineConfig(({ mode }) => {
  // Where `vite dev` finds the server; JIANGPING_SERVER names another.
  const { JIANGPING_SERVER = 'http://127.0.0.1:8080' } = loadEnv(mode, import.meta.dirname, 'JIANGPING_');
  return {
    root: import.meta.dirname,
    base: '/',
    plugins: [react()],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { output: { codeSplitting: { groups: consoleLibraries } } },
    },
    server: { proxy: { '/api': JIANGPING_SERVER } },
  };
});
