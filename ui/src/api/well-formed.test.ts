import { describe, expect, it } from 'vitest';

import { wellFormed } from './well-formed';

describe('a request as it can be sent', () => {
  it('has no half characters, wherever they stood', () => {
    const request = { text: 'a\ud800b', list: ['\udc00', { deep: 'x\ud83d' }], count: 1, none: null };
    expect(wellFormed(request)).toEqual({
      text: 'a\ufffdb',
      list: ['\ufffd', { deep: 'x\ufffd' }],
      count: 1,
      none: null,
    });
  });

  it('keeps whole characters beyond the basic plane, and everything that is no string', () => {
    const request = { text: '👩‍🌾 𝔘 e\u0301', flag: true, absent: undefined, zero: 0 };
    expect(wellFormed(request)).toEqual(request);
    expect(wellFormed(undefined)).toBeUndefined();
  });
});
