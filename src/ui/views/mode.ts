/** Who has the keys: a learner, or a script that plays the lesson and needs none of the offers. */
export type Mode = 'learn' | 'play';
