import { describe, expect, it } from 'vitest';
import { remedy } from './repairing';

describe('what is offered for promises that do not hold', () => {
  it('is to make anew what is derived, if nothing else is wrong', () => {
    expect(remedy(['I3'])).toBe('repair');
    expect(remedy(['I14', 'I3', 'I12'])).toBe('repair');
  });

  it('is to save what can be saved as soon as something that was written is wrong', () => {
    for (const id of ['I1', 'I2', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I11'])
      expect(remedy(['I3', id])).toBe('save');
  });

  it('is nothing for what is not the file', () => {
    expect(remedy([])).toBe('none');
    expect(remedy(['I10', 'I12', 'I13'])).toBe('none');
  });
});
