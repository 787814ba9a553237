export { moveEdge, unitAt, unitBeside, wordsOf, type Cuts, type Unit } from './bounds';
export { marksAt, positionAt, sizeOf } from './hit';
export { KINDS, layers, union, type Kind, type Mark, type Segment } from './layers';
export { codePointLength, sliceCodePoints, TextIndex, type Paragraph, type Range } from './offsets';
export { canPaint, Painter, textNodes, type Overlay } from './paint';
export { boxesOf, readSelection, writeSelection } from './selection';
export { inReadingOrder, step } from './walk';
