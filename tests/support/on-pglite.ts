/* With mocha's `--require`: suites that hold over both stores run over the embedded one. */
process.env['TEST_STORE'] = 'pglite';
