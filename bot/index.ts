import './cli/check-node.cjs';

// Loaded afterwards: an old Node could not even read them.
void Promise.all([import('./cli/command.ts'), import('./cli/start.ts')]).then(
  ([{ runIfStarted }, { main }]) => runIfStarted(import.meta.url, main),
);
