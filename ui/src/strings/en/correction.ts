export const correction = {
  'correction.title': 'Correct the text',
  'correction.text': 'The whole text, corrected',
  'correction.reason': 'Why',
  'correction.reason_placeholder': 'Misread characters, the outlet’s own correction …',
  'correction.unchanged': 'Nothing is changed yet.',
  'correction.promise':
    'The text as it is now stays readable as an earlier text. Marked words follow only where they stand unchanged; whatever is not sure is shown here first.',
  'correction.comparing': 'Comparing …',
  'correction.carried': {
    one: 'One marked passage follows unchanged.',
    other: '{count} marked passages follow unchanged.',
  },
  'correction.offered': { one: 'One has to be looked at', other: '{count} have to be looked at' },
  'correction.why.changed': 'Other words stand there now',
  'correction.why.moved': 'The same words, at another place',
  'correction.why.ambiguous': 'The same words, but it is not sure that they are the same place',
  'correction.statement_follows': 'The statement follows to these words',
  'correction.passage_follows': 'The translated passage follows to these words',
  'correction.lost': {
    one: 'One does not stand in it any more',
    other: '{count} do not stand in it any more',
  },
  'correction.lost_hint':
    'They stay with the earlier text and are shown as having lost their place. Mark their words anew to give them one.',
  'correction.drop': 'Start over',
  'correction.store': 'Store the corrected text',
  'correction.stored': {
    one: 'Stored as text {number}. One statement or passage lost its place.',
    other: 'Stored as text {number}. Statements and passages that lost their place: {count}.',
  },
  'correction.stale': 'The text was corrected meanwhile: close this and begin with the text as it is now.',
  'correction.revisions': 'Texts',
  'correction.current': 'Text {number}, the current one',
  'correction.earlier': 'Text {number}',

  'command.correct_text': 'Correct the text',
} as const;
