import { type Static, Type } from 'typebox';

/** The body of every error answer of every service. */
export const ErrorAnswer = Type.Object(
  {
    code: Type.String({ description: 'Stable and for programs, for instance word_unknown' }),
    message: Type.String({ description: 'For people, in French' }),
    requestId: Type.String({ description: 'The id of this request in the logs' }),
  },
  { $id: 'ErrorAnswer', additionalProperties: true },
);
export type ErrorAnswer = Static<typeof ErrorAnswer>;
