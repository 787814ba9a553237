import { describe, expect, it } from 'vitest';
import { branch, moveOf } from './tree';

const tags = [
  { uid: 'a' },
  { uid: 'a1', parent: 'a' },
  { uid: 'a2', parent: 'a' },
  { uid: 'a2x', parent: 'a2' },
  { uid: 'b' },
];

describe('the tree of tags', () => {
  it('moves a tag among its siblings and no further', () => {
    expect(moveOf(tags, 'a2', 'up')).toEqual({ position: 0 });
    expect(moveOf(tags, 'a2', 'down')).toBeUndefined();
    expect(moveOf(tags, 'a', 'down')).toEqual({ position: 1 });
  });

  it('puts a tag below the one before it, and back beside its parent', () => {
    expect(moveOf(tags, 'b', 'in')).toEqual({ parent: 'a' });
    expect(moveOf(tags, 'a', 'in')).toBeUndefined();
    expect(moveOf(tags, 'a2x', 'out')).toEqual({ parent: 'a', position: 2 });
    expect(moveOf(tags, 'a1', 'out')).toEqual({ parent: null, position: 1 });
    expect(moveOf(tags, 'b', 'out')).toBeUndefined();
  });

  it('knows what stands below a tag, which it cannot be moved to', () => {
    expect([...branch(tags, 'a')]).toEqual(['a', 'a1', 'a2', 'a2x']);
  });
});
