import './cli/check-node.cjs';

// Loaded afterwards: an old Node could not even read it.
void import('./app/run.ts').then(({ run }) => run());
