declare module '@nlpjs/basic' {
  export function dockStart(options: { use: string[]; settings: object }): Promise<unknown>;
}
