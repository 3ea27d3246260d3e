// Runs before everything else, on any Node: nothing here may be newer than ECMAScript 5.
(function () {
  var needed = /\d+\.\d+/.exec(require('../../package.json').engines.node)[0];
  var found = process.versions.node;
  if (isOlder(found, needed)) {
    var text = 'Cutover needs Node.js ' + needed + ' or newer, and this is ' + found + ': ';
    console.error(text + 'install Node.js 24 from https://nodejs.org and try again.');
    process.exit(1);
  }
  // From 24.15 on, the compiler Maglev crashes now and then on a busy machine, also in code without addons:
  // https://github.com/nodejs/node/issues/64841
  if (!isOlder(found, '24.15') && isOlder(found, '25.0'))
    require('node:v8').setFlagsFromString('--no-maglev');

  function isOlder(version, other) {
    var parts = version.split('.');
    var others = other.split('.');
    return parts[0] - others[0] < 0 || (parts[0] === others[0] && parts[1] - others[1] < 0);
  }
})();
