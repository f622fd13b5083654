/** The version of the package; a test keeps it equal to package.json, since library rooms read no files. */
export const version: string = '0.1.0';
