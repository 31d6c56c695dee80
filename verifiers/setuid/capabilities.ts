/** The two capabilities of this lesson, by their bit in the kernel's masks: capabilities(7). */
export const CAP_SETGID = 6n;
export const CAP_SETUID = 7n;

export const capName = (cap: bigint) => (cap === CAP_SETUID ? 'SETUID' : 'SETGID');
