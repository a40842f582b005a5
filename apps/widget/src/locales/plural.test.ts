import { describe, expect, it } from 'vitest';
import { englishForm, russianForm } from './plural.ts';

describe('plural forms', () => {
  it.each([
    [0, 2],
    [1, 0],
    [2, 1],
    [4, 1],
    [5, 2],
    [11, 2],
    [14, 2],
    [21, 0],
    [22, 1],
    [25, 2],
    [101, 0],
    [111, 2],
    [1000, 2],
    [1.5, 1],
  ])('Russian: %d takes form %d', (count, form) => {
    expect(russianForm(count, 3)).toBe(form);
  });

  it.each([
    [0, 1],
    [1, 0],
    [2, 1],
    [21, 1],
  ])('English: %d takes form %d', (count, form) => {
    expect(englishForm(count, 2)).toBe(form);
  });

  it('never asks for a form that is not there', () => {
    expect(russianForm(5, 1)).toBe(0);
    expect(englishForm(5, 1)).toBe(0);
  });
});
