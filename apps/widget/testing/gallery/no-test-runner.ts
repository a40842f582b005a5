/** Stands in for the test runner in the gallery's pages: the builders and the fake API are shared with the component tests, their clock is not. */
export const vi = undefined;
