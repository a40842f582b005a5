import { describe, expect, it } from 'vitest';
import { countsIn } from './vitest.ts';

describe('the count of tests', () => {
  it('takes a file that could not be loaded for one failed test', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ];
    expect(countsIn({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
  });
});
