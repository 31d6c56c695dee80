/** Takes turns (A B A B …), so that what else the machine does in the meantime touches all of them alike. */
export async function interleave<Name extends string>(
  runs: number,
  subjects: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(subjects) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let run = 0; run < runs; run += 1)
    for (const name of names) samples[name].push(await subjects[name]());
  return samples;
}
