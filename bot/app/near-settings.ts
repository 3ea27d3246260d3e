import { editDistance } from '../platform/edit-distance.ts';

/** A variable of the environment that Cutover does not read, and the setting that it was probably meant to be. */
export interface NearSetting {
  name: string;
  setting: string;
}

/** Other programs' variables that resemble a setting of ours. */
const OF_OTHERS = ['LOGLEVEL', 'DATADIR', 'POST', 'SORT'];

/**
 * Names that are nearly a setting: one letter is wrong, missing, superfluous or swapped with its neighbour, or they
 * differ in case, underscores or a plural only.
 */
export function findNearSettings(names: readonly string[], settings: readonly string[]): NearSetting[] {
  return names
    .filter((name) => !settings.includes(name) && !OF_OTHERS.includes(name))
    .flatMap((name) => {
      const setting = settings.find((known) => isNear(name, known));
      return setting === undefined ? [] : [{ name, setting }];
    });
}

function isNear(name: string, setting: string): boolean {
  return toStem(name) === toStem(setting) || editDistance(name.toUpperCase(), setting) === 1;
}

function toStem(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/s$/, '');
}
